import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { obligationIds } from '../answers.js';
import { latestTerms } from '../commitment/terms.rules.js';
import { tellable } from '../commitment/triggers.rules.js';
import { FollowUpStreams } from '../follow-up.streams.js';
import { RecordContact } from './contact.commands.js';
import { recordContact, type ContactScene } from './contact.decide.js';

/** What became of a contact: whether it reached them, what it discharged and what these participants are still owed. */
export interface ContactAnswer {
  readonly contactId: string;
  readonly reached: boolean;
  readonly discharged: readonly string[];
  readonly version: number;
  readonly position: string;
}

@CommandHandler(RecordContact)
export class RecordContactHandler implements ICommandHandler<RecordContact, ContactAnswer> {
  constructor(@Inject(FollowUpStreams) private readonly streams: FollowUpStreams) {}

  async execute({ caseId, asked, occurredAt, hasLateReason, tells = [], ...rest }: RecordContact) {
    const contactId = randomUUID();
    const details = { ...rest, contactId, tells };
    const { facts, version, position } = await this.streams.change(
      caseId,
      ({ case: state }, now, book) => {
        const triggers = tellable(book.catalogue);
        const { lateAfterHours } = latestTerms(book);
        const { opened, participants, feedback } = state!;
        const ids = { participantIds: new Set(participants.keys()), feedbackIds: new Set(feedback.keys()) };
        const scene: ContactScene = { openedAt: opened.at, ...ids, triggers, lateAfterHours };
        return recordContact(scene, details, occurredAt, hasLateReason, now);
      },
      asked,
    );
    const reached = facts[0]!.type === 'ContactMade';
    return { contactId, reached, discharged: obligationIds(facts, 'ObligationMet'), version, position };
  }
}
