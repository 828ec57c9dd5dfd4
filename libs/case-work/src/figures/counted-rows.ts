import { addDays, localDate, never } from '@kept-informed/calendar';
import {
  type ComplianceQuestion,
  type CountedObligation,
  countedObligations,
  type DuePlace,
  type ReportCell,
} from '@kept-informed/compliance';
import type { EntityManager } from 'typeorm';
import type { ReportTimes } from './report-questions.js';

/** All rows behind a figure, of one moment, with what they are of. */
export interface CountedInFull {
  readonly times: ReportTimes;
  readonly position: string;
  readonly withheld: number;
  readonly rows: AsyncIterable<CountedObligation>;
}

/** A statement's worth of rows: 1.5 MB. */
const atOnce = 2_000;

/**
 * Each row behind a cell in the order of due times, read as they are taken: whoever takes them slowly holds no connection, and a
 * million are never in memory together. The question has to say as known when, so that all of them are of one moment.
 */
export async function* countedRows(
  manager: EntityManager,
  question: ComplianceQuestion & Required<Pick<ComplianceQuestion, 'knownAt'>>,
  cell: ReportCell,
): AsyncGenerator<CountedObligation> {
  const isDated = !cell.awaitingCalendar && cell.status !== 'paused';
  let after: DuePlace | undefined;
  for (;;) {
    const asked = after && isDated ? from(question, after) : question;
    const items = await countedObligations(manager, asked, cell, { after, limit: atOnce });
    yield* items;
    if (items.length < atOnce) return;
    const { dueAt, obligationId } = items.at(-1)!;
    after = { dueAt: dueAt ?? never, obligationId };
  }
}

/** Days that have been read are not looked through again; what is due at the end of a day is due on that day. */
function from<Question extends ComplianceQuestion>(question: Question, { dueAt }: DuePlace): Question {
  const day = addDays(localDate(dueAt, question.zone), -1);
  return { ...question, from: day > question.from ? day : question.from };
}
