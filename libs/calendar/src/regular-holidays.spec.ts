import { describe, expect, it } from '@jest/globals';
import { ENGLAND_AND_WALES_ROWS } from './holidays.data.js';
import { regularHolidays } from './regular-holidays.js';

describe('the regular bank holidays of a year', () => {
  it.each(Array.from({ length: 34 }, (_, index) => 1995 + index))(
    'given %i, then they are those that were published, moved and added ones aside',
    (year) => {
      const ordinary = ENGLAND_AND_WALES_ROWS.filter(
        ({ date, title }) => date.startsWith(`${year}-`) && /[dD]ay/.test(title) && !/moved|VE Day/.test(title),
      );
      expect(regularHolidays(year)).toEqual(ordinary.map(({ date }) => date));
    },
  );

  it('given a year beyond the table, then it knows them too', () => {
    expect(regularHolidays(2038)).toEqual([
      '2038-01-01',
      '2038-04-23',
      '2038-04-26',
      '2038-05-03',
      '2038-05-31',
      '2038-08-30',
      '2038-12-27',
      '2038-12-28',
    ]);
  });
});
