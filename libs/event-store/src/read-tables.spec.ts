import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedFact } from './facts.js';
import { added, changed, RowChanges, type RowChange } from './read-tables.js';

const owned = {
  name: 'owned',
  key: ['id'],
  columns: ['id', 'owner', 'since', 'colour', 'first'],
  carried: true,
  kept: ['first'],
  latest: { by: 'since', sets: ['owner'] },
  history: { name: 'owned_before', columns: ['owner', 'colour'] },
} as const;

const row = (id: string, more: object = {}) => ({ id, owner: null, since: null, colour: null, first: null, ...more });
const fact = (version: number) => ({ position: String(version), recorded: `at-${version}` }) as RecordedFact;

/** What is written, by the name of each part: `+owned`, `~owned`. */
function written(...changes: readonly RowChange[]): Record<string, unknown[]> {
  const all = new RowChanges();
  changes.forEach((change, index) => all.add(change, fact(index + 1)));
  const found = all.statement();
  if (!found) return {};
  const kinds = [...found.statement.text.matchAll(/part_\d+ as \((insert into|update) (\w+)/g)];
  return Object.fromEntries(
    kinds.map(([, kind, table], index) => [
      `${kind === 'update' ? '~' : '+'}${table}`,
      JSON.parse(found.values[index]!) as unknown[],
    ]),
  );
}

describe('changes of rows', () => {
  it('of nothing are no statement', () => {
    expect(new RowChanges().statement()).toBeNull();
  });

  it('of one row are one, whatever it was changed by', () => {
    const { '~owned': rows } = written(
      changed(owned, { id: 'a', colour: 'red' }),
      changed(owned, { id: 'a', owner: 'x' }),
    );
    expect(rows).toEqual([{ id: 'a', colour: 'red', owner: 'x' }]);
  });

  it('that add a row and change it add it as it ends', () => {
    expect(written(added(owned, row('a')), changed(owned, { id: 'a', colour: 'red' }))['+owned']).toEqual([
      row('a', { colour: 'red' }),
    ]);
  });

  it('that add a row again put it in its place, but for what was first so', () => {
    const again = written(added(owned, row('a', { colour: 'red', first: 1 })), added(owned, row('a', { first: 2 })));
    expect(again['+owned']).toEqual([row('a', { first: 1 })]);
  });

  it('keep what is later, in whatever order it is told', () => {
    const sets = [
      changed(owned, { id: 'a', owner: 'later', since: '2026-02-01', colour: 'red' }),
      changed(owned, { id: 'a', owner: 'earlier', since: '2026-01-01', colour: 'blue' }),
    ];
    expect(written(...sets)['~owned']).toEqual([{ id: 'a', owner: 'later', since: '2026-02-01', colour: 'blue' }]);
    expect(written(...sets.toReversed())['~owned']).toEqual([
      { id: 'a', owner: 'later', since: '2026-02-01', colour: 'red' },
    ]);
  });

  it('are each remembered as the row stood after it', () => {
    const { '+owned_before': history } = written(
      added(owned, row('a', { owner: 'x' })),
      changed(owned, { id: 'a', colour: 'red' }),
      changed(owned, { id: 'b', colour: 'blue' }),
    );
    expect(history).toEqual([
      { id: 'a', position: '1', recorded_at: 'at-1', owner: 'x', colour: null },
      { id: 'a', position: '2', recorded_at: 'at-2', owner: 'x', colour: 'red' },
      { id: 'b', position: '3', recorded_at: 'at-3', colour: 'blue' },
    ]);
  });

  it('of the same tables are the same statement, under one name', () => {
    const one = new RowChanges();
    const other = new RowChanges();
    one.add(changed(owned, { id: 'a', colour: 'red' }));
    other.add(changed(owned, { id: 'b', owner: 'x' }));
    expect(one.statement()!.statement).toBe(other.statement()!.statement);
  });

  it('leave of each row what applying them one by one leaves', () => {
    const any = fc.record({ id: fc.constantFrom('a', 'b'), colour: fc.constantFrom('red', 'blue', null) });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1 }), (sets) => {
        const last = new Map(sets.map(({ id, colour }) => [id, colour]));
        const { '~owned': rows } = written(...sets.map((set) => changed(owned, set)));
        expect(new Map((rows as typeof sets).map(({ id, colour }) => [id, colour]))).toEqual(last);
      }),
    );
  });
});

describe('rows as they were before each change', () => {
  const kept = {
    name: 'kept_here',
    key: ['id'],
    columns: ['id', 'colour', 'known'],
    carried: true,
    since: 'known',
    earlier: { name: 'earlier_rows' },
  } as const;
  const add = (colour: string, known: string) => added(kept, { id: 'a', colour, known });
  const recolour = (colour: string) => changed(kept, { id: 'a', colour });
  const earlier = (...changes: readonly RowChange[]) => written(...changes)['+earlier_rows'];

  it('are none of a row that is first known with the fact', () => {
    expect(earlier(add('red', 'at-1'))).toBeUndefined();
  });

  it('are whatever the table has of a row that is changed, or carried here from before', () => {
    expect(earlier(recolour('red'))).toEqual([{ id: 'a', replaced_by: '1', replaced_at: 'at-1' }]);
    expect(earlier(add('red', 'at-0'))).toEqual([{ id: 'a', replaced_by: '1', replaced_at: 'at-1' }]);
  });

  it('have in them what the facts before it said', () => {
    expect(earlier(add('red', 'at-1'), recolour('blue'), recolour('green'))).toEqual([
      { id: 'a', colour: 'red', known: 'at-1', replaced_by: '2', replaced_at: 'at-2' },
      { id: 'a', colour: 'blue', known: 'at-1', replaced_by: '3', replaced_at: 'at-3' },
    ]);
  });
});
