import { dueOnly, type Instant, type LocalDate } from '@kept-informed/calendar';
import type { Rulebook } from '../commitment/rulebook.rules.js';
import type { Claim } from './claim.rules.js';

/** When a duty falls due, the limit that decided it, and the assessment that last moved it. */
export interface DueForClaim {
  readonly limit: string | null;
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  readonly startsAt: Instant;
  readonly rederivedAt?: Instant;
}

/**
 * When a duty that does not recur falls due. A participant who becomes enhanced while it is open is owed it by the
 * earlier of the old due date and the enhanced limit counted from the assessment; a downgrade changes nothing that is
 * running (rules.md, Entitlement).
 */
export function dueFor(claim: Claim, metAt: Instant | undefined, book: Rulebook): DueForClaim {
  const { commitment, participant, startsAt } = claim;
  const atStart = participant.assessments.findLast(({ at }) => at <= startsAt) ?? participant.assessments[0]!;
  const enhancedAtStart = atStart.entitlement === 'enhanced';
  let due = count(claim, enhancedAtStart ? commitment.enhancedLimit : commitment.limit, startsAt, book);
  for (const { at, entitlement } of participant.assessments) {
    const whileOpen = at > startsAt && (metAt === undefined || at < metAt);
    if (entitlement !== 'enhanced' || !whileOpen || due.dueAt === null) continue;
    const sooner = count(claim, commitment.enhancedLimit, at, book);
    if (sooner.dueAt !== null && sooner.dueAt < due.dueAt) due = { ...sooner, rederivedAt: at };
  }
  return due;
}

function count({ commitment }: Claim, limit: string | null, from: Instant, book: Rulebook): DueForClaim {
  if (limit === null) return { limit, dueOn: null, dueAt: null, startsAt: from };
  const { calendar, zone } = book;
  return { limit, startsAt: from, ...dueOnly({ from, limit, unit: commitment.unit, calendar, zone }) };
}
