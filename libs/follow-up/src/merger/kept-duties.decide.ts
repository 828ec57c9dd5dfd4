import { never, type Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { KeptObligation, ReplacedObligation, RunningSeries } from '../case/case.events.js';
import { ownerBefore, type Case } from '../case/case.state.js';
import { sameAs } from '../case/same-milestone.rules.js';
import type { Obligation } from '../obligation/obligation.state.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import { isAgreed, isContinued } from '../owing/merged.rules.js';
import { owed, readCase } from '../owing/owed.rules.js';
import { planOf } from './latest-wishes.decide.js';

/** Two cases and what they owe, who and what of the one is who and what of the other. */
export interface MergedDuties {
  readonly from: CaseHistory;
  readonly into: CaseHistory;
  readonly obligations: ReadonlyMap<string, Obligation>;
  readonly owedThere: ReadonlyMap<string, Obligation>;
  readonly places: Readonly<Record<string, string>>;
  readonly same: Readonly<Record<string, string>>;
}

/** What gives way: in the case in which both are followed up, and in the one that is merged. */
interface GivingWay {
  readonly replaced: readonly ReplacedObligation[];
  readonly gone: readonly ReplacedObligation[];
}

/** What of the one case stays as it was due there. */
interface KeptDuties extends GivingWay {
  readonly kept: readonly KeptObligation[];
}

/** The series of both cases that run on. */
interface RunningDuties extends GivingWay {
  readonly running: readonly RunningSeries[];
}

/**
 * How everything that was owed because of what is carried was due. Of two that are the same the one due first stays, of two
 * due at once that of the case in which it is followed up.
 */
export function keptIn(duties: MergedDuties, book: Rulebook, now: Instant): KeptDuties {
  const { from, into, obligations, owedThere, places, same } = duties;
  const recurring = new Set(book.catalogue.filter(({ recurs }) => recurs !== 'no').map(({ id }) => id));
  const isSingle = (one: Obligation) => !recurring.has(one.commitment) && isOfOneThing(one, from);
  // What was found never to have happened is seen to be voided in the other case.
  const isSeenThere = ({ outcome, triggerId }: Obligation) => outcome?.as === 'voided' && same[triggerId] === undefined;
  const kept: KeptObligation[] = [];
  const replaced: ReplacedObligation[] = [];
  const gone: ReplacedObligation[] = [];
  for (const one of obligations.values()) {
    if (!isSingle(one) || (isGone(one) && !isSeenThere(one))) continue;
    const { commitment, triggerId, due } = one;
    const participantId = places[one.participantId]!;
    const other = isGone(one)
      ? undefined
      : [...owedThere.values()].find(
          (there) =>
            there.commitment === commitment &&
            there.participantId === participantId &&
            sameAs(there.triggerId, into) === same[triggerId] &&
            !isGone(there),
        );
    if (other && dueAtOf(other) <= dueAtOf(one)) {
      gone.push({ commitment, participantId: one.participantId, triggerId });
      continue;
    }
    if (other) replaced.push({ commitment, participantId, triggerId: other.triggerId });
    const { dueOn, dueAt } = due;
    kept.push({ commitment, participantId, triggerId, dueOn, dueAt, ...answeredFor(from, dueAt, now) });
  }
  return { kept, replaced, gone };
}

/** Not owed anew, nor because the case was closed: that goes with no merger. */
export const isOfOneThing = (
  { anchorId, triggerId }: Pick<Obligation, 'anchorId' | 'triggerId'>,
  { closures }: CaseHistory,
): boolean => anchorId === triggerId && closures.every(({ closureId }) => closureId !== triggerId);

export const isGone = ({ outcome }: Pick<Obligation, 'outcome'>): boolean =>
  outcome?.as === 'superseded' || outcome?.as === 'voided';

const dueAtOf = ({ due }: Obligation): Instant => due.dueAt ?? never;

/**
 * Of two series of one promise to one participant that run, the one whose current duty is due first runs on, from there. That of a plan
 * is of its own, and ends where another plan takes its place.
 */
export function runningIn({ from, into, places }: MergedDuties, book: Rulebook, now: Instant): RunningDuties {
  const [theirs, ours] = [from, into].map((one) => owed(one, book, now).items.filter(isCurrent)) as [
    OwedObligation[],
    OwedObligation[],
  ];
  const running = new Map(ours.map((one) => [seriesOf(one), named(one)]));
  const dueFirst = new Map(ours.map((one) => [seriesOf(one), one.dueAt!]));
  const replaced: ReplacedObligation[] = [];
  const gone: ReplacedObligation[] = [];
  for (const one of theirs) {
    const placed = { ...one, participantId: places[one.participantId]! };
    const subject = seriesOf(placed);
    const other = running.get(subject);
    if (other && dueFirst.get(subject)! <= one.dueAt!) {
      gone.push(subjectFields(named(one)));
      continue;
    }
    if (other) replaced.push(subjectFields(other));
    running.set(subject, { ...named(placed), place: one.place, ...answeredFor(from, one.dueAt, now) });
    dueFirst.set(subject, one.dueAt!);
  }
  for (const one of heldPlans(from, places, book, now))
    if (!running.has(seriesOf(one))) running.set(seriesOf(one), named({ ...one, arisenAt: now }));
  return { running: [...running.values()], replaced, gone };
}

type SeriesNamed = Pick<OwedObligation, 'commitment' | 'participantId' | 'trigger'>;

/** The series of plans that hold, whether anything of them is current or not. */
function heldPlans(from: CaseHistory, places: MergedDuties['places'], book: Rulebook, now: Instant): SeriesNamed[] {
  const held = new Set([...from.participants.keys()].map((id) => planOf(from, id, now, book.zone)?.planId));
  return readCase(from, book, now)
    .claims.filter(({ commitment, trigger }) => isAgreed(commitment) && held.has(trigger.id))
    .map(({ participant, ...one }) => ({ ...one, participantId: places[participant.participantId]! }));
}

export const isCurrent = ({ commitment, outcome, lapsedAt }: OwedObligation): boolean =>
  (isContinued(commitment) || isAgreed(commitment)) && !outcome && !lapsedAt;

/** Of a plan its own, of anything else that of the promise. */
export const seriesOf = (one: SeriesNamed): string =>
  isAgreed(one.commitment) ? `${subjectOf(one)} ${one.trigger.id}` : subjectOf(one);

export const subjectOf = ({
  commitment,
  participantId,
}: Pick<OwedObligation, 'commitment' | 'participantId'>): string => `${commitment.id} ${participantId}`;

export const named = ({
  commitment,
  participantId,
  trigger,
  arisenAt: since,
}: SeriesNamed & Pick<OwedObligation, 'arisenAt'>): RunningSeries => ({
  commitment: commitment.id,
  participantId,
  triggerId: trigger.id,
  since,
});

export const subjectFields = ({ commitment, participantId, triggerId }: RunningSeries): ReplacedObligation => ({
  commitment,
  participantId,
  triggerId,
});

/** Who answered for what has fallen due. */
export function answeredFor(from: Case, dueAt: Instant | null, now: Instant): Pick<KeptObligation, 'owner'> {
  const owner = dueAt !== null && dueAt <= now ? ownerBefore(from, dueAt, dueAt) : undefined;
  return owner ? { owner: { staffId: owner.staffId, team: owner.team } } : {};
}
