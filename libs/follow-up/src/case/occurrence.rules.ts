import type { Occurrence } from './case.events.js';

/** What was entered, by which fact, and when that was recorded. */
export interface EnteredDetail<Value> extends Occurrence {
  readonly value: Value;
}

/** Earliest first; of what happened at the same instant, what was recorded first. */
export function inTime(a: Occurrence, b: Occurrence): number {
  if (a.at === b.at) return a.version - b.version;
  return a.at < b.at ? -1 : 1;
}
