import { Injectable } from '@nestjs/common';
import { localDate, type Instant, type LocalDate, type Zone } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import { OwnForce } from '@kept-informed/commitments';
import { asKnown, FactStore, storedAt } from '@kept-informed/event-store';
import {
  CasesRead,
  concernInWords,
  dueTeller,
  listAlerts,
  listCases,
  listObligations,
  obligationKnownAt,
  obligationsAndPosition,
  projections,
  timelineOf,
  type AlertsQuestion,
  type AlertView,
  type ObligationFilter,
  type ObligationView,
  type TimelinePlace,
} from '@kept-informed/follow-up';
import { nameOf, People } from '@kept-informed/people';
import type { EntityManager } from 'typeorm';
import { Sights } from '../reach/sights.js';

/** An obligation as people read it. */
export interface ToldObligation extends ObligationView {
  /** What the promise is called. */
  readonly title: string;
  /** When it is due, or for how long it has been late: `due in 5 days`. */
  readonly dueInWords: string;
}

/** An alert as people read it. */
export interface ToldAlert extends Omit<AlertView, 'owed'> {
  /** What the promise is called that it is about, or what happened that gave concern. */
  readonly title: string;
  /** When its obligation is due; null: it is about a contact. */
  readonly dueInWords: string | null;
}

/** Who reads something, and of when. */
export interface WhoReads {
  /** With whom it is about. */
  readonly personal: boolean;
  readonly knownAt?: Instant;
}

/** How pages read: the tables, how far they are, what time it is, and a case's facts in words. They never load a stream. */
@Injectable()
export class ReadModel {
  readonly #cases = new CasesRead();

  constructor(
    private readonly store: FactStore,
    private readonly sights: Sights,
    private readonly force: OwnForce,
    readonly people: People,
  ) {}

  get manager(): EntityManager {
    return this.store.work.manager;
  }

  /** The tables, or as they stood as recorded by an instant (docs/decisions/0020), but for what a question sees to itself. */
  as(knownAt: Instant | undefined, ...asTheyAre: readonly string[]): EntityManager {
    return knownAt === undefined ? this.manager : asKnown(this.manager, projections, knownAt, asTheyAre);
  }

  get now(): Instant {
    return this.sights.now;
  }

  get zone(): Zone {
    return this.sights.zone;
  }

  /** The London date of an instant. */
  dateOf(at: Instant): LocalDate {
    return localDate(at, this.sights.zone);
  }

  /** The London date on which a case was opened; undefined: there is no such case. */
  async openedOn(caseId: string): Promise<LocalDate | undefined> {
    const [found] = await listCases(this.manager, { caseId }, 1);
    return found && this.dateOf(found.openedAt);
  }

  /** Whose cases who asks sees; null: everybody's. */
  sight(knownAt?: Instant): Promise<Sight | null> {
    return this.sights.ofRequest(knownAt);
  }

  /** Those of some cases that who asks sees. */
  seenOf(caseIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.sights.seenOf(caseIds);
  }

  /** The highest position in the store; read before the tables, so that an answer reflects at least this. */
  position(): Promise<string> {
    return this.store.head();
  }

  /** Whether any fact has this position. */
  async hasFact(position: string): Promise<boolean> {
    return (await storedAt(this.manager, [position])).has(position);
  }

  /** Everything about a case as it is, or as was recorded by an instant and followed from that by then. */
  async wholeCase(caseId: string, knownAt: Instant | undefined) {
    const question = { caseId, now: knownAt ?? this.now, zone: this.sights.zone };
    if (knownAt === undefined) return this.#cases.read(this.manager, question);
    return this.#cases.known(this.manager, question, { store: this.store, book: await this.force.rulebook() });
  }

  timeline(caseId: string, place: TimelinePlace) {
    return timelineOf(this.store, caseId, place);
  }

  /**
   * A page of obligations of cases in sight as they stand, or as was recorded by an instant, soonest due first, with the position
   * that they reflect at least, and the cases of which some may be missing; `personal`: with whom they are owed to.
   */
  async obligationsAndPosition(
    filter: ObligationFilter,
    { limit, personal, knownAt, sight }: WhoReads & { readonly limit: number; readonly sight: Sight | null },
  ) {
    const now = knownAt ?? this.now;
    const named = personal ? { nameOf } : {};
    const asked = { filter, now, limit, sight, ...named };
    const known = knownAt === undefined ? undefined : this.as(knownAt);
    const page = await obligationsAndPosition(this.manager, asked, known);
    if (personal) await this.people.names.unseal(page.obligations);
    return { ...page, obligations: await this.told(page.obligations, now) };
  }

  /** One obligation as it stands, or as it was known and stood at an instant; undefined where there is none. */
  async obligation(obligationId: string, { personal, knownAt }: WhoReads): Promise<ToldObligation | undefined> {
    const [found] = await this.obligations({ ids: [obligationId] }, personal);
    if (!found || knownAt === undefined) return found;
    const { person } = found;
    const known = await obligationKnownAt(this.store, await this.force.rulebook(), found, knownAt);
    const [told] = await this.told([known], knownAt);
    return { ...told!, ...(person && { person }) };
  }

  /** Obligations of cases that were looked at before, as they stand now, soonest due first. */
  async obligations(filter: ObligationFilter, personal = false): Promise<ToldObligation[]> {
    const { now } = this;
    const obligations = await listObligations(this.manager, { filter, now, ...(personal && { nameOf }) });
    if (personal) await this.people.names.unseal(obligations);
    return this.told(obligations, now);
  }

  /** Alerts of cases that were looked at before, or in the sight that is asked for, as they stand or were recorded by then. */
  async alerts(
    question: Omit<AlertsQuestion, 'now' | 'nameOf'>,
    { personal, knownAt }: WhoReads,
  ): Promise<ToldAlert[]> {
    const now = knownAt ?? this.now;
    const alerts = await listAlerts(this.as(knownAt), { ...question, now, ...(personal && { nameOf }) });
    if (personal) await this.people.names.unseal(alerts);
    const titles = await this.force.titles(alerts.flatMap(({ commitment }) => commitment ?? []));
    const dueInWords = dueTeller(now, this.force.zone);
    return alerts.map(({ owed, ...alert }) => ({
      ...alert,
      title: alert.commitment === null ? concernInWords(alert.rung)! : titles.get(alert.commitment)!,
      dueInWords: owed && dueInWords(owed),
    }));
  }

  /** Obligations that were just read, as people read them at an instant: what each is called, and when it is due in words. */
  async told(obligations: readonly ObligationView[], at: Instant): Promise<ToldObligation[]> {
    const titles = await this.force.titles(obligations.map(({ commitment }) => commitment));
    const dueInWords = dueTeller(at, this.force.zone);
    return obligations.map((owed) =>
      // In place: to make each row anew takes as long as to read it.
      Object.assign(owed, { title: titles.get(owed.commitment)!, dueInWords: dueInWords(owed) }),
    );
  }
}
