import type { Instant } from '@kept-informed/calendar';
import { idOf } from '@kept-informed/decisions';
import { periodsAfter } from './clocks.js';
import { assessments, deathOf, of, people, planEnds, plans, type Fact, type History, type Plan } from './history.js';
import { later, londonDate } from './london.js';

export type Names = Readonly<Record<string, string>>;

/** What names one of two milestones that are the same names both, and what voids the one voids both (rules.md, Mergers). */
export const naming =
  (names: Names) =>
  (fact: Fact): Fact => {
    const milestoneIds = fact.data.milestoneIds?.map((id: string) => names[id] ?? id);
    if (milestoneIds) return { ...fact, data: { ...fact.data, milestoneIds } };
    const known = fact.type === 'MilestoneVoided' ? names[fact.data.milestoneId] : undefined;
    return known === undefined ? fact : { ...fact, data: { ...fact.data, milestoneId: known } };
  };

/**
 * What is recorded after a merger of what was before it is a fact of the case in which it is recorded: to what the other
 * case brought it is what else was brought, and counts for what is current, or changes nothing that was before the merger.
 */
export const toldSince =
  (at: Instant) =>
  (fact: Fact): Fact[] => {
    if (fact.brought !== undefined || (fact.occurred >= at && fact.type !== 'MilestoneVoided')) return [fact];
    const told = { ...fact, brought: at };
    if (fact.type !== 'EntitlementAssessed') return [{ ...told, ...(fact.type === 'OptedOut' && { occurred: at }) }];
    return [elsewhere(told), { ...told, occurred: at, data: { ...fact.data, byMerger: true } }];
  };

/** What was put right since of the contacts, milestones and people of a case that was merged, by the names that it has for things. */
export const rightSince = (there: History, since: readonly Fact[], same: Names): Fact[] =>
  since.map(naming(inverse(same))).filter((fact) => isRightOf(there, fact));

export const isRightOf = ({ facts }: History, right: Fact): boolean => {
  if (right.type === 'ParticipantDetailsCorrected')
    return facts.some(
      ({ type, data }) => type === 'ParticipantAdded' && data.participantId === right.data.participantId,
    );
  const isOfSame = ({ type, data }: Fact) => type !== right.type && data.contactId === right.data.contactId;
  const isReached = ({ type, data }: Fact) =>
    type === 'MilestoneReached' && data.milestoneId === right.data.milestoneId;
  return isPuttingRight(right) ? facts.some(isOfSame) : right.type === 'MilestoneVoided' && facts.some(isReached);
};

export const withRight = (there: History, right: readonly Fact[]): History => ({
  ...there,
  facts: [...there.facts, ...right].map(numbered),
});

const isPuttingRight = ({ type }: Fact): boolean =>
  type === 'ContactStruckOut' || type === 'ContactCorrected' || type === 'ReceiptCame';

export const inverse = (names: Names): Names =>
  Object.fromEntries(Object.entries(names).map(([one, other]) => [other, one]));

/** rules.md, Mergers: of wishes on one scope the latest holds, so those before it end with the merger. */
export function overWith(merger: Fact, here: History, there: History): Fact[] {
  const [said, back] = ['OptedOut', 'OptedBackIn'].map((type) => [...of(type, here), ...of(type, there)]) as [
    Fact[],
    Fact[],
  ];
  const against = (wish: Fact) => back.find(({ data }) => data.optOutId === wish.data.optOutId);
  const lastSaid = (wish: Fact) => later(wish.occurred, against(wish)?.occurred ?? wish.occurred);
  const isOver = (wish: Fact) =>
    said.some(
      (other) =>
        other.data.scope === wish.data.scope &&
        other.data.participantId === wish.data.participantId &&
        lastSaid(other) > wish.occurred &&
        other !== wish,
    );
  return said
    .filter((wish) => !against(wish) && isOver(wish))
    .map((wish) => {
      const { optOutId } = wish.data;
      const data = { optOutId, optInId: idOf('merged', caseOf(there), optOutId) };
      return { ...merger, type: 'OptedBackIn', data };
    });
}

