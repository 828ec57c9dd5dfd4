import type { DischargeCandidate, LostDischarge, OwedObligation } from './applicable-commitment.rules.js';
import type { KnownDue } from './known-dues.rules.js';

type DueOrNot = { readonly [Field in keyof KnownDue]: KnownDue[Field] | null };

/**
 * When something is due after what had met it in time came back: its limit counts anew from the day on which that was
 * known, again where that happened more than once. None where it never was met in time by what came back alone: what was
 * missed then stays missed (rules.md, Receipts).
 */
export function countedAnew<D extends DueOrNot>(
  lost: readonly LostDischarge[],
  met: readonly DischargeCandidate[],
  first: D,
  anew: (lost: LostDischarge) => D,
): D | undefined {
  let due: D | undefined;
  for (const one of lost) {
    const { dueAt } = due ?? first;
    const isInTime = ({ at }: DischargeCandidate): boolean => dueAt !== null && at < dueAt;
    // Of what a merger brought later nothing was known then.
    const isKnown = ({ brought }: DischargeCandidate): boolean => brought === undefined || brought <= one.lostAt;
    const isStillMet = met.some((other) => isInTime(other) && other.at <= one.lostAt && isKnown(other));
    if (isInTime(one) && isKnown(one) && !isStillMet) due = anew(one);
  }
  return due;
}

/** What came back of what had met an obligation; none: nothing did. */
export function lostOf(lost: readonly LostDischarge[]): OwedObligation['lost'] {
  const last = lost.at(-1);
  return last && { at: last.lostAt, by: lost.map(({ by }) => by) };
}
