import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { LocalDate } from '@kept-informed/calendar';
import { ageBandOn } from '@kept-informed/commitments';
import type { Requester } from '@kept-informed/decisions';
import { type WhoKeeps, People } from '@kept-informed/people';
import { ReceiveFeedback } from '../feedback/feedback.commands.js';
import type { ReceiveFeedbackRequest } from '../feedback/feedback.requests.js';
import { Notes } from '../reading/notes.js';
import { OptOutOf, VoidOptOut } from '../opt-out/opt-out.commands.js';
import type { OptOutRequest } from '../opt-out/opt-out.requests.js';
import { ReadModel, type ToldObligation } from '../reading/read-model.js';
import type { ReasonRequest } from '../handling/reason.request.js';
import type { CaseResult } from '../handling/results.js';
import { requireBorn } from './born.js';
import { AddParticipant, AgreeContactPlan, OpenCase, ReachMilestone, VoidMilestone } from './case.commands.js';
import type { AgreeContactPlanRequest, OpenCaseRequest, ReachMilestoneRequest } from './case.requests.js';
import { MergeCases } from './merger.commands.js';
import type { MergeCasesRequest } from './merger.requests.js';
import type { AddParticipantRequest, ParticipantRequest } from './participant.requests.js';

/** What a request made owed, soonest due first. */
export interface ArisenObligations {
  readonly version: number;
  readonly position: string;
  readonly obligations: readonly ToldObligation[];
}

/**
 * Splits what is asked: names, routes and notes to the people, ids and codes to the command. Both are recorded in the
 * request's one transaction.
 */
@Injectable()
export class CaseRecording {
  constructor(
    private readonly bus: CommandBus,
    private readonly people: People,
    private readonly notes: Notes,
    private readonly reading: ReadModel,
  ) {}

  async open({ participants, lateReason, ...rest }: OpenCaseRequest, requester: Requester) {
    for (const [index, { bornOn }] of participants.entries())
      requireBorn(bornOn, this.#today, `/participants/${index}/bornOn`);
    const caseId = randomUUID();
    const persons = participants.map((participant) => ({ ...participant, participantId: randomUUID() }));
    // Before what was noted of them: that is under their keys.
    for (const person of persons)
      await this.people.keepPerson({ ...person, caseId, since: rest.openedAt }, this.#keeping(requester));
    const reason = await this.notes.keepGiven(caseId, 'late-reason', lateReason);
    const opening = { ...rest, ...(reason && { lateReasonId: reason.noteId, lateReasonDigest: reason.noteDigest }) };
    const joining = persons.map((person) => withoutPerson(person, this.reading.dateOf(rest.openedAt)));
    const result = await this.bus.execute(new OpenCase(caseId, { ...opening, participants: joining }, requester));
    const joined = joining.map(({ participantId, role }) => ({ participantId, role }));
    return { caseId, participants: joined, ...(await this.arisen(result)) };
  }

  async addParticipant(caseId: string, request: AddParticipantRequest, requester: Requester) {
    requireBorn(request.bornOn, this.#today, '/bornOn');
    const participantId = randomUUID();
    const openedOn = await this.reading.openedOn(caseId);
    const joining = withoutPerson({ ...request, participantId }, openedOn);
    const result = await this.bus.execute(new AddParticipant(caseId, joining, requester));
    const since = request.from ?? this.reading.now;
    await this.people.keepPerson({ ...request, participantId, caseId, since }, this.#keeping(requester));
    return { participantId, ...(await this.arisen(result)) };
  }

  async agreeContactPlan(
    caseId: string,
    participantId: string,
    request: AgreeContactPlanRequest,
    requester: Requester,
  ) {
    const agreed = await this.notes.seal({ caseId, whom: [participantId] }, 'safe-times', request, 'safeTimes');
    const command = new AgreeContactPlan(caseId, { ...agreed, participantId }, requester);
    const { notOwed, ...result } = await this.bus.execute(command);
    return { planId: command.planId, notOwed, ...(await this.arisen(result)) };
  }

  async optOut(caseId: string, participantId: string, request: OptOutRequest, requester: Requester) {
    const asked = await this.notes.seal({ caseId, whom: [participantId] }, 'opt-out', request, 'reason');
    const command = new OptOutOf(caseId, { ...asked, participantId }, requester);
    return { optOutId: command.optOutId, ...(await this.arisen(await this.bus.execute(command))) };
  }

  async voidOptOut(
    caseId: string,
    of: { readonly participantId: string; readonly optOutId: string },
    request: ReasonRequest,
    requester: Requester,
  ) {
    const sealed = await this.notes.seal({ caseId, whom: [of.participantId] }, 'opt-out-void', request, 'reason');
    return this.arisen(await this.bus.execute(new VoidOptOut(caseId, { ...sealed, ...of }, requester)));
  }

  async reachMilestone(caseId: string, request: ReachMilestoneRequest, requester: Requester) {
    const { reason, ...reached } = await this.notes.seal(caseId, 'milestone', request, 'detail');
    const why = await this.notes.keepGiven(caseId, 'milestone-left-out', reason);
    const because = why && { reasonId: why.noteId, reasonDigest: why.noteDigest };
    const command = new ReachMilestone(caseId, { ...reached, ...because }, requester);
    const { notOwed, leftOut, ...result } = await this.bus.execute(command);
    return { milestoneId: command.milestoneId, notOwed, leftOut, ...(await this.arisen(result)) };
  }

  async voidMilestone(caseId: string, milestoneId: string, request: ReasonRequest, requester: Requester) {
    const sealed = await this.notes.seal(caseId, 'milestone-void', request, 'reason');
    return this.arisen(await this.bus.execute(new VoidMilestone(caseId, { ...sealed, milestoneId }, requester)));
  }

  async receiveFeedback(caseId: string, request: ReceiveFeedbackRequest, requester: Requester) {
    const received = await this.notes.seal(caseId, 'feedback', request, 'note');
    const command = new ReceiveFeedback(caseId, received, requester);
    const { notOwed, ...result } = await this.bus.execute(command);
    return { feedbackId: command.feedbackId, notOwed, ...(await this.arisen(result)) };
  }

  /** The people of the case go along with it. */
  async merge(caseId: string, request: MergeCasesRequest, requester: Requester) {
    const { into, participants = {}, ...sealed } = await this.notes.seal(caseId, 'merger', request, 'reason');
    const command = new MergeCases(caseId, { ...sealed, into, participants }, requester);
    const { version, position, other } = await this.bus.execute(command);
    await this.people.follow(caseId, into, participants, this.#keeping(requester));
    return { version, position, into: { caseId: into, ...(await this.arisen(other)) } };
  }

  get #today(): LocalDate {
    return this.reading.dateOf(this.reading.now);
  }

  #keeping({ by }: Requester): WhoKeeps {
    return { by, at: this.reading.now };
  }

  async arisen({ arose, version, position }: CaseResult): Promise<ArisenObligations> {
    return { version, position, obligations: await this.reading.obligations({ ids: arose }) };
  }
}

/** What a command may hold of somebody who joins: of when they were born how old that made them, and no more exactly than asked. */
function withoutPerson<Joining extends ParticipantRequest>(joining: Joining, openedOn: LocalDate | undefined) {
  const {
    name: _,
    bornOn,
    language: _1,
    interpreter: _2,
    needs: _3,
    characteristics: _4,
    routes: _5,
    ...rest
  } = joining;
  return { ...rest, ...(bornOn && openedOn && { ageAtOffence: ageBandOn(openedOn, bornOn) }) };
}
