import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hiddenCells, type SplitCount } from './small-cells.js';

const cell = (part: number, rest: number): SplitCount => ({ part, rest });

describe('small cells', () => {
  it('are hidden, and one more in their row, so that none is what is left of a sum', () => {
    const table = [[cell(80, 20), cell(7, 3), cell(30, 12), cell(0, 0)]];
    expect(hiddenCells(table, [false, false, false, false])).toEqual([[false, true, true, false]]);
  });

  it('are none where every group is large or empty', () => {
    const table = [[cell(80, 20), cell(30, 12), cell(0, 0), cell(9, 0)]];
    expect(hiddenCells(table, [false, false, false, false])).toEqual([[false, false, false, false]]);
  });

  it('are hidden in two rows where what a group comes to in all is told', () => {
    const table = [
      [cell(80, 20), cell(7, 3), cell(30, 12)],
      [cell(60, 20), cell(9, 8), cell(40, 12)],
      [cell(70, 20), cell(25, 9), cell(50, 10)],
    ];
    const hidden = hiddenCells(table, [true, true, true]);
    const groups = [0, 1, 2].map((group) => hidden.map((row) => row[group]));
    for (const line of [...hidden, ...groups]) expect(line.filter(Boolean).length).not.toBe(1);
    expect(hidden.flat().filter((isHidden) => !isHidden).length).toBeGreaterThanOrEqual(3);
  });

  it('are all hidden where nothing less would do', () => {
    expect(hiddenCells([[cell(1, 0), cell(6, 9)]], [false, false])).toEqual([[true, true]]);
  });

  it('cannot be worked out by anybody who tries every table that fits what is shown', () => {
    const count = fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 0, max: 5 }) }, fc.integer({ min: 5, max: 7 }));
    const tables = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 3 })).chain(([rows, groups]) =>
      fc.record({
        table: fc.array(fc.array(fc.record({ part: count, rest: count }), { minLength: groups, maxLength: groups }), {
          minLength: rows,
          maxLength: rows,
        }),
        isTold: fc.array(fc.boolean(), { minLength: groups, maxLength: groups }),
      }),
    );
    let looked = 0;
    fc.assert(
      fc.property(tables, ({ table, isTold }) => {
        const hidden = hiddenCells(table, isTold);
        for (const key of ['part', 'rest'] as const) {
          const counts = table.map((row) => row.map((one) => one[key]));
          const found = valuesThatFit(counts, hidden, isTold);
          const anyway = valuesThatFit(
            counts,
            counts.map((row) => row.map(() => true)),
            isTold,
          );
          hidden.forEach((row, r) =>
            row.forEach((isHidden, g) => {
              const { part, rest } = table[r]![g]!;
              if (!isHidden) expect([part, rest, part + rest].some((one) => one > 0 && one < 5)).toBe(false);
              // What the sums alone say, no hiding keeps.
              else if (anyway[r]![g]!.size > 1) {
                looked += 1;
                expect(found[r]![g]!.size).toBeGreaterThan(1);
              }
            }),
          );
        }
      }),
      { seed: 2006, numRuns: 400 },
    );
    expect(looked).toBeGreaterThan(500);
  });
});

/** Of each cell the values that it has in some table of what is shown, row by row: as many as two are looked for. */
function valuesThatFit(
  counts: readonly (readonly number[])[],
  hidden: readonly (readonly boolean[])[],
  isTold: readonly boolean[],
): Set<number>[][] {
  const values = counts.map((row) => row.map(() => new Set<number>()));
  const sumOf = (group: number) => counts.reduce((sum, row) => sum + row[group]!, 0);
  const isWanting = () => values.some((row, r) => row.some((set, g) => hidden[r]![g] && set.size < 2));
  const rowsThatFit = counts.map((row, r) => {
    const fitting: number[][] = [];
    const fill = (made: number[], left: number): void => {
      const g = made.length;
      if (g === row.length) {
        if (left === 0) fitting.push(made);
        return;
      }
      if (!hidden[r]![g]) return row[g]! <= left ? fill([...made, row[g]!], left - row[g]!) : undefined;
      for (let value = 0; value <= left; value += 1) fill([...made, value], left - value);
    };
    fill(
      [],
      row.reduce((sum, one) => sum + one, 0),
    );
    // What differs most comes first, so that two values are soon found.
    return fitting.toSorted((one, other) => distance(other, row) - distance(one, row));
  });
  const put = (made: number[][], left: readonly number[]): void => {
    const r = made.length;
    if (r === counts.length) {
      if (left.some((one, g) => isTold[g] && one !== 0)) return;
      made.forEach((row, index) => row.forEach((value, g) => values[index]![g]!.add(value)));
      return;
    }
    for (const row of rowsThatFit[r]!) {
      const rest = left.map((one, g) => one - row[g]!);
      if (rest.some((one, g) => isTold[g] && one < 0)) continue;
      put([...made, row], rest);
      if (!isWanting()) return;
    }
  };
  put(
    [],
    counts[0]!.map((_, group) => sumOf(group)),
  );
  return values;
}

const distance = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, index) => sum + Math.abs(value - other[index]!), 0);
