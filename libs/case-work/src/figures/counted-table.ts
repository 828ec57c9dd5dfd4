import { type CountedObligation, definitionOf, dimensions } from '@kept-informed/compliance';
import type { ExportColumn, ExportTable } from '@kept-informed/exports';
import type { Zone } from '@kept-informed/calendar';
import { figureSentences } from './figure-sentences.js';
import type { CountedInFull } from './counted-rows.js';
import { groupColumns, wordsOf } from './table-columns.js';

type CountedColumn = ExportColumn<CountedObligation>;

const own = {
  obligationId: ['text', 'The obligation.'],
  caseId: ['text', 'Its case.'],
  participantId: ['text', 'To whom it is owed.'],
  trigger: ['text', 'By what it arose.'],
  arisenAt: ['instant', 'When it arose.'],
  dueOn: ['date', 'The last day on which it is in time; empty: it awaits a calendar.'],
  dueAt: ['instant', 'The moment from which it is late.'],
  generation: ['number', 'How often its clock began, from 1.'],
  status: ['text', 'What became of it, as of the time of the report.'],
  dischargedAt: ['instant', 'When it was done.'],
  dischargedBy: ['text', 'The contact by which it was done.'],
  latenessHours: ['number', 'Elapsed hours from due time; empty unless met late.'],
  recordedLate: ['flag', figureSentences.recordedLate],
  recordedAfterDue: ['flag', figureSentences.recordedAfterDue],
  disputed: ['flag', figureSentences.disputed],
  changedAfterDue: ['flag', figureSentences.changedAfterDue],
  reattributed: ['flag', figureSentences.reattributed],
  stood: ['text', 'How it stood at its due time, where it was changed after that.'],
} as const satisfies Readonly<
  Record<Exclude<keyof CountedObligation, 'group'>, readonly [kind: CountedColumn['kind'], sentence: string]>
>;

const columns: readonly CountedColumn[] = [
  ...Object.entries(own).map(([name, [kind, sentence]]): CountedColumn => {
    return { name, kind, sentence, of: (row) => row[name as keyof typeof own] };
  }),
  ...groupColumns(dimensions, 'To what it is attributed; empty: to none.'),
];

/** The rows behind a figure for a file: every one of them, read as they are taken. */
export function countedTable(found: CountedInFull, zone: Zone): ExportTable<CountedObligation> {
  const { times, position, withheld, rows } = found;
  const words = wordsOf('What a figure counts', { ...times, position, definition: definitionOf(times, zone) });
  return {
    name: `obligations-${times.from}-to-${times.to}`,
    words: { ...words, facts: [...words.facts, ['withheld', String(withheld)]] },
    columns,
    rows,
  };
}
