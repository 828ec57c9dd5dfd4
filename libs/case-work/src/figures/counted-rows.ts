import { never } from '@kept-informed/calendar';
import {
  type ComplianceQuestion,
  type CountedObligation,
  countedObligations,
  type ReportCell,
} from '@kept-informed/compliance';
import type { EntityManager } from 'typeorm';
import { inFull, inFullByDates } from './in-full.js';
import type { ReportTimes } from './report-questions.js';

/** All rows behind a figure, of one moment, with what they are of. */
export interface CountedInFull {
  readonly times: ReportTimes;
  readonly position: string;
  readonly withheld: number;
  readonly rows: AsyncIterable<CountedObligation>;
}

/** Each row behind a cell in the order of due times. */
export function countedRows(
  manager: EntityManager,
  question: ComplianceQuestion & Required<Pick<ComplianceQuestion, 'knownAt'>>,
  cell: ReportCell,
): AsyncIterable<CountedObligation> {
  const page =
    (asked: ComplianceQuestion, ofFewDates: boolean) => (last: CountedObligation | undefined, limit: number) => {
      const after = last && { dueAt: last.dueAt ?? never, obligationId: last.obligationId };
      return countedObligations(manager, asked, cell, { after, limit, ofFewDates });
    };
  // Some of these are of no date.
  if (cell.awaitingCalendar || cell.status === 'paused') return inFull(page(question, false));
  return inFullByDates(question, (dates) => page({ ...question, ...dates }, true));
}
