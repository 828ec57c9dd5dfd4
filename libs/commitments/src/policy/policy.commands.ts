import type { LocalDate } from '@kept-informed/calendar';
import { reaches, type Reach } from '../commitment/terms.rules.js';
import { Code, LocalDateField } from '@kept-informed/fields';
import type { Requester } from '@kept-informed/decisions';
import type { GivenCalendar } from './holidays.rules.js';
import type { PolicyContent } from './policy.rules.js';

/** Writes a whole policy down. Set by the door: who asks and the version of the stream that they have seen. */
export class DraftPolicy {
  content: PolicyContent;
  asked: Requester;
}

/** Writes a whole calendar down. */
export class DraftCalendar {
  given: GivenCalendar;
  /** Typed by hand, so that its dates are looked at twice. */
  byHand: boolean;
  asked: Requester;
}

/** Gives up a draft. */
abstract class DiscardDraft {
  versionId: string;
  asked: Requester;
}
export class DiscardPolicyDraft extends DiscardDraft {}
export class DiscardCalendarDraft extends DiscardDraft {}

/** Lets a draft hold from now on, and says how far it reaches into what is open. */
abstract class ActivateDraft {
  versionId: string;
  asked: Requester;

  @Code(reaches, {
    description:
      'new-only: what arises from now on. recompute-all: what is open and not yet due is counted again from its start. ' +
      'time-left: what is left of it on a date is counted on from there.',
  })
  reach: Reach['to'];

  @LocalDateField({ optional: true, description: 'For time-left: the date, today or later.' })
  on?: LocalDate;
}
export class ActivatePolicy extends ActivateDraft {}
export class ActivateCalendar extends ActivateDraft {}
