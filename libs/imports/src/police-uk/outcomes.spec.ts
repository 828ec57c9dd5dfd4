import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { momentIn } from './days.js';
import { meaningOf, OUTCOME_CATEGORIES } from './outcome-table.js';
import { milestonesOf } from './outcomes.js';
import { crimeId } from '../../../../test/support/police-uk.js';

const KEY = crimeId(1);
const OPENED = '2019-03-10T12:00:00.000Z';
const types = (outcomes: Parameters<typeof milestonesOf>[2]) =>
  milestonesOf(KEY, OPENED, outcomes).map(({ type, ends }) => [type, ends]);

describe('an outcome category', () => {
  it.each([
    ['Investigation complete; no suspect identified', 'investigation-concluded', true],
    ['Unable to prosecute suspect', 'investigation-concluded', true],
    ['Formal action is not in the public interest', 'investigation-concluded', true],
    ['Further action is not in the public interest', 'investigation-concluded', true],
    ['Further investigation is not in the public interest', 'investigation-concluded', true],
    ['Action to be taken by another organisation', 'investigation-concluded', true],
    ['Suspect charged', 'charge-decided', false],
    ['Suspect charged as part of another case', 'charge-decided', true],
    ['Offender given a caution', 'disposal-given', true],
    ['Offender given a drugs possession warning', 'disposal-given', true],
    ['Offender given penalty notice', 'disposal-given', true],
    ['Offender given a penalty notice', 'disposal-given', true],
    ['Local resolution', 'disposal-given', true],
    ['Court case unable to proceed', 'charges-dropped', true],
    ['Defendant found not guilty', 'court-result-received', true],
    ['Offender sent to prison', 'court-result-received', true],
    ['Offender given suspended prison sentence', 'court-result-received', true],
    ['Offender fined', 'court-result-received', true],
    ['Offender given community sentence', 'court-result-received', true],
    ['Offender given conditional discharge', 'court-result-received', true],
    ['Offender given absolute discharge', 'court-result-received', true],
    ['Offender ordered to pay compensation', 'court-result-received', true],
    ['Offender deprived of property', 'court-result-received', true],
    ['Offender otherwise dealt with', 'court-result-received', true],
    ['Under investigation', null, false],
    ['Awaiting court outcome', null, false],
    ['Defendant sent to Crown Court', null, false],
    ['Court result unavailable', null, false],
    ['Status update unavailable', null, false],
  ])('%s is %s', (category, milestone, ends) => {
    expect(meaningOf(category)).toEqual({ milestone, ends });
  });

  it('is known in other capitals and with other spaces', () => {
    expect(meaningOf('  suspect   CHARGED ')).toEqual(meaningOf('Suspect charged'));
  });

  it.each(['', 'Offender deported', 'Suspect', 'constructor'])(
    "that the table does not have, such as '%s', is unknown",
    (category) => {
      expect(meaningOf(category)).toBeUndefined();
    },
  );

  it('that ends a case always has a milestone, so that the end has a date', () => {
    expect(
      OUTCOME_CATEGORIES.filter((category) => meaningOf(category)?.ends && !meaningOf(category)?.milestone),
    ).toEqual([]);
  });
});

describe('the milestones of a case', () => {
  it('are none where nothing came of it, or nothing that is told', () => {
    expect(types([])).toEqual([]);
    expect(
      types([
        { month: '2019-04', category: 'Under investigation' },
        { month: '2019-05', category: 'Offender deported' },
      ]),
    ).toEqual([]);
  });

  it('stand in time order whatever order the outcomes came in, the last one ending the case', () => {
    const outcomes = [
      { month: '2019-06', category: 'Offender fined' },
      { month: '2019-04', category: 'Suspect charged' },
      { month: '2019-05', category: 'Awaiting court outcome' },
    ];
    expect(types(outcomes)).toEqual([
      ['charge-decided', false],
      ['court-result-received', true],
    ]);
    expect(milestonesOf(KEY, OPENED, outcomes.reverse())).toEqual(milestonesOf(KEY, OPENED, outcomes));
  });

  it('in one month keep the order of a prosecution', () => {
    const outcomes = ['Offender sent to prison', 'Suspect charged'].map((category) => ({ month: '2019-06', category }));
    for (let i = 0; i < 50; i += 1) {
      const [charge, result] = milestonesOf(crimeId(i), OPENED, outcomes);
      expect([charge!.type, result!.type]).toEqual(['charge-decided', 'court-result-received']);
      expect(charge!.occurredAt <= result!.occurredAt).toBe(true);
    }
  });

  it('are one where a court gave two sentences, or a file gives one outcome twice', () => {
    const both = ['Offender ordered to pay compensation', 'Offender fined', 'Offender fined'].map((category) => ({
      month: '2019-06',
      category,
    }));
    expect(milestonesOf(KEY, OPENED, both)).toEqual([
      {
        type: 'court-result-received',
        occurredAt: expect.stringMatching(/^2019-06|^2019-05-31T23/),
        ends: true,
        categories: ['Offender fined', 'Offender ordered to pay compensation'],
      },
    ]);
  });

  it('do not end a case that went on after it had ended', () => {
    const outcomes = [
      { month: '2019-04', category: 'Unable to prosecute suspect' },
      { month: '2019-08', category: 'Suspect charged' },
    ];
    expect(types(outcomes)).toEqual([
      ['investigation-concluded', false],
      ['charge-decided', false],
    ]);
  });

  it('are never dated before the case was opened', () => {
    const early = ['2018-12', '2019-03'].map((month) => ({ month, category: 'Suspect charged' }));
    const late = '2019-03-31T22:59:00.000Z';
    expect(milestonesOf(KEY, late, early).map(({ occurredAt }) => occurredAt)).toEqual([late, late]);
  });

  it('are sorted and dated in their months for every set of outcomes', () => {
    const dated = fc.record({
      month: fc.constantFrom('2019-01', '2019-02', '2019-10'),
      category: fc.constantFrom(...OUTCOME_CATEGORIES),
    });
    fc.assert(
      fc.property(fc.array(dated), fc.nat(), (outcomes, n) => {
        const opened = momentIn('2019-02', crimeId(n));
        const times = milestonesOf(crimeId(n), opened, outcomes).map(({ occurredAt }) => occurredAt);
        expect(times).toEqual([...times].sort());
        expect(times.every((at) => at >= opened)).toBe(true);
      }),
    );
  });
});
