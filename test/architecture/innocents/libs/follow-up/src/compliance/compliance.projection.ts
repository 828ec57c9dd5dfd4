import * as store from '@kept-informed/event-store';

export const project = () => store;
