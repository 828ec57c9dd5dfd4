import {
  ENGLAND_AND_WALES_ROWS,
  ENGLAND_AND_WALES_YEARS,
  holidayCalendar,
  type CalendarVersion,
  type Instant,
  type LocalDate,
} from '@kept-informed/calendar';
import { advance, isOpen, reconcile, type FollowUp, type Obligation } from '@kept-informed/follow-up';
import { bookAt, type Reach, type Rulebook, type Terms } from '@kept-informed/commitments';
import type { PastFact } from '../support/facts.js';
import { firstTerms, given, rulebook } from '../support/given.js';
import type { Disputed } from '../support/rulings.js';
import type { Fact, History } from './history.js';

export const editions = [...new Set(rulebook.catalogue.flatMap((commitment) => commitment.editions))];

/** What a force goes by that adopted every edition; one, so that what is worked out of it once is known. */
export const everything: Rulebook = { ...rulebook, terms: [{ ...firstTerms, adopted: new Set(editions) }] };

/** The same without a ladder: nobody is alerted, and what is owed does not depend on that. */
export const unalerted: Rulebook = { ...everything, terms: [{ ...everything.terms[0]!, ladder: [] }] };

/** A case that is lived through: each fact recorded at its time, under the terms of that time. */
export class Life {
  readonly told: PastFact[] = [];
  readonly terms: Terms[];
  #settled: {
    readonly state: FollowUp;
    readonly nextCheckAt: Instant | null;
  } | null = null;
  #book: Rulebook;

  constructor(
    public now: Instant,
    book: Rulebook,
  ) {
    this.terms = [...book.terms];
    this.#book = book;
  }

  get book(): Rulebook {
    return this.#book;
  }

  record(one: PastFact): void {
    this.told.push(one);
    this.now = one.recorded;
    this.#settled = null;
  }

  activate(next: Omit<Terms, 'id' | 'from'>): void {
    this.terms.push({ ...next, id: `terms-${this.terms.length}`, from: this.now });
    this.#book = { ...rulebook, terms: [...this.terms] };
    this.#settled = null;
  }

  /** What is open, once what was recorded is settled. */
  open(): Obligation[] {
    return [...this.#look().state.obligations.values()].filter(isOpen);
  }

  /** What nobody has decided yet, and somebody has to. */
  disputes(): Disputed[] {
    const { disputes, obligations } = this.#look().state;
    return [...disputes.raised.values()].flatMap(({ at, ...dispute }) => {
      const one = obligations.get(dispute.obligationId);
      if (!one || disputes.decided.has(dispute.disputeId) || disputes.ended.has(dispute.disputeId)) return [];
      return [{ ...dispute, raisedAt: at, key: keyOf(one) }];
    });
  }

  /** What raised a dispute, decided or not, and has not been undone since. */
  disputing(): PastFact[] {
    const { raised, ended } = this.#look().state.disputes;
    const causes = [...raised.values()].flatMap((one) => (ended.has(one.disputeId) ? [] : one.causes));
    return [...new Set(causes)].map((version) => this.told[version - 1]!);
  }

  /** When the case asks to be looked at, once what was recorded is settled. */
  nextCheckAt(): Instant | null {
    return this.#look().nextCheckAt;
  }

  /** Settles the case from nothing, at the time of what was recorded last. */
  #look() {
    if (this.#settled) return this.#settled;
    const state = given(...this.told);
    const { facts, nextCheckAt } = reconcile(state, this.#book, this.now);
    advance(state, facts, recordedAt(this.now));
    return (this.#settled = { state, nextCheckAt });
  }

  /** What the interpreter reads: the facts and terms as they are by now. */
  history(): History {
    return historyOf(this.told, this.#book, this.now);
  }
}

/** What names a duty, whenever it is derived. */
export const keyOf = ({ commitment, participantId, triggerId, anchorId, period }: Obligation): string =>
  [commitment, participantId, triggerId, anchorId, period].join(' ');

export const recordedAt = (recorded: Instant) => ({ by: 'pc-1', requestId: 'spec', recorded });

export function historyOf(told: readonly PastFact[], book: Rulebook, now: Instant): History {
  const { catalogue, terms } = bookAt(book, now);
  const facts = told.map(({ fact, recorded }, index) => ({
    ...fact,
    ...recordedAt(recorded),
    version: index + 1,
  })) as Fact[];
  return { facts: facts.filter((fact) => fact.recorded <= now), catalogue, terms, now };
}

/** The holidays of England and Wales with one more proclaimed, or one taken back. */
export function otherCalendar(date: LocalDate): CalendarVersion {
  const known = others.get(date) ?? calendarBut(date);
  others.set(date, known);
  return known;
}

const others = new Map<LocalDate, CalendarVersion>();

function calendarBut(date: LocalDate): CalendarVersion {
  const isThere = ENGLAND_AND_WALES_ROWS.some((row) => row.date === date && row.withdrawnFrom === undefined);
  const rows = isThere
    ? ENGLAND_AND_WALES_ROWS.filter((row) => row.date !== date)
    : [...ENGLAND_AND_WALES_ROWS, { date, title: 'Proclaimed', knownFrom: '2006-01-01' }];
  return holidayCalendar(rows, { id: `england-and-wales-but-${date}`, years: ENGLAND_AND_WALES_YEARS });
}

/** What changes with the next terms: the holidays, or the policy. */
export interface Change {
  readonly without: readonly string[];
  readonly dayKinds?: Terms['dayKinds'];
  readonly anchors?: Terms['anchors'];
  readonly holiday?: LocalDate;
  readonly reach: Reach;
}

export function changed(before: Terms, { without, dayKinds, anchors, holiday, reach }: Change): Terms {
  if (holiday !== undefined) return { ...before, reach, calendar: otherCalendar(holiday) };
  return {
    ...before,
    reach,
    adopted: new Set(editions.filter((edition) => !without.includes(edition))),
    dayKinds: dayKinds ?? before.dayKinds,
    anchors: anchors ?? before.anchors,
  };
}
