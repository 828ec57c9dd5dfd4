import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Instant } from '@kept-informed/calendar';
import { AssignCase, ReadModel, requesterOf } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { UnitOfWork } from '@kept-informed/event-store';
import { once } from '../frame/once.js';
import { untilOf } from '../my-work/alert-form.js';

/** What acts on several alerts are done with. */
@Injectable()
export class BoardActs {
  constructor(
    private readonly bus: CommandBus,
    private readonly work: UnitOfWork,
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
  ) {}

  once<Answer>(key: string, says: unknown, act: () => Promise<Answer>): Promise<Answer> {
    return once(this.work, { key, says }, act);
  }

  until(days: string): Instant {
    return untilOf({ days }, this.reading.now, this.force.zone);
  }

  reassign(caseId: string, staffId: string): Promise<unknown> {
    return this.bus.execute(new AssignCase(caseId, { staffId }, requesterOf()));
  }
}