/**
 * rules.md, Mergers: of two plans the shorter, until agreed again. Where it is not the one agreed last it holds from the merger on
 * as though agreed then.
 */
export function shorterOf(merger: Fact, here: History, there: History): Fact[] {
  const at = merger.occurred;
  const holding = (history: History, person: string): Plan | undefined => {
    const last = plans(history).findLast((plan) => plan.person === person && plan.at <= at);
    return last && planEnds(last, history).at > at ? last : undefined;
  };
  return people(here).flatMap(({ id }) => {
    const [ours, theirs] = [holding(here, id), holding(there, id)];
    if (!ours || !theirs) return [];
    const [first, last] = theirs.at >= ours.at ? [ours, theirs] : [theirs, ours];
    const ends = ({ frequency }: Plan) => periodsAfter(londonDate(at), frequency, 1);
    if (ends(first) >= ends(last)) return [];
    const { frequency, until } = first;
    const data = { planId: idOf('merged', caseOf(there), first.id), participantId: id, frequency, until };
    return [{ ...merger, type: 'ContactPlanAgreed', data }];
  });
}

/** rules.md, Mergers: the higher entitlement holds as though assessed at the merger. */
export function higherOf(merger: Fact, here: History, there: History): Fact[] {
  return people(here).flatMap(({ id }) => {
    if (!people(there).some((one) => one.id === id)) return [];
    const [ours, theirs] = [here, there].map((history) => assessments(id, history).at(-1)!.entitlement);
    const isHigher = theirs === 'enhanced' && ours !== 'enhanced';
    const data = {
      assessmentId: idOf('merged', caseOf(there), id),
      participantId: id,
      entitlement: 'enhanced',
      byMerger: true,
    };
    return isHigher ? [{ ...merger, type: 'EntitlementAssessed', data }] : [];
  });
}

/** What was recorded of contacts, milestones and wishes, as it is recorded where it is brought: what is the same there by its name there. */
export function told(history: History, at: Instant, same: Names): Fact[] {
  const isTold = ({ type }: Fact) =>
    /^Contact(Made|Attempted|Corrected|StruckOut|PlanAgreed)$|^ReceiptCame$|^Milestone|^Opted/.test(type);
  return (
    [...history.facts.filter(isTold), ...assessedIn(history)]
      .map(naming(same))
      // A wish changes nothing that was before it was brought.
      .map((fact) => (fact.type === 'OptedOut' ? { ...fact, occurred: later(fact.occurred, at) } : fact))
      .map((fact) => ({ ...fact, recorded: at, data: { ...fact.data, firstRecorded: at, carriedFrom: undefined } }))
  );
}

/** rules.md, Mergers: who had died by what the one case knew, and not by what the other did, is dead in that from the merger on. */
export function deaths(merger: Fact, there: History, here: History): Fact[] {
  return people(there).flatMap(({ id: participantId }) => {
    const { on } = deathOf(participantId, there);
    return on && !deathOf(participantId, here).on
      ? [{ ...merger, type: 'ParticipantDied', data: { participantId, on } }]
      : [];
  });
}

/** That somebody was assessed meets what it would have met; what they are entitled to holds from a merger on (rules.md, Mergers). */
function assessedIn({ facts, absorbed = [] }: History): Fact[] {
  const own = facts.filter(({ type, data }) => type === 'EntitlementAssessed' && !data.byMerger && !data.carriedFrom);
  return [...absorbed.flatMap(({ there }) => assessedIn(there)), ...own.map(elsewhere)];
}

const elsewhere = (fact: Fact): Fact => ({ ...fact, type: 'AssessedElsewhere' });

export const numbered = (fact: Fact, index: number): Fact => ({ ...fact, version: index + 1 });
export const caseOf = (history: History): string => of('CaseOpened', history)[0]!.data.caseId;
