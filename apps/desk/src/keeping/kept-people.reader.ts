import { Injectable } from '@nestjs/common';
import { PersonPlaces, type ParticipantFound } from '@kept-informed/case-work';
import { idOf } from '../cases/addressed.js';
import { NoSuchPage } from '../frame/page-trouble.js';

/** Somebody as the address of a page says them. */
export interface KeptAddress {
  readonly caseId: string;
  readonly participantId: string;
}

/** Whose page it is, by nothing that names them. */
export interface KeptPerson extends KeptAddress {
  readonly reference: string;
  /** Such as `victim`. */
  readonly role: string;
  /** What the addresses of their pages begin with. */
  readonly at: string;
}

/** Whom pages about keeping people are about. */
@Injectable()
export class KeptPeople {
  constructor(private readonly places: PersonPlaces) {}

  /** Somebody on the case that the address names. Throws where that has no such person. */
  async of(address: KeptAddress): Promise<KeptPerson> {
    const [found] = await this.among([idOf(address.participantId)]);
    if (found?.caseId !== address.caseId) throw new NoSuchPage();
    return found;
  }

  /** Those of them who are on cases in sight. */
  async among(participantIds: readonly string[]): Promise<KeptPerson[]> {
    return (await this.places.found(participantIds)).map(keptPerson);
  }
}

const keptPerson = ({ caseId, participantId, reference, role }: ParticipantFound): KeptPerson => ({
  caseId,
  participantId,
  reference,
  role: role.replaceAll('-', ' '),
  at: `/cases/${caseId}/people/${participantId}`,
});
