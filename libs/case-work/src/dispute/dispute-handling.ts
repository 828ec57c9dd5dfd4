import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { notFound, type Requester } from '@kept-informed/decisions';
import { listDisputes, type DisputeView } from '@kept-informed/follow-up';
import { Notes } from '../reading/notes.js';
import { ReadModel, type ToldObligation } from '../reading/read-model.js';
import { DecideDispute } from './dispute.commands.js';
import type { DecideDisputeRequest } from './dispute.requests.js';

/** What became of a dispute, and how its obligation stands now. */
export interface DisputeOutcome {
  readonly dispute: DisputeView;
  readonly obligation: ToldObligation;
  readonly version: number;
  readonly position: string;
}

/** Decides disputes on the case that they belong to. */
@Injectable()
export class DisputeHandling {
  constructor(
    private readonly bus: CommandBus,
    private readonly notes: Notes,
    private readonly reading: ReadModel,
  ) {}

  async decide(disputeId: string, request: DecideDisputeRequest, requester: Requester): Promise<DisputeOutcome> {
    const { caseId } = await this.#one(disputeId);
    const sealed = await this.notes.seal(caseId, 'dispute-decision', request, 'reason');
    const { version, position } = await this.bus.execute(
      new DecideDispute(caseId, { ...sealed, disputeId }, requester),
    );
    const dispute = await this.#one(disputeId);
    const [obligation] = await this.reading.obligations({ ids: [dispute.obligationId] });
    return { dispute, obligation: obligation!, version, position };
  }

  async #one(disputeId: string): Promise<DisputeView> {
    const [found] = await listDisputes(this.reading.manager, { id: disputeId }, this.reading.now, 1);
    if (!found) throw notFound('unknown-dispute', 'There is no such dispute.');
    return found;
  }
}
