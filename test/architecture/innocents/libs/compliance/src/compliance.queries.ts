import * as calendar from '@kept-informed/calendar';
import type * as store from '@kept-informed/event-store';

export type Store = typeof store;
export const measured = () => calendar;
