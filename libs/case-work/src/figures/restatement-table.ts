import { dimensions, type PlaceInReport, type RestatedLine, restatementDefinition } from '@kept-informed/compliance';
import type { ExportColumn, ExportTable, ExportValue } from '@kept-informed/exports';
import type { RestatedInFull } from './restatements.js';
import { inSeconds, textColumn } from './table-columns.js';

type RestatedColumn = ExportColumn<RestatedLine>;

const places: Readonly<Record<Exclude<keyof PlaceInReport, 'group'>, readonly [RestatedColumn['kind'], string]>> = {
  countedAs: ['text', 'In which of the report’s lists it is; only what fell due is in a rate.'],
  status: ['text', 'What became of it.'],
  dueOn: ['date', 'The last day on which it is in time.'],
  dueAt: ['instant', 'The moment from which it is late.'],
  dischargedAt: ['instant', 'When it was done.'],
  recordedLate: ['flag', 'Met in time and recorded after the due time.'],
  recordedAfterDue: ['flag', 'Nothing recorded by its due time implied it.'],
  disputed: ['flag', 'Something recorded after the due time says otherwise, undecided.'],
  changedAfterDue: ['flag', 'Bettered after its due time.'],
  reattributed: ['flag', 'Moved to another owner by a confirmed dispute.'],
};

/** Where a line stands in one of the two reports, a column for each that is said of it. */
function placeColumns(side: 'before' | 'after'): RestatedColumn[] {
  const column = (
    name: string,
    [kind, sentence]: readonly [RestatedColumn['kind'], string],
    of: (place: PlaceInReport) => ExportValue,
  ): RestatedColumn => ({
    name: `${side}.${name}`,
    kind,
    sentence: `${sentence} As known ${side}; empty: the report does not list it.`,
    of: (line) => line[side] && of(line[side]),
  });
  return [
    ...Object.entries(places).map(([name, said]) => column(name, said, (place) => place[name as keyof typeof places])),
    ...dimensions.map((name) => column(name, ['text', 'To what it is attributed.'], ({ group }) => group[name])),
  ];
}

/** What a report counts otherwise than when it was known before, line by line and every line, read as they are taken. */
export function restatementTable(found: RestatedInFull): ExportTable<RestatedLine> {
  const { from, to, before, after, position, withheld, rows } = found;
  const times = { from, to, before: inSeconds(before), after: inSeconds(after), position, withheld: String(withheld) };
  return {
    name: `restatement-${from}-to-${to}`,
    words: {
      title: `Restatement, ${from} to ${to}`,
      definition: restatementDefinition,
      facts: Object.entries(times),
      measures: [],
    },
    columns: [
      textColumn('obligationId', 'The obligation.'),
      textColumn('caseId', 'Its case.'),
      textColumn('participantId', 'To whom it is owed.'),
      { name: 'changed', kind: 'text', sentence: 'Which of these differ.', of: ({ changed }) => changed.join(' ') },
      {
        name: 'facts',
        kind: 'text',
        sentence: 'Positions of the facts that changed it, in the log; empty: only time went by.',
        of: ({ facts }) => facts.map(({ position: at }) => at).join(' '),
      },
      ...placeColumns('before'),
      ...placeColumns('after'),
    ],
    rows,
  };
}
