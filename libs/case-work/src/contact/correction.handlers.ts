import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  FollowUpStreams,
  contactSceneOf,
  correctContact,
  moveContact,
  recordReceipt,
  strikeOutContact,
  type CaseChange,
  type Correction,
} from '@kept-informed/follow-up';
import { answering } from '../handling/case.handler.js';
import { obligationIds } from '../handling/results.js';
import {
  CorrectContact,
  MoveContact,
  RecordReceipt,
  StrikeOutContact,
  type CorrectionResult,
  type MoveResult,
} from './contact.commands.js';

/** Answers for the case that it was taken from, and for the one that it belongs to. */
@CommandHandler(MoveContact)
class MoveContactHandler implements ICommandHandler<MoveContact> {
  constructor(private readonly streams: FollowUpStreams) {}

  async execute({ caseId, request, requester }: MoveContact): Promise<MoveResult> {
    const { there, ...struckOut } = request;
    const { caseId: movedTo, ...placed } = there;
    const move = { ...struckOut, ...placed, movedTo, newContactId: randomUUID() };
    const [from, into] = (await this.streams.changeTogether(
      [{ caseId }, { caseId: movedTo, field: '/caseId' }],
      ([one, other], now, book) =>
        moveContact(one!.state.case!, contactSceneOf(other!.state.case!, book, now), move, now),
      requester,
    )) as [CaseChange, CaseChange];
    return {
      ...correctionOf(caseId, move.contactId, from),
      movedTo: correctionOf(movedTo, move.newContactId, into),
    };
  }
}

export const correctionHandlers = [
  answering(
    CorrectContact,
    ({ request: { correction, ...about } }) => {
      const corrected = given(correction);
      return (state, now, book) =>
        correctContact(
          contactSceneOf(state.case!, book, now),
          state.case!.contacts,
          { ...about, correction: corrected },
          now,
        );
    },
    correctionResultOf,
  ),

  answering(
    StrikeOutContact,
    ({ request }) => {
      return (state, now) => strikeOutContact(state.case!.contacts, request, now);
    },
    correctionResultOf,
  ),

  answering(
    RecordReceipt,
    ({ request }) => {
      return (state, now) => recordReceipt(state.case!.contacts, request, now);
    },
    (changed, { caseId, request: { contactId } }) => ({
      ...correctionOf(caseId, contactId, changed),
      reached: 'reachedAt' in (changed.facts[0]!.data as object),
    }),
  ),

  MoveContactHandler,
];

/** Only what was given corrects anything. */
function given({ by: toldBy, ...fields }: CorrectContact['request']['correction']): Correction {
  return Object.fromEntries(Object.entries({ ...fields, toldBy }).filter(([, value]) => value !== undefined));
}

function correctionResultOf(changed: CaseChange, { caseId, request }: CorrectContact | StrikeOutContact) {
  return correctionOf(caseId, request.contactId, changed);
}

function correctionOf(caseId: string, contactId: string, { facts, version, position }: CaseChange): CorrectionResult {
  const reopened = ['ObligationReopened', 'ObligationArose'].flatMap((type) => obligationIds(facts, type));
  const discharged = obligationIds(facts, 'ObligationMet');
  return { caseId, contactId, discharged, reopened: [...new Set(reopened)], version, position };
}
