import { dueOnly, endOfDay, periodEnd, type Duration, type Instant, type LocalDate } from '@kept-informed/calendar';
import type { Commitment } from '../commitment/commitment.rules.js';
import type { Rulebook } from '../commitment/rulebook.rules.js';
import type { Claim } from './claim.rules.js';
import { dateOf } from './reading.rules.js';

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
  const enhancedLimit = commitment.enhancedLimit ?? commitment.limit;
  let due = dueFrom(startsAt, atStart.entitlement === 'enhanced' ? enhancedLimit : commitment.limit, commitment, book);
  for (const { at, entitlement } of participant.assessments) {
    const whileOpen = at > startsAt && (metAt === undefined || at < metAt);
    if (entitlement !== 'enhanced' || !whileOpen || due.dueAt === null) continue;
    const sooner = dueFrom(at, enhancedLimit, commitment, book);
    if (sooner.dueAt !== null && sooner.dueAt < due.dueAt) due = { ...sooner, rederivedAt: at };
  }
  return due;
}

function dueFrom(startsAt: Instant, limit: string | null, { unit }: Commitment, book: Rulebook): DueForClaim {
  if (limit === null) return { limit, dueOn: null, dueAt: null, startsAt, rederivedAt: undefined };
  const { calendar, zone } = book;
  const from = unit === 'elapsed' ? startsAt : dateOf(startsAt, book);
  const { dueOn, dueAt } = counted(`${from} ${limit} ${unit}`, book, () =>
    dueOnly({ from, limit, unit, calendar, zone }),
  );
  return { limit, dueOn, dueAt, startsAt, rederivedAt: undefined };
}

/** When the n-th period from an anchor ends: always counted from the anchor (rules.md, Counting time 5). */
export function periodDue(anchor: LocalDate, period: Duration, n: number, book: Rulebook): Due {
  return counted(`${anchor} ${period.count} ${period.unit} ${n}`, book, () => {
    const dueOn = periodEnd(anchor, period, n);
    return { dueOn, dueAt: endOfDay(dueOn, book.zone) };
  });
}

interface Due {
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
}

const known = new WeakMap<Rulebook, Map<string, Due>>();
const mostKnown = 50_000;

/** Counted once for a rulebook: thousands of cases start on the same dates. Emptied when full. */
function counted(key: string, book: Rulebook, count: () => Due): Due {
  let dues = known.get(book);
  if (!dues) known.set(book, (dues = new Map()));
  const before = dues.get(key);
  if (before) return before;
  const made = count();
  if (dues.size >= mostKnown) dues.clear();
  dues.set(key, made);
  return made;
}
