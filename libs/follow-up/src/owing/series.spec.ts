import { describe, expect, it } from '@jest/globals';
import { given, only, settledAt, standings } from '../../../../test/support/given.js';
import { caseOpened, closed, contact, instant, joined, planned, reopened } from '../../../../test/support/facts.js';

const opened = [caseOpened('2026-01-31T10:00:00Z', 'enquiry'), joined('ann', '2026-01-31T10:00:00Z', 'enquirer')];
const monthly = only('QOS-UPDATE');

describe('kept informed at least monthly (QOS-UPDATE)', () => {
  it('given a case of 31 January and silence, then it is due on 28 February', () => {
    const state = given(...opened);
    settledAt(state, monthly, instant('2026-02-01T00:00:00Z'));
    expect(standings(state, instant('2026-02-28T23:59:59Z'))).toEqual(['QOS-UPDATE ann due 2026-02-28: open']);
    expect(standings(state, instant('2026-03-01T00:00:00Z'))).toEqual(['QOS-UPDATE ann due 2026-02-28: missed']);
  });

  it('given two months of silence, then there are two misses, the later one counted from the anchor', () => {
    const state = given(...opened);
    settledAt(state, monthly, instant('2026-04-01T12:00:00Z'));
    expect(standings(state, instant('2026-04-01T12:00:00Z'))).toEqual([
      'QOS-UPDATE ann due 2026-02-28: missed for good',
      'QOS-UPDATE ann due 2026-03-31: missed',
    ]);
  });

  it('given two misses and then an update, then it meets only the later one, and starts the next period', () => {
    const state = given(...opened, contact('ann', '2026-04-02T09:00:00Z'));
    settledAt(state, monthly, instant('2026-04-02T09:00:00Z'));
    expect(standings(state, instant('2026-04-02T09:00:00Z'))).toEqual([
      'QOS-UPDATE ann due 2026-02-28: missed for good',
      'QOS-UPDATE ann due 2026-03-31: met-late',
      'QOS-UPDATE ann due 2026-05-02: open',
    ]);
  });

  it.each([
    [
      'the moment before the second period ends',
      '2026-03-31T22:59:59.999Z',
      ['2026-02-28: met-late', '2026-04-30: open'],
    ],
    [
      'the moment it ends',
      '2026-03-31T23:00:00Z',
      ['2026-02-28: missed for good', '2026-03-31: met-late', '2026-05-01: open'],
    ],
  ])('given an update %s, then only that period is met', (_, at, expected) => {
    const state = given(...opened, contact('ann', at));
    settledAt(state, monthly, instant(at));
    expect(standings(state, instant(at))).toEqual(expected.map((rest) => `QOS-UPDATE ann due ${rest}`));
  });

  it('given a closed case, then what was current stays owed and no further period begins; reopening starts again', () => {
    const state = given(...opened, closed('2026-02-10T10:00:00Z'));
    settledAt(state, monthly, instant('2026-06-01T00:00:00Z'));
    expect(standings(state, instant('2026-06-01T00:00:00Z'))).toEqual(['QOS-UPDATE ann due 2026-02-28: missed']);
    const again = given(...opened, closed('2026-02-10T10:00:00Z'), reopened('2026-06-01T10:00:00Z'));
    settledAt(again, monthly, instant('2026-06-01T10:00:00Z'));
    expect(standings(again, instant('2026-06-01T10:00:00Z'))).toEqual([
      'QOS-UPDATE ann due 2026-02-28: missed for good',
      'QOS-UPDATE ann due 2026-07-01: open',
    ]);
  });

  it('given an agreed plan, then it replaces the monthly duty while it runs, and the monthly duty returns after it', () => {
    const both = only('QOS-UPDATE', 'VC20-PERIODIC');
    const state = given(
      caseOpened('2026-01-05T10:00:00Z'),
      joined('vic', '2026-01-05T10:00:00Z'),
      planned('vic', 'P14D', '2026-01-08T10:00:00Z', '2026-02-08'),
      contact('vic', '2026-01-20T10:00:00Z'),
    );
    settledAt(state, both, instant('2026-02-10T10:00:00Z'));
    expect(standings(state, instant('2026-02-10T10:00:00Z'))).toEqual([
      'QOS-UPDATE vic due 2026-02-05: superseded',
      'QOS-UPDATE vic due 2026-02-17: open',
      'VC20-PERIODIC vic due 2026-01-19: met-late',
      'VC20-PERIODIC vic due 2026-02-03: missed for good',
    ]);
  });
});
