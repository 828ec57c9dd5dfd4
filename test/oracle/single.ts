import type { Instant } from '@kept-informed/calendar';
import { dueOf, letterArrives, pauses, stillSince } from './clocks.js';
import { standing, type Duty, type Ended, type Met } from './duty.js';
import {
  assessments,
  authorityEnds,
  closures,
  contacts,
  discharging,
  inOrder,
  doing,
  mergedAt,
  never,
  of,
  people,
  plans,
  reaches,
  rulings,
  type Fact,
  type History,
} from './history.js';
import { endOfLondonDay, later } from './london.js';
import { londonDate } from './london.js';
import { isMetBy, isTold, toldFrom } from './meant.js';
import { goesWithCase, isGround, spells, withdrawnAt, type Claim } from './promises.js';

/** A duty that does not recur: what became of it, or null where it never arose. */
export function single(claim: Claim, history: History): Duty | null {
  const { commitment, edition, person, trigger } = claim;
  const adopted = spells(claim, history)[0];
  if (!adopted || !isGround(trigger, adopted.from, history) || withdrawnAt(trigger, history) < adopted.from)
    return null;
  const arises = adopted.from;
  const met = meets(claim, history);
  const own = ofThis(claim, trigger.id, 1, history);
  const endings = [
    ...optedOut(claim, arises, history),
    ...released(own),
    ...fromTheCase(claim, arises, adopted.to, history),
  ];
  const voided = trigger.voided === never ? foundNeverOwed(own) : trigger.voided;
  const ended = firstOf(endings, met[0]?.at);
  const ends = [ended?.at ?? met[0]?.at, voided].filter((at) => at !== undefined).sort();
  const due = dueOf(claim, arises, ends[0], history);
  if (arises > claim.from && (isBefore(met[0]?.at, arises) || isBefore(due?.dueAt, arises, true))) return null;
  return standing({
    key: `${commitment.id} ${person.id} ${trigger.id} ${trigger.id} 1`,
    edition,
    dueOn: due?.dueOn ?? null,
    dueAt: due?.dueAt ?? null,
    met,
    ended,
    voided,
    still: stillSince(pauses(claim, history)),
    now: history.now,
  });
}

function isBefore(at: Instant | undefined, other: Instant, orAt = false): boolean {
  return at !== undefined && (at < other || (orAt && at === other));
}

/** The first that ended it, unless it was met before or at the same instant. */
function firstOf(endings: readonly Ended[], met: Instant | undefined): Ended | undefined {
  const at = endings.map((one) => one.at).sort()[0];
  return at !== undefined && (met === undefined || at < met) ? endings.find((one) => one.at === at) : undefined;
}

/** Everything that meets the claim once it is owed, earliest first. */
function meets(claim: Claim, history: History): Met[] {
  const { commitment, person, from, trigger } = claim;
  const told = doing(
    contacts(history),
    (contact) => discharging(contact) && reaches(contact, person.id, history) && isMetBy(contact, claim, history),
  );
  const recordedAsSuch = commitment.dischargedBy.flatMap((way): Met[] => {
    if (way.by === 'contact-plan')
      return plans(history)
        .filter((plan) => plan.person === person.id)
        .map(({ id, at, version }) => ({ at, by: id, recorded: at, version }));
    if (way.by !== 'purpose' || way.purpose !== 'needs-assessment') return [];
    return assessments(person.id, history).flatMap(({ id, at, version }) =>
      id && id !== trigger.id ? [{ at, by: id, recorded: at, version }] : [],
    );
  });
  const isOwedThen = ({ at }: Met) => at >= from || (isTold(claim) && londonDate(at) >= toldFrom(claim));
  const since = [...told.filter(isOwedThen), ...recordedAsSuch.filter(({ at }) => at >= from)];
  const arrived = since.map((one) => ({ ...one, at: countsAt(one, claim, history) }));
  return arrived.filter(({ at }) => at <= history.now).sort(inOrder);
}

