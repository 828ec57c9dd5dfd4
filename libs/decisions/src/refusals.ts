/** Why something asked for cannot be. The closed set of the domain's answers; each names the field it is about. */
export type RefusalCode =
  | 'not-found'
  | 'unknown-case'
  | 'unknown-participant'
  | 'unknown-staff'
  | 'unknown-feedback'
  | 'unknown-obligation'
  | 'unknown-alert'
  | 'unknown-trigger'
  | 'unknown-area'
  | 'unknown-offence-group'
  | 'reference-misshapen'
  | 'reference-taken'
  | 'owner-left-out'
  | 'not-restricted'
  | 'restricted-otherwise'
  | 'in-the-future'
  | 'before-case'
  | 'known-before-it-happened'
  | 'not-a-decision'
  | 'decided-after-it-happened'
  | 'whom-does-it-concern'
  | 'left-out-without-reason'
  | 'nobody-left-out'
  | 'late-reason-required'
  | 'opened-too-early'
  | 'outcome-does-not-fit'
  | 'body-not-bound'
  | 'already-known'
  | 'already-recorded'
  | 'already-reviewed'
  | 'before-it-was-sent'
  | 'represents-nobody'
  | 'frequency-not-positive'
  | 'ends-before-it-begins'
  | 'too-many-months'
  | 'period-too-long'
  | 'nothing-counted'
  | 'not-of-this-measure'
  | 'too-far-ahead'
  | 'already-closed'
  | 'not-closed'
  | 'recorded-in-error'
  | 'dry-run'
  | 'still-importing'
  | 'already-reversed'
  | 'not-reversed'
  | 'reply-already-requested'
  | 'already-withdrawn'
  | 'nothing-to-withdraw'
  | 'alert-ended'
  | 'already-theirs'
  | 'holidays-not-known'
  | 'unknown-contact'
  | 'unknown-milestone'
  | 'unknown-commitment'
  | 'unknown-ruling'
  | 'unknown-opt-out'
  | 'unknown-dispute'
  | 'already-decided'
  | 'decides-own-duty'
  | 'decides-own-recording'
  | 'pause-not-allowed'
  | 'extension-not-allowed'
  | 'extension-in-other-unit'
  | 'already-paused'
  | 'not-paused'
  | 'paused-again'
  | 'already-ended'
  | 'already-missed'
  | 'no-due-date'
  | 'before-it-was-owed'
  | 'no-attempts'
  | 'no-authority'
  | 'not-identified'
  | 'already-corrected'
  | 'already-voided'
  | 'merged-elsewhere'
  | 'same-case'
  | 'participant-not-placed'
  | 'suspect-not-placed'
  | 'milestone-not-placed'
  | 'already-linked'
  | 'not-a-representative'
  | 'unknown-draft'
  | 'own-draft'
  | 'draft-ended'
  | 'draft-outdated'
  | 'reach-date-not-fitting'
  | 'reach-date-past'
  | 'policy-invalid'
  | 'calendar-invalid'
  | 'nothing-to-correct'
  | 'changes-nothing'
  | 'is-a-crime'
  | 'after-it-happened'
  | 'one-correction-at-a-time'
  | 'several-open'
  | 'say-one'
  | 'no-route'
  | 'unknown-route'
  | 'route-ambiguous'
  | 'route-does-not-fit'
  | 'route-said-twice'
  | 'service-does-not-fit'
  | 'reply-does-not-fit'
  | 'automatic-does-not-fit'
  | 'promised-for-the-past'
  | 'unsafe-route'
  | 'confirmation-required'
  | 'not-by-a-service'
  | 'reason-required'
  | 'stale-version'
  | 'sweep-behind'
  | 'still-reckoning'
  | 'known-at-not-supported'
  | 'already-asked'
  | 'already-erased'
  | 'own-erasure'
  | 'person-erased'
  | 'legal-hold'
  | 'still-kept'
  | 'people-unreadable'
  | 'people-keys-away'
  | 'erasures-unlisted'
  | 'busy';

export type RefusalKind = 'not-found' | 'unprocessable' | 'conflict' | 'stale' | 'busy' | 'unreadable';

/** One thing that is wrong with what was asked: where, as a JSON pointer, and what. */
export interface FieldProblem {
  readonly field: string;
  readonly detail: string;
}

/** A refusal: nothing was stored. `field` is a JSON pointer into what was asked. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly kind: RefusalKind;
  readonly detail: string;
  readonly field?: string;
  /** Everything that is wrong, where that is more than one thing. */
  readonly problems?: readonly FieldProblem[];
  readonly extra?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** Thrown by decisions; carries codes and field names only, never what was entered. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'Refused';
  }
}

/** The thing named in the address or body is not there. */
export function notFound(code: RefusalCode, detail: string): Refused {
  return new Refused({ code, kind: 'not-found', detail });
}

/** What was asked cannot be so, whatever the state of the case. */
export function refuse(code: RefusalCode, field: string, detail: string): Refused {
  return new Refused({ code, kind: 'unprocessable', field, detail });
}

/** Runs a decision on part of what was asked: what it refuses is said of the field below that part. */
export function below<T>(part: string, decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.field === undefined) throw error;
    throw new Refused({ ...error.refusal, field: `${part}${error.refusal.field}` });
  }
}

/** It needs what cannot be read here now. */
export function unreadable(code: RefusalCode, detail: string): Refused {
  return new Refused({ code, kind: 'unreadable', detail });
}

/** The case stands in the way. */
export function conflict(code: RefusalCode, detail: string, extra?: Refusal['extra']): Refused {
  return new Refused({ code, kind: 'conflict', detail, extra });
}

/** Much of what was asked can be wrong at once, and all of it is told. */
export function refuseAll(code: RefusalCode, problems: readonly FieldProblem[], detail: string): Refused {
  return new Refused({ code, kind: 'unprocessable', problems, detail });
}
