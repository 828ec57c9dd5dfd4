import type { Commitment } from './commitment.rules.js';

/** Triggers that follow from facts of their own and are never recorded as milestones. */
const fromOtherFacts: ReadonlySet<string> = new Set([
  'case-opened',
  'case-closed',
  'crime-reported',
  'feedback-received',
  'dissatisfaction-expressed',
  'reply-requested',
  'letter-received',
  'message-received',
  'contact-plan-agreed',
  'needs-changed',
]);

/** Milestones that no commitment waits for but a rule does (rules.md, Dealt with). */
const ruleMilestones = ['suspect-summonsed'];

/** Everything that can be told of: the catalogue's triggers and what discharges by another name. */
export function tellable(catalogue: readonly Commitment[]): ReadonlySet<string> {
  const told = catalogue.flatMap(({ triggers, dischargedBy }) => [
    ...triggers,
    ...dischargedBy.flatMap((way) => (way.by === 'tells' && way.trigger ? [way.trigger] : [])),
  ]);
  return new Set([...told, ...ruleMilestones]);
}

/** Everything that makes something owed without being recorded as such, or is waited for by a promise. */
export function knownTriggers(catalogue: readonly Commitment[]): ReadonlySet<string> {
  return new Set([...fromOtherFacts, ...milestoneTypes(catalogue)]);
}

/** Everything that can be recorded as a milestone. */
export function milestoneTypes(catalogue: readonly Commitment[]): ReadonlySet<string> {
  const types = catalogue.flatMap(({ triggers }) => triggers).filter((type) => !fromOtherFacts.has(type));
  return new Set([...types, ...ruleMilestones]);
}
