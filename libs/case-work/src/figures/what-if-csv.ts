import type { BeforeAndAfter, DueFigures, WhatIfAnswer } from '@kept-informed/what-if';
import { csvOf } from '@kept-informed/exports';

const heads = ['part', 'name', 'team', 'date', 'figure', 'before', 'after', 'change'];
const figures = ['fellDue', 'met', 'metLate', 'missed', 'excused', 'released', 'notDueYet', 'rate'] as const;

/** All that came of a what-if for a spreadsheet, a line per figure: of the whole, of promises and teams, of alerts, of days. */
export function whatIfCsv({ totals, commitments, teams, alerts, days }: WhatIfAnswer): string {
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
