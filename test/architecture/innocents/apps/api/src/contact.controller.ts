import * as followUp from '@kept-informed/follow-up';
import type * as people from '@kept-informed/people';

export type People = typeof people;
export const page = () => followUp;
