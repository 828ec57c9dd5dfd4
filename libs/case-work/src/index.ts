export { AlertHandling } from './alert/alert-handling.js';
export { EscalateUndelivered } from './alert/alert.commands.js';
export {
  AcknowledgementRequest,
  AcknowledgementsRequest,
  HandoverRequest,
  HandoversRequest,
  SnoozeRequest,
  SnoozesRequest,
} from './alert/alert.requests.js';
export { CaseWorkModule } from './case-work.module.js';
export { type ArisenObligations, CaseRecording } from './case/case-recording.js';
export {
  CorrectCaseDetailsRequest,
  CorrectParticipantDetailsRequest,
  TransferCaseRequest,
} from './case/details.requests.js';
export { type EarlierDetailWithReason, type ParticipantHistory, PuttingRight } from './case/putting-right.js';
export {
  AssessEntitlement,
  AssignCase,
  CloseCase,
  EndAuthority,
  RecordDeath,
  ReopenCase,
} from './case/case.commands.js';
export {
  AgreeContactPlanRequest,
  AssessEntitlementRequest,
  AssignCaseRequest,
  CaseOwnersRequest,
  CloseCaseRequest,
  EndAuthorityRequest,
  RecordDeathRequest,
  OpenCaseRequest,
  ReachMilestoneRequest,
  ReopenCaseRequest,
} from './case/case.requests.js';
export { LinkCases } from './case/merger.commands.js';
export { LinkCasesRequest, MergeCasesRequest } from './case/merger.requests.js';
export { CharacteristicsRequest } from './case/characteristics.request.js';
export { AddParticipantRequest, RouteRequest } from './case/participant.requests.js';
export {
  type CaseTimeline,
  type OptOutWithNote,
  type ParticipantWithPerson,
  type PlanWithNote,
  type TimelineEntry,
  WholeCase,
  type WholeCaseView,
} from './case/whole-case.js';
export { ContactCorrections } from './contact/contact-corrections.js';
export { ContactReceipts } from './contact/contact-receipts.js';
export { ContactRecording } from './contact/contact-recording.js';
export type { ContactResult } from './contact/contact.commands.js';
export { RecordContactRequest } from './contact/contact.requests.js';
export { ReceiptRequest } from './contact/receipt.requests.js';
export { CorrectionRequest } from './contact/correction.requests.js';
export { DecideDisputeRequest } from './dispute/dispute.requests.js';
export { DisputeHandling, type DisputeOutcome } from './dispute/dispute-handling.js';
export { PersonPlaces } from './person/person-places.js';
export type { ParticipantFound } from './search/search.queries.js';
export { ErasureHandling } from './erasure/erasure-handling.js';
export { SubjectAccess, type SubjectOnCase } from './erasure/subject-access.js';
export { EraseRequest } from './erasure/erasure.requests.js';
export { RequestReply, WithdrawReplyRequest } from './feedback/feedback.commands.js';
export { ReceiveFeedbackRequest, RequestReplyRequest, WithdrawalRequest } from './feedback/feedback.requests.js';
export { EachApart, type Outcome } from './handling/each-apart.js';
export {
  answeredBefore,
  forgetAnswers,
  holdKey,
  keepAnswer,
  type KeptAnswer,
  KeyRefused,
} from './handling/kept-answers.js';
export { onceMore } from './handling/once-more.js';
export { ReasonRequest } from './handling/reason.request.js';
export { requesterOf } from './handling/requester-of.js';
export { undone } from './handling/undone.js';
export { type AdministratorAct, keepAdministratorAct } from './look/administrator-acts.js';
export { LookKeeper } from './look/look-keeper.js';
export type { AnswerShown } from './look/look-log.js';
export type { ShownPeople } from './look/people-read.js';
export { CounterEnquiries } from './counter/counter-enquiries.js';
export { CounterMessages } from './counter/counter-messages.js';
export { type CallBackRoute, CounterReader, type CounterView } from './counter/counter-reader.js';
export { EnquiryRequest, IdentityQuery, MessageRequest } from './counter/counter.requests.js';
export {
  identityChecks,
  type IdentityCheck,
  isVerified,
  type MayNotSay,
  type MaySay,
  neverSaid,
  sayingRules,
} from './counter/may-say.rules.js';
export { OptBackIn } from './opt-out/opt-out.commands.js';
export { OptOutRequest } from './opt-out/opt-out.requests.js';
export { Notes } from './reading/notes.js';
export { CaseRestrictions } from './restriction/case-restrictions.js';
export { RestrictionRequest } from './restriction/restriction.requests.js';
export { LinkPersonRequest } from './person/person.requests.js';
export { type PersonRecord, PersonRecords, type WholePerson } from './person/person-records.js';
export { alertsHeld } from './retention/retention.queries.js';
export { KeepLongerRequest } from './retention/retention.requests.js';
export { type PersonPastTime, type PersonRetention, Retentions } from './retention/retentions.js';
export { CharacteristicFigures } from './figures/characteristic-figures.js';
export { characteristicTable } from './figures/characteristic-table.js';
export { type MeasureAsked, MeasuredFigures, type MeasureReport } from './figures/measured-figures.js';
export { type CellAsked, type ComplianceReport, Figures } from './figures/figures.js';
export { publishedReports, type PublishedReport } from './publication/published-reports.js';
export type { RestatedQuestion, RestatedRow, Verification } from './publication/restated-answers.js';
export { ReturnMaker } from './publication/return-maker.js';
export { restatementTable } from './figures/restatement-table.js';
export { Restatements } from './figures/restatements.js';
export { type Redraw, SampleDraws } from './figures/sample-draws.js';
export { DutyFigures } from './figures/duty-figures.js';
export { type OpenedObligation, type SampledContact, ShownSamples } from './figures/shown-samples.js';
export { whatIfFile } from './figures/what-if-csv.js';
export { countedTable } from './figures/counted-table.js';
export { figureSentences, noLimitSentences } from './figures/figure-sentences.js';
export { type FigureColumn, figureColumns, groupingTitle, groupNames } from './figures/figure-words.js';
export { funnelPicture, funnelVerdict, monthInWords, monthsPicture, placeWords } from './figures/pictures.js';
export { FigurePapers } from './figures/figure-papers.js';
export { measuredTable, measureTable } from './figures/measure-tables.js';
export { noLimitTable, promisesTable, silenceTable } from './figures/other-tables.js';
export { recordedElsewhereTable, reportTable } from './figures/report-table.js';
export type { ReportAsked } from './figures/report-questions.js';
export { type PartSeries, Variation } from './figures/variation.js';
export { funnelTable, monthsTable } from './figures/variation-tables.js';
export { Sights } from './reach/sights.js';
export { lastToldOn } from './reading/last-told.queries.js';
export { UpToDate } from './reading/up-to-date.js';
export { ReadModel, type WhoReads, type ToldAlert, type ToldObligation } from './reading/read-model.js';
export { seesPersonalData } from './reading/sees-personal-data.js';
export {
  ExcusalRequest,
  ExtensionRequest,
  PauseRequest,
  ResumptionRequest,
  WaiverRequest,
} from './ruling/ruling.requests.js';
export { type AttemptMade, type ExcusablePlace, excusable } from './ruling/excusable.queries.js';
export type { OnTheWay } from './safety/on-the-way.queries.js';
export { allowedRoutes } from './safety/allowed-routes.queries.js';
export { type RouteEntered, SafeContact } from './safety/safe-contact.js';
export { AllowUnsafeRouteRequest } from './safety/safety.requests.js';
export { SearchRequest } from './search/search.request.js';
export { PeopleSearch, type SearchMatch, type SearchResult } from './search/people-search.js';
export {
  type DueDateMove,
  isOfSupervisors,
  type RulingRecord,
  type RulingWithNote,
  Rulings,
} from './ruling/rulings.js';
export { contentOf, PolicyDraftRequest } from './terms/policy.requests.js';
