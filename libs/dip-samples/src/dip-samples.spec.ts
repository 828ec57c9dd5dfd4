import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocated } from './allocation.rules.js';
import { reviewSample, sampleOf, shownTo } from './dip-sample.state.js';
import type { DipSampleEvent, ReviewAnswers } from './dip-sample.events.js';
import { refusalOf } from '../../../test/support/given.js';

describe('how many are drawn of each stratum', () => {
  it.each<[number, number[], number[]]>([
    [10, [50, 30, 20], [5, 3, 2]],
    [10, [1, 1, 1], [1, 1, 1]],
    [4, [5, 5, 5], [2, 1, 1]],
    [1, [3, 4, 3], [0, 1, 0]],
    [5, [], []],
    [3, [98, 1, 1], [3, 0, 0]],
  ])('given %d of %j, then %j', (size, strata, expected) => {
    expect(
      allocated(
        size,
        strata.map((of) => ({ of })),
      ),
    ).toEqual(expected);
  });

  it('given any, then as many as are asked for, or all, and no more of a stratum than there are', () => {
    const strata = fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), strata, (size, counts) => {
        const drawn = allocated(
          size,
          counts.map((of) => ({ of })),
        );
        const all = counts.reduce((sum, of) => sum + of, 0);
        expect(drawn.reduce((sum, one) => sum + one, 0)).toBe(Math.min(size, all));
        drawn.forEach((one, index) => {
          expect(one).toBeLessThanOrEqual(counts[index]!);
          expect(Math.abs(one - Math.min(counts[index]!, (size * counts[index]!) / Math.max(all, 1)))).toBeLessThan(
            size >= all ? Infinity : 1,
          );
        });
      }),
    );
  });
});

const place = { position: '1', stream: 'dip-sample-s', requestId: 'r', simulated: false };
const at = '2026-12-01T10:00:00.000Z';
const yes: ReviewAnswers = { inTime: 'yes', rightPerson: 'yes', useful: 'yes', plain: 'yes' };
const drawn: DipSampleEvent = {
  ...place,
  type: 'DipSampleDrawn',
  version: 1,
  by: 'perf-1',
  occurred: at,
  recorded: at,
  data: {
    dipSampleId: 's',
    from: '2026-11-01',
    to: '2026-11-30',
    size: 2,
    strata: ['bcu'],
    seed: 'x',
    knownAt: at,
    ofStrata: [{ values: ['North'], of: 9, drawn: 2 }],
    drawn: ['o1', 'o2'].map((obligationId) => ({
      obligationId,
      caseId: `c-${obligationId}`,
      commitment: 'VC20-ARREST',
      status: 'met',
      stratum: 0,
    })),
  },
};
const reviewed = (by: string, obligationId: string, answers = yes, version = 2): DipSampleEvent => ({
  ...place,
  type: 'DipSampleReviewed',
  version,
  by,
  occurred: at,
  recorded: at,
  data: { dipSampleId: 's', obligationId, answers },
});

describe('two who review a sample', () => {
  const sample = (...facts: DipSampleEvent[]) => sampleOf([drawn, ...facts])!;

  it('given one of them, then the other is shown that somebody did and not what', () => {
    const one = sample(reviewed('perf-1', 'o1', { ...yes, plain: 'no' }));
    expect(shownTo(one, 'perf-2').items[0]).toMatchObject({ obligationId: 'o1', reviews: 1, own: null, answers: [] });
    expect(shownTo(one, 'perf-1').items[0]).toMatchObject({ reviews: 1, own: { plain: 'no' }, answers: [] });
    expect(shownTo(one, 'perf-2').agreement).toBeNull();
  });

  it('given both, then each is shown both, with how they agree and how far from the automatic measure', () => {
    const both = sample(reviewed('perf-1', 'o1'), reviewed('perf-2', 'o1', { ...yes, inTime: 'no' }));
    const { items, agreement, beside } = shownTo(both, 'perf-3');
    expect(items[0]!.answers).toEqual([yes, { ...yes, inTime: 'no' }]);
    expect(agreement).toMatchObject({
      inTime: { judged: 1, observed: 0 },
      plain: { judged: 1, observed: 1, kappa: null },
    });
    expect(beside).toEqual({ judged: 2, same: 1 });
  });

  it.each([
    ['what was not drawn', [], 'o3', 'unknown-obligation'],
    ['what they reviewed', [reviewed('perf-1', 'o1')], 'o1', 'already-reviewed'],
    ['what two have reviewed', [reviewed('perf-2', 'o1'), reviewed('perf-3', 'o1')], 'o1', 'already-reviewed'],
  ])('given somebody who reviews %s, then that is refused', (_, facts, obligationId, code) => {
    const review = () => reviewSample(sample(...facts), { obligationId, answers: yes, by: 'perf-1' }, at);
    expect(refusalOf(review).code).toBe(code);
  });
});
