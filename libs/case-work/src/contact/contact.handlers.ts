import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Rulebook } from '@kept-informed/commitments';
import { below, refuse } from '@kept-informed/decisions';
import { FollowUpStreams, type CaseChange, openObligations, recordContact } from '@kept-informed/follow-up';
import { obligationIds } from '../handling/results.js';
import { RecordContact, type ContactResult, type ContactsResult } from './contact.commands.js';
import { contactSceneOf } from './contact.scene.js';

@CommandHandler(RecordContact)
export class RecordContactHandler implements ICommandHandler<RecordContact> {
  constructor(private readonly streams: FollowUpStreams) {}

  /** One contact may be about several cases: it is recorded on each, or on none. */
  async execute(command: RecordContact): Promise<ContactsResult> {
    const parts = partsOf(command);
    const { requester } = command;
    const decide = ({ details, part }: Part, state: CaseChange['state'], now: string, book: Rulebook) =>
      below(part, () => recordContact(contactSceneOf(state, book), details, now));
    const [only] = parts as [Part];
    const changed =
      parts.length === 1
        ? [await this.streams.change(only.caseId, (state, now, book) => decide(only, state, now, book), requester)]
        : await this.streams.changeTogether(
            parts.map(({ caseId, part }) => ({ caseId, field: part && `${part}/caseId` })),
            (cases, now, book) => cases.map(({ state }, index) => decide(parts[index]!, state, now, book)),
            requester,
          );
    const [first, ...alsoOn] = changed.map((one, index) => resultOf(parts[index]!, one)) as [ContactResult];
    const { state } = changed[0]!;
    const stillOpen = openObligations(state, command.request.participantIds, state.recordedAt!);
    return { ...first, stillOpen, alsoOn };
  }
}

/** A contact on one case. `part`: where in the request it is told of; none: the request is about it. */
interface Part {
  readonly caseId: string;
  readonly part: string;
  readonly details: Parameters<typeof recordContact>[1];
}

function partsOf({ caseId, request }: RecordContact): Part[] {
  const { alsoOn, tells = [], ...rest } = request;
  const first = { caseId, part: '', details: { ...rest, tells, contactId: randomUUID() } };
  const others = alsoOn.map((other, index) => {
    const { participantIds, by } = other;
    const own = { participantIds, by, tells: other.tells ?? tells, feedbackId: undefined };
    return {
      caseId: other.caseId,
      part: `/alsoOn/${index}`,
      details: { ...rest, ...own, contactId: randomUUID() },
    };
  });
  const seen = new Set([caseId]);
  for (const { caseId: other, part } of others) {
    if (seen.has(other)) throw refuse('same-case', `${part}/caseId`, 'The contact is recorded on this case already.');
    seen.add(other);
  }
  return [first, ...others];
}

function resultOf({ caseId, details }: Part, { facts, version, position }: CaseChange): ContactResult {
  const reached = facts[0]!.type === 'ContactMade';
  const discharged = obligationIds(facts, 'ObligationMet');
  return { caseId, contactId: details.contactId, reached, discharged, version, position };
}
