import { Injectable } from '@nestjs/common';
import { type DecideDisputeRequest, Notes } from '@kept-informed/case-work';
import { conflict, type Requester } from '@kept-informed/decisions';
import { UnitOfWork } from '@kept-informed/event-store';
import { type DecidedTogether, ImportRuns, type ImportView, ReversalRegister } from '@kept-informed/imports';

/** Takes imports back: the reason is kept as a note, and what is done begins once the request is recorded. */
@Injectable()
export class ImportReversing {
  constructor(
    private readonly register: ReversalRegister,
    private readonly runs: ImportRuns,
    private readonly notes: Notes,
    private readonly work: UnitOfWork,
  ) {}

  async reverse(importId: string, reason: string, by: string): Promise<void> {
    const asked = { importId, by, seal: await this.notes.keep(importId, 'import-reversal', reason) };
    this.work.whenEnded((isStored) => {
      if (isStored) this.runs.reverse(asked);
    });
    await this.register.begin(asked);
  }

  /** Decides what the reversal disputed, of a hundred cases at once. Refused where it has not ended. */
  async decide(
    { importId, reversal }: ImportView,
    { confirm, reason }: DecideDisputeRequest,
    requester: Requester,
  ): Promise<DecidedTogether> {
    if (reversal?.state !== 'done') throw conflict('not-reversed', 'The import was not reversed, or not to its end.');
    const seal = await this.notes.keep(importId, 'dispute-decision', reason);
    return this.runs.decide({ importId, confirmed: confirm, seal }, requester);
  }
}
