import { addMonths, localDate, type Instant } from '@kept-informed/calendar';
import type { PlannedCase } from './plan.js';

/** Where the files are so old that everything since will be found missed: one warning, however many months they are. */
export function ageWarning(cases: readonly PlannedCase[], now: Instant): string[] {
  const oldest = cases[0] && localDate(cases[0].openedAt).slice(0, 7);
  const today = localDate(now);
  if (oldest === undefined || addMonths(`${oldest}-01`, 12) >= `${today.slice(0, 7)}-01`) return [];
  return [
    `The oldest month, ${oldest}, lies more than 12 months before ${today}. Everything owed since ` +
      'will be found missed. To follow the cases as at another time, give --clock.',
  ];
}

export function areaWarning(bcuAndLpt: string, cases: number): string {
  return `The force has no area ${bcuAndLpt}: ${cases} ${cases === 1 ? 'case was' : 'cases were'} imported without one.`;
}
