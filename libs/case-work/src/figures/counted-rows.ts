import { addDays, localDate, never } from '@kept-informed/calendar';
import {
  type ComplianceQuestion,
  type CountedObligation,
  countedObligations,
  type DuePlace,
  type ReportCell,
} from '@kept-informed/compliance';
import type { EntityManager } from 'typeorm';
import { inFull } from './in-full.js';
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
  const isDated = !cell.awaitingCalendar && cell.status !== 'paused';
  return inFull((last, limit) => {
    const after = last && { dueAt: last.dueAt ?? never, obligationId: last.obligationId };
    const asked = after && isDated ? from(question, after) : question;
    return countedObligations(manager, asked, cell, { after, limit });
  });
}

/** Days that have been read are not looked through again; what is due at the end of a day is due on that day. */
function from<Question extends ComplianceQuestion>(question: Question, { dueAt }: DuePlace): Question {
  const day = addDays(localDate(dueAt, question.zone), -1);
  return { ...question, from: day > question.from ? day : question.from };
}
