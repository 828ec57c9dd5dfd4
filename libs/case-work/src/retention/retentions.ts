import { Injectable } from '@nestjs/common';
import { addMonths, type LocalDate, localDate } from '@kept-informed/calendar';
import { keptFrom, keptUntil, latestTerms, OwnForce, type Terms } from '@kept-informed/commitments';
import { refuse, type Requester } from '@kept-informed/decisions';
import { caseKinds } from '@kept-informed/follow-up';
import { People, type RetentionReviewView } from '@kept-informed/people';
import { PersonPlaces } from '../person/person-places.js';
import { samePerson } from '../person/same-person.queries.js';
import { ReadModel } from '../reading/read-model.js';
import type { KeepLongerRequest } from './retention.requests.js';
import {
  casesOfPeople,
  type KeptFrom,
  type ParticipantPastTime,
  participantsPastTime,
  type PastTimePlace,
} from './retention.queries.js';

/** Somebody who has been kept for as long as the force keeps people, and until when that was. */
export interface PersonPastTime extends ParticipantPastTime {
  readonly keptUntil: LocalDate;
}

/** How long somebody is kept. */
export interface PersonRetention {
  /** The last date, by the policy that holds now; null: one of their cases is open. */
  readonly keptUntil: LocalDate | null;
  /** That date is past, and nobody keeps them longer. */
  readonly isDue: boolean;
  readonly reviews: readonly RetentionReviewView[];
}

type PeriodsByKind = Terms['retention']['people'];

/** Whoever looks today answers for no longer than that. */
const mostMonthsAhead = 120;

/**
 * How long people are kept, by the dated policy of the force, from the closure of the last of their cases (rules.md, Retention).
 * Nothing goes by itself: somebody looks through what is due and keeps it, with a reason and until when, or asks for an erasure.
 */
@Injectable()
export class Retentions {
  constructor(
    private readonly people: People,
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly places: PersonPlaces,
  ) {}

  /**
   * A page of those who are due, on cases in sight, the longest closed first; `next`: where it ended. Who is somebody on another
   * case too that is open, or was closed later, is not due, so that a page may have fewer.
   */
  async due(limit: number, after?: PastTimePlace): Promise<{ items: PersonPastTime[]; next?: PastTimePlace }> {
    const periods = await this.#periods();
    const question = {
      keptFrom: this.#keptFrom(periods),
      today: this.#today,
      sight: await this.reading.sight(),
      after,
    };
    const found = await participantsPastTime(this.reading.manager, question, limit + 1);
    const page = found.slice(0, limit);
    const last = await Promise.all(page.map(({ participantId }) => this.#lastDate(participantId, periods)));
    const items = page.flatMap((one, index) =>
      isPast(last[index]!, this.#today) ? [{ ...one, keptUntil: last[index]! }] : [],
    );
    return { items, ...(found.length > limit && { next: page.at(-1)! }) };
  }

  async of(participantId: string): Promise<PersonRetention> {
    await this.places.own(participantId);
    const last = await this.#lastDate(participantId, await this.#periods());
    const reviews = await this.people.reviews.of(participantId);
    const isDue = isPast(last, this.#today) && reviews.every((review) => isPast(review.keptUntil, this.#today));
    return { keptUntil: last, isDue, reviews };
  }

  /** Keeps somebody until the end of a date, whatever the policy says. */
  async keepLonger(participantId: string, { until, reason }: KeepLongerRequest, { by }: Requester) {
    const { caseId } = await this.places.own(participantId);
    if (isPast(until, this.#today)) throw refuse('ends-before-it-begins', '/until', 'That date is past.');
    if (until > addMonths(this.#today, mostMonthsAhead))
      throw refuse('too-far-ahead', '/until', 'In ten years at the latest somebody looks at it again.');
    const { now: at } = this.reading;
    const { noteId } = await this.people.notes.keep(
      { caseId, whom: [participantId], kind: 'kept-longer', text: reason },
      at,
    );
    return { reviewId: await this.people.reviews.keep({ participantId, keptUntil: until, noteId }, { by, at }) };
  }

  get #today(): LocalDate {
    return localDate(this.reading.now, this.force.zone);
  }

  async #periods(): Promise<PeriodsByKind> {
    return latestTerms(await this.force.rulebook()).retention.people;
  }

  #keptFrom(periods: PeriodsByKind): KeptFrom {
    const from = (period: string) => keptFrom(period, this.reading.now, this.force.zone);
    return Object.fromEntries(caseKinds.map((kind) => [kind, from(periods[kind])])) as KeptFrom;
  }

  /** Of whoever they are on all their cases, those out of sight too; null: one is open. */
  async #lastDate(participantId: string, periods: PeriodsByKind): Promise<LocalDate | null> {
    const { manager } = this.reading;
    const ids = (await samePerson(manager, participantId)).map((place) => place.participantId);
    const dates = (await casesOfPeople(manager, ids)).map(
      ({ kind, closedAt }) => closedAt && keptUntil(closedAt, periods[kind], this.force.zone),
    );
    return dates.includes(null) ? null : (dates.toSorted().at(-1) ?? null);
  }
}

const isPast = (date: LocalDate | null, today: LocalDate): boolean => date !== null && date < today;
