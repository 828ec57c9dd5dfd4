import { randomUUID } from 'node:crypto';
import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import { answerOf, type Answer } from '../answers.js';
import type { Rulebook } from '../commitment/rulebook.rules.js';
import type { FollowUpStreams } from '../follow-up.streams.js';
import type { FollowUp } from '../follow-up.state.js';
import type { Asking } from './asking.decide.js';
import type { OnObligation } from './obligation.commands.js';

/** A ruling that was recorded, and what follows from it. */
export interface RulingAnswer extends Answer {
  readonly rulingId: string;
}

/** From a case as it stands, the facts of one ruling. */
type Rule = (state: FollowUp, asking: Asking, book: Rulebook, now: Instant) => NewFact[];

/** Gives rulings their ids, and records them on the case that the obligation belongs to. */
export class RulingRecorder {
  constructor(private readonly streams: FollowUpStreams) {}

  async record({ caseId, obligationId, asked, noteId, noteDigest }: OnObligation, rule: Rule): Promise<RulingAnswer> {
    const rulingId = randomUUID();
    const asking = { rulingId, obligationId, ...(noteId && { noteId, noteDigest }) };
    const changed = await this.streams.change(caseId, (state, now, book) => rule(state, asking, book, now), asked);
    return { rulingId, ...answerOf(changed) };
  }
}
