export * from './case/case.events.js';
export { isClosed, ownerAt, type Case } from './case/case.state.js';
export * from './contact/contact.events.js';
export * from './feedback/feedback.events.js';
export { readCatalogue } from './commitment/catalogue.js';
export { unknownEditions, type Commitment } from './commitment/commitment.rules.js';
export type { Answerable, Rulebook } from './commitment/rulebook.rules.js';
export * from './commitment/terms.rules.js';
export { milestoneTypes, tellable } from './commitment/triggers.rules.js';
export * from './obligation/obligation.events.js';
export * from './noted.events.js';
export * from './opt-out/opt-out.events.js';
export * from './ruling/ruling.events.js';
export { isOpen, statusOf, type Obligation } from './obligation/obligation.state.js';
export type { AlertStatus } from './alert/alert.events.js';
export { advance, emptyFollowUp, evolve, fold, type FollowUp, type FollowUpEvent } from './follow-up.state.js';
export { conflict, notFound, refuse, Refused, type Refusal } from './follow-up.refusals.js';
export { FollowUpStreams, streamOf, type Asked, type Changed } from './follow-up.streams.js';
export { idOf } from './ids.rules.js';
export { defaultGrace, settle } from './settle.decide.js';
export * from './case/case.commands.js';
export {
  caseStatuses,
  isReferenceRace,
  listCases,
  type CaseFilter,
  type CaseStatus,
  type CaseView,
} from './case/case.queries.js';
export { linksOf, placeOf, type LinkView, type Place } from './case/merged.queries.js';
export { participantsOf, plansOf, type ParticipantView, type PlanView } from './case/participant.queries.js';
export { contactRoute, type ContactRoute } from './contact/contact.queries.js';
export { optOutsOf, type OptOutView } from './opt-out/opt-out.queries.js';
export { rulingsOn, type RulingKind, type RulingView } from './ruling/ruling.queries.js';
export * from './case/merge.commands.js';
export type { TogetherAnswer } from './case/merge.handlers.js';
export { AlsoOn, RecordContact } from './contact/contact.commands.js';
export * from './contact/correction.commands.js';
export type { CorrectionAnswer } from './contact/correction.handlers.js';
export * from './obligation/obligation.commands.js';
export { OptBackIn, OptOutOf } from './obligation/opt-out.commands.js';
export type { RulingAnswer } from './obligation/ruling-recorder.js';
export type { ContactAnswer } from './contact/contact.handlers.js';
export * from './feedback/feedback.commands.js';
export * from './alert/alert.commands.js';
export { ClimbAlertHandler } from './alert/alert.handlers.js';
export { AlertActing } from './alert/alert-acting.migrations.js';
export { alertSummaries, type AlertSummary } from './alert/alert-summary.queries.js';
export {
  alertsByIds,
  alertStatusAfter,
  listAlerts,
  type AlertFilter,
  type AlertView,
  type PlacedAlert,
} from './alert/alert.queries.js';
export { obligationStatuses } from './obligation/status.queries.js';
export {
  countByStatus,
  listObligations,
  type ObligationFilter,
  type ObligationView,
} from './obligation/obligation.queries.js';
export type { Answer } from './answers.js';
export { followUpMigrations } from './migrations.js';
export { CLOCK } from './clock.js';
export { domainOn, type Domain, type FollowUpParts } from './domain.js';
export { FollowUpModule } from './follow-up.module.js';
export { Force } from './force.js';
export { projections } from './projections.js';
export { rulebookOf, UnknownEditions } from './rulebook.js';
export { timelineOf, type TimelineView } from './timeline.queries.js';
export { casesDue, oldestDue } from './alert/wakes.queries.js';
export {
  countedStatuses,
  dimensions,
  definitionOf,
  type ComplianceRow,
  type Dimension,
  type Measure,
} from './compliance/compliance.measures.js';
export { complianceOf, type ComplianceView } from './compliance/compliance.queries.js';
export {
  countedObligations,
  type Cell,
  type CountedObligation,
  type DuePlace,
} from './compliance/counted-obligations.queries.js';
export { withoutOne, type ComplianceFilter, type ComplianceQuestion } from './compliance/fell-due.queries.js';
export {
  promiseDimensions,
  promiseDefinitionOf,
  type PromiseDimension,
  type PromiseMeasure,
  type PromiseRow,
} from './compliance/promises.measures.js';
export { promisesIn, type PromiseQuestion, type PromisesView } from './compliance/promises.queries.js';
export { promisesOf, type PromiseView } from './contact/promise.queries.js';
export { dutyOf, type DutyQuestion, type DutyView } from './compliance/duty.queries.js';
export { workloadOf, type Workload, type WorkloadView } from './compliance/workload.queries.js';
export { requirePeriod } from './compliance/period.rules.js';
export { silences, type SilencePlace, type SilenceQuestion, type SilenceView } from './compliance/silence.queries.js';
export { derivationOf } from './obligation/derivation.queries.js';
export type { Derivation } from './obligation/derivation.rules.js';
export { TermsStreams } from './terms.streams.js';
export { Activations, type ActivationAnswer } from './policy/activations.js';
export { draftVersion } from './policy/versions.decide.js';
export * from './policy/policy.commands.js';
export type { CalendarDraftAnswer, DraftAnswer } from './policy/policy.handlers.js';
export { Previews, type PreviewAnswer, type PreviewPlace } from './policy/previews.js';
export { previewedChanges } from './policy/preview.rules.js';
export { RechecksTable } from './policy/policy.migrations.js';
export { Rechecks } from './policy/rechecks.queries.js';
export { readFeed } from './policy/feed.rules.js';
export {
  differencesOf,
  warningsOf,
  type CalendarContent,
  type DraftWarning,
  type GivenHoliday,
} from './policy/holidays.rules.js';
export { policyOf, warningsOfPolicy, type PolicyContent } from './policy/policy.rules.js';
export { activatedOf, isDraft, type Version, type Versions } from './policy/versions.state.js';
export { commitmentOf, dischargeText } from './commitment/commitment.rules.js';
export { refuseAll } from './follow-up.refusals.js';
