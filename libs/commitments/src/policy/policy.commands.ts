import { Command } from '@nestjs/cqrs';
import type { LocalDate } from '@kept-informed/calendar';
import type { Requester } from '@kept-informed/decisions';
import type { ActivationResult } from './activations.js';
import type { DraftWarning, GivenCalendar } from './holidays.rules.js';
import type { PolicyContent } from './policy.rules.js';
import type { ActivationRequest } from './versions.decide.js';
import type { TermsKind } from './versions.events.js';

/** Where the stream of policies or calendars stands after a command. */
export interface TermsResult {
  readonly version: number;
  readonly position: string;
}

/** What a draft answers: what it is called, and what is odd about it. */
export interface DraftResult extends TermsResult {
  readonly versionId: string;
  readonly warnings: readonly DraftWarning[];
}

/** `added`: dates that the version in force does not have; `calledOff`: dates that it has and that would no longer hold. */
export interface CalendarDraftResult extends DraftResult {
  readonly added: readonly LocalDate[];
  readonly calledOff: readonly LocalDate[];
}

/** Writes a whole policy down. */
export class DraftPolicy extends Command<DraftResult> {
  constructor(
    readonly content: PolicyContent,
    readonly requester: Requester,
  ) {
    super();
  }
}

/** A whole calendar. `byHand`: typed by somebody, so that its dates are looked at twice. */
export interface CalendarToDraft {
  readonly given: GivenCalendar;
  readonly byHand: boolean;
}

/** Writes a whole calendar down. */
export class DraftCalendar extends Command<CalendarDraftResult> {
  constructor(
    readonly calendar: CalendarToDraft,
    readonly requester: Requester,
  ) {
    super();
  }
}

/** Gives up a draft. */
export class DiscardDraft extends Command<TermsResult> {
  constructor(
    readonly kind: TermsKind,
    readonly versionId: string,
    readonly requester: Requester,
  ) {
    super();
  }
}

/** Lets a draft hold from now on, and says how far it reaches into what is open. */
export class ActivateDraft extends Command<ActivationResult> {
  constructor(
    readonly kind: TermsKind,
    readonly activation: Omit<ActivationRequest, 'by' | 'subject'>,
    readonly requester: Requester,
  ) {
    super();
  }
}
