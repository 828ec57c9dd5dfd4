import type { Instant, LocalDate } from '@kept-informed/calendar';
import { breaks, type Break } from './breaks.js';
import { pauses, stillSince, takenOut, type Due } from './clocks.js';
import { standing, type Duty, type Ended, type Met } from './duty.js';
import { isOfTheForce } from './bodies.js';
import { isOral } from './complaints.js';
import {
  beforeItCameBack,
  beforeMerging,
  closures,
  contacts,
  doing,
  inOrder,
  accepted,
  isUpdate,
  never,
  plans,
  reaches,
  type Closure,
  type Fact,
  type Heard,
  type History,
  type Plan,
} from './history.js';
import { impliedAt } from './implied.js';
import { endOfLondonDay, later, londonDate, type Still } from './london.js';
import { claims, periodOf, spells, termsAt, type Claim } from './promises.js';
import { countedOn, dueIn, isPause, type Anchor, type Replaced } from './restarts.js';
import { isKnownAt, ofThis, released, voidedBy } from './single.js';

interface Run {
  readonly anchor: Anchor;
  readonly end: Break | undefined;
  /** When nothing was owed in it: what was voided never was, and nobody was to be told what was waived. */
  readonly idle: Still[];
}

/** A period that is current from an instant on. */
interface Current {
  readonly anchor: Anchor;
  readonly n: number;
  readonly from: Instant;
  /** It took the place of one that was missed for good. */
  readonly tookOver: boolean;
}

/** A recurring duty, walked through from its start: whatever happens first to the current period decides what follows. */
export const series = (claim: Claim, history: History): Duty[] => walked(claim, history).found;

/** The stretches in which it ran, for coverage. */
export const runsOf = (claim: Claim, history: History): Ran[] => walked(claim, history).ran();

function walked(claim: Claim, history: History): Walk {
  const walk = new Walk(claim, history);
  const begins = spells(claim, history)[0]?.from;
  if (begins === undefined) return walk;
  const { trigger } = claim;
  const first = { id: begins === claim.from ? trigger.id : `${trigger.id}-adopted-${begins}`, at: begins };
  let anchor: Anchor | null = walk.firstRunning(walk.isPlanned(first) ? walk.fromPlan(first) : first);
  while (anchor) anchor = walk.run(anchor);
  return walk;
}

/** The series that a plan takes the place of as it begins, as they would have run without it. */
function replacedBy(plan: Plan, history: History): Replaced | null {
  const since = plans(history).filter((one) => one.person === plan.person && inOrder(one, plan) >= 0);
  const isBefore = ({ type, data }: Fact) =>
    type !== 'ContactPlanAgreed' || since.every(({ id }) => id !== data.planId);
  const without = ({ apart, ...one }: History): History => ({
    ...one,
    whole: undefined,
    typed: undefined,
    facts: one.facts.filter(isBefore),
    apart: apart && { ...apart, history: () => without(apart.history()) },
  });
  const running = runningAt(plan.at, without(history))
    .filter(({ claim: { person, commitment, edition } }) => {
      const isReplaced = commitment.limit === 'agreed' || edition.startsWith('qos-');
      return person.id === plan.person && commitment.recurs !== 'no' && isReplaced;
    })
    .sort((a, b) => (a.claim.commitment.limit === 'agreed' ? 0 : 1) - (b.claim.commitment.limit === 'agreed' ? 0 : 1));
  for (const { claim, where } of running) {
    const replaced = walked(claim, where).replacedAt(plan.at, true);
    if (replaced) return replaced;
  }
  return null;
}

/** rules.md, Mergers: of two cases that became one a series is that of the case in which it runs on; before that each has its own. */
function runningAt(at: Instant, where: History): { claim: Claim; where: History }[] {
  const { apart } = where;
  const brought = new Set(plans(where).flatMap((one) => (one.brought === undefined ? [] : [one.id])));
  const isSince = apart !== undefined && at >= apart.since;
  const isThere = ({ commitment, person, trigger }: Claim) => apart!.runs(commitment.id, person.id, trigger.id);
  const isOwn = (claim: Claim) => (isSince ? !isThere(claim) : !brought.has(claim.trigger.id));
  const own = claims(where).filter(isOwn);
  if (!isSince) return own.map((claim) => ({ claim, where }));
  const there = apart.history();
  return [
    ...own.map((claim) => ({ claim, where })),
    ...claims(there)
      .filter(isThere)
      .map((claim) => ({ claim, where: there })),
  ];
}

