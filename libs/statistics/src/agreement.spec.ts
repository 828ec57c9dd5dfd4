import { describe, expect, it } from '@jest/globals';
import { agreementOf } from './agreement.js';

/** So many pairs for each place of a table; rows are what the one said, columns the other. */
const table = (...rows: readonly (readonly number[])[]) =>
  rows.flatMap((row, one) =>
    row.flatMap((count, other) => Array.from({ length: count }, (): [string, string] => [`a${one}`, `a${other}`])),
  );

describe('how two judges agree', () => {
  it.each([
    // Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., table 18.1: 0.676, of 100 diagnoses.
    ['100 diagnoses of three kinds', table([75, 1, 4], [5, 4, 1], [0, 0, 10]), 0.89, 0.6765],
    // The 50 grants of which two readers said 20 yes and yes, 5 yes and no, 10 no and yes, 15 no and no: 0.4.
    ['50 grants', table([20, 5], [10, 15]), 0.7, 0.4],
    // Two tables with the same agreement observed, of which only one is better than habit: 0.1304 and 0.2593.
    ['much said by both', table([45, 15], [25, 15]), 0.6, 0.1304],
    ['each with a habit of their own', table([25, 35], [5, 35]), 0.6, 0.2593],
    ['no more than chance', table([1, 1], [1, 1]), 0.5, 0],
    ['less than chance', table([0, 2], [2, 0]), 0, -1],
    ['all the same, of several answers', table([3, 0], [0, 4]), 1, 1],
  ])('is, of %s, as published', (_, pairs, observed, kappa) => {
    expect(agreementOf(pairs)).toEqual({ judged: pairs.length, observed, kappa });
  });

  it('is nothing beyond chance that could be told where both always say the same', () => {
    expect(agreementOf(table([7]))).toEqual({ judged: 7, observed: 1, kappa: null });
  });

  it('is nothing of nothing', () => {
    expect(agreementOf([])).toBeNull();
  });
});
