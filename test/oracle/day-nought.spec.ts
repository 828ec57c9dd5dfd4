import { describe, expect, it } from '@jest/globals';
import { caseOpened, contact, joined, type PastFact } from '../support/facts.js';
import { duties, onSchedule, read } from './owed.js';

const opened = [caseOpened('2026-03-02T10:00:00Z'), joined('vic', '2026-03-02T10:00:00Z')];
const monthly = (on: string, ...told: PastFact[]) => duties([...opened, ...told], on, 'QOS-UPDATE').map(read);
const onPoints = (on: string, ...told: PastFact[]) => onSchedule([...opened, ...told], on, 'QOS-UPDATE').map(read);
const call = (at: string) => contact('vic', at);

describe('the second interpreter on day 0', () => {
  it.each(['2026-03-02T10:00:00Z', '2026-03-02T23:59:59Z'])(
    'given a call at %s in a month that began on 2 March, then it does not meet that month',
    (at) => {
      expect(monthly('2026-03-05', call(at))).toEqual(['2026-04-02: open']);
    },
  );

  it('given a call at the first instant of the day after, then it meets the month and starts the next', () => {
    expect(monthly('2026-03-05', call('2026-03-03T00:00:00Z'))).toEqual([
      '2026-04-02: met 2026-03-03T00:00',
      '2026-04-03: open',
    ]);
  });

  it('given two calls on one day, then the second neither meets the month that the first started nor moves it', () => {
    const told = [call('2026-03-10T09:00:00Z'), call('2026-03-10T15:00:00Z')];
    expect(monthly('2026-03-11', ...told)).toEqual(['2026-04-02: met 2026-03-10T09:00', '2026-04-10: open']);
  });

  it('given an update on the last day of a missed period, then it meets that period late, not the one that follows', () => {
    expect(monthly('2026-05-03', call('2026-05-02T12:00:00Z'))).toEqual([
      '2026-04-02: met-late 2026-05-02T12:00',
      '2026-06-02: open',
    ]);
  });
});

describe('the second interpreter on a schedule', () => {
  it('given an update in a window, then it meets that window and the next begins at its end', () => {
    const told = [call('2026-03-10T12:00:00Z'), call('2026-03-20T12:00:00Z')];
    expect(onPoints('2026-03-21', ...told)).toEqual(['2026-04-02: met 2026-03-10T12:00']);
    expect(onPoints('2026-04-03', ...told)).toEqual(['2026-04-02: met 2026-03-10T12:00', '2026-05-02: open']);
  });

  it('given an update in the window after a missed point, then it meets its window, and the point before it late', () => {
    expect(onPoints('2026-04-11', call('2026-04-10T12:00:00Z'))).toEqual([
      '2026-04-02: met-late 2026-04-10T12:00',
      '2026-05-02: met 2026-04-10T12:00',
    ]);
  });

  it('given an update two windows after a missed point, then the first point stays missed for good', () => {
    expect(onPoints('2026-05-11', call('2026-05-10T12:00:00Z'))).toEqual([
      '2026-04-02: missed, for good 2026-05-02T23:00',
      '2026-05-02: met-late 2026-05-10T12:00',
      '2026-06-02: met 2026-05-10T12:00',
    ]);
  });

  it('given an update on the last day of a window, then it is that window that it meets, not the next', () => {
    expect(onPoints('2026-04-11', call('2026-04-02T22:59:59Z'))).toEqual([
      '2026-04-02: met 2026-04-02T22:59',
      '2026-05-02: open',
    ]);
  });
});
