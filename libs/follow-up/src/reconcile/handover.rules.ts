import { addWorkingDays, endOfDay, localDate, type Instant } from '@kept-informed/calendar';
import { countedBy, type Rulebook } from '@kept-informed/commitments';
import { ownerBefore, type Case } from '../case/case.state.js';
import type { Handover } from '../obligation/obligation.events.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';

/**
 * The handover of its case, as known by then, within two working days of which something fell due: who had it before, and who
 * has it since. Within days of it both are named (rules.md, Owner at due time).
 */
export function handoverBefore(
  subject: Case,
  dueAt: Instant,
  terms: OwedObligation['terms'],
  book: Rulebook,
): Handover | undefined {
  const owner = ownerBefore(subject, dueAt, dueAt);
  const before = owner && ownerBefore(subject, owner.from, dueAt);
  if (!owner || !before || before.staffId === owner.staffId) return undefined;
  const { zone } = book;
  const last = countedBy(terms, book, (calendar) => addWorkingDays(localDate(owner.from, zone), 2, calendar));
  if (!('value' in last) || dueAt > endOfDay(last.value, zone)) return undefined;
  return { from: before.staffId, to: owner.staffId };
}
