import { heldKeys } from '@kept-informed/people';

/** What wraps the keys of people in specs. */
export const peopleKey = Buffer.alloc(32, 5).toString('base64');

export const peopleKeeper = heldKeys([Buffer.from(peopleKey, 'base64')]);
