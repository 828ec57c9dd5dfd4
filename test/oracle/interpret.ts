import { undecided } from './disputes.js';
import type { Duty } from './duty.js';
import type { History } from './history.js';
import { absorbedBy, merged } from './merger.js';
import { claims } from './promises.js';
import { impliedAnew, putRight } from './put-right.js';
import { series } from './series.js';
import { single } from './single.js';

/**
 * Every obligation that a history gives rise to by an instant, read from rules.md and docs/decisions/0006 and 0007 in the
 * plainest way: nothing is kept from one question to the next, and nothing is shared with the product but its data.
 */
export function interpret(history: History): Duty[] {
  return undecided(history, read);
}

function read(history: History): Duty[] {
  return impliedAnew(owed(history), history);
}

function owed(typed: History): Duty[] {
  const history = putRight(typed);
  const absorbed = absorbedBy(history);
  if (absorbed.length > 0) return merged({ ...history, absorbed }, read);
  return claims(history).flatMap((claim) => {
    if (claim.commitment.recurs !== 'no') return series(claim, history);
    return single(claim, history);
  });
}
