import type { NoteSeal } from '@kept-informed/decisions';
import type { CasePlace, NotDischarged, ObligationView, recordContact } from '@kept-informed/follow-up';
import { CaseCommand, type WithSeal } from '../handling/case.command.js';
import type { AlsoOn, RecordContactRequest } from './contact.requests.js';
import type { CorrectionRequest } from './correction.requests.js';
import type { ReceiptRequest } from './receipt.requests.js';

/** The route by which a contact went, or why there can be none. */
type WentBy = Parameters<typeof recordContact>[1]['wentBy'];

/** Whom a contact was with, on the case in which the matter is followed up, and by which route, or why by none. */
export interface ContactPlace extends CasePlace {
  readonly wentBy: WentBy;
}

/** A contact whose words have gone to the people, on each of the cases that it was about. */
type PlacedContact = WithSeal<
  RecordContactRequest,
  'note' | 'lateReason' | 'alsoOn' | 'participantIds' | 'routeId' | 'route'
> &
  Omit<ContactPlace, 'caseId'> & {
    readonly lateReasonId?: string;
    readonly lateReasonDigest?: string;
    readonly alsoOn: readonly (ContactPlace & Pick<AlsoOn, 'tells'>)[];
  };

/** What became of a contact: on which case, whether it reached them, and what it discharged. */
export interface ContactResult {
  readonly caseId: string;
  readonly contactId: string;
  readonly reached: boolean;
  readonly discharged: readonly string[];
  /** What is open of all that it was about, and why it did not meet that. */
  readonly notDischarged: readonly NotDischarged[];
  readonly concerns: readonly ContactConcern[];
  readonly version: number;
  readonly position: string;
}

/** An alert that a contact raised, whatever is owed. */
export interface ContactConcern {
  readonly concern: string;
  readonly alertId: string;
}

/** A contact as it was recorded, and as it was recorded on other cases too. */
export interface ContactsResult extends ContactResult {
  /** What its participants are still owed on this case. */
  readonly stillOpen: readonly ObligationView[];
  readonly alsoOn: readonly ContactResult[];
}

/** Records a communication with participants, or an attempt at one. */
export class RecordContact extends CaseCommand<PlacedContact, ContactsResult> {}

/** What a correction changed: the obligations that are met now, and those that are open again or owed anew. */
export interface CorrectionResult {
  readonly caseId: string;
  readonly contactId: string;
  readonly discharged: readonly string[];
  readonly reopened: readonly string[];
  readonly version: number;
  readonly position: string;
}

/** Which contact of the case. */
interface OfContact {
  readonly contactId: string;
}

/** How a contact really was. The route is looked up anew where what decides it is corrected. */
type CorrectionToRecord = OfContact & {
  readonly correction: Omit<CorrectionRequest, 'reason' | 'strikeOut' | 'caseId' | 'routeId'> & {
    readonly wentBy?: WentBy;
  };
  readonly reasonId: string;
  readonly reasonDigest: string;
};

/** Records how a contact really was; what is left out stays as it was recorded. */
export class CorrectContact extends CaseCommand<CorrectionToRecord, CorrectionResult> {}

/** Records that a contact never was. */
export class StrikeOutContact extends CaseCommand<OfContact & NoteSeal, CorrectionResult> {}

/** What a receipt changed: whether the contact has reached them by it, what it met, and what is owed again. */
export interface ReceiptResult extends CorrectionResult {
  readonly reached: boolean;
}

/** Records what became of a contact after it was sent. */
export class RecordReceipt extends CaseCommand<OfContact & ReceiptRequest, ReceiptResult> {}

/** The correction of the case that a contact was taken from, and of the one that it belongs to. */
export interface MoveResult extends CorrectionResult {
  readonly movedTo: CorrectionResult;
}

/** Records that a contact was of another case: struck out here, recorded there as if it always had been. */
export class MoveContact extends CaseCommand<OfContact & NoteSeal & { readonly there: ContactPlace }, MoveResult> {}
