import { addDays, atLocalTime, dayInWords, localDate, type Instant, type Zone } from '@kept-informed/calendar';
import type { FormFault } from '../frame/form-field.js';
import { textIn, type FormBody } from '../frame/form-body.js';

/** What somebody does about an alert from its row, as they filled it in. */
export interface AlertForm {
  readonly alertId: string;
  /** They have a plan to make the contact, or put it aside for a while. */
  readonly does: 'plan' | 'aside';
  /** The plan, or why it can wait. */
  readonly note: string;
  /** In how many days it is to be seen again. */
  readonly days: string;
  /** The same in every sending of the form. */
  readonly key: string;
}

const longestNote = 4_000;
const daysAhead = [1, 3, 7, 14];
/** When work begins. */
const seenAgainAt = '09:00';

export function alertFormIn(body: FormBody): AlertForm {
  const text = (name: string) => textIn(body, name);
  const does = text('does') === 'aside' ? 'aside' : 'plan';
  return { alertId: text('alert'), does, note: text('note'), days: text('days') || '1', key: text('key') };
}

/** What has to be mended in a form for an alert. */
export function alertFaults({ does, note, days }: AlertForm): FormFault[] {
  if (note.length > longestNote) return [{ field: 'note', text: `Write at most ${longestNote} characters` }];
  if (does === 'plan') return [];
  if (!daysAhead.map(String).includes(days)) return [{ field: 'days', text: 'Choose until when it is put aside' }];
  return note === '' ? [{ field: 'note', text: 'Say why it can wait' }] : [];
}

export const untilOf = ({ days }: Pick<AlertForm, 'days'>, now: Instant, zone: Zone): Instant =>
  atLocalTime(addDays(localDate(now, zone), Number(days)), seenAgainAt, zone)!;

/** Until when something can be put aside. */
export const asideChoices = (now: Instant, zone: Zone, chosen: string) =>
  daysAhead.map((days) => ({
    value: String(days),
    text: `${dayInWords(addDays(localDate(now, zone), days))}, 9am`,
    selected: String(days) === chosen,
  }));
