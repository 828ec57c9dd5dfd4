import { Injectable } from '@nestjs/common';
import { Clock } from '@kept-informed/calendar';
import { requirePeriod } from '@kept-informed/compliance';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import { derivationOf, type Derivation } from '@kept-informed/follow-up';
import { OwnForce } from '@kept-informed/commitments';

/** Explains due dates from the facts. */
@Injectable()
export class DerivationReader {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: FactStore,
    private readonly force: OwnForce,
    private readonly clock: Clock,
  ) {}

  /** Refused where there is no such obligation. */
  async of(question: Omit<Parameters<typeof derivationOf>[3], 'now'>): Promise<Derivation> {
    const now = this.clock.now();
    requirePeriod({ knownAt: question.knownAt }, now);
    return derivationOf(this.work.manager, this.store, await this.force.rulebook(), { ...question, now });
  }
}
