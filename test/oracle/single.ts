import type { Instant } from '@kept-informed/calendar';
import { dueAgain, dueOf, isEnhanced, letterArrives, pauses, presumedSince, stillSince } from './clocks.js';
import { standing, type Duty, type Ended, type Met, type Story } from './duty.js';
import {
  assessments,
  authorityEnds,
  beforeItCameBack,
  closures,
  contacts,
  dies,
  discharging,
  inOrder,
  doing,
  never,
  of,
  people,
  plans,
  reaches,
  rulings,
  type Fact,
  type History,
} from './history.js';
import { impliedAt } from './implied.js';
import { earlier, endOfLondonDay, later } from './london.js';
import { londonDate } from './london.js';
import { isMetBy, isTold, toldFrom } from './meant.js';
import { goesWithCase, isGround, spells, withdrawalOf, type Claim } from './promises.js';

/** A duty that does not recur: what became of it, and of what was owed anew in its place; none where it never arose. */
export function single(claim: Claim, history: History): Duty[] {
  const found: Duty[] = [];
  for (let next: Claim | null = claim; next;) {
    const one = once(next, history);
    if (!one) break;
    found.push(one.duty);
    next = one.anew;
  }
  return found;
}

function once(claim: Claim, history: History): { duty: Duty; anew: Claim | null } | null {
  const { commitment, edition, person, trigger, anewBy } = claim;
  const all = spells(claim, history);
  const adopted = anewBy
    ? all
        .filter(({ from, to }) => from <= claim.from && claim.from < to)
        .map((one) => ({ ...one, from: claim.from }))[0]
    : all[0];
  const withdrawn = withdrawalOf(trigger, history)?.occurred ?? never;
  if (!adopted || !isGround(trigger, adopted.from, history) || withdrawn < adopted.from) return null;
  if (dies(person, history).at < adopted.from) return null;
  const anchor = anewBy ?? trigger.id;
  const arises = adopted.from;
  const met = meets(claim, history);
  const own = ofThis(claim, anchor, 1, history);
  const endings = [...released(own), ...fromTheCase(claim, arises, adopted.to, history)];
  const voided = voidedBy(claim, own, history);
  const otherwise = firstOf(endings, met[0]?.at);
  const wish = wished(claim, { arises, otherwise, met: met[0]?.at }, history);
  const ended = wish.ended ?? otherwise;
  const ends = [ended?.at ?? met[0]?.at, voided?.at].filter((at) => at !== undefined).sort();
  const due = dueSince(claim, { arises, end: ends[0], again: wish.again }, history);
  if (arises > claim.from && (isBefore(met[0]?.at, arises) || isBefore(due?.dueAt, arises, true))) return null;
  const duty = standing({
    key: `${commitment.id} ${person.id} ${trigger.id} ${anchor} 1`,
    edition,
    implied: impliedAt([person.id, trigger.id, anchor], history),
    dueOn: due?.dueOn ?? null,
    dueAt: due?.dueAt ?? null,
    met,
    ended,
    voided,
    still: stillSince(pauses(claim, history)),
    now: history.now,
  });
  const { anew } = wish;
  if (!anew || (voided !== undefined && voided.at <= anew.at)) return { duty, anew: null };
  return { duty, anew: { ...claim, from: anew.at, starts: anew.at, anewBy: anew.by } };
}

interface Course {
  readonly arises: Instant;
  readonly end: Instant | undefined;
  readonly again: Instant | undefined;
}

function dueSince(claim: Claim, { arises, end, again }: Course, history: History) {
  const due = afterReturns(claim, arises, end, history);
  return again ? dueAgain(due, again, { ...claim, from: arises }, end, history) : due;
}

/** rules.md, What discharges: what came back had met it, and it is owed again with its limit counted anew from then. */
function afterReturns(claim: Claim, arises: Instant, end: Instant | undefined, history: History) {
  let due = dueOf(claim, arises, end, history);
  let since: Instant | undefined;
  const met = meets(claim, history);
  for (const { at, returned } of cameBack(claim, history).sort((a, b) => (a.returned < b.returned ? -1 : 1))) {
    const otherwise = met.find(({ by }) => isKnownAt(returned, by, history))?.at ?? never;
    if (due === null || (otherwise <= returned && otherwise < due.dueAt) || at >= due.dueAt) continue;
    since = since !== undefined && since > returned ? since : returned;
    due = dueOf({ ...claim, starts: since, anewBy: 'came-back' }, arises, end, history);
  }
  return due;
}

/** rules.md, Mergers: what the other case brought was not known before. */
export const isKnownAt = (at: Instant, contactId: string, { facts }: History): boolean =>
  !facts.some(({ brought = '', data }) => brought > at && data.contactId === contactId);