/** rules.md, Mergers: the other case's contacts count for what is current, not for what was before it. */
function sinceCurrent(claim: Claim, history: History): (update: Pick<Met, 'at' | 'by'>) => boolean {
  const all = (history.merging ?? []).map((at) => ({
    since: isOfBoth(claim, at) ? '' : (currentBefore(claim, at, history)?.from ?? at),
    theirs: new Set(history.facts.flatMap(({ brought, data }) => (brought === at ? [data.contactId] : []))),
  }));
  return ({ at, by }) => all.every(({ since, theirs }) => !theirs.has(by) || at >= since);
}

/** A plan that is agreed since a merger is one of both. */
const isOfBoth = ({ commitment, trigger }: Claim, merging: Instant): boolean =>
  commitment.limit === 'agreed' && trigger.at >= merging;

function currentBefore(claim: Claim, at: Instant, history: History): Current | null {
  const before = beforeMerging(at, history);
  return claim.commitment.limit !== 'agreed' || isPlannedIn(before, claim) ? walked(claim, before).current : null;
}

const isPlannedIn = (history: History, { trigger }: Claim): boolean =>
  plans(history).some(({ id }) => id === trigger.id);

/** What is told on day 0 of a period belongs to the one before (rules.md, Recurring updates). */
const isAfterDay0 = ({ at }: Met, anchor: Anchor): boolean => londonDate(at) > londonDate(anchor.at);

class Walk {
  readonly found: Duty[] = [];
  /** What runs, if anything does. */
  current: Current | null = null;
  readonly #runs: Run[] = [];
  readonly #claim: Claim;
  readonly #history: History;
  readonly #breaks: readonly Break[];
  readonly #stills: readonly Still[];
  readonly #period: string;
  readonly #updates: readonly Met[];
  /** What would have been updates, had they not come back. */
  readonly #cameBack: readonly { readonly at: Instant; readonly returned: Instant }[];
  /** Closures that were only pauses. */
  readonly #pausing: readonly Closure[];

