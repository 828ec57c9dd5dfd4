import { addWorkingDays, englandAndWales, localDate, type Instant, type LocalDate } from '@kept-informed/calendar';
import { between, type Chance } from './chance.js';
import { atMinute } from '@kept-informed/imports';

/** A contact that an officer makes with the victim, outbound. */
export interface PlannedContact {
  readonly at: Instant;
  readonly method: 'phone' | 'in-person' | 'email' | 'sms';
  readonly outcome: 'spoke' | 'told-in-person' | 'read' | 'delivered' | 'no-answer' | 'voicemail';
  readonly purpose: 'initial-information' | 'update' | 'result';
  /** What it told of: milestone types, and `case-closed`. Empty for an attempt. */
  readonly tells: readonly string[];
}

/** Nobody is given the initial information by telephone: Codes want it in writing. */
const SHARE_BY_PHONE = 0.7;

/**
 * How victims are reached, the first fitting share counting. All of these reach whatever routes are recorded.
 */
const WAYS: readonly (readonly [
  below: number,
  method: PlannedContact['method'],
  outcome: PlannedContact['outcome'],
])[] = [
  [SHARE_BY_PHONE, 'phone', 'spoke'],
  [0.82, 'in-person', 'told-in-person'],
  [0.94, 'email', 'read'],
  [1, 'sms', 'delivered'],
];

const OPENS = 9 * 60;
const CLOSES = 17 * 60;
const STEP = 5;
const SHARE_WITH_ATTEMPT = 0.35;

/** A contact that reaches the victim on a working day, between 09:00 and 16:55 in London. */
export function reachedOn(
  day: LocalDate,
  what: Pick<PlannedContact, 'purpose' | 'tells'>,
  chance: Chance,
): PlannedContact {
  const at = atMinute(day, between(OPENS / STEP, CLOSES / STEP - 1, chance) * STEP);
  const drawn = what.purpose === 'initial-information' ? SHARE_BY_PHONE + (1 - SHARE_BY_PHONE) * chance() : chance();
  const [, method, outcome] = WAYS.find(([below]) => drawn < below)!;
  return { at, method, outcome, purpose: what.purpose, tells: [...what.tells] };
}

/** Up to two calls that nobody answers, on the working days before a contact or that morning, and after `since`. */
export function attemptsBefore(contact: PlannedContact, since: Instant, chance: Chance): PlannedContact[] {
  const count = chance() < SHARE_WITH_ATTEMPT ? between(1, 2, chance) : 0;
  return Array.from({ length: count }, () => attemptBefore(contact, chance))
    .filter(({ at }) => at > since && at < contact.at)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

function attemptBefore(contact: PlannedContact, chance: Chance): PlannedContact {
  const day = addWorkingDays(localDate(contact.at), -between(0, 2, chance), englandAndWales);
  return {
    at: atMinute(day, between(OPENS / STEP, CLOSES / STEP - 1, chance) * STEP),
    method: 'phone',
    outcome: chance() < 0.5 ? 'no-answer' : 'voicemail',
    purpose: contact.purpose,
    tells: [],
  };
}
