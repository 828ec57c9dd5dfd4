import { describe, expect, it } from '@jest/globals';
import { englandAndWales, holidayCalendar, type CalendarVersion } from '@kept-informed/calendar';
import { acted, activated, given, only, settledAt, under } from '../../../../test/support/given.js';
import { caseOpened, contact, instant, joined, milestone, type PastFact } from '../../../../test/support/facts.js';
import type { FollowUp } from '../reconcile/follow-up.state.js';

/** The product's holidays as a force knows them that waits for those of 2029. */
const until2028: CalendarVersion = holidayCalendar(englandAndWales.rows, {
  id: 'until-2028',
  years: { from: 1995, to: 2028 },
});
const newYear = [{ date: '2029-01-01', title: 'New Year’s Day', knownFrom: '2028-12-29' }];
const until2029: CalendarVersion = holidayCalendar([...englandAndWales.rows, ...newYear], {
  id: 'until-2029',
  years: { from: 1995, to: 2029 },
});

const book = under(only('QOS-UPDATE', 'QOS-INITIAL', 'VC20-REFER', 'VC20-ARREST'), { calendar: until2028 });
const reported = '2028-12-20T10:00:00Z';
const crime = [caseOpened(reported), joined('vic', reported, 'victim', 'standard')];
const arrest = milestone('suspect-arrested', '2028-12-21T10:00:00Z');

const dates = (state: FollowUp) =>
  [...state.obligations.values()].map(
    ({ commitment, due: { dueOn, awaits } }) => `${commitment} ${dueOn ?? `awaiting ${awaits}`}`,
  );
const rungsOf = (state: FollowUp, id: string) =>
  [...state.obligations.values()]
    .find(({ commitment }) => commitment === id)!
    .due.rungs.map(({ rung, at }) => `${rung} ${at.slice(0, 16)}`);

function recorded(...told: PastFact[]): FollowUp {
  const state = given();
  for (const { fact, recorded: at } of told) acted(state, book, instant(at), [fact]);
  return state;
}

describe('a calendar without the holidays of the next year', () => {
  it('given a crime on 20 December, then all that its own count reaches within the year is dated', () => {
    expect(dates(recorded(...crime))).toEqual([
      'QOS-UPDATE 2029-01-20',
      'QOS-INITIAL 2028-12-29',
      'VC20-REFER 2028-12-22',
    ]);
  });

  it('given what is dated, then the rungs that need the next year wait by themselves, and the others stand', () => {
    const state = recorded(...crime);
    expect(rungsOf(state, 'VC20-REFER')).toEqual([
      'due-soon 2028-12-21T09:00',
      'missed 2028-12-23T00:00',
      'escalated 2028-12-29T00:00',
    ]);
    expect(rungsOf(state, 'QOS-UPDATE')).toEqual(['missed 2029-01-21T00:00']);
  });

  it('given an arrest on the 21st, then the obligation awaits the calendar and is warned of by the earliest date', () => {
    const state = recorded(...crime, arrest);
    expect(dates(state)).toContain('VC20-ARREST awaiting 2029');
    expect(rungsOf(state, 'VC20-ARREST')).toEqual(['due-soon 2028-12-29T09:00']);
  });

  it('given that the earliest date has gone by, then it is no miss', () => {
    const state = recorded(...crime, arrest);
    settledAt(state, book, instant('2029-01-10T10:00:00Z'));
    const one = [...state.obligations.values()].find(({ commitment }) => commitment === 'VC20-ARREST')!;
    expect([one.missed, one.outcome, one.lapsed]).toEqual([false, undefined, false]);
  });

  it.each(['new-only', 'recompute-all'] as const)(
    'given the calendar is activated for %s, then it is dated by a fact that names the calendar, and the rungs come',
    (to) => {
      const state = recorded(...crime, arrest);
      const later = activated(book, '2028-12-29T12:00:00Z', { to }, { calendar: until2029 });
      const facts = settledAt(state, later, instant('2028-12-29T12:00:00Z'));
      expect(dates(state)).toContain('VC20-ARREST 2029-01-02');
      expect(
        facts.flatMap((fact) =>
          fact.type === 'ObligationRederived' ? `${fact.data.cause} ${fact.data.calendarVersion}` : [],
        ),
      ).toContain('calendar until-2029');
      expect(rungsOf(state, 'VC20-ARREST')).toEqual([
        'due-soon 2028-12-29T09:00',
        'missed 2029-01-03T00:00',
        'escalated 2029-01-05T00:00',
        'unresolved 2029-01-10T00:00',
      ]);
      expect(rungsOf(state, 'QOS-UPDATE')).toHaveLength(4);
      expect(settledAt(state, later, instant('2028-12-29T12:00:01Z'))).toEqual([]);
    },
  );

  it.each([
    ['in time', '2029-01-02T23:59:59.999Z', false],
    ['too late', '2029-01-03T00:00:00.000Z', true],
  ])('given it is told %s before the calendar comes, then it is met, and so it stays once dated', (_, at, late) => {
    const state = recorded(...crime, arrest, contact('vic', at, { tells: ['suspect-arrested'] }));
    const met = () =>
      [...state.obligations.values()].find(({ commitment }) => commitment === 'VC20-ARREST')!.outcome!.as;
    expect(met()).toBe('met');
    const later = activated(book, '2029-01-15T12:00:00Z', { to: 'new-only' }, { calendar: until2029 });
    settledAt(state, later, instant('2029-01-15T12:00:00Z'));
    expect(met()).toBe(late ? 'met-late' : 'met');
  });
});
