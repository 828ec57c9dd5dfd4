import { randomUUID } from 'node:crypto';
import type { Instant } from '@kept-informed/calendar';
import { resultOf, type CaseResult } from '../results.js';
import type { Rulebook } from '@kept-informed/commitments';
import type { Decide, FollowUpStreams, FollowUp, RulingIntent } from '@kept-informed/follow-up';
import type { OnObligation } from './ruling.commands.js';

/** A ruling that was recorded, and what follows from it. */
export interface RulingResult extends CaseResult {
  readonly rulingId: string;
}

/** From a case as it stands, the facts of one ruling. */
type Rule = (state: FollowUp, asking: RulingIntent, book: Rulebook, now: Instant) => ReturnType<Decide>;

/** Gives rulings their ids, and records them on the case that the obligation belongs to. */
export class RulingRecorder {
  constructor(private readonly streams: FollowUpStreams) {}

  async record({ caseId, obligationId, asked, noteId, noteDigest }: OnObligation, rule: Rule): Promise<RulingResult> {
    const rulingId = randomUUID();
    const asking = { rulingId, obligationId, ...(noteId && { noteId, noteDigest }) };
    const changed = await this.streams.change(caseId, (state, now, book) => rule(state, asking, book, now), asked);
    return { rulingId, ...resultOf(changed) };
  }
}