/** What would have met it, had it not come back. */
function cameBack(claim: Claim, history: History): { at: Instant; returned: Instant }[] {
  return contacts(history).flatMap((contact) => {
    const before = beforeItCameBack(contact);
    const { returned, at } = contact;
    if (returned === undefined || !isKnownAt(returned, contact.id, history)) return [];
    if (!discharging(before) || !reaches(before, claim.person.id, history)) return [];
    const isOwedThen = at >= claim.from || (isTold(claim) && londonDate(at) >= toldFrom(claim));
    if (!isOwedThen || !isMetBy(before, claim, history)) return [];
    return [{ at: countsAt({ at, by: contact.id }, claim, history), returned }];
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
    return assessed(person.id, history).filter(({ by }) => by !== trigger.id);
  });
  const isOwedThen = ({ at }: Met) => at >= from || (isTold(claim) && londonDate(at) >= toldFrom(claim));
  const since = [...told.filter(isOwedThen), ...recordedAsSuch.filter(({ at }) => at >= from)];
  const arrived = since.map((one) => ({ ...one, at: countsAt(one, claim, history) }));
  return arrived.filter(({ at }) => at <= history.now).sort(inOrder);
}

/** Where somebody was assessed: on this case, or on one that became one with it, which was brought to it then. */
function assessed(person: string, history: History): Met[] {
  const own = assessments(person, history).flatMap(({ id, byMerger, at, version }) =>
    id && !byMerger ? [{ at, by: id, recorded: at, version }] : [],
  );
  const elsewhere = of('AssessedElsewhere', history)
    .filter(({ data }) => data.participantId === person)
    .map(({ data, occurred: at, recorded, version }) => ({ at, by: data.assessmentId, recorded, version }));
  return [...own, ...elsewhere];
}

/** rules.md, Reaching: a letter that was only posted is not there at once, where the limit is that short. */
function countsAt({ at, by }: Pick<Met, 'at' | 'by'>, claim: Claim, history: History): Instant {
  const { commitment, person, starts } = claim;
  const { data, there = never } = contacts(history).find(({ id }) => id === by) ?? {};
  if (data?.method !== 'letter' || data.outcome !== 'sent') return at;
  const { limit, enhancedLimit, unit } = commitment;
  const known = assessments(person.id, history).filter((one, index) => index === 0 || one.at <= at);
  const held = known.filter((_, index) => index === known.length - 1 || known[index + 1]!.at > starts);
  const presumed = presumedSince(claim, history);
  const isPresumed = presumed !== undefined && (presumed.at <= at || presumed.version <= joinedAs(person.id, history));
  const own = held.some((one) => isEnhanced(one, isPresumed)) ? (enhancedLimit ?? limit) : limit;
  const isShort = unit === 'elapsed' || (unit === 'working' && own === 'P1D');
  return isShort ? earlier(letterArrives(at, history), there) : at;
}

const joinedAs = (id: string, history: History): number =>
  of('ParticipantAdded', history).find(({ data }) => data.participantId === id)!.version;

const releases = { WaiverRuled: 'waived', ExcusalRuled: 'excused', VoidingRuled: 'voided' } as const;

/** The rulings on one obligation. */
export function ofThis(claim: Claim, anchor: string, period: number, history: History): Fact[] {
  return rulings(history, ...Object.keys(releases))
    .filter(({ data }) => data.commitment === claim.commitment.id && data.participantId === claim.person.id)
    .filter(({ data }) => data.triggerId === claim.trigger.id && data.anchorId === anchor && data.period === period);
}

export function released(own: readonly Fact[]): Ended[] {
  return own.map(({ type, occurred, recorded }) => {
    const as = releases[type as keyof typeof releases];
    return { as, at: occurred, known: recorded, keepsMissed: as === 'waived' };
  });
}

/** What says that it was never owed: of its trigger, or a ruling on it. */
export function voidedBy({ trigger }: Claim, own: readonly Fact[], history: History): Story['voided'] {
  const ofTrigger = of('MilestoneVoided', history).find(({ data }) => data.milestoneId === trigger.id);
  const ruled = own.filter(({ type }) => type === 'VoidingRuled');
  // rules.md, Corrections: a case that was recorded in error never was, nor was what made anything owed on it.
  const all = [...(ofTrigger ? [ofTrigger] : []), ...ruled, ...of('CaseVoided', history)];
  const found = all.sort((a, b) => (a.occurred < b.occurred ? -1 : a.occurred > b.occurred ? 1 : 0))[0];
  return found && { at: found.occurred, known: found.recorded };
}

export interface OptOut {
  readonly id: string;
  readonly at: Instant;
  readonly known: Instant;
  readonly version: number;
  readonly ends: Instant;
  /** What begins again because it ended. */
  readonly endedBy: string;
  /** When it was found never to have been theirs. */
  readonly wrong?: { readonly at: Instant; readonly by: string };
}

