import { Inject, Injectable } from '@nestjs/common';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import { derivationOf, Force, type Derivation } from '@kept-informed/follow-up';

/** Explains due dates from the facts. */
@Injectable()
export class DerivationReader {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(FactStore) private readonly store: FactStore,
    @Inject(Force) private readonly force: Force,
  ) {}

  /** Refused where there is no such obligation. */
  async of(obligationId: string): Promise<Derivation> {
    return derivationOf(this.work.manager, this.store, await this.force.rulebook(), obligationId);
  }
}
