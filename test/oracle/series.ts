import type { Instant } from '@kept-informed/calendar';
import { breaks, type Break } from './breaks.js';
import { pauses, periodDue, stillSince, takenOut, type Due } from './clocks.js';
import { standing, type Duty, type Ended, type Met } from './duty.js';
import { isOfTheForce } from './bodies.js';
import { accepted, contacts, doing, isUpdate, never, reaches, type Fact, type History } from './history.js';
import { endOfLondonDay, later, londonDate, type Still } from './london.js';
import { spells, termsAt, type Claim } from './promises.js';
import { foundNeverOwed, ofThis, released } from './single.js';

interface Anchor {
  readonly id: string;
  readonly at: Instant;
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
export function series(claim: Claim, history: History): Duty[] {
  const begins = spells(claim, history)[0]?.from;
  if (begins === undefined) return [];
  const { trigger } = claim;
  const walk = new Walk(claim, history);
  const first = { id: begins === claim.from ? trigger.id : `${trigger.id}-adopted-${begins}`, at: begins };
  let anchor: Anchor | null = walk.firstRunning(first);
  while (anchor) anchor = walk.run(anchor);
  return walk.found;
}

/** What is told on day 0 of a period belongs to the one before (rules.md, Recurring updates). */
const isAfterDay0 = ({ at }: Met, anchor: Anchor): boolean => londonDate(at) > londonDate(anchor.at);

class Walk {
  readonly found: Duty[] = [];
  readonly #claim: Claim;
  readonly #history: History;
  readonly #breaks: readonly Break[];
  readonly #stills: readonly Still[];
  readonly #period: string;
  readonly #updates: readonly Met[];

  constructor(claim: Claim, history: History) {
    const { commitment, trigger, person } = claim;
    this.#claim = claim;
    this.#history = history;
    this.#breaks = breaks(claim, history);
    this.#stills = pauses(claim, history);
    this.#period = commitment.limit === 'agreed' ? trigger.frequency! : commitment.limit!;
    this.#updates = doing(
      contacts(history),
      (contact) =>
        isUpdate(contact) &&
        isOfTheForce(contact, history) &&
        reaches(contact, person.id, history) &&
        accepted(commitment, contact),
    );
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
    }
  }

  /** The periods from an anchor until a break, and where the series begins again after it. */
  run(anchor: Anchor): Anchor | null {
    if (anchor.at > this.#history.now) return null;
    const end = this.#breaks.find(({ from }) => from > anchor.at);
    let current: Current | null = { anchor, n: 1, from: anchor.at, tookOver: false };
    while (current && this.#hasBegun(current, end)) current = this.#live(current, anchor, end);
    return end ? this.firstRunning({ id: end.resumedBy, at: end.to > end.from ? end.from : end.to }) : null;
  }

  #hasBegun({ from, tookOver }: Current, end: Break | undefined): boolean {
    if (from > this.#history.now) return false;
    return !end || from < end.from || (tookOver && from === end.from);
  }

  /** What became of the current period, and what follows it. */
  #live(current: Current, first: Anchor, end: Break | undefined): Current | null {
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
      const due = this.#tell(current, rulings, { met: [], ended: release, end: release.at });
      return this.#afterRelease(release.at, due, current, first);
    }
    if (met.length > 0) {
      this.#tell(current, rulings, { met, end: met[0]!.at });
      return this.#afterUpdate(met[0]!, first);
    }
    if (lapses <= now) {
      this.#tell(current, rulings, { met: [], lapsed: lapses, end: lapses });
      return { anchor, n: n + 1, from: lapses, tookOver: true };
    }
    const ended: Ended | undefined =
      cut.at <= now ? { as: cut.by!.as, at: cut.at, keepsMissed: !cut.by!.evenMissed } : undefined;
    this.#tell(current, rulings, { met: [], ended, end: ended?.at });
    return null;
  }

  /** Until when what is current at a break can still be met, and what ends it then. */
  #cutOff(end: Break | undefined): { at: Instant; by?: Break } {
    if (!end) return { at: never };
    if (!end.staysOwed) return { at: end.from, by: end };
    const cut = this.#breaks.find(({ endsOwed, from }) => endsOwed && from >= end.from && from < end.to);
    return cut ? { at: cut.from, by: cut } : { at: end.to, by: end };
  }

  /** When so many periods from an anchor are over; never while the clock stands still before that. */
  #reached({ at }: Anchor, n: number): Instant {
    const { dueAt } = periodDue(at, this.#period, n, takenOut(this.#stills, undefined));
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

  /** After a release the next period begins where the one before was due, unless an update starts one first. */
  #afterRelease(at: Instant, due: Due, { anchor, n }: Current, first: Anchor): Current {
    const from = later(at, due.dueAt <= at ? due.dueAt : this.#reached(anchor, n));
    const update = this.#updates.find((one) => one.at > at && one.at < from && isAfterDay0(one, anchor));
    if (update) return this.#afterUpdate(update, first);
    return { anchor, n: n + 1, from, tookOver: false };
  }

  #tell({ anchor, n }: Current, rulings: readonly Fact[], how: Told): Due {
    const { commitment, edition, person, trigger } = this.#claim;
    const due = periodDue(anchor.at, this.#period, n, takenOut(this.#stills, how.end));
    this.found.push(
      standing({
        key: `${commitment.id} ${person.id} ${trigger.id} ${anchor.id} ${n}`,
        edition,
        ...due,
        ...how,
        voided: trigger.voided === never ? foundNeverOwed(rulings) : trigger.voided,
        still: stillSince(this.#stills),
        now: this.#history.now,
      }),
    );
    return due;
  }
}

interface Told {
  readonly met: readonly Met[];
  readonly ended?: Ended;
  readonly lapsed?: Instant;
  readonly end: Instant | undefined;
}
