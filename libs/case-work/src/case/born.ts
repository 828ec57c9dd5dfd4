import type { LocalDate } from '@kept-informed/calendar';
import { refuse } from '@kept-informed/decisions';

/** Nobody is on a case who is yet to be born. `field`: where that was said. */
export function requireBorn(bornOn: LocalDate | undefined, today: LocalDate, field: string): void {
  if (bornOn !== undefined && bornOn > today) throw refuse('in-the-future', field, 'This has not happened yet.');
}
