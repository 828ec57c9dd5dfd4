import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Rulebook } from '@kept-informed/commitments';
import {
  FollowUpStreams,
  contactSceneOf,
  puttingRight,
  recordReceipt,
  type CaseChange,
  type ContactPutRight,
  type Correction,
} from '@kept-informed/follow-up';
import { obligationIds } from '../handling/results.js';
import { gaveWayPartners, throughout } from '../handling/through-mergers.js';
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
    const gaveWay = await partnersOf(this.streams, caseId, move.contactId);
    const [from, into] = (await this.streams.changeTogether(
      [{ caseId }, { caseId: movedTo, field: '/caseId' }, ...gaveWay],
      ([one, other, ...before], now, book) => {
        const [gone, recorded] = puttingRight.move(
          one!.state.case!,
          contactSceneOf(other!.state.case!, book, now),
          move,
          now,
        );
        const [here, ...gaveWayThere] = throughout(gone, [one!, ...before], now, book);
        return [here!, recorded, ...gaveWayThere];
      },
      requester,
    )) as [CaseChange, CaseChange];
    return {
      ...correctionOf(caseId, move.contactId, from),
      movedTo: correctionOf(movedTo, move.newContactId, into),
    };
  }
}

const partnersOf = (streams: FollowUpStreams, caseId: string, contactId: string) =>
  gaveWayPartners(streams, caseId, (subject) => puttingRight.gaveWayWith(contactId, subject));

/** The handler of a command that puts a contact right, or tells what became of it, and what came of it before its case was merged. */
function correcting<C extends CorrectContact | StrikeOutContact | RecordReceipt, R = CorrectionResult>(
  command: Type<C>,
  decisionOf: (
    request: C['request'],
  ) => (state: CaseChange['state'], now: string, book: Rulebook) => readonly ContactPutRight[],
  answer: (result: CorrectionResult, changed: CaseChange) => R,
): Type<{ execute(command: C): Promise<R> }> {
  @CommandHandler(command)
  class PutRightHandler {
    constructor(private readonly streams: FollowUpStreams) {}

    async execute({ caseId, request, requester }: C): Promise<R> {
      const decide = decisionOf(request);
      const [changed] = await this.streams.changeTogether(
        [{ caseId }, ...(await partnersOf(this.streams, caseId, request.contactId))],
        (cases, now, book) => throughout(decide(cases[0]!.state, now, book), cases, now, book),
        requester,
      );
      return answer(correctionOf(caseId, request.contactId, changed!), changed!);
    }
  }
  return PutRightHandler;
}

const asCorrected = (result: CorrectionResult): CorrectionResult => result;

export const correctionHandlers = [
  correcting(
    CorrectContact,
    ({ correction, ...about }) => {
      const corrected = given(correction);
      return (state, now, book) =>
        puttingRight.correct(
          contactSceneOf(state.case!, book, now),
          state.case!.contacts,
          { ...about, correction: corrected },
          now,
        );
    },
    asCorrected,
  ),

  correcting(
    StrikeOutContact,
    (request) => (state, now) => puttingRight.strikeOut(state.case!.contacts, request, now),
    asCorrected,
  ),

  correcting(
    RecordReceipt,
    (request) => (state, now) => recordReceipt(state.case!.contacts, request, now),
    (result, { facts }) => ({ ...result, reached: 'reachedAt' in (facts[0]!.data as object) }),
  ),

  MoveContactHandler,
];

/** Only what was given corrects anything. */
function given({ by: toldBy, ...fields }: CorrectContact['request']['correction']): Correction {
  return Object.fromEntries(Object.entries({ ...fields, toldBy }).filter(([, value]) => value !== undefined));
}

function correctionOf(caseId: string, contactId: string, { facts, version, position }: CaseChange): CorrectionResult {
  const reopened = ['ObligationReopened', 'ObligationArose'].flatMap((type) => obligationIds(facts, type));
  const discharged = obligationIds(facts, 'ObligationMet');
  return { caseId, contactId, discharged, reopened: [...new Set(reopened)], version, position };
}
