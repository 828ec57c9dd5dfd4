import type * as people from '@kept-informed/people';

export type Reached = typeof people;
