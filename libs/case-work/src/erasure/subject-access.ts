import { Injectable } from '@nestjs/common';
import { notFound } from '@kept-informed/decisions';
import { type EarlierDetail, type EarlierRoute, type NoteAbout, People, type PersonView } from '@kept-informed/people';
import { ReadModel } from '../reading/read-model.js';
import { Sights } from '../reach/sights.js';
import { placesOf, type ParticipantFound } from '../search/search.queries.js';
import { masked } from './masked.js';
import { samePerson } from '../person/same-person.queries.js';

/** A promise to somebody, as they may read it. */
export interface PromiseToSubject {
  readonly title: string;
  readonly dueOn: string | null;
  readonly status: string;
}

/** All that is kept of somebody on one case. */
export interface SubjectOnCase extends ParticipantFound {
  readonly person: PersonView | null;
  readonly earlier: readonly Pick<EarlierDetail, 'field' | 'value' | 'replacedAt'>[];
  /** Ways to reach them that are theirs no longer. */
  readonly earlierRoutes: readonly Pick<EarlierRoute, 'method' | 'value' | 'until'>[];
  readonly notes: readonly Omit<NoteAbout, 'noteId'>[];
  readonly obligations: readonly PromiseToSubject[];
}

/** What is kept of somebody, for themselves: others in it are masked as far as they are known here. */
@Injectable()
export class SubjectAccess {
  constructor(
    private readonly people: People,
    private readonly reading: ReadModel,
    private readonly sights: Sights,
  ) {}

  async of(participantId: string): Promise<SubjectOnCase[]> {
    const same = await samePerson(this.reading.manager, participantId);
    const seen = await this.sights.seenOf(same.map(({ caseId }) => caseId));
    if (!same[0] || !seen.has(same[0].caseId)) throw notFound('unknown-participant', 'There is no such participant.');
    const ids = same.filter(({ caseId }) => seen.has(caseId)).map((one) => one.participantId);
    const own = await this.people.byIds(ids);
    const places = await placesOf(this.reading.manager, ids);
    return Promise.all(places.map((place) => this.#onCase(place, own)));
  }

  async #onCase(place: ParticipantFound, own: readonly PersonView[]): Promise<SubjectOnCase> {
    const { participantId, caseId } = place;
    const ids = new Set(own.map((one) => one.participantId));
    const others = (await this.people.ofCase(caseId)).filter((one) => !ids.has(one.participantId));
    const [earlier, earlierRoutes, notes, obligations] = await Promise.all([
      this.people.earlierOf(participantId),
      this.people.earlierRoutes.of(participantId),
      this.people.notes.about([participantId]),
      this.reading.obligations({ caseId, participantId }),
    ]);
    return {
      ...place,
      person: forThemselves(own.find((one) => one.participantId === participantId)),
      earlier: earlier.map(({ field, value, replacedAt }) => ({ field, value, replacedAt })),
      earlierRoutes: earlierRoutes.map(({ method, value, until }) => ({ method, value, until })),
      notes: notes.map(({ kind, recordedAt, text }) => ({ kind, recordedAt, text: masked(text, own, others) })),
      obligations: obligations.map(({ title, dueOn, status }) => ({ title, dueOn, status })),
    };
  }
}

/** Without who said of a route that it is unsafe, and in which words: they may be of somebody else. */
function forThemselves(person: PersonView | undefined): PersonView | null {
  if (!person) return null;
  const routes = person.routes.map((kept) => {
    const { unsafeMark: _, ...route } = kept;
    return route;
  });
  return { ...person, routes };
}
