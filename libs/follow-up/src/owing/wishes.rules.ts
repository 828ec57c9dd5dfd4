import { laterOf, never, type Instant } from '@kept-informed/calendar';
import { optOutEnd } from '../opt-out/opt-out-end.rules.js';
import type { ApplicableCommitment, Ending } from './applicable-commitment.rules.js';
import { isPast } from './due.rules.js';
import { together } from './merged.rules.js';
import type { CaseReading } from './reading.rules.js';
import { optOutsFrom } from './single-endings.rules.js';

/** While somebody did not want to be told of something: by one wish, or by several without a gap between them. */
export interface Wish {
  readonly from: Instant;
  readonly to: Instant;
  /** The wish that it is waived by: one that was voided, where there is one. */
  readonly by: string;
  readonly version: number;
  /** What ended the last of them. */
  readonly endedBy: string;
  /** When one of them was found never to have been theirs, and by what. */
  readonly voided?: { readonly at: Instant; readonly by: string };
}

/** When a participant did not want to be told of something, earliest first. */
export function wishesAbout(applicable: ApplicableCommitment, { state, book }: CaseReading): Wish[] {
  const spans: Wish[] = [];
  const wishes = optOutsFrom(applicable, state).map(({ voided, ...optOut }) => {
    const { at: to, by: endedBy } = optOutEnd({ ...optOut, voided }, state, book);
    const { optOutId: by, version } = optOut;
    // One of a case that was merged into that of what is owed, or into which it was, holds from the merger on; so does one of before
    // it that is recorded only since, and gains nothing by that.
    const from = laterOf(optOut.at, together(version, applicable.trigger, state) ?? optOut.at);
    return { from, to, by, version, endedBy, ...(voided && { voided: { at: voided.at, by: voided.voidingId } }) };
  });
  for (const wish of wishes.filter(({ from, to }) => to > from).sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = spans.at(-1);
    if (last && wish.from <= last.to) spans[spans.length - 1] = joined(last, wish);
    else spans.push(wish);
  }
  return spans;
}

function joined(one: Wish, other: Wish): Wish {
  const { to, endedBy } = other.to > one.to ? other : one;
  const told = !one.voided && other.voided ? other : one;
  return { ...told, from: one.from, to, endedBy };
}

/** What ended something otherwise, when it was met, and when it is due by an instant, owed again since another. */
export interface WishQuestion {
  readonly arisenAt: Instant;
  readonly other: Ending | undefined;
  readonly metAt: Instant | undefined;
  readonly dueBy: (endedAt: Instant, againAt: Instant | undefined) => Instant | null;
}

/** What wishes not to be told make of something that does not recur. */
export interface WishOutcome {
  /** What it is waived by; none: it is not, or not any more. */
  readonly waived?: Ending;
  /** It was waived, and is owed again since then. */
  readonly againAt?: Instant;
  /** It stays waived, and is owed anew. */
  readonly anew?: { readonly at: Instant; readonly by: string };
  /** When a wish ends by itself. */
  readonly nextAt: Instant | null;
}

/**
 * Waived from a wish on until it ends. Then it is owed again if it is not due yet; what fell due meanwhile stays waived.
 * What was missed before stays so, for good. What can be made good, and what a wish ended that never was theirs, is owed anew,
 * unless it was done meanwhile (rules.md, Opting back in and Voided opt-outs).
 */
export function throughWishes(
  applicable: ApplicableCommitment,
  { arisenAt, other, metAt, dueBy }: WishQuestion,
  reading: CaseReading,
): WishOutcome {
  const isOver = (at: Instant) => (metAt !== undefined && metAt <= at) || (other !== undefined && other.at < at);
  let againAt: Instant | undefined;
  for (const span of wishesAbout(applicable, reading)) {
    const { to, voided } = span;
    const from = laterOf(span.from, arisenAt);
    if (to <= arisenAt) continue;
    if (from > reading.now || isOver(from)) break;
    const waived = waivedBy(span, from);
    const wasMissed = isPast(dueBy(from, againAt), from, undefined);
    if (to > reading.now) return { waived, againAt, nextAt: to === never ? null : to };
    const dueAt = dueBy(to, againAt);
    const isRunning = !wasMissed && (dueAt === null || dueAt > to);
    const isWrong = voided !== undefined && (voided.at <= to || !isRunning);
    if (applicable.commitment.reversible || isWrong) {
      const isLater = !applicable.commitment.reversible && voided!.at > to;
      const anew = isOver(to) ? undefined : isLater ? voided : { at: to, by: span.endedBy };
      return { waived, againAt, anew, nextAt: null };
    }
    if (!isRunning) return { waived, againAt, nextAt: null };
    if (isOver(to)) break;
    againAt = to;
  }
  return { againAt, nextAt: null };
}

function waivedBy({ by, version }: Wish, at: Instant): Ending {
  return { as: 'waived', at, by, version, recordedLate: false, leavesMissed: true };
}