/** rules.md, Reaching: a letter that was only posted is not there at once, where the limit is that short. */
function countsAt({ at, by }: Met, { commitment, person, starts }: Claim, history: History): Instant {
  const data = contacts(history).find(({ id }) => id === by)?.data;
  if (data?.method !== 'letter' || data.outcome !== 'sent') return at;
  const { limit, enhancedLimit, unit } = commitment;
  const known = assessments(person.id, history).filter((one, index) => index === 0 || one.at <= at);
  const held = known.filter((_, index) => index === known.length - 1 || known[index + 1]!.at > starts);
  const isEnhanced = held.some(({ entitlement }) => entitlement === 'enhanced');
  const own = isEnhanced ? (enhancedLimit ?? limit) : limit;
  const isShort = unit === 'elapsed' || (unit === 'working' && own === 'P1D');
  return isShort ? letterArrives(at, history) : at;
}

const releases = { WaiverRuled: 'waived', ExcusalRuled: 'excused', VoidingRuled: 'voided' } as const;

/** The rulings on one obligation. */
export function ofThis(claim: Claim, anchor: string, period: number, history: History): Fact[] {
  return rulings(history, ...Object.keys(releases))
    .filter(({ data }) => data.commitment === claim.commitment.id && data.participantId === claim.person.id)
    .filter(({ data }) => data.triggerId === claim.trigger.id && data.anchorId === anchor && data.period === period);
}

export function released(own: readonly Fact[]): Ended[] {
  return own.map(({ type, occurred }) => {
    const as = releases[type as keyof typeof releases];
    return { as, at: occurred, keepsMissed: as === 'waived' };
  });
}

export function foundNeverOwed(own: readonly Fact[]): Instant | undefined {
  return own
    .filter(({ type }) => type === 'VoidingRuled')
    .map(({ occurred }) => occurred)
    .sort()[0];
}

export interface OptOut {
  readonly id: string;
  readonly at: Instant;
  readonly version: number;
  readonly ends: Instant;
  /** What begins again because it ended. */
  readonly endedBy: string;
}

/** The opt-outs that cover a claim and hold for any time at all (rules.md, What an opt-out covers). */
export function optOuts({ commitment, edition, person }: Claim, history: History): OptOut[] {
  const isLaw = /^(victims-code|victims-right|police-complaints)/.test(edition);
  const isPeriodic = commitment.recurs !== 'no';
  const covers = (scope: string) =>
    scope === commitment.id || (scope === 'all' && (isPeriodic || !isLaw)) || (scope === 'periodic' && isPeriodic);
  return of('OptedOut', history)
    .filter(({ data }) => data.participantId === person.id && covers(data.scope))
    .map(({ data, occurred, version }) => {
      const back = of('OptedBackIn', history).find((fact) => fact.data.optOutId === data.optOutId);
      const asker = people(history).find(({ id }) => id === data.requestedBy)!;
      const authority = asker.data.represents ? authorityEnds(asker, history) : never;
      const last = data.until ? endOfLondonDay(data.until) : never;
      const ends = [last, back?.occurred ?? never, authority].sort()[0]!;
      const byWord = back?.occurred === ends && last !== ends;
      const endedBy = byWord ? back.data.optInId : `${data.optOutId}-ended`;
      return { id: data.optOutId, at: occurred, version, ends, endedBy };
    })
    .filter(({ at, ends }) => ends > at);
}

/** One that lasts when it arises, or begins later, is a wish not to be told. */
function optedOut(claim: Claim, arises: Instant, history: History): Ended[] {
  return optOuts(claim, history)
    .filter(({ ends }) => ends > arises)
    .map(({ at }) => ({ as: 'waived', at: later(at, arises), keepsMissed: true }));
}

function fromTheCase({ trigger }: Claim, arises: Instant, adoptedUntil: Instant, history: History): Ended[] {
  const found: Ended[] = [];
  const withdrawn = trigger.type === 'reply-requested' ? withdrawnAt(trigger, history) : never;
  if (withdrawn !== never) found.push({ as: 'voided', at: withdrawn, keepsMissed: true });
  for (const { cancelled, at } of closures(history))
    if (cancelled && at >= arises && goesWithCase(trigger.type)) found.push({ as: 'voided', at, keepsMissed: true });
  const merged = mergedAt(history);
  if (merged !== never) found.push({ as: 'superseded', at: merged, keepsMissed: false });
  if (adoptedUntil !== never) found.push({ as: 'superseded', at: adoptedUntil, keepsMissed: true });
  return found;
}
