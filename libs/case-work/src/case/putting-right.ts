import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { LocalDate } from '@kept-informed/calendar';
import { ageBandOn, type AgeBand } from '@kept-informed/commitments';
import { notFound, type Requester } from '@kept-informed/decisions';
import { participantsOf } from '@kept-informed/follow-up';
import { People, personFields, type EarlierDetail, type EarlierRoute, type PersonField } from '@kept-informed/people';
import { Notes } from '../reading/notes.js';
import type { ReasonRequest } from '../handling/reason.request.js';
import { ReadModel } from '../reading/read-model.js';
import type { CaseResult } from '../handling/results.js';
import { requireBorn } from './born.js';
import type { ArisenObligations } from './case-recording.js';
import { CorrectCaseDetails, CorrectParticipantDetails, TransferCase, VoidCase } from './details.commands.js';
import type {
  CorrectCaseDetailsRequest,
  CorrectParticipantDetailsRequest,
  TransferCaseRequest,
} from './details.requests.js';

/** What was known of a person before it was put right, and why. */
export type EarlierDetailWithReason = Omit<EarlierDetail, 'noteId'> & { readonly reason?: string };

/** What was known of a participant before, the latest first: who they are, and how they were reached. */
export interface ParticipantHistory {
  readonly items: EarlierDetailWithReason[];
  readonly routes: EarlierRoute[];
}

/** Puts right what was typed wrongly: names and the like with the people, what is owed by it with the case. */
@Injectable()
export class PuttingRight {
  constructor(
    private readonly bus: CommandBus,
    private readonly people: People,
    private readonly notes: Notes,
    private readonly reading: ReadModel,
  ) {}

  async caseDetails(
    caseId: string,
    request: CorrectCaseDetailsRequest,
    requester: Requester,
  ): Promise<ArisenObligations> {
    const sealed = await this.notes.seal(caseId, 'details', request, 'reason');
    const { openedAt } = request;
    const ages = openedAt === undefined ? {} : { ages: await this.#agesOn(this.reading.dateOf(openedAt), caseId) };
    return this.#arisen(await this.bus.execute(new CorrectCaseDetails(caseId, { ...sealed, ...ages }, requester)));
  }

  /** How old the participants were on a London date, as far as it is known when they were born. */
  async #agesOn(on: LocalDate, caseId: string): Promise<Record<string, AgeBand>> {
    const people = await this.people.ofCase(caseId);
    return Object.fromEntries(
      people.flatMap(({ participantId, bornOn }) => (bornOn ? [[participantId, ageBandOn(on, bornOn)]] : [])),
    );
  }

  async participantDetails(
    caseId: string,
    participantId: string,
    request: CorrectParticipantDetailsRequest,
    requester: Requester,
  ): Promise<ArisenObligations> {
    const { noteId, noteDigest, ...rest } = await this.notes.seal(
      { caseId, whom: [participantId] },
      'participant-details',
      request,
      'reason',
    );
    const { name, bornOn, language, interpreter, needs, characteristics, ...own } = rest;
    requireBorn(bornOn, this.reading.dateOf(this.reading.now), '/bornOn');
    const details = { name, bornOn, language, interpreter, needs, characteristics };
    const person: readonly PersonField[] = await this.people.differing(participantId, details);
    const asked = [...personFields, 'role', 'business', 'authorityUntil'].filter(
      (field) => request[field as keyof CorrectParticipantDetailsRequest] !== undefined,
    );
    const openedOn = await this.reading.openedOn(caseId);
    const age = bornOn && openedOn && { ageAtOffence: ageBandOn(openedOn, bornOn) };
    const command = { ...own, noteId, noteDigest, participantId, person, asked, ...age };
    const result = await this.bus.execute(new CorrectParticipantDetails(caseId, command, requester));
    await this.people.putRight(participantId, details, { noteId, by: requester.by, at: this.reading.now });
    return this.#arisen(result);
  }

  /** What was known of a participant before. Refused where there is no such participant on the case. */
  async history(caseId: string, participantId: string): Promise<ParticipantHistory> {
    const participants = await participantsOf(this.reading.manager, caseId);
    if (!participants.some((each) => each.participantId === participantId))
      throw notFound('unknown-participant', 'There is no such participant on this case.');
    const earlier = await this.people.earlierOf(participantId);
    const notes = await this.notes.of(earlier, true);
    return {
      items: earlier.map(({ noteId, ...each }) => ({
        ...each,
        reason: noteId === null ? undefined : notes.get(noteId),
      })),
      routes: await this.people.earlierRoutes.of(participantId),
    };
  }

  async retractDeath(
    caseId: string,
    participantId: string,
    request: ReasonRequest,
    requester: Requester,
  ): Promise<ArisenObligations> {
    const sealed = await this.notes.seal({ caseId, whom: [participantId] }, 'participant-details', request, 'reason');
    const command = { ...sealed, participantId, diedOn: null, person: [], asked: ['diedOn'] };
    return this.#arisen(await this.bus.execute(new CorrectParticipantDetails(caseId, command, requester)));
  }

  async voidCase(caseId: string, request: ReasonRequest, requester: Requester): Promise<ArisenObligations> {
    const sealed = await this.notes.seal(caseId, 'void', request, 'reason');
    return this.#arisen(await this.bus.execute(new VoidCase(caseId, sealed, requester)));
  }

  async #arisen({ arose, version, position }: CaseResult): Promise<ArisenObligations> {
    return { version, position, obligations: await this.reading.obligations({ ids: arose }) };
  }

  async transfer(caseId: string, request: TransferCaseRequest, requester: Requester) {
    const sealed = await this.notes.seal(caseId, 'transfer', request, 'reason');
    const command = new TransferCase(caseId, sealed, requester);
    return { closureId: command.closureId, ...(await this.#arisen(await this.bus.execute(command))) };
  }
}
