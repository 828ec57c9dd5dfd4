export { AcknowledgeAlert, EscalateUndelivered, HandOverAlert, OnAlert, SnoozeAlert } from './alert/alert.commands.js';
export { EscalateUndeliveredHandler } from './alert/alert.handlers.js';
export { FollowUpModule } from './case-work.module.js';
export {
  AddParticipant,
  AgreeContactPlan,
  AssessEntitlement,
  AssignCase,
  CloseCase,
  EndAuthority,
  JoiningParticipant,
  OpenCase,
  ReachMilestone,
  ReopenCase,
  VoidMilestone,
} from './case/case.commands.js';
export { LinkCases, MergeCases } from './case/merge.commands.js';
export type { PartnersResult } from './case/merge.handlers.js';
export { RecordContact } from './contact/contact.commands.js';
export type { ContactResult } from './contact/contact.handlers.js';
export { CorrectContact, CorrectedFields, MoveContact, StrikeOutContact } from './contact/correction.commands.js';
export type { CorrectionResult } from './contact/correction.handlers.js';
export { ReceiveFeedback, RequestReply, WithdrawReplyRequest } from './feedback/feedback.commands.js';
export { OptBackIn, OptOutOf } from './opt-out/opt-out.commands.js';
export type { CaseResult } from './results.js';
export type { RulingResult } from './ruling/ruling-recorder.js';
export {
  ExcuseObligation,
  ExtendClock,
  OnObligation,
  PauseClock,
  ResumeClock,
  UndoRuling,
  VoidObligation,
  WaiveObligation,
} from './ruling/ruling.commands.js';
