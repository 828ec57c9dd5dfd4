import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Requester } from '@kept-informed/decisions';
import { placeOf, type CasePlace } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import { Notes } from '../reading/notes.js';
import { ReadModel } from '../reading/read-model.js';
import { RecordContact, type ContactPlace } from './contact.commands.js';
import type { RecordContactRequest } from './contact.requests.js';

/** Records contacts: what was said goes to the people, and from them comes whether the route was safe. */
@Injectable()
export class ContactRecording {
  constructor(
    private readonly bus: CommandBus,
    private readonly people: People,
    private readonly notes: Notes,
    private readonly reading: ReadModel,
  ) {}

  /**
   * A contact on a case that was merged is recorded where the matter is followed up now, of who they are there. Answers
   * what it discharged, and what these participants are still owed on that case.
   */
  async record(caseId: string, { lateReason, alsoOn = [], ...request }: RecordContactRequest, requester: Requester) {
    const here = await this.#placed({ caseId, participantIds: request.participantIds }, request);
    const elsewhere = await Promise.all(
      alsoOn.map(async (other) => ({ ...other, ...(await this.#placed(other, request)) })),
    );
    const [contact, reason] = await Promise.all([
      this.notes.seal(here.caseId, 'contact', request, 'note'),
      this.notes.keepGiven(here.caseId, 'late-reason', lateReason),
    ]);
    const { caseId: recordedOn, ...place } = here;
    const late = reason && { lateReasonId: reason.noteId, lateReasonDigest: reason.noteDigest };
    const placed = { ...contact, ...place, ...late, alsoOn: elsewhere };
    // A version is that of the case in the address: on a merged one nobody has seen another.
    const seenVersions = recordedOn === caseId ? requester.seenVersions : undefined;
    return this.bus.execute(new RecordContact(recordedOn, placed, { ...requester, seenVersions }));
  }

  /** Where it belongs and what was known of the route there; of a case that was not merged both are asked at once. */
  async #placed(asked: CasePlace, { method, occurredAt }: Omit<RecordContactRequest, 'alsoOn'>): Promise<ContactPlace> {
    const routeOf = ({ participantIds }: CasePlace) => this.people.routeSafety(participantIds, method, occurredAt);
    const [place, route] = await Promise.all([placeOf(this.reading.manager, asked), routeOf(asked)]);
    return { ...place, route: place === asked ? route : await routeOf(place) };
  }
}
