import type { RecordedFact, RowChange, StoredFact } from '@kept-informed/event-store';
import { projections } from '@kept-informed/follow-up';

/** How an obligation stands by its facts alone: what nobody has looked at since it fell due is open still. */
interface ObligationStand {
  readonly outcome: string | null;
  readonly missed: boolean;
  readonly paused_at: string | null;
}

type RowsOf = (fact: RecordedFact) => readonly RowChange[];

/** What each fact makes of an obligation, as the product's own table of them has it. */
const ofObligations = projections.find(({ tables }) => tables.some(({ name }) => name === 'obligations'))!
  .on as Readonly<Record<string, RowsOf | undefined>>;

/** Counts from facts, in their order, and from nothing else: no table, no clock, no policy. */
export class FactCounts {
  readonly #types = new Map<string, number>();
  readonly #obligations = new Map<unknown, ObligationStand>();

  take(fact: StoredFact): void {
    this.#types.set(fact.type, (this.#types.get(fact.type) ?? 0) + 1);
    const changes = ofObligations[fact.type]?.(fact as RecordedFact) ?? [];
    for (const { table, row } of changes) {
      if (table.name !== 'obligations') continue;
      const id = row['obligation_id'];
      this.#obligations.set(id, { ...this.#obligations.get(id), ...row } as unknown as ObligationStand);
    }
  }

  /** Facts by type, obligations by how they stand; each in the order of its name. */
  all(): { readonly facts: Readonly<Record<string, number>>; readonly obligations: Readonly<Record<string, number>> } {
    const counts = new Map<string, number>();
    for (const { outcome, missed, paused_at: paused } of this.#obligations.values()) {
      const how = outcome ?? (paused ? 'paused' : missed ? 'missed' : 'open');
      counts.set(how, (counts.get(how) ?? 0) + 1);
    }
    return { facts: byName(this.#types), obligations: byName(counts) };
  }
}

const byName = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].toSorted(([one], [other]) => (one < other ? -1 : 1)));
