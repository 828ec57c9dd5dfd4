import { Injectable } from '@nestjs/common';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import { timelineOf, type TimelineView } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';

/** How controllers read: the tables, how far they are, and a case's facts in words. They never load a stream. */
@Injectable()
export class Reading {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: FactStore,
  ) {}

  get manager(): EntityManager {
    return this.work.manager;
  }

  /** The highest position in the store; read before the tables, so that an answer reflects at least this. */
  position(): Promise<string> {
    return this.store.head();
  }

  timeline(caseId: string): Promise<TimelineView[]> {
    return timelineOf(this.store, caseId);
  }
}
