import { describe, expect, it } from '@jest/globals';
import { caseOpened, closed, contact, joined, planned, recordedAt, reopened, type PastFact } from '../support/facts.js';
import { duties, read } from './owed.js';

const opened = (at: string) => [caseOpened(at), joined('vic', at, 'victim', 'standard')];
const call = (at: string) => contact('vic', at);
const plan = (frequency: string, at: string, until?: string, contactId?: string): PastFact => {
  const { fact, recorded } = planned('vic', frequency, at, until);
  return {
    fact: { ...fact, data: { ...fact.data, ...(contactId !== undefined && { contactId }) } } as never,
    recorded,
  };
};
const of = (id: string, start: string, on: string, ...told: PastFact[]) =>
  duties(
    [...opened(start), ...told].toSorted((a, b) => (a.recorded < b.recorded ? -1 : 1)),
    on,
    'QOS-UPDATE',
    'VC20-PERIODIC',
  )
    .filter(({ key }) => key.startsWith(id))
    .map(read);
const agreed = (start: string, on: string, ...told: PastFact[]) => of('VC20-PERIODIC', start, on, ...told);
const monthly = (start: string, on: string, ...told: PastFact[]) => of('QOS-UPDATE', start, on, ...told);
const february = '2026-02-02T10:00:00Z';

describe('the second interpreter on a plan that takes the place of a month', () => {
  it.each(['2026-02-27T09:00:00Z', '2026-02-27T10:00:00Z', '2026-02-27T17:00:00Z'])(
    'given a call at %s, on the day of the plan, then it meets the month and the plan counts on from it',
    (at) => {
      const all = [plan('P14D', '2026-02-27T10:00:00Z'), call(at)];
      expect(monthly(february, '2026-03-01', ...all)[0]).toBe(`2026-03-02: met ${at.slice(0, 16)}`);
      expect(agreed(february, '2026-03-01', ...all)).toEqual(['2026-03-13: open']);
    },
  );

  it('given none, and that the first date from day 0 has passed, then the old date holds where it is the earlier', () => {
    expect(agreed(february, '2026-03-01', plan('P14D', '2026-02-27T10:00:00Z'))).toEqual(['2026-03-02: open']);
    expect(agreed(february, '2026-03-01', plan('P2D', '2026-02-27T10:00:00Z'))).toEqual(['2026-03-01: open']);
  });

  it('given an update before the plan, then it counts on from that', () => {
    const last = call('2026-02-20T10:00:00Z');
    expect(agreed(february, '2026-03-02', last, plan('P14D', '2026-03-01T10:00:00Z'))).toEqual(['2026-03-06: open']);
    expect(agreed(february, '2026-03-10T12:00:00Z', last, plan('P14D', '2026-03-10T10:00:00Z'))).toEqual([
      '2026-03-20: open',
    ]);
  });

  it('given a month that was missed already, then it is not missed a second time', () => {
    expect(agreed(february, '2026-03-11', plan('P14D', '2026-03-10T10:00:00Z'))).toEqual(['2026-03-24: open']);
    expect(agreed(february, '2026-03-31', plan('P14D', '2026-03-30T10:00:00Z'))).toEqual(['2026-04-02: open']);
  });

  it('given that it was recorded later than agreed, then what has passed is asked of the recording', () => {
    const keyed = recordedAt(plan('P7D', '2026-02-05T10:00:00Z'), '2026-02-12T10:00:00Z');
    expect(agreed(february, '2026-02-12T12:00:00Z', keyed)).toEqual(['2026-02-19: open']);
    expect(
      agreed(february, '2026-02-09T12:00:00Z', recordedAt(plan('P7D', '2026-02-05T10:00:00Z'), '2026-02-09T10:00:00Z')),
    ).toEqual(['2026-02-09: open']);
  });
});

describe('the second interpreter on a plan that takes the place of another', () => {
  const first = plan('P14D', '2026-03-01T10:00:00Z');
  const start = '2026-03-01T09:00:00Z';

  it('given a longer one, then its first date is the old one, unless it names the contact in which it was agreed', () => {
    const told = [first, call('2026-03-04T10:00:00Z')];
    expect(agreed(start, '2026-03-06', ...told, plan('P1M', '2026-03-05T10:00:00Z')).at(-1)).toBe('2026-03-18: open');
    expect(agreed(start, '2026-03-06', ...told, plan('P1M', '2026-03-05T10:00:00Z', undefined, 'c'))!.at(-1)).toBe(
      '2026-04-04: open',
    );
  });

  it('given the end of a plan, then the month counts on from the last update, no later than the plan was due', () => {
    const until = plan('P14D', '2026-03-01T10:00:00Z', '2026-03-10');
    expect(monthly(start, '2026-03-12', until, call('2026-03-04T10:00:00Z')).at(-1)).toBe('2026-03-18: open');
    const named = plan('P14D', '2026-03-01T10:00:00Z', '2026-03-10', 'c');
    expect(monthly(start, '2026-03-12', named, call('2026-03-04T10:00:00Z')).at(-1)).toBe('2026-04-04: open');
  });
});

describe('the second interpreter on reopening, a month from 2 March', () => {
  const start = '2026-03-02T10:00:00Z';
  const shut = closed('2026-03-10T10:00:00Z');

  it('given that it was within one period, then the case was paused', () => {
    expect(monthly(start, '2026-03-21', shut, reopened('2026-03-20T10:00:00Z'))).toEqual(['2026-04-12: open']);
  });

  it('given that the month had been missed meanwhile, then it keeps its date and the next is counted with the pause', () => {
    const back = reopened('2026-04-10T21:59:00Z');
    expect(monthly(start, '2026-04-11', shut, back)).toEqual(['2026-04-02: missed']);
    expect(monthly(start, '2026-06-02', shut, back)).toEqual(['2026-04-02: missed']);
    expect(monthly(start, '2026-06-04', shut, back)).toEqual([
      '2026-04-02: missed, for good 2026-06-02T23:00',
      '2026-06-02: missed',
    ]);
  });

  it('given that it was later, then the series begins anew', () => {
    expect(monthly(start, '2026-04-12', shut, reopened('2026-04-10T23:00:00Z')).at(-1)).toBe('2026-05-11: open');
  });
});
