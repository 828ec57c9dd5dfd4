import { bodies, type Purpose, type ResponsibleBody } from '@kept-informed/commitments';
import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';
import type { Provenance, NoteSeal } from '@kept-informed/decisions';
import type { Method } from '../case/case.events.js';

export const directions = ['inbound', 'outbound'] as const;
export const outcomes = [
  'spoke',
  'told-in-person',
  'delivered',
  'read',
  'sent',
  'voicemail',
  'no-answer',
  'third-party',
  'returned',
  'refused',
  'received',
] as const;

/** What can become of something written after it was sent. */
export const receiptOutcomes = [
  'delivered',
  'read',
  'returned',
] as const satisfies readonly (typeof outcomes)[number][];
export type ReceiptOutcome = (typeof receiptOutcomes)[number];

export type Direction = (typeof directions)[number];
export type ContactOutcome = (typeof outcomes)[number];

/** What was known, at the time of the contact, of the route by which it went. `dead`: something had come back by it. */
export type RouteSafety = 'safe' | 'unsafe' | 'dead' | 'unknown';

/** Whoever can tell somebody something: the bodies that commitments bind, and another force. */
export const tellingBodies = [...bodies, 'other-force'] as const;
export type TellingBody = (typeof tellingBodies)[number];

export const automatics = ['receipt', 'bulk'] as const;
export type Automatic = (typeof automatics)[number];

/** By which route a contact went, as far as is known, and what was known of it. */
export interface UsedRoute {
  readonly route: RouteSafety;
  readonly routeId?: string;
  /** It gives no receipts: what was sent counts as having reached. */
  readonly noReceipts?: boolean;
  /** When the route was entered, where that was only after the contact. */
  readonly routeKeyedAt?: Instant;
}

/** A communication with participants of the case. `ContactAttempted` is one that reached nobody, so far as is known. */
export interface ContactDetails extends NoteSeal, Provenance, UsedRoute {
  readonly contactId: string;
  readonly participantIds: readonly string[];
  readonly direction: Direction;
  readonly method: Method;
  readonly outcome: ContactOutcome;
  readonly purpose: Purpose;
  /** What the participants were told: trigger names of the catalogue. */
  readonly tells: readonly string[];
  /** Sent by a machine to acknowledge something, or to many alike. */
  readonly automatic?: Automatic;
  /** Of what it told, which: ids of milestones and closures, named by who recorded it or settled then. */
  readonly milestoneIds?: readonly string[];
  /** The feedback that a reply or acknowledgement answers. */
  readonly feedbackId?: string;
  /** The letter, message or milestone that it answers. */
  readonly answersId?: string;
  /** The service to which a referral goes. */
  readonly service?: string;
  /** On whose behalf; none: the force. */
  readonly toldBy?: TellingBody;
  /** The bodies that the team of whoever recorded it acts for, where it does not say on whose behalf it was. */
  readonly actsFor?: readonly ResponsibleBody[];
  /** A message or transfer that a machine made for one person about one case. */
  readonly generated?: boolean;
  readonly identityVerified?: boolean;
  /** Of a case of high risk: whether it was confirmed before that it was safe. */
  readonly confirmedSafe?: boolean;
  /** By an unsafe route, as a supervisor had allowed. */
  readonly allowanceId?: string;
  readonly promisedNext?: LocalDate;
  readonly backDated?: boolean;
  /** Why it was recorded so late: kept with the people. */
  readonly lateReasonId?: string;
  readonly lateReasonDigest?: string;
}

export type ContactMade = RecordedFact<'ContactMade', ContactDetails>;
export type ContactAttempted = RecordedFact<'ContactAttempted', ContactDetails>;

/** Of a contact of a case that gave way. */
interface PutRightElsewhere {
  /** The case into which it was merged, and in which this was recorded; none: in this one. */
  readonly putRightIn?: string;
}

/** The contact never was, or was of another case, where it is recorded as moved from this one. */
export type ContactStruckOut = RecordedFact<
  'ContactStruckOut',
  NoteSeal & PutRightElsewhere & { readonly contactId: string; readonly movedTo?: string }
>;

/** The contact was otherwise; holds all of it as it is now known to have been. Occurred: when it really took place. */
export type ContactCorrected = RecordedFact<
  'ContactCorrected',
  ContactDetails & PutRightElsewhere & { readonly reasonId?: string; readonly reasonDigest?: string }
>;

/** It arrived, was read or came back; occurred: when that was known. */
export type ReceiptCame = RecordedFact<
  'ReceiptCame',
  Provenance &
    PutRightElsewhere & {
      readonly contactId: string;
      readonly outcome: ReceiptOutcome;
      /** Since when the contact has reached them; none: it has not. */
      readonly reachedAt?: Instant;
      /** Since when it counts as an attempt; none: it does not. */
      readonly attemptFrom?: Instant;
    }
>;

/**
 * What a contact left unsaid was settled, by itself or by the first later fact that fits; caused by that (rules.md, Settled
 * once). It says what the contact is about by that: nothing where several things could be meant.
 */
export type ContactSettled = RecordedFact<
  'ContactSettled',
  Provenance &
    Pick<ContactDetails, 'milestoneIds' | 'feedbackId' | 'answersId' | 'service'> & {
      readonly contactId: string;
      /** A trigger that it told by its name, or what it was for. */
      readonly unsaid: string;
    }
>;

/** Somebody left word for whoever has the case, as at the counter; occurred: when. What they said is kept with the people. */
export type MessageLeft = RecordedFact<
  'MessageLeft',
  NoteSeal &
    Provenance & {
      readonly messageId: string;
      /** Who left it; none: nobody said, or they did not prove who they are. */
      readonly participantId?: string;
      /** Until when they want to be called back, and by which of their routes. */
      readonly identityVerified: boolean;
      readonly callBackBy?: Instant;
      readonly routeId?: string;
    }
>;

export type ContactEvent =
  ContactMade | ContactAttempted | ContactStruckOut | ContactCorrected | ContactSettled | ReceiptCame | MessageLeft;
