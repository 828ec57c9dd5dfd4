import { describe, expect, it } from '@jest/globals';
import { lived, only, standings, under } from '../../../../test/support/given.js';
import {
  caseOpened,
  closed,
  closedAs,
  contact,
  instant,
  joined,
  planned,
  reopened,
  type PastFact,
} from '../../../../test/support/facts.js';

const both = only('QOS-UPDATE', 'VC20-PERIODIC');

function statuses(book: typeof both, now: string, ...told: PastFact[]): string[] {
  return standings(lived(told, book, instant(now)), instant(now)).map((line) => line.replace(/ vic due /, ' '));
}

describe('updated as often as agreed (VC20-PERIODIC), in place of the monthly duty (QOS-UPDATE)', () => {
  const crime = [caseOpened('2026-01-05T10:00:00Z'), joined('vic', '2026-01-05T10:00:00Z')];
  const at = (now: string, ...told: PastFact[]) => statuses(both, now, ...crime, ...told);
  const fortnightly = planned('vic', 'P14D', '2026-01-08T10:00:00Z');

  it.each([
    ['P7D', '2026-01-12', '2026-01-18'],
    ['P2W', '2026-01-19', '2026-02-01'],
    ['P4W', '2026-02-02', '2026-03-01'],
    ['P1M', '2026-02-05', '2026-03-04'],
  ])(
    'given %s agreed on 8 January, then it is due on %s, counted on from the month, and missed on %s',
    (frequency, first, second) => {
      const plan = planned('vic', frequency, '2026-01-08T10:00:00Z');
      expect(at(`${second}T23:59:59Z`, plan)).toEqual([
        'QOS-UPDATE 2026-02-05: superseded',
        `VC20-PERIODIC ${first}: missed`,
      ]);
      expect(at(`${second}T23:59:59Z`, plan, contact('vic', `${first}T12:00:00Z`))[1]).toBe(
        `VC20-PERIODIC ${first}: met`,
      );
    },
  );

  it('given a plan, then the monthly duty is superseded at that moment and not a moment before', () => {
    expect(at('2026-01-08T09:59:59.999Z')).toEqual(['QOS-UPDATE 2026-02-05: open']);
    expect(at('2026-01-08T10:00:00Z', fortnightly)).toEqual([
      'QOS-UPDATE 2026-02-05: superseded',
      'VC20-PERIODIC 2026-01-19: open',
    ]);
  });

  it('given a plan when the monthly duty had been missed, then that stays missed for good', () => {
    const late = planned('vic', 'P14D', '2026-02-06T00:00:00Z');
    expect(at('2026-02-06T00:00:00Z', late)).toEqual([
      'QOS-UPDATE 2026-02-05: missed for good',
      'VC20-PERIODIC 2026-02-20: open',
    ]);
  });

  it('given another plan, then it replaces the first from that moment', () => {
    const weekly = planned('vic', 'P7D', '2026-01-19T10:00:00Z');
    expect(at('2026-01-19T10:00:00Z', fortnightly, weekly)).toEqual([
      'QOS-UPDATE 2026-02-05: superseded',
      'VC20-PERIODIC 2026-01-19: superseded',
      'VC20-PERIODIC 2026-01-19: open',
    ]);
  });

  it('given another plan at the same instant, then the one recorded last holds', () => {
    const second = planned('vic', 'P7D', '2026-01-08T10:00:00Z');
    const renamed = { ...second, fact: { ...second.fact, data: { ...second.fact.data, planId: 'other' } } };
    const lines = at('2026-01-08T12:00:00Z', fortnightly, renamed).filter((line) => line.endsWith('open'));
    expect(lines).toEqual(['VC20-PERIODIC 2026-01-12: open']);
  });

  it('given a plan for another victim, then the monthly duty goes on', () => {
    const val = [joined('val', '2026-01-05T10:00:00Z'), planned('val', 'P14D', '2026-01-08T10:00:00Z')];
    expect(at('2026-01-09T10:00:00Z', ...val)).toContain('QOS-UPDATE 2026-02-05: open');
  });

  it.each([
    ['2026-02-08T23:59:59.999Z', ['VC20-PERIODIC 2026-02-21: open']],
    ['2026-02-09T00:00:00Z', ['QOS-UPDATE 2026-02-21: open', 'VC20-PERIODIC 2026-02-21: superseded']],
  ])('given a plan until 8 February, then at %s the current duty is %s', (now, expected) => {
    const plan = planned('vic', 'P14D', '2026-01-08T10:00:00Z', '2026-02-08');
    const told = [contact('vic', '2026-01-20T10:00:00Z'), contact('vic', '2026-02-07T10:00:00Z')];
    const lines = at(now, plan, ...told);
    expect(lines).toEqual(expect.arrayContaining(expected));
    expect(lines.filter((line) => line.endsWith(': open'))).toHaveLength(1);
  });

  it('given a plan until the very day on which an update is due, then what was due is missed for good', () => {
    const plan = planned('vic', 'P14D', '2026-01-08T10:00:00Z', '2026-01-19');
    expect(at('2026-01-20T00:00:00Z', plan)).toEqual(
      expect.arrayContaining(['VC20-PERIODIC 2026-01-19: missed for good', 'QOS-UPDATE 2026-02-02: open']),
    );
  });

  it('given a plan until the day on which its second update is due, and silence, then both were missed', () => {
    const plan = planned('vic', 'P14D', '2026-01-08T10:00:00Z', '2026-02-02');
    expect(at('2026-02-03T00:00:00Z', plan).filter((line) => line.includes('PERIODIC'))).toEqual([
      'VC20-PERIODIC 2026-01-19: missed for good',
      'VC20-PERIODIC 2026-02-02: missed for good',
    ]);
  });

  it('given a plan with an enquirer, whom the Code owes nothing, then their monthly duty goes on', () => {
    const enquiry = [caseOpened('2026-01-05T10:00:00Z', 'enquiry'), joined('vic', '2026-01-05T10:00:00Z', 'enquirer')];
    expect(statuses(both, '2026-01-09T10:00:00Z', ...enquiry, fortnightly)).toEqual(['QOS-UPDATE 2026-02-05: open']);
  });

  it('given a plan before the Code of 2020, or a force that did not adopt it, then the monthly duty goes on', () => {
    const old = [caseOpened('2021-03-30T10:00:00Z'), joined('vic', '2021-03-30T10:00:00Z')];
    const plan = planned('vic', 'P14D', '2021-03-31T22:59:59.999Z');
    expect(statuses(both, '2021-04-03T10:00:00Z', ...old, plan)).toEqual(['QOS-UPDATE 2021-04-30: open']);
    const next = planned('vic', 'P14D', '2021-03-31T23:00:00Z');
    expect(statuses(both, '2021-04-03T10:00:00Z', ...old, next)).toEqual([
      'QOS-UPDATE 2021-04-30: superseded',
      'VC20-PERIODIC 2021-04-13: open',
    ]);
    const notAdopted = under(both, { adopted: new Set(['qos-2006']) });
    expect(statuses(notAdopted, '2026-01-09T10:00:00Z', ...crime, fortnightly)).toEqual([
      'QOS-UPDATE 2026-02-05: open',
    ]);
  });

  it('given a plan and updates over Christmas, then each counts from the update', () => {
    const told = [
      caseOpened('2026-12-01T10:00:00Z'),
      joined('vic', '2026-12-01T10:00:00Z'),
      planned('vic', 'P24D', '2026-12-11T10:00:00Z'),
      contact('vic', '2026-12-25T23:59:59.999Z'),
    ];
    expect(statuses(both, '2027-01-08T23:59:59Z', ...told)).toEqual([
      'QOS-UPDATE 2027-01-01: superseded',
      'VC20-PERIODIC 2026-12-25: met',
      'VC20-PERIODIC 2027-01-18: open',
    ]);
  });
});

