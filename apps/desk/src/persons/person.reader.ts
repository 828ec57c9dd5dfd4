import { Injectable } from '@nestjs/common';
import { PeopleSearch, type PersonRecord, PersonRecords, ReadModel, type SearchResult } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { calledOn, erasedAmong } from '../cases/erased.queries.js';
import { postInWords } from '../cases/words.js';
import type { FieldOption } from '../frame/form-field.js';
import type { PersonModel, PlaceRow } from './person-page.js';

const mostLike = 20;

/** Puts together what is shown of one person on many cases. */
@Injectable()
export class PersonReader {
  constructor(
    private readonly records: PersonRecords,
    private readonly search: PeopleSearch,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
  ) {}

  async page(participantId: string): Promise<PersonModel> {
    const { places, links } = await this.records.read(participantId);
    const caseOf = new Map(places.map((one) => [one.participantId, one.caseId]));
    const at = (id: string) => `/cases/${caseOf.get(id)}/people/${id}`;
    const called = new Map(
      places.map((one) => [one.participantId, `${one.role.replaceAll('-', ' ')} of ${one.reference}`]),
    );
    const { current } = this.force.directory;
    const erased = await erasedAmong(this.reading.manager, places);
    return {
      linking: erased.has(participantId) ? null : `${at(participantId)}/links`,
      name: calledOn({ participantId, ...places[0] }, erased),
      places: places.map((place) => placeRow(place, calledOn(place, erased))),
      links: links.map(({ linkId, one, other, byMerger, linkedAt, linkedBy, endedAt }) => {
        const of = one === participantId || other === participantId ? participantId : one;
        return {
          ending: byMerger || endedAt !== null || erased.has(of) ? null : `${at(of)}/links/${linkId}`,
          between: `${called.get(one)} and ${called.get(other)}`,
          linkedBy: postInWords(linkedBy, current),
          linkedAt,
          byMerger,
          endedAt,
        };
      }),
    };
  }

  /** Who is called alike on cases in sight, and is not known to be the same yet. */
  async alike(participantId: string): Promise<{ readonly name: string; readonly others: readonly FieldOption[] }> {
    const { places } = await this.records.read(participantId);
    const known = new Set(places.map((one) => one.participantId));
    const name = places[0]?.name ?? '';
    const found = name === '' ? [] : await this.search.find({ q: name, in: ['people'], limit: mostLike }, false);
    const others = found.flatMap((one) => (known.has(one.participantId!) ? [] : [optionOf(one)]));
    return { name: calledOn({ participantId, name: name || null }, nobodyErased), others };
  }
}

/** Who is found by a name has one, and nobody is offered to be linked with who was erased. */
const nobodyErased: ReadonlySet<string> = new Set();

const optionOf = ({ participantId, name, role, reference }: SearchResult): FieldOption => ({
  value: participantId!,
  text: `${calledOn({ participantId: participantId!, name }, nobodyErased)}, ${role!.replaceAll('-', ' ')} of ${reference}`,
});

function placeRow({ caseId, reference, role, routes = [] }: PersonRecord, name: string): PlaceRow {
  const ways = (isSafe: boolean) =>
    routes.filter(({ safe }) => safe === isSafe).map(({ method, value }) => `${method.replaceAll('-', ' ')} ${value}`);
  return {
    caseId,
    reference,
    role: role.replaceAll('-', ' '),
    name,
    safe: ways(true),
    unsafe: ways(false),
  };
}
