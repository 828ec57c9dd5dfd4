import { Injectable } from '@nestjs/common';
import { Notes } from '@kept-informed/case-work';
import { UnitOfWork } from '@kept-informed/event-store';
import { ImportRuns, ReversalRegister } from '@kept-informed/imports';

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
}
