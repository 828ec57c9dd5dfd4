import { nearest } from './rounding.js';

/** How two who judged the same things agree. */
export interface Agreement {
  /** Judged by both. */
  readonly judged: number;
  /** The part on which both said the same, to four places. */
  readonly observed: number;
  /** Cohen's kappa, to four places; null: both said one and the same of everything, so that chance alone would do as well. */
  readonly kappa: number | null;
}

/**
 * Cohen's kappa of two judges (Cohen 1960, Educational and Psychological Measurement 20:37-46): by how much they agree beyond
 * what each one's own habits would bring about by chance. Null for nothing judged.
 */
export function agreementOf(pairs: readonly (readonly [one: string, other: string])[]): Agreement | null {
  const judged = pairs.length;
  if (judged === 0) return null;
  const share = (of: (pair: readonly [string, string]) => boolean): number => pairs.filter(of).length / judged;
  const observed = share(([one, other]) => one === other);
  const answers = [...new Set(pairs.flat())];
  const expected = answers.reduce(
    (sum, answer) => sum + share(([one]) => one === answer) * share(([, other]) => other === answer),
    0,
  );
  const isAlways = answers.length === 1;
  const kappa = isAlways ? null : nearest((observed - expected) / (1 - expected), 4);
  return { judged, observed: nearest(observed, 4), kappa };
}
