import { Injectable } from '@nestjs/common';
import { PeopleSearch, type PersonRecord, PersonRecords, type SearchResult } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { postInWords } from '../cases/words.js';
import type { FieldOption } from '../frame/form-field.js';
import type { PersonModel, PlaceRow } from './person-page.js';

const nobody = 'Name not recorded';
const mostLike = 20;

/** Puts together what is shown of one person on many cases. */
@Injectable()
export class PersonReader {
  constructor(
    private readonly records: PersonRecords,
    private readonly search: PeopleSearch,
    private readonly force: OwnForce,
  ) {}

  async page(participantId: string): Promise<PersonModel> {
    const { places, links } = await this.records.read(participantId);
    const caseOf = new Map(places.map((one) => [one.participantId, one.caseId]));
    const at = (id: string) => `/cases/${caseOf.get(id)}/people/${id}`;
    const called = new Map(
      places.map((one) => [one.participantId, `${one.role.replaceAll('-', ' ')} of ${one.reference}`]),
    );
    const { current } = this.force.directory;
    return {
      linking: `${at(participantId)}/links`,
      name: places[0]?.name ?? nobody,
      places: places.map(placeRow),
      links: links.map(({ linkId, one, other, byMerger, linkedAt, linkedBy, endedAt }) => ({
        ending:
          byMerger || endedAt !== null
            ? null
            : `${at(one === participantId || other === participantId ? participantId : one)}/links/${linkId}`,
        between: `${called.get(one)} and ${called.get(other)}`,
        linkedBy: postInWords(linkedBy, current),
        linkedAt,
        byMerger,
        endedAt,
      })),
    };
  }

  /** Who is called alike on cases in sight, and is not known to be the same yet. */
  async alike(participantId: string): Promise<{ readonly name: string; readonly others: readonly FieldOption[] }> {
    const { places } = await this.records.read(participantId);
    const known = new Set(places.map((one) => one.participantId));
    const name = places[0]?.name ?? '';
    const found = name === '' ? [] : await this.search.find({ q: name, in: ['people'], limit: mostLike }, false);
    const others = found.flatMap((one) => (known.has(one.participantId!) ? [] : [optionOf(one)]));
    return { name: name || nobody, others };
  }
}

const optionOf = ({ participantId, name, role, reference }: SearchResult): FieldOption => ({
  value: participantId!,
  text: `${name ?? nobody}, ${role!.replaceAll('-', ' ')} of ${reference}`,
});

function placeRow({ caseId, reference, role, name, routes = [] }: PersonRecord): PlaceRow {
  const ways = (isSafe: boolean) =>
    routes.filter(({ safe }) => safe === isSafe).map(({ method, value }) => `${method.replaceAll('-', ' ')} ${value}`);
  return {
    caseId,
    reference,
    role: role.replaceAll('-', ' '),
    name: name ?? nobody,
    safe: ways(true),
    unsafe: ways(false),
  };
}
