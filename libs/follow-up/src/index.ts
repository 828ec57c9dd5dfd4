export * from './case/case.events.js';
export { isClosed, ownerAt, type Case } from './case/case.state.js';
export * from './contact/contact.events.js';
export * from './feedback/feedback.events.js';
export { readCatalogue } from './commitment/catalogue.js';
export { unknownEditions, type Commitment } from './commitment/commitment.rules.js';
export type { Answerable, Rulebook } from './commitment/rulebook.rules.js';
export { milestoneTypes, tellable } from './commitment/triggers.rules.js';
export * from './obligation/obligation.events.js';
export { isOpen, statusOf, type Obligation } from './obligation/obligation.state.js';
export type { AlertStatus } from './alert/alert.events.js';
export { emptyFollowUp, evolve, fold, type FollowUp, type FollowUpEvent } from './follow-up.state.js';
export { conflict, notFound, refuse, Refused, type Refusal } from './follow-up.refusals.js';
export { advance, FollowUpStreams, streamOf, type Asked, type Changed } from './follow-up.streams.js';
export { idOf } from './ids.rules.js';
export { defaultGrace, settle } from './settle.decide.js';
export * from './case/case.commands.js';
export {
  isReferenceRace,
  listCases,
  participantsOf,
  type CaseFilter,
  type CaseView,
  type ParticipantView,
} from './case/case.queries.js';
export { RecordContact } from './contact/contact.commands.js';
export type { ContactAnswer } from './contact/contact.handlers.js';
export * from './feedback/feedback.commands.js';
export { AcknowledgeAlert } from './alert/alert.commands.js';
export { listAlerts, type AlertFilter, type AlertView } from './alert/alert.queries.js';
export { listObligations, type ObligationFilter, type ObligationView } from './obligation/obligation.queries.js';
export type { Answer } from './answers.js';
export { FollowUpTables } from './follow-up.migrations.js';
export { domainOn, type Domain, type FollowUpParts } from './domain.js';
export { CLOCK, FollowUpModule } from './follow-up.module.js';
export { Force } from './force.js';
export { projections } from './projections.js';
export { rulebookIn, rulebookOf, UnknownEditions } from './rulebook.js';
export { timelineOf, type TimelineView } from './timeline.queries.js';
export { DeliveriesTable } from './alert/alert.migrations.js';
export { deskDeliveries } from './alert/deliveries.js';
export { casesDue, oldestDue } from './alert/wakes.queries.js';
export {
  countedStatuses,
  dimensions,
  definitionOf,
  type ComplianceRow,
  type Dimension,
  type Measure,
} from './compliance/compliance.measures.js';
export { ComplianceIndexes } from './compliance/compliance.migrations.js';
export { complianceOf, type ComplianceView } from './compliance/compliance.queries.js';
export {
  countedObligations,
  type Cell,
  type CountedObligation,
  type DuePlace,
} from './compliance/counted-obligations.queries.js';
export { withoutOne, type ComplianceFilter, type ComplianceQuestion } from './compliance/fell-due.queries.js';
export { requirePeriod } from './compliance/period.rules.js';
export { silences, type SilencePlace, type SilenceQuestion, type SilenceView } from './compliance/silence.queries.js';
export { derivationOf } from './obligation/derivation.queries.js';
export type { Derivation } from './obligation/derivation.rules.js';
