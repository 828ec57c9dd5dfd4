import { describe, expect, it } from '@jest/globals';
import type { CountingConvention } from '@kept-informed/commitments';
import { duties } from '../../../../test/oracle/owed.js';
import { interpret } from '../../../../test/oracle/interpret.js';
import { historyOf, otherCalendar } from '../../../../test/oracle/lives.js';
import { caseOpened, feedback, instant, joined } from '../../../../test/support/facts.js';
import { activated, given, only, settledAt, standings } from '../../../../test/support/given.js';
import { derived } from '../derivation/derivation.fixture.js';

const start = '2026-06-04T10:00:00Z';
const told = [caseOpened(start, 'enquiry'), joined('ann', start, 'enquirer'), feedback('ann', start, true)];

/** The ten days of a reply, counted as its commitment chose. */
function counting(...conventions: CountingConvention[]) {
  const book = only('QOS-FB-REPLY');
  return { ...book, catalogue: book.catalogue.map((row) => ({ ...row, conventions })) };
}

describe('a commitment that chooses how its days are counted', () => {
  it.each<[string, CountingConvention[], string]>([
    ['as all others', [], '2026-06-14'],
    ['from the day of receipt', ['begins-with'], '2026-06-13'],
    ['rolled forward off a Sunday', ['roll-forward'], '2026-06-15'],
    ['both', ['begins-with', 'roll-forward'], '2026-06-15'],
  ])('given %s, then both interpreters come to the same date', (_, conventions, due) => {
    const book = counting(...conventions);
    const now = instant('2026-06-05');
    const state = given(...told);
    settledAt(state, book, now);
    expect(standings(state, now)).toEqual([`QOS-FB-REPLY ann due ${due}: open`]);
    expect(interpret(historyOf(told, book, now)).map(({ dueOn }) => dueOn)).toEqual([due]);
    expect(duties(told, '2026-06-05', 'QOS-FB-REPLY')).toHaveLength(1);
  });

  it.each([
    ['recompute-all', '2026-06-16'],
    ['time-left', '2026-06-16'],
  ] as const)('given its last day becomes a holiday for what is open (%s), then it rolls on', (to, due) => {
    const reach = to === 'time-left' ? { to, on: '2026-06-08' } : { to };
    const change = { calendar: otherCalendar('2026-06-15') };
    const book = activated(counting('roll-forward'), instant('2026-06-08'), reach, change);
    const now = instant('2026-06-09');
    const state = given(...told);
    settledAt(state, book, instant('2026-06-05'), now);
    expect(standings(state, now)).toEqual([`QOS-FB-REPLY ann due ${due}: open`]);
  });

  it('given it counts the day of receipt, then its derivation says so, and which day gave way', () => {
    const { sentence, steps } = derived(counting('begins-with', 'roll-forward'), told, '2026-06-05T10:00:00Z');
    expect(sentence).toContain(
      'is due by the end of Monday 15 June 2026. That is 10 days that begin with Thursday 4 June 2026',
    );
    expect(sentence).toContain('The day itself is the first of them; weekends and holidays are counted too.');
    expect(sentence).toContain(
      'They end on Saturday 13 June 2026, which is no working day, so that the next one counts.',
    );
    expect(steps.map(({ date, counted }) => `${date} ${counted}`)).toEqual([
      '2026-06-04 true',
      '2026-06-13 true',
      '2026-06-13 false',
      '2026-06-14 false',
      '2026-06-15 false',
    ]);
  });
});
