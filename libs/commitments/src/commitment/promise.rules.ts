import { parseDuration } from '@kept-informed/calendar';
import type { FieldProblem } from '@kept-informed/decisions';
import type { Commitment, Discharge } from './commitment.rules.js';
import { purposes } from './purposes.rules.js';

/** What of a promise does not fit together, whoever makes it. */
export function problemsOfPromise(commitment: Commitment): FieldProblem[] {
  const { from, to } = commitment;
  return [
    ...ofLimits(commitment),
    ...ofRecurring(commitment),
    ...ofConventions(commitment),
    ...ofDischarge(commitment),
    ...(to !== null && to < from ? [{ field: '/to', detail: 'It ends before it begins.' }] : []),
  ];
}

const fitting = { calendar: ['days', 'months'], working: ['days'], elapsed: ['hours'] } as const;

function ofLimits({ limit, enhancedLimit, unit, recurs }: Commitment): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const [field, text] of [
    ['/limit', limit],
    ['/enhancedLimit', enhancedLimit],
  ] as const) {
    if (text === null || text === 'agreed') continue;
    const duration = parseDuration(text);
    const fits = duration !== null && (fitting[unit] as readonly string[]).includes(duration.unit);
    if (!fits || (unit === 'working' && !text.endsWith('D')))
      problems.push({ field, detail: `It cannot be counted in ${unit} time.` });
    else if (recurs !== 'no' && duration.count === 0) problems.push({ field, detail: 'A period lasts some time.' });
  }
  if (enhancedLimit !== null && limit === null)
    problems.push({ field: '/enhancedLimit', detail: 'Without a limit there is none for the enhanced either.' });
  return problems;
}

function ofRecurring({ limit, enhancedLimit, unit, recurs, triggers, dischargedBy }: Commitment): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const isAgreed = limit === 'agreed' || enhancedLimit === 'agreed';
  if (isAgreed && (recurs === 'no' || triggers.join() !== 'contact-plan-agreed'))
    problems.push({ field: '/limit', detail: 'Only what recurs because of a plan is as often as agreed.' });
  if (recurs !== 'no' && (limit === null || unit !== 'calendar'))
    problems.push({ field: '/recurs', detail: 'What recurs has a period of calendar days or months.' });
  if (recurs !== 'no' && !dischargedBy.every(({ by }) => by === 'update'))
    problems.push({ field: '/dischargedBy', detail: 'What recurs is met by an update.' });
  return problems;
}

/** The day of an update is day 0 of the next period; hours have no days, and working days end on one. */
function ofConventions({ conventions = [], limit, unit, recurs }: Commitment): FieldProblem[] {
  const problems: string[] = [];
  if (conventions.length > 0 && recurs !== 'no') problems.push('What recurs counts its periods from day 0.');
  if (conventions.length > 0 && limit === null) problems.push('Without a limit there is nothing to count.');
  if (conventions.length > 0 && unit === 'elapsed') problems.push('A limit in hours counts no days.');
  if (conventions.includes('roll-forward') && unit === 'working')
    problems.push('A limit of working days ends on one, and is not rolled forward.');
  return problems.map((detail) => ({ field: '/conventions', detail }));
}

const known: ReadonlySet<string> = new Set(purposes);

function ofDischarge({ dischargedBy }: Commitment): FieldProblem[] {
  const isOdd = (way: Discharge) => way.by === 'purpose' && !known.has(way.purpose);
  return dischargedBy.flatMap((way, index) =>
    isOdd(way) ? [{ field: `/dischargedBy/${index}`, detail: 'Nothing that is recorded is called so.' }] : [],
  );
}
