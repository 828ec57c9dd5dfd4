import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Instant } from '@kept-informed/calendar';
import { refuse, type Requester } from '@kept-informed/decisions';
import { placeOf, type CasePlace } from '@kept-informed/follow-up';
import { type WhoKeeps, People, type RouteUse } from '@kept-informed/people';
import { Notes } from '../reading/notes.js';
import { ReadModel } from '../reading/read-model.js';
import { RecordContact, type ContactPlace } from './contact.commands.js';
import type { RecordContactRequest, UsedRouteRequest } from './contact.requests.js';

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
  async record(caseId: string, asked: RecordContactRequest, requester: Requester) {
    const { lateReason, alsoOn = [], route, routeId: named, ...request } = asked;
    const keeping = { by: requester.by, at: this.reading.now };
    const routeId = route ? await this.#routeSaid({ ...asked, caseId, route }, keeping) : named;
    const here = await this.#placed({ caseId, participantIds: request.participantIds }, { ...request, routeId });
    const elsewhere = await Promise.all(
      alsoOn.map(async (other) => ({
        ...other,
        ...(await this.#placed(other, { ...request, routeId, alike: true })),
      })),
    );
    const [contact, reason] = await Promise.all([
      this.notes.seal({ caseId: here.caseId, whom: here.participantIds }, 'contact', request, 'note'),
      this.notes.keepGiven({ caseId: here.caseId, whom: here.participantIds }, 'late-reason', lateReason),
    ]);
    const { caseId: recordedOn, ...place } = here;
    const late = reason && { lateReasonId: reason.noteId, lateReasonDigest: reason.noteDigest };
    const placed = { ...contact, ...place, ...late, alsoOn: elsewhere };
    // A version is that of the case in the address: on a merged one nobody has seen another.
    const seenVersions = recordedOn === caseId ? requester.seenVersions : undefined;
    const recorded = await this.bus.execute(new RecordContact(recordedOn, placed, { ...requester, seenVersions }));
    if (request.outcome === 'returned') await this.#cameBack(here, request.occurredAt);
    return { ...recorded, stillOpen: await this.reading.told(recorded.stillOpen, this.reading.now) };
  }

  /** Where it belongs and by which route it went; of a case that was not merged both are asked at once. */
  async #placed(asked: CasePlace, use: Omit<RouteUse, 'participantIds'>): Promise<ContactPlace> {
    const routeOf = ({ participantIds }: CasePlace) => this.people.routes.used({ ...use, participantIds });
    const [place, wentBy] = await Promise.all([placeOf(this.reading.manager, asked), routeOf(asked)]);
    return { ...place, wentBy: place === asked ? wentBy : await routeOf(place) };
  }

  /** A route by its value is kept as one of theirs, unless they have it already. */
  async #routeSaid(
    {
      participantIds,
      routeId,
      occurredAt,
      ...said
    }: RecordContactRequest & { caseId: string; route: UsedRouteRequest },
    keeping: WhoKeeps,
  ): Promise<string> {
    const { caseId, route } = said;
    if (routeId !== undefined) throw refuse('route-said-twice', '/route', 'Say the route by its id or by its value.');
    return this.people.routes.saidByValue({ participantIds, caseId, route, usedAt: occurredAt }, keeping);
  }

  async #cameBack({ wentBy }: ContactPlace, at: Instant): Promise<void> {
    if ('routeId' in wentBy && wentBy.routeId !== undefined) await this.people.routes.died(wentBy.routeId, at);
  }
}
