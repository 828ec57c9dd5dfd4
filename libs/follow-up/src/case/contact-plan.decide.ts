import { type Instant, type LocalDate, parseDuration } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { refuse, type NoteSeal } from '@kept-informed/decisions';
import { requireParticipant, withinCase } from './case-checks.decide.js';
import type { ContactPlanAgreed, Method } from './case.events.js';
import type { Case } from './case.state.js';

/** A plan to record, with its id already given. */
export interface NewContactPlan extends NoteSeal {
  readonly planId: string;
  readonly participantId: string;
  readonly frequency: string;
  readonly method: Method;
  readonly until?: LocalDate;
  readonly contactId?: string;
}

/**
 * The frequency and method of updates were agreed. `on`: the London date of the agreement; `reachedIn`: the contacts that
 * reached the participant, of which it may name the one in which they agreed.
 */
export function agreeContactPlan(
  state: Case,
  asked: NewContactPlan,
  agreed: { readonly at: Instant; readonly on: LocalDate; readonly reachedIn: ReadonlySet<string> },
  now: Instant,
): NewFactOf<ContactPlanAgreed>[] {
  requireParticipant(state, asked.participantId);
  withinCase(state, agreed.at, now, '/agreedAt');
  const frequency = parseDuration(asked.frequency);
  if (!frequency || frequency.unit === 'hours' || frequency.count === 0)
    throw refuse(
      'frequency-not-positive',
      '/frequency',
      'Give the frequency in days, weeks or months, such as P14D or P1M.',
    );
  if (asked.until !== undefined && asked.until < agreed.on)
    throw refuse('ends-before-it-begins', '/until', 'The plan would end before it was agreed.');
  if (asked.contactId !== undefined && !agreed.reachedIn.has(asked.contactId))
    throw refuse('unknown-contact', '/contactId', 'Name a contact of this case that reached the participant.');
  return [{ type: 'ContactPlanAgreed', data: asked, occurred: agreed.at }];
}
