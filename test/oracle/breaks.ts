import type { Instant } from '@kept-informed/calendar';
import { handlings } from './complaints.js';
import {
  closures,
  dies,
  inOrder,
  mergedAt,
  never,
  of,
  planEnds,
  plans,
  type Fact,
  type History,
  type Plan,
} from './history.js';
import { earlier, later, londonDate } from './london.js';
import { claims, periodOf, spells, type Claim } from './promises.js';
import { isPause } from './restarts.js';
import { optOuts } from './single.js';

/** A stretch of time through which a series does not run. */
export interface Break {
  readonly from: Instant;
  readonly to: Instant;
  /** The fact that began it; 0: none did, terms were activated. */
  readonly version: number;
  /** What the series begins again from, once nothing else keeps it from running. */
  readonly resumedBy: string;
  /** What becomes of what was current as it began, if that was not due yet. */
  readonly as: 'waived' | 'voided' | 'superseded';
  /** A closed case: what was current stays owed until it is reopened. */
  readonly staysOwed: boolean;
  /** It also ends what stayed owed in a closed case. */
  readonly endsOwed: boolean;
  /** It is owed elsewhere, missed or not. */
  readonly evenMissed: boolean;
  /** The plan with whose end it ends. */
  readonly plan?: Plan;
  /** Another series begins instead: what is told on that day is told for what was current. */
  readonly startsAnother?: boolean;
}

type Kind = Pick<Break, 'as' | 'staysOwed' | 'endsOwed' | 'evenMissed'>;
const replaced: Kind = { as: 'superseded', staysOwed: false, endsOwed: false, evenMissed: false };
const over: Kind = { ...replaced, endsOwed: true };

/** When a series does not run for one participant, in order of time. */
export function breaks(claim: Claim, history: History): Break[] {
  const { commitment, edition } = claim;
  const found = [
    ...closed(claim, history),
    ...outside(claim, history),
    ...merged(history),
    ...dead(claim, history),
    ...unadopted(claim, history),
  ];
  if (commitment.limit === 'agreed') found.push(...afterPlan(claim, history));
  else if (edition.startsWith('qos-')) found.push(...planned(claim, history));
  if (commitment.pausesFor.includes('suspect dealt with')) found.push(...dealtWith(claim, history));
  if (commitment.pausesFor.includes('outcome reached')) found.push(...withOutcome(claim, history));
  const { voided, id } = claim.trigger;
  if (voided !== never) {
    const { version } = of('MilestoneVoided', history).find(({ data }) => data.milestoneId === id)!;
    found.push({ ...over, from: voided, to: never, version, resumedBy: id, as: 'voided' });
  }
  return found.sort((a, b) => inOrder({ ...a, at: a.from }, { ...b, at: b.from }));
}

/** Over with the outcome of the last complaint. */
function withOutcome({ person, trigger }: Claim, history: History): Break[] {
  const ends = handlings(person.id, history).flatMap(({ ends }) => (ends && inOrder(ends, trigger) > 0 ? [ends] : []));
  return ends.slice(0, 1).map(({ id, at, version }) => ({ ...over, from: at, to: never, version, resumedBy: id }));
}

function closed(claim: Claim, history: History): Break[] {
  const lasting = closures(history).filter((closure) => !isPause(closure, periodOf(claim)));
  return lasting.map(({ id, at, version, cancelled, transferred, reopened, reopenedBy }) => ({
    ...replaced,
    from: at,
    to: reopened,
    version,
    resumedBy: reopenedBy ?? id,
    as: cancelled ? 'voided' : 'superseded',
    staysOwed: !cancelled && !transferred,
    endsOwed: transferred,
  }));
}

function outside(claim: Claim, history: History): Break[] {
  return optOuts(claim, history).map(({ at, version, ends, endedBy }) => ({
    ...over,
    from: at,
    to: ends,
    version,
    resumedBy: endedBy,
    as: 'waived',
  }));
}

function merged(history: History): Break[] {
  const fact = of('CaseMerged', history)[0];
  if (!fact) return [];
  const from = mergedAt(history);
  return [{ ...over, from, to: never, version: fact.version, resumedBy: fact.data.into, evenMissed: true }];
}

function dead({ person }: Claim, history: History): Break[] {
  const { at, version } = dies(person, history);
  return at === never ? [] : [{ ...over, from: at, to: never, version, resumedBy: person.id }];
}

function unadopted(claim: Claim, history: History): Break[] {
  const all = spells(claim, history);
  return all
    .filter(({ to }) => to !== never)
    .map(({ to }, index) => {
      const again = all[index + 1]?.from ?? never;
      return { ...over, from: to, to: again, version: 0, resumedBy: `${claim.trigger.id}-adopted-${again}` };
    });
}

