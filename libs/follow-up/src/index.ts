export { type AlertSummary, alertSummaries } from './alert/alert-summary.queries.js';
export { alertChanges, leftByChange } from './alert/alert-change.rules.js';
export { acknowledgeAlert, escalateUndelivered, handOverAlert, snoozeAlert } from './alert/alert.decide.js';
export {
  type AlertFilter,
  type AlertsQuestion,
  type AlertView,
  alertStatuses,
  listAlerts,
  waitingStatuses,
} from './alert/alert.queries.js';
export { concernInWords } from './alert/concern-in-words.rules.js';
export { nextUp } from './alert/escalation.rules.js';
export { assignCase, closeCase, reopenCase, transferCase, voidCase } from './case/case.decide.js';
export { agreeContactPlan } from './case/contact-plan.decide.js';
export { addParticipant, assessEntitlement, endAuthority, recordDeath } from './case/participant.decide.js';
export { correctCaseDetails, correctParticipantDetails } from './details/details.decide.js';
export { openCase } from './case/opening.decide.js';
export {
  type CaseKind,
  type ClosureReason,
  type Entitlement,
  type EntitlementGround,
  type ParticipantRole,
  authorityEndReasons,
  caseKinds,
  closureReasons,
  entitlementGrounds,
  entitlements,
  linkKinds,
  roles,
} from './case/case.events.js';
export {
  type CaseStatus,
  type CaseView,
  References,
  caseStatuses,
  isReferenceRace,
  listCases,
} from './case/case.queries.js';
export { Restrictions, withinSight } from './case/sight.queries.js';
export { safety } from './case/safety.decide.js';
export { leftOut, reachMilestone, voidMilestone } from './case/milestone.decide.js';
export { type Case, ownerAt } from './case/case.state.js';
export { caseIdOf, streamOf } from './case/case.stream.js';
export { type CasePlace, type LinkView, placeOf } from './case/merged.queries.js';
export { participantsOf } from './case/participant.queries.js';
export { type Correction, recordContact } from './contact/contact.decide.js';
export type { ThingTold } from './contact/contact-subject.decide.js';
export {
  type Automatic,
  type ContactDetails,
  type TellingBody,
  type ContactOutcome,
  type Direction,
  type ReceiptOutcome,
  automatics,
  directions,
  outcomes,
  receiptOutcomes,
  tellingBodies,
} from './contact/contact.events.js';
export { type ContactRoute, contactRoute, heardAt, audience, isUpdateRow } from './contact/contact.queries.js';
export type { Attempts } from './contact/attempts.rules.js';
export { leaveMessage } from './contact/message.decide.js';
export { recordReceipt } from './contact/receipt.decide.js';
export { type PromiseView, promisesWhere } from './contact/promise.queries.js';
export { reachedIn } from './contact/reached-in.rules.js';
export { isUpdate, possibleOutcomes, wasMade } from './contact/attempt-or-reached.rules.js';
export { derivationOf } from './derivation/derivation.queries.js';
export type { Derivation } from './derivation/derivation.rules.js';
export { decideDispute } from './dispute/dispute.decide.js';
export { disputable } from './dispute/dispute.events.js';
export { dueTeller } from './derivation/due-in-words.rules.js';
export { type DisputeView, listDisputes } from './dispute/dispute.queries.js';
export { type Domain, type FollowUpParts, domainOn } from './domain.js';
export { type FeedbackScene, receiveFeedback, requestReply, withdrawReplyRequest } from './feedback/feedback.decide.js';
export { type FeedbackType, feedbackTypes } from './feedback/feedback.events.js';
export { linkCases, mergeCases } from './merger/merge.decide.js';
export { type ContactPutRight, puttingRight } from './merger/put-right-since.decide.js';
export { type Status, rederivationCauses } from './obligation/obligation.events.js';
export {
  type ObligationFilter,
  type ObligationView,
  type PersonOwed,
  countByStatus,
  listObligations,
} from './obligation/obligation.queries.js';
export { type Obligation, isOpen, statusOf } from './obligation/obligation.state.js';
export { obligationStatuses, statusAt } from './obligation/status.queries.js';
export { optBackIn, optOut, voidOptOut } from './opt-out/opt-out.decide.js';
export { identifications } from './opt-out/opt-out.events.js';
export type { CaseHistory } from './owing/case-history.state.js';
export { contactSceneOf } from './owing/contact-scene.rules.js';
export { type NotDischarged, notDischarged } from './owing/not-discharged.rules.js';
export { type NotOwed, notOwedReasons, whyNotOwed } from './owing/not-owed.rules.js';
export { type PreviewedObligation, previewedChanges } from './preview/preview.rules.js';
export { Previews } from './preview/previews.js';
export { type FollowUp, type FollowUpEvent, advance, emptyFollowUp, fold } from './reconcile/follow-up.state.js';
export { defaultGrace, reconcile } from './reconcile/reconcile.decide.js';
export { extendClock, pauseClock, resumeClock, undoRuling } from './ruling/clock.decide.js';
export { excuseObligation, voidObligation, waiveObligation } from './ruling/release.decide.js';
export { goodReasons } from './ruling/ruling.events.js';
export type { RulingIntent } from './ruling/ruling-subject.decide.js';
export { type RulingView, rulingsOn } from './ruling/ruling.queries.js';
export { FollowUpStreams } from './stream/case.streams.js';
export type { CaseChange, Decide, StandingCase } from './stream/case-change.js';
export {
  type CaseAddition,
  type CaseFact,
  type CaseMove,
  livedThrough,
  withFollowing,
} from './stream/following.rules.js';
export { NextChecks, awaitingCalendar, oldestDue } from './stream/next-checks.queries.js';
export { breakGlass, liftRestriction, restrictCase } from './restriction/restriction.decide.js';
export { projections } from './stream/projections.js';
export { unreckoned } from './stream/unreckoned-cases.queries.js';
export { mapYielding } from './stream/yield-to-event-loop.js';
export { type TimelinePlace, type TimelineView, timelineOf } from './timeline/timeline.queries.js';
export { obligationKnownAt } from './whole-case/known-obligation.queries.js';
export { openObligations } from './whole-case/open-obligations.js';
export { CasesRead } from './whole-case/cases-read.js';
export type { FollowUpView } from './whole-case/whole-case.queries.js';
export { OwnWork } from './work/own-work.queries.js';
export { obligationsAndPosition } from './whole-case/obligations-and-position.queries.js';
