export { type ResponsibleBody, bodies, bodyNames } from './commitment/bodies.rules.js';
export { readCatalogue } from './commitment/catalogue.js';
export {
  type Commitment,
  type CountingConvention,
  type Discharge,
  type Service,
  accepts,
  clockStartOf,
  commitmentOf,
  conventions,
  countingBy,
  dischargeText,
  endsWithOutcome,
  extendable,
  isStatutory,
  pauseReasons,
  prejudice,
  referralService,
  services,
} from './commitment/commitment.rules.js';
export { type Method, methods } from './commitment/methods.rules.js';
export { type GoverningPromise, governing } from './commitment/in-force.rules.js';
export { type CounterRule, defaultCounterRule, type Sayable, sayables } from './commitment/counter-rule.rules.js';
export { countedBy, presuming } from './commitment/counting.rules.js';
export { bookAt, nextLearning } from './commitment/known-terms.rules.js';
export { type Purpose, purposes } from './commitment/purposes.rules.js';
export { keptFrom, keptUntil } from './commitment/retention.rules.js';
export type { Answerable, CaseArea, Rulebook } from './commitment/rulebook.rules.js';
export { type Standard, standards } from './commitment/standards.rules.js';
export {
  type AgeBand,
  ageBandOn,
  ageBands,
  type ChildBand,
  childBands,
  defaultEnhancedAges,
  hasReachedAge,
} from './commitment/age.rules.js';
export {
  type LadderStep,
  type Reach,
  type Recipient,
  type Target,
  type Terms,
  anchorUnder,
  beginning,
  defaultLadder,
  defaultConcernAfterAttempts,
  defaultEnhancedUnassessed,
  defaultLateAfterHours,
  firstTermsId,
  latestTerms,
  reaches,
  reachingAfter,
  recipients,
  termsAt,
  underTarget,
  unitUnder,
} from './commitment/terms.rules.js';
export { concernsAPerson, isDecision, milestoneTypes, tellable } from './commitment/triggers.rules.js';
export { type ActivationResult, Activations } from './policy/activations.js';
export {
  type DatedVersions,
  type DraftEffect,
  appliedCalendar,
  appliedPolicy,
  bookAfter,
  bookSince,
} from './policy/dated-terms.rules.js';
export { readFeed } from './policy/feed.rules.js';
export {
  type CalendarContent,
  type GivenCalendar,
  type GivenHoliday,
  contentFrom,
  warningsOf,
} from './policy/holidays.rules.js';
export { OwnForce } from './policy/own-force.js';
export {
  ActivateDraft,
  type CalendarDraftResult,
  type CalendarToDraft,
  DiscardDraft,
  DraftCalendar,
  DraftPolicy,
  type DraftResult,
} from './policy/policy.commands.js';
export { policyHandlers } from './policy/policy.handlers.js';
export { type PolicyContent, adoptsMore, policyOf, warningsOfPolicy } from './policy/policy.rules.js';
export { rulebookOf } from './policy/rulebook.js';
export { TermsStreams, type TermsVersions } from './policy/terms.streams.js';
export { draftVersion, reachOf, requireCurrent, requireDraft } from './policy/versions.decide.js';
export type { TermsKind } from './policy/versions.events.js';
export { type Version, type Versions, activatedOf, isDraft } from './policy/versions.state.js';