/** Day 0 of what takes over is the day on which it does so. */
const isOn = (at: Instant, day0: Instant | undefined): boolean =>
  day0 !== undefined && londonDate(at) === londonDate(day0);

/** A plan's own series ends with the plan. */
function afterPlan({ trigger }: Claim, history: History): Break[] {
  const plan = plans(history).find(({ id }) => id === trigger.id)!;
  const { at, by, day0 } = planEnds(plan, history);
  const version = by === plan.id ? plan.version : plans(history).find(({ id }) => id === by)!.version;
  return at === never
    ? []
    : [{ ...replaced, from: at, to: never, version, resumedBy: by, startsAnother: isOn(at, day0) }];
}

/** A plan replaces the monthly duty of the Quality of Service while updates as agreed are owed. */
function planned({ person }: Claim, history: History): Break[] {
  return plans(history)
    .filter((plan) => plan.person === person.id)
    .flatMap((plan) => {
      const end = planEnds(plan, history).at;
      return asAgreed(plan, history).map((spell) => ({
        ...replaced,
        // rules.md, Mergers: what the other case brought changes nothing that was before it.
        from: later(spell.from, plan.brought ?? spell.from),
        to: earlier(end, spell.to),
        version: plan.version,
        startsAnother: isOn(later(spell.from, plan.brought ?? spell.from), spell.from),
        plan,
        resumedBy: spell.to < end ? `${plan.id}-dropped-${spell.to}` : `${plan.id}-ended`,
      }));
    })
    .filter(({ from, to, plan }) => from <= to && !(plan.brought !== undefined && to <= plan.brought));
}

/** While updates as agreed are owed to whom the plan was agreed with. */
function asAgreed(plan: Plan, history: History): { from: Instant; to: Instant }[] {
  return claims(history)
    .filter(({ trigger, commitment }) => trigger.id === plan.id && commitment.limit === 'agreed')
    .flatMap((claim) => spells(claim, history));
}

/** While any suspect has been dealt with, each apart (rules.md, Dealt with), as far as that concerns them. */
function dealtWith({ person }: Claim, history: History): Break[] {
  const voided = new Map(of('MilestoneVoided', history).map(({ data, brought }) => [data.milestoneId, brought ?? '']));
  // rules.md, Mergers: what was found in the other case never to have been had been believed until the merger.
  const believedUntil = ({ data, recorded }: Fact): Instant => {
    const found = voided.get(data.milestoneId) ?? never;
    return found > recorded ? found : '';
  };
  const happened = of('MilestoneReached', history)
    .filter((fact) => believedUntil(fact) !== '')
    .filter(({ data }) => data.participantIds?.includes(person.id) ?? true)
    .map((fact) => ({ ...fact, at: fact.occurred }))
    .sort(inOrder);
  const isEnd = (type: string) =>
    ['suspect-arrested', 'charge-decided', 'suspect-summonsed', 'disposal-given'].includes(type);
  return happened
    .filter(({ data }) => isEnd(data.type))
    .flatMap((begun) => {
      const { type, suspect, milestoneId } = begun.data;
      const isForEver = type === 'suspect-summonsed' || type === 'disposal-given';
      // rules.md, Mergers: what the other case brought changes nothing that was before it.
      const since = (one: typeof begun) => later(one.at, one.brought ?? one.at);
      const releases = happened
        .filter(
          (one) =>
            !isForEver &&
            one.data.type === 'suspect-released' &&
            inOrder(begun, one) < 0 &&
            (!suspect || !one.data.suspect || one.data.suspect === suspect),
        )
        .sort((a, b) => inOrder({ ...a, at: since(a) }, { ...b, at: since(b) }));
      const stretch = (from: Instant, release: typeof begun | undefined): Break => {
        const to = earlier(release ? since(release) : never, believedUntil(begun));
        const resumedBy = release?.data.milestoneId ?? milestoneId;
        return { ...replaced, from, to, version: begun.version, resumedBy };
      };
      const [release] = releases;
      const isOverBefore = begun.brought && release && since(release) <= begun.brought;
      const found = isOverBefore ? [] : [stretch(since(begun), release)];
      // He was not released after all: that ends it from the merger on.
      const wrong = release && believedUntil(release);
      if (wrong && wrong !== never && wrong < believedUntil(begun))
        found.push(
          stretch(
            wrong,
            releases.find((one) => believedUntil(one) === never && since(one) > wrong),
          ),
        );
      return found.filter(({ from, to }) => from <= to);
    });
}
