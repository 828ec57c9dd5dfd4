import { Injectable } from '@nestjs/common';
import { notFound } from '@kept-informed/decisions';
import { Sights } from '../reach/sights.js';
import { ReadModel } from '../reading/read-model.js';
import { type ParticipantFound, placesOf } from '../search/search.queries.js';
import { type PersonPlace, samePerson } from './same-person.queries.js';

/** Where somebody takes part, as whoever they are (docs/decisions/0024). */
@Injectable()
export class PersonPlaces {
  constructor(
    private readonly reading: ReadModel,
    private readonly sights: Sights,
  ) {}

  /** Of these participants those who take part in a case in sight, with what it is called. */
  async found(participantIds: readonly string[]): Promise<ParticipantFound[]> {
    const all = await placesOf(this.reading.manager, participantIds);
    const seen = await this.sights.seenOf(all.map(({ caseId }) => caseId));
    return all.filter(({ caseId }) => seen.has(caseId));
  }

  /** As they were asked for. Of somebody on a case that is out of sight nothing is said. */
  async own(participantId: string): Promise<PersonPlace> {
    return (await this.inSight(participantId))[0];
  }

  /** First as they were asked for, then as whoever they are on cases in sight, and on what was merged into these. */
  async inSight(participantId: string): Promise<[PersonPlace, ...PersonPlace[]]> {
    const { manager } = this.reading;
    const all = await samePerson(manager, participantId);
    const seen = await this.sights.seenOf(all.map(({ caseId }) => caseId));
    const [own, ...others] = all.filter(({ caseId }) => seen.has(caseId));
    if (own?.participantId !== participantId) throw notFound('unknown-participant', 'There is no such participant.');
    const merged = await Promise.all(
      [own, ...others].map((place) => samePerson(manager, place.participantId, 'mergers')),
    );
    const places = new Map([own, ...others, ...merged.flat()].map((place) => [place.participantId, place]));
    return [...places.values()] as [PersonPlace, ...PersonPlace[]];
  }
}