/** The opt-outs that cover a claim and hold for any time at all (rules.md, What an opt-out covers). */
export function optOuts({ commitment, edition, person }: Claim, history: History): OptOut[] {
  const isLaw = /^(victims-code|victims-right|police-complaints)/.test(edition);
  const isPeriodic = commitment.recurs !== 'no';
  const covers = ({ scope, statutoryNamed = false }: { scope: string; statutoryNamed?: boolean }) =>
    scope === commitment.id ||
    (scope === 'all' && (isPeriodic || !isLaw || statutoryNamed)) ||
    (scope === 'periodic' && isPeriodic);
  return of('OptedOut', history)
    .filter(({ data }) => data.participantId === person.id && covers(data as any))
    .map(({ data, occurred, recorded, version }) => {
      const back = of('OptedBackIn', history).find((fact) => fact.data.optOutId === data.optOutId);
      const asker = people(history).find(({ id }) => id === data.requestedBy)!;
      const authority = asker.data.represents ? authorityEnds(asker, history) : never;
      const last = data.until ? endOfLondonDay(data.until) : never;
      const voided = of('OptOutVoided', history).find((fact) => fact.data.optOutId === data.optOutId);
      const ends = [last, back?.occurred ?? never, voided?.occurred ?? never, authority].sort()[0]!;
      const byWord = back?.occurred === ends && last !== ends;
      const byVoiding = !byWord && voided?.occurred === ends && last !== ends;
      const endedBy = byWord ? back.data.optInId : byVoiding ? voided.data.voidingId : `${data.optOutId}-ended`;
      const wrong = voided && { at: voided.occurred, by: voided.data.voidingId };
      return { id: data.optOutId, at: occurred, known: recorded, version, ends, endedBy, ...(wrong && { wrong }) };
    })
    .filter(({ at, ends }) => ends > at);
}

/** A time through which at least one wish not to be told lasted. */
interface Silence {
  at: Instant;
  known: Instant;
  ends: Instant;
  endedBy: string;
  /** One of them was not theirs. */
  wrong?: { readonly at: Instant; readonly by: string };
}

function silences(claim: Claim, history: History): Silence[] {
  const found: Silence[] = [];
  for (const one of optOuts(claim, history).sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const last = found.at(-1);
    if (!last || last.ends < one.at) found.push({ ...one });
    else {
      last.wrong ??= one.wrong;
      if (one.ends > last.ends) Object.assign(last, { ends: one.ends, endedBy: one.endedBy });
    }
  }
  return found;
}

interface Wished {
  /** Waived, and so to stay. */
  readonly ended?: Ended;
  /** Wanted again since, and not due by then. */
  readonly again?: Instant;
  readonly anew?: { readonly at: Instant; readonly by: string };
}

/** rules.md, Opt-outs: what becomes of a duty through the times in which they did not want it. */
function wished(
  claim: Claim,
  { arises, otherwise, met }: { arises: Instant; otherwise: Ended | undefined; met: Instant | undefined },
  history: History,
): Wished {
  const isDone = (at: Instant) => (met !== undefined && met <= at) || (otherwise !== undefined && otherwise.at < at);
  let again: Instant | undefined;
  for (const { at, known, ends, endedBy, wrong } of silences(claim, history)) {
    if (ends <= arises) continue;
    const from = later(at, arises);
    if (from > history.now || isDone(from)) break;
    const ended: Ended = { as: 'waived', at: from, known, keepsMissed: true };
    if (ends > history.now) return { ended, again };
    const dueBefore = dueSince(claim, { arises, end: from, again }, history);
    const wasMissed = dueBefore !== null && dueBefore.dueAt <= from;
    const due = dueSince(claim, { arises, end: ends, again }, history);
    const fellDue = wasMissed || (due !== null && due.dueAt <= ends);
    const { reversible } = claim.commitment;
    if (!reversible && !fellDue && !(wrong && wrong.at <= ends)) {
      if (isDone(ends)) break;
      again = ends;
      continue;
    }
    const since = reversible || !wrong || wrong.at <= ends ? { at: ends, by: endedBy } : wrong;
    return { ended, again, ...((reversible || wrong) && !isDone(ends) && { anew: since }) };
  }
  return { again };
}

function fromTheCase({ trigger, person }: Claim, arises: Instant, adoptedUntil: Instant, history: History): Ended[] {
  const found: Ended[] = [];
  const withdrawal = trigger.type === 'reply-requested' ? withdrawalOf(trigger, history) : undefined;
  if (withdrawal) found.push({ as: 'voided', at: withdrawal.occurred, known: withdrawal.recorded, keepsMissed: true });
  for (const { id, cancelled, transferred, at, recorded: known } of closures(history)) {
    if (cancelled && at >= arises && goesWithCase(trigger.type))
      found.push({ as: 'voided', at, known, keepsMissed: true });
    // rules.md, Corrections: a transfer supersedes what is open; that it happened is told.
    if (transferred && at >= arises && trigger.id !== id)
      found.push({ as: 'superseded', at, known, keepsMissed: true });
  }
  const merger = of('CaseMerged', history)[0];
  if (merger) found.push({ as: 'superseded', at: merger.occurred, known: merger.recorded, keepsMissed: false });
  const { at: died, known } = dies(person, history);
  if (died !== never) found.push({ as: 'superseded', at: died, known, keepsMissed: true });
  if (adoptedUntil !== never)
    found.push({ as: 'superseded', at: adoptedUntil, known: adoptedUntil, keepsMissed: true });
  return found;
}
