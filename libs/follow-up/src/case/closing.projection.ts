import { recordedFor } from '@kept-informed/decisions';
import { added, type RowChange } from '@kept-informed/event-store';
import type { CaseClosed, CaseReopened } from './case.events.js';
import { caseIdOf } from './case.stream.js';

/** Closings and reopenings, in the order in which they were recorded. */
export const closings = {
  name: 'case_closings',
  key: ['case_id', 'version'],
  columns: ['case_id', 'version', 'closes', 'at', 'recorded_at'],
  since: 'recorded_at',
} as const;

const turned =
  (closes: boolean) =>
  (fact: CaseClosed | CaseReopened): RowChange => {
    const { stream, version, occurred: at } = fact;
    return added(closings, { case_id: caseIdOf(stream), version, closes, at, recorded_at: recordedFor(fact) });
  };
export const wasClosed = turned(true);
export const wasReopened = turned(false);
