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
  'email-received',
  'contact-plan-agreed',
  'needs-changed',
]);

/** Milestones that by their nature concern a person, and must say whom (rules.md, Who a milestone concerns). */
const ofAPerson: ReadonlySet<string> = new Set([
  'evidence-required',
  'review-requested',
  'code-complaint-received',
  'complaint-handling-started',
  'oral-complaint-handling-started',
  'complaint-progress-notified',
  'complaint-outcome-reached',
  'eligible-sentence-passed',
  'vcs-referral-received',
  'release-planned',
  'update-impossible',
  'understanding-help-needed',
  'expenses-claimed',
  'property-retained',
]);

/** Milestones of the case: what happened to a suspect, at court, or to the investigation. */
const ofTheCase: ReadonlySet<string> = new Set([
  'no-investigation-decided',
  'investigation-concluded',
  'person-killed',
  'suspect-arrested',
  'suspect-interviewed',
  'suspect-summonsed',
  'suspect-released',
  'suspect-released-under-investigation',
  'bail-considered',
  'suspect-bailed',
  'bail-conditions-changed',
  'charge-decided',
  'charges-dropped',
  'disposal-considered',
  'disposal-given',
  'hearing-notified',
  'bail-hearing-outcome-received',
  'court-result-received',
  'conviction-for-killing',
  'key-development',
  'closure-intended',
  'crime-reclassified',
  'handed-to-witness-care',
]);

/** Of those, what somebody decides on before it takes effect. */
const decisions: ReadonlySet<string> = new Set([
  'no-investigation-decided',
  'investigation-concluded',
  'charge-decided',
  'charges-dropped',
  'disposal-given',
  'closure-intended',
]);

/** What can be told beside that a trigger happened. */
const topics = ['review-decided', 'restorative-justice', 'compensation', 'expenses-paid', 'property-returned'];

/** Every trigger of the product's own. */
export const ownTriggers: ReadonlySet<string> = new Set([...fromOtherFacts, ...ofAPerson, ...ofTheCase]);

/** Everything of the product's own that a contact can tell of. */
export const ownTellable: ReadonlySet<string> = new Set([...ownTriggers, ...topics]);

const toldUnder = new WeakMap<readonly Commitment[], ReadonlySet<string>>();

/** Everything that can be told of: the triggers, and what discharges by another name. Found once for a catalogue. */
export function tellable(catalogue: readonly Commitment[]): ReadonlySet<string> {
  const before = toldUnder.get(catalogue);
  if (before) return before;
  const told = catalogue.flatMap(({ triggers, dischargedBy }) => [
    ...triggers,
    ...dischargedBy.flatMap((way) => (way.by === 'tells' && way.trigger ? [way.trigger] : [])),
  ]);
  const made = new Set([...ownTellable, ...told]);
  toldUnder.set(catalogue, made);
  return made;
}

/** Everything that makes something owed, or that a promise of the force's own waits for. */
export function knownTriggers(catalogue: readonly Commitment[]): ReadonlySet<string> {
  return new Set([...ownTriggers, ...catalogue.flatMap(({ triggers }) => triggers)]);
}

/** Everything that can be recorded as a milestone; of what was no crime at first also that it became one. */
export function milestoneTypes(catalogue: readonly Commitment[]): ReadonlySet<string> {
  const found = [...knownTriggers(catalogue)].filter((type) => !fromOtherFacts.has(type));
  return new Set([...found, 'crime-reported']);
}

/** Whether a milestone concerns a person rather than the case. */
export const concernsAPerson = (type: string): boolean => ofAPerson.has(type);

export const isDecision = (type: string): boolean => decisions.has(type);
