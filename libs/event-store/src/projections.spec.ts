import { describe, expect, it } from '@jest/globals';
import type { RecordedFact } from './facts.js';
import { passedOver, project, type AnyProjection } from './projections.js';
import { added } from './read-tables.js';
import type { PreparedStatement, UnitOfWork } from './unit-of-work.js';

const seen = { name: 'seen', key: ['stream', 'version'], columns: ['stream', 'version'] } as const;
const heard = { name: 'heard', key: ['stream', 'version'], columns: ['stream', 'version'] } as const;

const row = ({ stream, version }: RecordedFact) => ({ stream, version });
const sees: AnyProjection = { tables: [seen], on: { P: (fact) => [added(seen, row(fact))], Q: passedOver } };
const hears: AnyProjection = { tables: [heard], on: { P: (fact) => [added(heard, row(fact))] } };

/** Facts as `stream:Type`. */
const facts = (...told: readonly (readonly [stream: string, type: string])[]): RecordedFact[] =>
  told.map(([stream, type], n) => ({ stream, type, version: n + 1 }) as RecordedFact);

function asked(projections: readonly AnyProjection[], given: readonly RecordedFact[]) {
  const calls: { statement: PreparedStatement; values: unknown[] }[] = [];
  const send = (statement: PreparedStatement, values: unknown[]) => void calls.push({ statement, values });
  project(projections, given, { send } as unknown as UnitOfWork);
  return calls;
}

describe('projecting', () => {
  it('asks one statement, whatever the facts and tables', () => {
    const calls = asked([sees, hears], facts(['a', 'P'], ['b', 'P'], ['a', 'Q'], ['a', 'Unheard']));
    expect(calls).toHaveLength(1);
    const [first, second] = calls[0]!.values.map((value) => JSON.parse(value as string) as unknown);
    const rows = [
      { stream: 'a', version: 1 },
      { stream: 'b', version: 2 },
    ];
    expect([first, second]).toEqual([rows, rows]);
  });

  it('asks nothing where no row changes', () => {
    expect(asked([sees], facts(['a', 'Q'], ['a', 'Unheard']))).toEqual([]);
  });
});
