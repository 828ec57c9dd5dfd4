import { csvOf, csvType, type ExportFile } from '@kept-informed/exports';
import type { AskedWhatIf, BeforeAndAfter, DueFigures, WhatIfAnswer } from '@kept-informed/what-if';

const heads = ['part', 'name', 'team', 'date', 'figure', 'before', 'after', 'change'];
const figures = ['fellDue', 'met', 'metLate', 'missed', 'excused', 'released', 'notDueYet', 'rate'] as const;

/** What came of a question as CSV; without an answer there is no line in it. */
export function whatIfFile({ from, to, answer }: Pick<AskedWhatIf, 'from' | 'to' | 'answer'>): ExportFile {
  const text = answer ? whatIfCsv(answer) : '';
  return { name: `what-if-${from}-to-${to}.csv`, type: csvType, bytes: Buffer.from(text) };
}

/** All that came of a what-if for a spreadsheet, a line per figure: of the whole, of promises and teams, of alerts, of days. */
function whatIfCsv({ totals, commitments, teams, alerts, days }: WhatIfAnswer): string {
  const due = (place: readonly (string | null)[], { before, after }: BeforeAndAfter<DueFigures>) =>
    figures.map((name) => [...place, name, ...compared(before[name], after[name])]);
  return csvOf([
    heads,
    ...due(['total', null, null, null], totals),
    ...commitments.flatMap(({ commitment, ...one }) => due(['commitment', commitment, null, null], one)),
    ...teams.flatMap(({ team, ...one }) => due(['team', null, team, null], one)),
    ...alerts.map(({ rung, before, after }) => ['alerts', rung, null, null, 'raised', ...compared(before, after)]),
    ...days.map(({ team, date, before, after }) => ['day', null, team, date, 'due', ...compared(before, after)]),
  ]);
}

function compared(before: number | null, after: number | null): (number | null)[] {
  const change = before === null || after === null ? null : Number((after - before).toFixed(4));
  return [before, after, change];
}
