import type { ClosureReason } from '@kept-informed/follow-up';
import type { ImportedMilestone } from './outcomes.js';
import type { OutcomeMilestone } from './outcome-table.js';

/** What a milestone that ends a case closes it as, unless its category says more. */
const BY_MILESTONE: Readonly<Record<OutcomeMilestone, ClosureReason>> = {
  'investigation-concluded': 'no-further-action',
  'charge-decided': 'charged',
  'disposal-given': 'disposed-of',
  'charges-dropped': 'court-concluded',
  'court-result-received': 'court-concluded',
};

/** Categories that say more than their milestone, the first that fits counting. */
const BY_CATEGORY: readonly (readonly [category: RegExp, reason: ClosureReason])[] = [
  [/no suspect identified/i, 'no-suspect-identified'],
  [/another organisation/i, 'transferred'],
];

/** Why a case is closed at the milestone that ends it. */
export function closureReasonOf({ type, categories }: Pick<ImportedMilestone, 'type' | 'categories'>): ClosureReason {
  const said = BY_CATEGORY.find(([pattern]) => categories.some((category) => pattern.test(category)));
  return said?.[1] ?? BY_MILESTONE[type];
}
