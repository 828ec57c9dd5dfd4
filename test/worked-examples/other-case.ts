import type { Instant } from '@kept-informed/calendar';
import { mergeCases, type FollowUp } from '@kept-informed/follow-up';
import type { Rulebook } from '@kept-informed/commitments';
import type { PastFact } from '../support/facts.js';
import { given, settledAt } from '../support/given.js';

/** What is recorded of each of two cases as the one is merged into the other, in which the matter is followed up. */
export interface Merging {
  readonly from: readonly PastFact[];
  readonly into: readonly PastFact[];
}

/** Their victims are one, and their arrests where that is said. */
export function merging({ from, into }: Merging, at: Instant, book: Rulebook, areSame: boolean): Merging {
  const [one, other] = [from, into].map((told) => settled(told, book, at)) as [FollowUp, FollowUp];
  const milestones = areSame ? { [arrestOf(one)]: arrestOf(other) } : {};
  const facts = one.told.map((fact) => ({ ...fact }));
  const merged = mergeCases(
    { case: one.case!, facts, obligations: one.obligations, disputes: one.disputes },
    { case: other.case!, obligations: other.obligations },
    { into: 'c1', participants: { victim: 'victim' }, milestones },
    { now: at, book },
  );
  const recorded = (fact: object) => ({ fact, recorded: at }) as PastFact;
  return { from: merged.from.map(recorded), into: merged.into.map(recorded) };
}

function settled(told: readonly PastFact[], book: Rulebook, at: Instant): FollowUp {
  const state = given(...told);
  settledAt(state, book, at);
  return state;
}

const arrestOf = (state: FollowUp): string =>
  state.case!.milestones.find(({ type }) => type === 'suspect-arrested')!.milestoneId;

/** As another case has it: its ids are its own. */
export function ofAnother({ fact, recorded }: PastFact): PastFact {
  const own = Object.entries(fact.data).map(([key, value]) =>
    key === 'caseId'
      ? [key, 'c2']
      : ['milestoneId', 'contactId'].includes(key)
        ? [key, `other-${value}`]
        : [key, value],
  );
  return { fact: { ...fact, data: Object.fromEntries(own) } as PastFact['fact'], recorded };
}
