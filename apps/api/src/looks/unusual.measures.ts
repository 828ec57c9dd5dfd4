import type { MonthOfLooks } from './looks.queries.js';

/** LookKeeper of one member of staff in a month that somebody should look at. */
export interface UnusualLooking {
  readonly staffId: string;
  readonly looks: number;
  /** The middle of their own months before; null: there are fewer than three to say. */
  readonly median: number | null;
  readonly tooMany: boolean;
  /** Cases that they looked at without having worked on them. */
  readonly withoutWork: readonly string[];
  readonly ownName: number;
  readonly colleagues: number;
}

/** More than so many times their own median (rules.md, Restricted cases). */
const unusualTimes = 3;
const monthsToSay = 3;

/** Why what stands out may be as it should; told with every report. */
export const falsePositives = {
  tooMany:
    'Somebody who came back from leave, moved to a busier post or covered for others looks at more than before. Months without a look are not counted.',
  withoutWork:
    'A supervisor reads along, and who answers the telephone reads before handing on, without recording anything; who was asked for advice too.',
  ownName:
    'Names are alike: all the words of the name that the sign-in says were in that of a participant. It need not be them, nor a relative.',
  colleagues:
    'As of one’s own name. Only staff who signed in at the same process since it started are compared, so that nothing here says that there were none.',
} as const;

/** Those of a month in whose looking something stands out; `worked`: whether somebody worked on a case. */
export function unusualLooking(
  months: readonly MonthOfLooks[],
  worked: (staffId: string, caseId: string) => boolean,
): UnusualLooking[] {
  return months
    .map(({ staffId, looks, before, caseIds, ownName, colleagues }) => {
      const median = before.length < monthsToSay ? null : medianOf(before);
      const tooMany = median !== null && looks > unusualTimes * median;
      const withoutWork = caseIds.filter((caseId) => !worked(staffId, caseId));
      return { staffId, looks, median, tooMany, withoutWork, ownName, colleagues };
    })
    .filter((one) => one.tooMany || one.withoutWork.length > 0 || one.ownName > 0 || one.colleagues > 0);
}

function medianOf(counts: readonly number[]): number {
  const sorted = counts.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
