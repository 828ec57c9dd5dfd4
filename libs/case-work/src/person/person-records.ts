import { Injectable } from '@nestjs/common';
import type { Requester } from '@kept-informed/decisions';
import { People, type PersonLinkView, type PersonView } from '@kept-informed/people';
import type { ReasonRequest } from '../handling/reason.request.js';
import { ReadModel } from '../reading/read-model.js';
import { type ParticipantFound, placesOf } from '../search/search.queries.js';
import { PersonPlaces } from './person-places.js';
import type { LinkPersonRequest } from './person.requests.js';

/** What is known of a person as they take part in one case. */
export type PersonRecord = ParticipantFound & Partial<Omit<PersonView, 'participantId'>>;

/** A person, as far as who asks sees them. */
export interface WholePerson {
  /** First as they were asked for. */
  readonly places: readonly PersonRecord[];
  /** Between places in sight. */
  readonly links: readonly PersonLinkView[];
}

/** One person on many cases: said by links, and shown as each case has them (docs/decisions/0024). */
@Injectable()
export class PersonRecords {
  constructor(
    private readonly people: People,
    private readonly reading: ReadModel,
    private readonly places: PersonPlaces,
  ) {}

  /** Nothing is told of places out of sight, not even that there are any. */
  async read(participantId: string): Promise<WholePerson> {
    const ids = (await this.places.inSight(participantId)).map((place) => place.participantId);
    const [found, persons, links] = await Promise.all([
      placesOf(this.reading.manager, ids),
      this.people.byIds(ids),
      this.people.links.of(ids),
    ]);
    const known = new Map(persons.map((person) => [person.participantId, person]));
    const inOrder = found.toSorted((a, b) => ids.indexOf(a.participantId) - ids.indexOf(b.participantId));
    return {
      places: inOrder.map((place) => ({ ...place, ...known.get(place.participantId) })),
      links: links.filter(({ one, other }) => ids.includes(one) && ids.includes(other)),
    };
  }

  /** Two participants on cases in sight are one person. */
  async link(
    participantId: string,
    { participantId: other, reason }: LinkPersonRequest,
    { by }: Requester,
  ): Promise<{ linkId: string }> {
    const participantIds = [participantId, other] as const;
    const noteId = await this.#noted(participantIds, 'person-linked', reason);
    return { linkId: await this.people.links.link({ participantIds, noteId }, { by, at: this.reading.now }) };
  }

  /** They are not one person, or not by this. */
  async unlink(participantId: string, linkId: string, { reason }: ReasonRequest, { by }: Requester): Promise<void> {
    const noteId = await this.#noted([participantId], 'person-unlinked', reason);
    await this.people.links.end(participantId, linkId, noteId, { by, at: this.reading.now });
  }

  async #noted(whom: readonly string[], kind: string, text: string): Promise<string> {
    const [own] = await Promise.all(whom.map((id) => this.places.own(id)));
    return (await this.people.notes.keep({ caseId: own!.caseId, whom, kind, text }, this.reading.now)).noteId;
  }
}
