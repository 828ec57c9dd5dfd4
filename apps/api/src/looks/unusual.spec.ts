import { describe, expect, it } from '@jest/globals';
import type { MonthOfLooks } from './looks.queries.js';
import { unusualLooking } from './unusual.measures.js';

const month = (more: Partial<MonthOfLooks>): MonthOfLooks => ({
  staffId: 'pc-1',
  looks: 1,
  before: [],
  caseIds: [],
  ownName: 0,
  colleagues: 0,
  ...more,
});
const found = (more: Partial<MonthOfLooks>, worked = () => true) => unusualLooking([month(more)], worked);

describe('looking that is unusual', () => {
  it('is more than three times one’s own median, and not three times', () => {
    const before = [1, 100, 10, 12];
    expect(found({ looks: 33, before })).toEqual([]);
    expect(found({ looks: 34, before })).toMatchObject([{ median: 11, tooMany: true }]);
  });

  it('is not said of whom there are fewer than three months to compare with', () => {
    expect(found({ looks: 500, before: [1, 1] })).toEqual([]);
    expect(found({ looks: 500, before: [1, 1, 1] })).toHaveLength(1);
  });

  it('is at cases without work on them, one’s own name, or a colleague’s', () => {
    expect(found({ caseIds: ['c1', 'c2'] }, ((_: string, id: string) => id === 'c1') as never)).toMatchObject([
      { withoutWork: ['c2'], tooMany: false, median: null },
    ]);
    expect(found({ ownName: 1 })).toHaveLength(1);
    expect(found({ colleagues: 1 })).toHaveLength(1);
    expect(found({ caseIds: ['c1'] })).toEqual([]);
  });
});
