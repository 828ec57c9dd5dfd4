import { describe, expect, it } from '@jest/globals';
import type { NewFact } from '@kept-informed/event-store';
import type { FollowUp } from '../reconcile/follow-up.state.js';
import { given, lived, only, settledAt, standings, told } from '../../../../test/support/given.js';
import {
  assessed,
  caseOpened,
  contact,
  instant,
  joined,
  milestone,
  planned,
  recordedAt,
  type PastFact,
} from '../../../../test/support/facts.js';

const start = '2022-01-13T10:00:00Z';
const arrest = [caseOpened(start), joined('vic', start), milestone('suspect-arrested', start)];
const single = only('VC20-ARREST');
const milestoneIds = [`suspect-arrested--${start}`];
const tells = (at: string, recorded = at) =>
  contact('vic', at, { tells: ['suspect-arrested'], milestoneIds }, recorded);
const met = (facts: readonly NewFact[]) =>
  facts
    .filter(({ type }) => type === 'ObligationMet')
    .map(({ data }) => {
      const { dischargedBy, late, recordedLate } = data as {
        dischargedBy: string;
        late: boolean;
        recordedLate: boolean;
      };
      return `${dischargedBy.slice(8, 24)}${late ? ' late' : ''}${recordedLate ? ' recorded late' : ''}`;
    });

/** The facts that recording one thing brings about, and the case after it. */
function recorded(one: PastFact, ...before: PastFact[]): { facts: NewFact[]; state: FollowUp } {
  const checks = Array.from({ length: 90 }, (_, day) => new Date(Date.parse(start) + day * 86_400_000).toISOString());
  const past = checks.filter((check) => check < one.recorded);
  const state = lived([...arrest, ...before], single, before.at(-1)?.recorded ?? instant(start), ...past);
  for (const check of past) settledAt(state, single, check);
  const all = given(...arrest, ...before, one);
  state.case = all.case;
  return { facts: settledAt(state, single, one.recorded), state };
}

describe('a contact in time that is recorded late', () => {
  it.each([
    ['2022-01-20T23:59:59.999Z', '2022-01-20T23:59:59.999Z', ['2022-01-20T23:59']],
    ['2022-01-20T23:59:59.999Z', '2022-01-21T00:00:00Z', ['2022-01-20T23:59 recorded late']],
    ['2022-01-21T00:00:00Z', '2022-01-21T00:00:00Z', ['2022-01-21T00:00 late']],
    ['2022-01-21T00:00:00Z', '2022-01-24T00:00:00Z', ['2022-01-21T00:00 late']],
  ])('given it occurred at %s and was recorded at %s, then: %s', (at, when, expected) => {
    expect(met(recorded(tells(at, when)).facts)).toEqual(expected);
  });

  it('given it was missed on the stream already, then it is met, that it was missed stays, and its alerts are cleared', () => {
    const { facts, state } = recorded(tells('2022-01-17T10:00:00Z', '2022-01-26T10:00:00Z'));
    expect(told(facts).map((line) => line.split(' ')[0])).toEqual([
      'ObligationMet',
      'AlertCleared',
      'AlertCleared',
      'AlertCleared',
    ]);
    expect(standings(state, instant('2022-01-26T10:00:00Z'))).toEqual(['VC20-ARREST vic due 2022-01-20: met']);
    expect([...state.obligations.values()][0]!.missed).toBe(true);
  });

  it('given it was met late by another, then it is met in time after all', () => {
    const { facts, state } = recorded(
      tells('2022-01-17T10:00:00Z', '2022-01-26T10:00:00Z'),
      tells('2022-01-24T10:00:00Z'),
    );
    expect(met(facts)).toEqual(['2022-01-17T10:00 recorded late']);
    expect(standings(state, instant('2022-01-26T10:00:00Z'))).toEqual(['VC20-ARREST vic due 2022-01-20: met']);
  });

  it('given it was met in time by a contact recorded in time, then the earlier one makes nothing late', () => {
    const { facts } = recorded(tells('2022-01-14T10:00:00Z', '2022-01-26T10:00:00Z'), tells('2022-01-17T10:00:00Z'));
    expect(met(facts)).toEqual(['2022-01-14T10:00']);
  });

  it('given one recorded afterwards that occurred later than what met it, then nothing changes', () => {
    const { facts } = recorded(tells('2022-01-18T10:00:00Z', '2022-01-26T10:00:00Z'), tells('2022-01-17T10:00:00Z'));
    expect(facts).toEqual([]);
  });

  it('given an assessment between the two, then the due date is derived back as well', () => {
    const enhanced = assessed('vic', 'enhanced', '2022-01-17T10:00:00Z');
    const { facts, state } = recorded(tells('2022-01-14T10:00:00Z', '2022-01-26T10:00:00Z'), enhanced);
    expect(
      told(facts)
        .map((line) => line.split(' ')[0])
        .slice(0, 2),
    ).toEqual(['ObligationRederived', 'ObligationMet']);
    expect(standings(state, instant('2022-01-26T10:00:00Z'))).toEqual(['VC20-ARREST vic due 2022-01-20: met']);
  });

  it('given an assessment recorded after the enhanced limit would have ended, then no breach is invented by it', () => {
    const enhanced = recordedAt(assessed('vic', 'enhanced', '2022-01-14T10:00:00Z'), '2022-01-26T10:00:00Z');
    const { facts, state } = recorded(enhanced, tells('2022-01-18T10:00:00Z'));
    expect(facts).toEqual([]);
    expect(standings(state, instant('2022-01-26T10:00:00Z'))).toEqual(['VC20-ARREST vic due 2022-01-20: met']);
  });

  it.each([
    ['on that day, then it counts from the assessment', '2022-01-14T23:59:59.999Z', '2022-01-17'],
    ['on Monday, then it never ends before the working day after', '2022-01-17T00:00:00Z', '2022-01-18'],
    ['on the day before the old due date, then that is the working day after', '2022-01-19T10:00:00Z', '2022-01-20'],
    ['on the old due date, then that stands', '2022-01-20T10:00:00Z', '2022-01-20'],
  ])('given an assessment of Friday 14 January recorded %s', (_, known, due) => {
    const enhanced = recordedAt(assessed('vic', 'enhanced', '2022-01-14T10:00:00Z'), known);
    const arrest = milestone('suspect-arrested', '2022-01-13T10:00:00Z');
    const opened = [caseOpened('2022-01-10T10:00:00Z'), joined('vic', '2022-01-10T10:00:00Z')];
    const state = lived([...opened, arrest, enhanced], only('VC20-ARREST'), instant(known));
    expect(standings(state, instant(known))).toEqual([`VC20-ARREST vic due ${due}: open`]);
  });
});

