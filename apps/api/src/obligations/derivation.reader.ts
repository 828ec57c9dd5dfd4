import { Injectable } from '@nestjs/common';
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
  ) {}

  /** Refused where there is no such obligation. */
  async of(obligationId: string): Promise<Derivation> {
    return derivationOf(this.work.manager, this.store, await this.force.rulebook(), obligationId);
  }
}
