import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '@kept-informed/calendar';
import { OwnForce } from '@kept-informed/commitments';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import {
  listObligations,
  obligationKnownAt,
  obligationsAndPosition,
  timelineOf,
  type ObligationFilter,
  type ObligationView,
  type TimelinePage,
  type TimelinePlace,
} from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';

/** How pages read: the tables, how far they are, what time it is, and a case's facts in words. They never load a stream. */
@Injectable()
export class ReadModel {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: FactStore,
    private readonly clock: Clock,
    private readonly force: OwnForce,
  ) {}

  get manager(): EntityManager {
    return this.work.manager;
  }

  get now(): Instant {
    return this.clock.now();
  }

  /** The highest position in the store; read before the tables, so that an answer reflects at least this. */
  position(): Promise<string> {
    return this.store.head();
  }

  timeline(caseId: string, place: TimelinePlace): Promise<TimelinePage> {
    return timelineOf(this.store, caseId, place);
  }

  /** A page of obligations as they stand now, soonest due first, with the position that they reflect at least. */
  obligationsAndPosition(filter: ObligationFilter, limit: number) {
    return obligationsAndPosition(this.manager, filter, this.now, limit);
  }

  /** One obligation as it stands, or as it was known and stood at an instant; undefined where there is none. */
  async obligation(obligationId: string, knownAt?: Instant): Promise<ObligationView | undefined> {
    const [found] = await this.obligations({ ids: [obligationId] });
    if (!found || knownAt === undefined) return found;
    return obligationKnownAt(this.store, await this.force.rulebook(), found, knownAt);
  }

  /** Obligations as they stand now, soonest due first. */
  obligations(filter: ObligationFilter): Promise<ObligationView[]> {
    return listObligations(this.manager, filter, this.now);
  }
}