describe('a closed case', () => {
  const crime = [caseOpened('2026-01-05T10:00:00Z'), joined('vic', '2026-01-05T10:00:00Z')];
  const at = (now: string, ...told: PastFact[]) => statuses(both, now, ...crime, ...told);
  const fortnightly = planned('vic', 'P14D', '2026-01-08T10:00:00Z');

  it('given it closed with a duty open, then the duty can be met in time, and nothing follows', () => {
    const told = [closed('2026-01-20T10:00:00Z'), contact('vic', '2026-02-05T23:59:59.999Z')];
    expect(at('2026-06-01T10:00:00Z', ...told)).toEqual(['QOS-UPDATE 2026-02-05: met']);
  });

  it('given it closed with a duty missed, then it stays missed and open, however long, and can be met late', () => {
    const told = [closed('2026-02-10T10:00:00Z')];
    expect(at('2026-12-01T10:00:00Z', ...told)).toEqual(['QOS-UPDATE 2026-02-05: missed']);
    expect(at('2026-12-01T10:00:00Z', ...told, contact('vic', '2026-12-01T10:00:00Z'))).toEqual([
      'QOS-UPDATE 2026-02-05: met-late',
    ]);
  });

  it('given it reopened, then what was settled stays settled, and the next month is longer by what was left of the closure', () => {
    const told = [
      closed('2026-01-20T10:00:00Z'),
      contact('vic', '2026-01-21T10:00:00Z'),
      reopened('2026-02-02T10:00:00Z'),
    ];
    expect(at('2026-02-02T10:00:00Z', ...told)).toEqual(['QOS-UPDATE 2026-02-06: met', 'QOS-UPDATE 2026-03-05: open']);
  });

  it('given it reopened before the open duty was due, then that was paused; after that it stays missed', () => {
    const told = [closed('2026-01-20T10:00:00Z'), reopened('2026-02-05T23:59:59.999Z')];
    expect(at('2026-02-06T00:00:00Z', ...told)).toEqual(['QOS-UPDATE 2026-02-21: open']);
    const late = [closed('2026-01-20T10:00:00Z'), reopened('2026-02-06T00:00:00Z')];
    expect(at('2026-02-06T00:00:00Z', ...late)).toEqual(['QOS-UPDATE 2026-02-05: missed']);
  });

  it('given it closed and reopened while a plan runs, then the plan goes on and the monthly duty does not', () => {
    const told = [fortnightly, closed('2026-01-12T10:00:00Z'), reopened('2026-01-14T10:00:00Z')];
    expect(at('2026-01-14T10:00:00Z', ...told)).toEqual([
      'QOS-UPDATE 2026-02-05: superseded',
      'VC20-PERIODIC 2026-01-21: open',
    ]);
  });

  it('given a plan that ends while it is closed, then nothing begins until it is reopened, and then the monthly duty', () => {
    const plan = planned('vic', 'P14D', '2026-01-08T10:00:00Z', '2026-01-25');
    const told = [plan, closed('2026-01-12T10:00:00Z')];
    expect(at('2026-02-12T10:00:00Z', ...told)).toEqual([
      'QOS-UPDATE 2026-02-05: superseded',
      'VC20-PERIODIC 2026-01-19: missed',
    ]);
    expect(at('2026-02-13T10:00:00Z', ...told, reopened('2026-02-13T10:00:00Z'))).toEqual([
      'QOS-UPDATE 2026-02-05: superseded',
      'VC20-PERIODIC 2026-01-19: missed for good',
      'QOS-UPDATE 2026-03-13: open',
    ]);
  });

  it('given a plan agreed while it is closed, then the closure was a pause, and the plan took the place of the month', () => {
    const told = [closed('2026-01-12T10:00:00Z'), planned('vic', 'P14D', '2026-01-14T10:00:00Z', '2026-03-31')];
    expect(at('2026-01-16T10:00:00Z', ...told)).toEqual(['QOS-UPDATE 2026-02-05: open']);
    expect(at('2026-01-20T10:00:00Z', ...told, reopened('2026-01-20T10:00:00Z'))).toEqual([
      'QOS-UPDATE 2026-02-07: superseded',
      'VC20-PERIODIC 2026-01-27: open',
    ]);
  });

  it('given it closed twice for two days, then it was paused for four', () => {
    const told = [
      closed('2026-01-20T10:00:00Z'),
      reopened('2026-01-22T10:00:00Z'),
      closed('2026-01-24T10:00:00Z'),
      reopened('2026-01-26T10:00:00Z'),
    ];
    expect(at('2026-01-26T10:00:00Z', ...told)).toEqual(['QOS-UPDATE 2026-02-09: open']);
  });

  it('given somebody who joins a closed case, then nothing periodic is owed to them until it is reopened', () => {
    const told = [closed('2026-01-12T10:00:00Z'), joined('val', '2026-01-14T10:00:00Z')];
    expect(at('2026-03-01T10:00:00Z', ...told).filter((line) => line.includes('val'))).toEqual([]);
    expect(at('2026-03-01T10:00:00Z', ...told, reopened('2026-03-01T10:00:00Z'))).toContain(
      'QOS-UPDATE val due 2026-04-01: open',
    );
  });

  it('given it closed, then told of it and why is owed once for each closure, and not met by being told on a day before', () => {
    const book = only('QOS-CLOSE');
    const told = [
      ...crime,
      contact('vic', '2026-01-11T23:59:59.999Z', { tells: ['case-closed'] }),
      closed('2026-01-12T10:00:00Z'),
      contact('vic', '2026-01-14T10:00:00Z', { tells: ['case-closed'] }),
      reopened('2026-01-16T10:00:00Z'),
      closed('2026-01-19T10:00:00Z'),
    ];
    expect(statuses(book, '2026-01-13T10:00:00Z', ...told)).toEqual(['QOS-CLOSE 2026-01-19: open']);
    expect(statuses(book, '2026-01-20T10:00:00Z', ...told)).toEqual([
      'QOS-CLOSE 2026-01-19: met',
      'QOS-CLOSE 2026-01-26: open',
    ]);
  });

  it.each([
    ['on the day of the decision, before it', '2026-01-08T00:00:00Z', 'met'],
    ['between the decision and the closure', '2026-01-09T10:00:00Z', 'met'],
    ['the day before the decision', '2026-01-07T23:59:59.999Z', 'open'],
  ])('given a closure that was decided on an earlier day and told %s, then it is told or not', (_, at, status) => {
    const told = [
      ...crime,
      contact('vic', at, { tells: ['case-closed'] }),
      closedAs('resolved', '2026-01-12T10:00:00Z', '2026-01-08T16:00:00Z'),
    ];
    expect(statuses(only('QOS-CLOSE'), '2026-01-13T10:00:00Z', ...told)).toEqual([`QOS-CLOSE 2026-01-15: ${status}`]);
  });
});
