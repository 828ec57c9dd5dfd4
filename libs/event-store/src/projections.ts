import type { RecordedFact } from './facts.js';
import type { ReadTable } from './read-table.js';
import { RowChanges, type RowChange } from './read-tables.js';
import type { UnitOfWork } from './unit-of-work.js';

/** The rows that a fact adds or changes; none: it is of no interest to the tables. */
export type Project<Fact extends RecordedFact> = (fact: Fact) => readonly RowChange[];

/** Read tables that follow from facts of these types alone and can be dropped and refilled at any time. */
export interface Projection<Fact extends RecordedFact = RecordedFact> {
  /** In an order in which they can be emptied. */
  readonly tables: readonly ReadTable[];
  /** Every type of fact, told or passed over. */
  readonly on: { readonly [Type in Fact['type']]: Project<Extract<Fact, { type: Type }>> };
  /** Once a rebuild has filled the tables again. */
  readonly refilled?: (work: UnitOfWork) => Promise<unknown>;
}

/** A projection of whatever facts. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each takes facts of its own types, and is given no others
export type AnyProjection = Projection<any>;

/** A fact that changes no row. */
export const passedOver = (): readonly RowChange[] => [];

/** Brings every read table up to date with these facts, and with rows that go with them, by one statement, which is not waited for. */
export function project(
  projections: readonly AnyProjection[],
  facts: readonly RecordedFact[],
  work: UnitOfWork,
  beside: readonly RowChange[] = [],
): void {
  const changes = new RowChanges();
  for (const { on } of projections) {
    const byType = on as Readonly<Record<string, Project<RecordedFact>>>;
    for (const fact of facts) {
      if (!Object.hasOwn(byType, fact.type)) continue;
      for (const change of byType[fact.type]!(fact)) changes.add(change, fact);
    }
  }
  for (const change of beside) changes.add(change);
  const found = changes.statement();
  if (found) work.send(found.statement, found.values);
}
