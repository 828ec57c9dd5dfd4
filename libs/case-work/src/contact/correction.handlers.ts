import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { obligationIds } from '../results.js';
import {
  FollowUpStreams,
  type CaseChange,
  correctContact,
  moveContact,
  strikeOutContact,
  type Correction,
} from '@kept-informed/follow-up';
import { CorrectContact, MoveContact, StrikeOutContact } from './correction.commands.js';
import { contactSceneOf } from './contact.scene.js';

/** What a correction changed: the obligations that are met now, and those that are open again or owed anew. */
export interface CorrectionResult {
  readonly caseId: string;
  readonly contactId: string;
  readonly discharged: readonly string[];
  readonly reopened: readonly string[];
  readonly version: number;
  readonly position: string;
}

@CommandHandler(CorrectContact)
export class CorrectContactHandler implements ICommandHandler<CorrectContact, CorrectionResult> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, contactId, reasonId, reasonDigest, ...rest }: CorrectContact) {
    const correction = given(rest) as Correction;
    const about = { contactId, reasonId, reasonDigest, correction };
    const changed = await this.streams.change(
      caseId,
      (state, now, book) => correctContact(contactSceneOf(state, book), state.case!.contacts, about, now),
      asked,
    );
    return resultOf(caseId, contactId, changed);
  }
}

@CommandHandler(StrikeOutContact)
export class StrikeOutContactHandler implements ICommandHandler<StrikeOutContact, CorrectionResult> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, ...about }: StrikeOutContact): Promise<CorrectionResult> {
    const changed = await this.streams.change(
      caseId,
      (state, now) => strikeOutContact(state.case!.contacts, about, now),
      asked,
    );
    return resultOf(caseId, about.contactId, changed);
  }
}

/** Answers for the case that it was taken from, and for the one that it belongs to. */
@CommandHandler(MoveContact)
export class MoveContactHandler implements ICommandHandler<MoveContact> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute(command: MoveContact): Promise<CorrectionResult & { movedTo: CorrectionResult }> {
    const { caseId, asked, to, contactId, participantIds, route, ...noted } = command;
    const move = { ...noted, contactId, movedTo: to, newContactId: randomUUID(), participantIds, route };
    const partners = [{ caseId }, { caseId: to, field: '/caseId' }];
    const [from, into] = (await this.streams.changeTogether(
      partners,
      ([one, other], now, book) => moveContact(one!.state.case!, contactSceneOf(other!.state, book), move, now),
      asked,
    )) as [CaseChange, CaseChange];
    return { ...resultOf(caseId, contactId, from), movedTo: resultOf(to, move.newContactId, into) };
  }
}

/** Only what was given corrects anything. */
function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function resultOf(caseId: string, contactId: string, { facts, version, position }: CaseChange): CorrectionResult {
  const reopened = ['ObligationReopened', 'ObligationArose'].flatMap((type) => obligationIds(facts, type));
  const discharged = obligationIds(facts, 'ObligationMet');
  return { caseId, contactId, discharged, reopened: [...new Set(reopened)], version, position };
}
