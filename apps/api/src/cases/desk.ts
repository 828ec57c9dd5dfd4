import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Clock, type Instant } from '@kept-informed/calendar';
import { UnitOfWork } from '@kept-informed/event-store';
import {
  AddParticipant,
  OpenCase,
  ReachMilestone,
  ReceiveFeedback,
  RecordContact,
  type CaseResult,
  type ContactResult,
} from '@kept-informed/case-work';
import { listObligations, placeOf, type CasePlace } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import { asked } from '../http/asked.js';
import type { ObligationResponse } from '../obligations/obligation.response.js';
import type { ArisenResponse } from './case.responses.js';
import { Notes } from './notes.js';
import type {
  AddParticipantRequest,
  OpenCaseRequest,
  ReachMilestoneRequest,
  ReceiveFeedbackRequest,
  RecordContactRequest,
} from './case.requests.js';

const allOpen = 500;

/** A contact as it was recorded, and as it was recorded on other cases too. */
type ContactsResponse = ContactResult & { readonly alsoOn: readonly ContactResult[] };

/**
 * Splits what is asked at the door: names, routes and notes to the people, ids and codes to the command. Both are
 * recorded in the request's one transaction.
 */
@Injectable()
export class Desk {
  constructor(
    private readonly bus: CommandBus,
    private readonly people: People,
    private readonly work: UnitOfWork,
    private readonly notes: Notes,
    private readonly clock: Clock,
  ) {}

  async open({ participants, ...rest }: OpenCaseRequest) {
    const caseId = randomUUID();
    const joining = participants.map((participant) => ({ ...participant, participantId: randomUUID() }));
    const plain = joining.map(({ name: _name, routes: _routes, ...participant }) => participant);
    const command = Object.assign(new OpenCase(), rest, { caseId, participants: plain, asked: asked() });
    const answer: CaseResult = await this.bus.execute(command);
    for (const { participantId, name, routes } of joining)
      await this.people.keepPerson(participantId, caseId, { name, routes }, this.clock.now());
    return { caseId, participants: plain.map(({ participantId, role }) => ({ participantId, role })), ...answer };
  }

  async addParticipant(caseId: string, { name, routes, ...rest }: AddParticipantRequest, seenVersion?: number) {
    const participantId = randomUUID();
    const context = { caseId, participantId, asked: asked(seenVersion) };
    const answer: CaseResult = await this.bus.execute(Object.assign(new AddParticipant(), rest, context));
    await this.people.keepPerson(participantId, caseId, { name, routes }, this.clock.now());
    return { participantId, ...answer };
  }

  /** A contact on a case that was merged is recorded where the matter is followed up now, of who they are there. */
  async recordContact(caseId: string, body: RecordContactRequest, seenVersion?: number): Promise<ContactsResponse> {
    const { note, lateReason, participantIds, alsoOn = [], ...rest } = body;
    const here = await this.#placed({ caseId, participantIds }, body);
    const elsewhere = await Promise.all(
      alsoOn.map(async (other) => ({ ...other, ...(await this.#placed(other, body)) })),
    );
    const noted = await this.notes.keepGiven(here.caseId, 'contact', note);
    await this.notes.keepGiven(here.caseId, 'late-reason', lateReason);
    const context = { ...here, alsoOn: elsewhere, hasLateReason: lateReason !== undefined, ...noted };
    // A version is that of the case in the address: on a merged one nobody has seen another.
    const asking = asked(here.caseId === caseId ? seenVersion : undefined);
    return this.bus.execute(Object.assign(new RecordContact(), rest, context, { asked: asking }));
  }

  async #placed(place: CasePlace, { method, occurredAt }: RecordContactRequest) {
    const { caseId, participantIds } = await placeOf(this.work.manager, place);
    const route = await this.people.routeSafety(participantIds, method, occurredAt);
    return { caseId, participantIds: [...participantIds], route };
  }

  async reachMilestone(caseId: string, { detail, ...rest }: ReachMilestoneRequest, seenVersion?: number) {
    const noted = await this.notes.keepGiven(caseId, 'milestone', detail);
    const command = Object.assign(new ReachMilestone(), rest, { caseId, asked: asked(seenVersion), ...noted });
    const answer: CaseResult & { milestoneId: string } = await this.bus.execute(command);
    return answer;
  }

  async receiveFeedback(caseId: string, { note, ...rest }: ReceiveFeedbackRequest, seenVersion?: number) {
    const noted = await this.notes.keepGiven(caseId, 'feedback', note);
    const command = Object.assign(new ReceiveFeedback(), rest, { caseId, asked: asked(seenVersion), ...noted });
    const answer: CaseResult & { feedbackId: string } = await this.bus.execute(command);
    return answer;
  }

  /** What a request made owed, as it is answered. */
  async arisen({ arose, version, position }: CaseResult): Promise<ArisenResponse> {
    return { version, position, obligations: await this.obligations(arose) };
  }

  /** The obligations with these ids as they stand now, soonest due first. */
  obligations(ids: readonly string[]): Promise<ObligationResponse[]> {
    return this.#list({ ids }, this.clock.now());
  }

  /** What these participants are still owed on a case, or on the one that it was merged into. */
  async stillOpen(caseId: string, participantIds: readonly string[]): Promise<ObligationResponse[]> {
    const place = await placeOf(this.work.manager, { caseId, participantIds });
    const open = await this.#list({ caseId: place.caseId, open: true }, this.clock.now());
    return open.filter(({ participantId }) => place.participantIds.includes(participantId));
  }

  #list(filter: Parameters<typeof listObligations>[1], now: Instant): Promise<ObligationResponse[]> {
    return listObligations(this.work.manager, filter, now, allOpen);
  }
}