describe('an update recorded out of order', () => {
  const monthly = only('QOS-UPDATE', 'VC20-PERIODIC');
  const opened = [caseOpened('2026-01-31T10:00:00Z'), joined('vic', '2026-01-31T10:00:00Z')];
  const at = (now: string, ...more: PastFact[]) =>
    standings(lived([...opened, ...more], monthly, instant(now), ...everyDay(now)), instant(now)).map((line) =>
      line.replace(/^(QOS-UPDATE|VC20-PERIODIC) vic due /, ''),
    );
  const everyDay = (until: string) =>
    Array.from({ length: 400 }, (_, day) => new Date(Date.UTC(2026, 1, 1 + day)).toISOString()).filter(
      (day) => day < until,
    );
  const update = (date: string, recorded = date) => contact('vic', `${date}T10:00:00Z`, {}, `${recorded}T10:00:00Z`);

  it('given it fell in the first of two missed months, then that month is met, and the others count from it', () => {
    expect(at('2026-04-05T10:00:00Z', update('2026-02-20', '2026-04-05'))).toEqual([
      '2026-02-28: met',
      '2026-03-31: superseded',
      '2026-03-20: missed',
    ]);
  });

  it('given it fell between the two due dates, then the first is met late and no longer missed for good', () => {
    expect(at('2026-04-05T10:00:00Z', update('2026-03-10', '2026-04-05'))).toEqual([
      '2026-02-28: met-late',
      '2026-03-31: superseded',
      '2026-04-10: open',
    ]);
  });

  it('given one earlier than those that counted already, then each meets its own period, as if recorded in order', () => {
    const later = [update('2026-02-20'), update('2026-03-15')];
    expect(at('2026-03-16T10:00:00Z', ...later, update('2026-02-10', '2026-03-16'))).toEqual([
      '2026-02-28: met',
      '2026-03-20: met',
      '2026-04-15: open',
      '2026-03-10: met',
    ]);
    expect(at('2026-03-16T10:00:00Z', update('2026-02-10'), ...later).toSorted()).toEqual([
      '2026-02-28: met',
      '2026-03-10: met',
      '2026-03-20: met',
      '2026-04-15: open',
    ]);
  });

  it('given a plan recorded late, then the monthly duty is superseded from then, and the updates count for the plan', () => {
    const plan = recordedAt(planned('vic', 'P14D', '2026-02-05T10:00:00Z'), '2026-02-24T10:00:00Z');
    expect(at('2026-02-24T10:00:00Z', update('2026-02-10'), plan)).toEqual([
      '2026-02-28: superseded',
      '2026-03-10: superseded',
      '2026-02-28: met',
      '2026-02-24: open',
    ]);
  });

  it('given what brought a missed month about is gone, then that it was missed stays a fact of it', () => {
    const state = lived(
      [...opened, update('2026-02-20', '2026-04-05')],
      monthly,
      instant('2026-04-05T10:00:00Z'),
      ...everyDay('2026-04-05'),
    );
    expect([...state.obligations.values()].map(({ due, missed, lapsed }) => [due.dueOn, missed, lapsed])).toEqual([
      ['2026-02-28', true, false],
      ['2026-03-31', true, false],
      ['2026-03-20', true, false],
    ]);
  });
});