  constructor(claim: Claim, history: History) {
    const { commitment, person } = claim;
    this.#claim = claim;
    this.#history = history;
    this.#breaks = breaks(claim, history);
    this.#stills = pauses(claim, history);
    this.#period = periodOf(claim);
    this.#pausing = closures(history).filter((closure) => isPause(closure, this.#period));
    const isTheirs = (contact: Heard) =>
      isUpdate(contact) &&
      isOfTheForce(contact, history) &&
      reaches(contact, person.id, history) &&
      (accepted(commitment, contact) || isOral(commitment.triggers, claim.trigger, person.id, history));
    const counts = sinceCurrent(claim, history);
    this.#updates = doing(contacts(history), isTheirs).filter(counts);
    this.#cameBack = contacts(history).flatMap((contact) => {
      const { at, returned, id: by } = contact;
      const isLost = returned !== undefined && isTheirs(beforeItCameBack(contact)) && counts({ at, by });
      return isLost && this.#isKnownAt(returned, { by }) ? [{ at, returned }] : [];
    });
  }

  ran(): Ran[] {
    const closed = this.#pausing.map(({ at, reopened }) => ({ from: at, to: reopened }));
    return this.#runs.map(({ anchor, end, idle }) => ({
      idle,
      from: anchor.at,
      to: end?.from ?? never,
      counted: anchor.counted?.from ?? anchor.at,
      first: anchor.counted?.first,
      period: this.#period,
      updates: this.#updates.map(({ at }) => at),
      stills: [...this.#stills, ...closed],
      closed,
    }));
  }

  /** Where the series begins if nothing keeps it from running at an instant, else where the last of that ends. */
  firstRunning(anchor: Anchor): Anchor | null {
    let found = anchor;
    for (;;) {
      const keeping = this.#breaks.filter(({ from, to }) => from <= found.at && found.at < to);
      if (keeping.length === 0) return found.at === never ? null : found;
      const last = keeping.reduce((one, other) => (other.to > one.to ? other : one));
      if (last.to === never) return null;
      found = { id: last.resumedBy, at: last.to };
      if (last.plan) found = this.#fromEnd(last.plan, found);
    }
  }

  /** It is a plan's own series, from its beginning. */
  isPlanned({ at }: Anchor): boolean {
    const { commitment, trigger } = this.#claim;
    return commitment.limit === 'agreed' && trigger.at === at;
  }

  /** A plan counts on from what it takes the place of. */
  fromPlan(anchor: Anchor): Anchor {
    // rules.md, Mergers: what was due by a merger keeps the date that it had.
    const { apart } = this.#history;
    const isKept = apart?.isFollowedUp === true && apart.since > anchor.at;
    const before = isKept && beforeMerging(apart.since, this.#history);
    if (before && isPlannedIn(before, this.#claim)) return new Walk(this.#claim, before).fromPlan(anchor);
    const plan = plans(this.#history).find(({ id }) => id === this.#claim.trigger.id)!;
    const replaced = replacedBy(plan, this.#history) ?? this.#lastOfAll(plan.at);
    return { ...anchor, counted: countedOn(plan, this.#period, replaced) };
  }

  /** What a plan took the place of counts on from it. */
  #fromEnd(plan: Plan, anchor: Anchor): Anchor {
    const own = runningAt(anchor.at, this.#history).filter(({ claim: { trigger, commitment } }) => {
      return trigger.id === plan.id && commitment.limit === 'agreed';
    });
    const ends = own.map(({ claim, where }) => walked(claim, where).replacedAt(anchor.at, false));
    const replaced =
      ends.find((one) => one !== null) ?? this.#lastOfAll(new Date(Date.parse(anchor.at) - 1).toISOString());
    const recorded = later(anchor.at, plan.recorded);
    return { ...anchor, counted: countedOn({ ...plan, at: anchor.at, recorded }, this.#period, replaced) };
  }

  /** The run that lasts at an instant, or until it, had it run on in silence. */
  replacedAt(at: Instant, isLasting: boolean): Replaced | null {
    const run = this.#runs.findLast(({ anchor }) => (isLasting ? anchor.at <= at : anchor.at < at));
    if (!run || (run.end && (isLasting ? run.end.from <= at : run.end.from < at))) return null;
    const { anchor } = run;
    const date = londonDate(isLasting ? at : new Date(Date.parse(at) - 1).toISOString());
    const last = this.#updates.findLast(
      (one) => one.at >= anchor.at && londonDate(one.at) <= date && this.#isKnownAt(at, one),
    );
    const from = last?.at ?? anchor.counted?.from ?? anchor.at;
    const { id, recurs } = this.#claim.commitment;
    const anchoring = termsAt(at, this.#history).anchors[id] ?? recurs;
    const points = last && anchoring !== 'schedule' ? { id: last.by, at: last.at } : anchor;
    const dueNext = (after: Instant) => {
      let n = 1;
      while (this.#due(points, n).dueAt <= after) n += 1;
      return this.#due(points, n).dueOn;
    };
    return { from, dueNext };
  }

  /** rules.md, Mergers: what the other case brought changes nothing that was before it. */
  #isKnownAt(at: Instant, { by }: Pick<Met, 'by'>): boolean {
    return isKnownAt(at, by, this.#history);
  }

  /** Where nothing runs that could be replaced, a plan counts on from the last update there was. */
  #lastOfAll(at: Instant): Replaced | null {
    const last = this.#updates.findLast((one) => londonDate(one.at) <= londonDate(at) && this.#isKnownAt(at, one));
    return last ? { from: last.at, dueNext: () => '9999-12-31' } : null;
  }

  /** The periods from an anchor until a break, and where the series begins again after it. */
  run(anchor: Anchor): Anchor | null {
    if (anchor.at > this.#history.now) return null;
    const end = this.#breaks.find(({ from }) => from > anchor.at);
    const idle: Still[] = [];
    this.#runs.push({ anchor, end, idle });
    let current: Current | null = { anchor, n: 1, from: anchor.at, tookOver: false };
    while (current && this.#hasBegun(current, end)) {
      const next: Current | null = this.#live(current, anchor, end);
      const to = next && this.#hasBegun(next, end) ? next.from : never;
      const { status, endedAt } = this.found.at(-1)!;
      // Of the dates on which it begins nothing else was owed before, where it is the first.
      if (status === 'voided') idle.push({ from: current.from === anchor.at ? '' : current.from, to });
      if (status === 'waived') idle.push({ from: endedAt!, to });
      current = next;
    }
    return end ? this.firstRunning({ id: end.resumedBy, at: end.to > end.from ? end.from : end.to }) : null;
  }

  #hasBegun({ from, tookOver }: Current, end: Break | undefined): boolean {
    if (from > this.#history.now) return false;
    return !end || from < end.from || (tookOver && from === end.from);
  }

  /** What became of the current period, and what follows it. */
  #live(begun: Current, first: Anchor, end: Break | undefined): Current | null {
    const current = { ...begun, anchor: this.#sinceReturns(begun, end) };
    const { anchor, n, from } = current;
    const now = this.#history.now;
    const lapse = this.#reached(anchor, n + 1);
    const lapses = end && lapse > end.from ? never : lapse;
    const cut = this.#cutOff(end);
    const rulings = ofThis(this.#claim, anchor.id, n, this.#history);
    const until = lapses === never ? cut.at : lapses;
    const heardUntil = lapses === never && end?.startsAnother ? endOfLondonDay(londonDate(cut.at)) : until;
    const met = this.#updates.filter((one) => one.at >= from && one.at < heardUntil && isAfterDay0(one, anchor));
    const release = released(rulings)
      .filter(({ at }) => at < until && (met.length === 0 || at < met[0]!.at))
      .sort((a, b) => (a.at < b.at ? -1 : 1))[0];
    if (release) {
      const due = this.#due(anchor, n, release.at, from);
      const replaced = later(release.at, due.dueAt <= release.at ? due.dueAt : this.#reached(anchor, n));
      const done = this.#updates.filter((one) => one.at > release.at && one.at < replaced && isAfterDay0(one, anchor));
      this.#tell(current, rulings, { met: done, ended: release, end: release.at });
      // The next takes its place where it was due, unless an update starts one first.
      return done[0] ? this.#afterUpdate(done[0], first) : { anchor, n: n + 1, from: replaced, tookOver: false };
    }
    if (met.length > 0) {
      this.#tell(current, rulings, { met, end: met[0]!.at });
      return this.#afterUpdate(met[0]!, first);
    }
    if (lapses <= now) {
      this.#tell(current, rulings, { met: [], lapsed: lapses, end: lapses });
      return { anchor, n: n + 1, from: lapses, tookOver: true };
    }
    const ended: Ended | undefined = cut.at <= now ? this.#endedBy(cut.by!, cut.at) : undefined;
    this.#tell(current, rulings, { met: [], ended, end: ended?.at });
    if (!ended) this.current = current;
    return null;
  }

  /** rules.md, What discharges: what came back had met it, and it is owed again with its limit counted anew from then. */
  #sinceReturns({ anchor, n, from }: Current, end: Break | undefined): Anchor {
    let found = anchor;
    const cut = this.#cutOff(end).at;
    const heardUntil = end?.startsAnother ? endOfLondonDay(londonDate(cut)) : cut;
    const otherwise = (returned: Instant) =>
      this.#updates.find(
        (one) => one.at >= from && one.at < heardUntil && isAfterDay0(one, anchor) && this.#isKnownAt(returned, one),
      )?.at ?? never;
    for (const { at, returned } of this.#cameBack.toSorted((a, b) => (a.returned < b.returned ? -1 : 1))) {
      if (at < from || londonDate(at) <= londonDate(anchor.at)) continue;
      const { dueAt } = this.#due(found, n, undefined, from);
      const told = otherwise(returned);
      if ((told <= returned && told < dueAt) || at >= cut || at >= dueAt) continue;
      found = { ...anchor, anew: { from: found.anew ? later(found.anew.from, returned) : returned, n } };
    }
    return found;
  }

  #endedBy({ as, version, from, to, evenMissed, resumedBy }: Break, at: Instant): Ended {
    const { facts } = this.#history;
    const cause = facts.find((fact) => (at === to ? fact.data.reopeningId === resumedBy : fact.version === version));
    return { as, at, known: cause?.recorded ?? from, keepsMissed: !evenMissed };
  }

  /** Until when what is current at a break can still be met, and what ends it then. */
  #cutOff(end: Break | undefined): { at: Instant; by?: Break } {
    if (!end) return { at: never };
    if (!end.staysOwed) return { at: end.from, by: end };
    const cut = this.#breaks.find(({ endsOwed, from }) => endsOwed && from >= end.from && from < end.to);
    return cut ? { at: cut.from, by: cut } : { at: end.to, by: end };
  }

  /**
   * When a period is due, as far as its pauses are known until it ended. What fell due in a closed case that was opened
   * again was missed, and cannot be paused: it keeps its date if it was current `since` before the closing.
   */
  #due(anchor: Anchor, n: number, end?: Instant, since?: Instant): Due {
    const stills = takenOut(this.#stills, end);
    for (const { at, reopened } of this.#pausing) {
      const still = { from: at, to: end !== undefined && end < reopened ? end : reopened };
      const isCurrent = since !== undefined && since <= at;
      const isMissed = isCurrent && dueIn(anchor, this.#period, n, stills).dueAt <= still.to;
      if (still.from < still.to && !isMissed) stills.push(still);
    }
    return dueIn(anchor, this.#period, n, stills);
  }

  /** When so many periods from an anchor are over; never while the clock stands still before that. */
  #reached(anchor: Anchor, n: number): Instant {
    const { dueAt } = this.#due(anchor, n);
    const still = stillSince(this.#stills);
    return still !== undefined && still < dueAt ? never : dueAt;
  }

  /** An update starts the next period: from itself, or, on a schedule, the next point of that which is still ahead. */
  #afterUpdate({ at, by }: Met, first: Anchor): Current {
    const { id, recurs } = this.#claim.commitment;
    const anchoring = termsAt(at, this.#history).anchors[id] ?? recurs;
    if (anchoring !== 'schedule') return { anchor: { id: by, at }, n: 1, from: at, tookOver: false };
    const wasOwed = (point: number) => this.found.some(({ key }) => key.endsWith(` ${first.id} ${point}`));
    let n = 1;
    while (wasOwed(n) || this.#reached(first, n) <= at) n += 1;
    const begins = n === 1 ? at : this.#reached(first, n - 1);
    return { anchor: first, n, from: later(begins, at), tookOver: false };
  }

  /** What a period counts from is implied by what made it an update. */
  #impliedAt(anchor: string): Instant {
    const { person, trigger } = this.#claim;
    const update = this.#updates.find(({ by }) => by === anchor);
    const begun = impliedAt(update ? [person.id, trigger.id] : [person.id, trigger.id, anchor], this.#history);
    return update ? later(begun, update.recorded) : begun;
  }

  #tell({ anchor, n, from }: Current, rulings: readonly Fact[], how: Told): void {
    const { commitment, edition, person, trigger } = this.#claim;
    const due = this.#due(anchor, n, how.end, from);
    this.found.push(
      standing({
        key: `${commitment.id} ${person.id} ${trigger.id} ${anchor.id} ${n}`,
        edition,
        implied: this.#impliedAt(anchor.id),
        ...due,
        ...how,
        voided: voidedBy(this.#claim, rulings, this.#history),
        still: stillSince(this.#stills),
        now: this.#history.now,
      }),
    );
  }
}

/** A stretch in which a recurring duty ran for a participant. */
export interface Ran {
  readonly from: Instant;
  readonly to: Instant;
  readonly period: string;
  /** What it counts from until the first update. */
  readonly counted: Instant;
  /** When that falls due, where it is not one period later. */
  readonly first: LocalDate | undefined;
  readonly updates: readonly Instant[];
  /** When the clock stood still, or the case was closed for no longer than a period. */
  readonly stills: readonly Still[];
  /** Those of them that are closures. */
  readonly closed: readonly Still[];
  /** When nothing was owed: of what was voided all of it, and of what was waived what was left. */
  readonly idle: readonly Still[];
}

interface Told {
  readonly met: readonly Met[];
  readonly ended?: Ended;
  readonly lapsed?: Instant;
  readonly end: Instant | undefined;
}
