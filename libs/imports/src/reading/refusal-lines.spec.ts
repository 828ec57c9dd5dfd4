import { describe, expect, it } from '@jest/globals';
import { refusalOf } from './refusal.js';
import { RefusalLines } from './refusal-lines.js';

function told(refusals: readonly ReturnType<typeof refusalOf>[]): string[] {
  const said: string[] = [];
  const lines = new RefusalLines((line) => said.push(line));
  for (const refusal of refusals) lines.tell(refusal);
  lines.end();
  return said;
}

const badMonths = (count: number, file = 'a.csv') =>
  Array.from({ length: count }, (_, n) => refusalOf(file, n + 2, { code: 'in-the-future' }));

describe('what an import refused, for a person', () => {
  it('is a line with file, line and a sentence; of a whole file without a line', () => {
    expect(
      told([refusalOf('a.csv', 7, { code: 'in-the-future' }), refusalOf('b.csv', 0, { code: 'empty-file' })]),
    ).toEqual([
      'a.csv:7 The month is not over yet: look at its year.',
      'b.csv: There is nothing in it: fetch it again, or leave it out.',
    ]);
  });

  it('is told ten times of one kind in one file, and then how many more there are', () => {
    expect(told(badMonths(10))).toHaveLength(10);
    expect(told(badMonths(11)).slice(9)).toEqual([
      'a.csv:11 The month is not over yet: look at its year.',
      'a.csv: 1 more row as on line 2; --refusals FILE tells each.',
    ]);
    expect(told(badMonths(509)).at(-1)).toBe('a.csv: 499 more rows as on line 2; --refusals FILE tells each.');
  });

  it('is told of each file and of each kind', () => {
    const others = badMonths(10).map(({ file, line }) => refusalOf(file, line, { code: 'bad-month' }));
    expect(told([...badMonths(10), ...others, ...badMonths(10, 'b.csv')])).toHaveLength(30);
  });
});
