import { Injectable } from '@nestjs/common';
import { pendingMigrations, UnitOfWork } from '@kept-informed/event-store';

/** Whether the database is as this version needs it. */
@Injectable()
export class TablesReader {
  constructor(private readonly work: UnitOfWork) {}

  /** The names of what `kept-informed migrate` would run. */
  missing(): Promise<string[]> {
    return pendingMigrations(this.work.manager);
  }
}
