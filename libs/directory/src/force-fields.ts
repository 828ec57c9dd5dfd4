import { parseDuration } from '@kept-informed/calendar';
import { rules, type FieldRule } from '@kept-informed/fields';
import { momentOf } from './moment.js';

function text(expected: string, accepts: (value: string) => boolean): FieldRule {
  return { expected, accepts: (value) => typeof value === 'string' && accepts(value), schema: { type: 'string' } };
}

/** Ids go into links, queue names and files. */
export const id = text('an id: letters, digits, dot, hyphen and underscore, at most 64', (value) =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value),
);

/** The id of something else in the file; whether it is there is checked by `problemsBetween`. */
export const reference = text('an id', () => true);

export const name = text(
  'a name, without spaces around it',
  (value) => value.length <= 100 && /^\S(?:.*\S)?$/.test(value),
);

/** What `hasShape` reads. */
export const shape = text(
  'a shape of capitals, digits, / - . : _ and spaces, with # for a digit, @ for a letter, + for one or more of them',
  (value) => value.length <= 64 && /^(?:[#@]\+?|[A-Z0-9 ./_:-])+$/.test(value),
);

export const timeZone = text('an IANA time zone, such as Europe/London', isTimeZone);

export const mailbox: FieldRule = {
  ...rules.email,
  expected: 'an e-mail address, such as crime-desk@force.example',
};

export const minutesOfADay: FieldRule = {
  ...rules.int({ max: 1_440 }),
  expected: 'a whole number of minutes from 0 to 1440, a day',
};

export const daysBack: FieldRule = rules.int({ min: 1, max: 1_825 });

/** Anything shorter than a day would be a limit, and no time to keep something. */
export const keptFor = text('a number of months or days, such as P72M or P90D', (value) => {
  const duration = parseDuration(value);
  return duration !== null && duration.unit !== 'hours' && duration.count > 0;
});

export const timeOfDay = text('a time of day in quotes, such as "22:00"', (value) =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
);

export const date: FieldRule = { ...rules.localDate, expected: 'a date, such as 2026-12-24' };

/** Whether a local time can be read does not depend on the zone. */
export const moment = text(
  'a local time, such as 2026-12-24T22:00, or an instant with its offset',
  (value) => momentOf(value, 'UTC') !== null,
);

export const rank: FieldRule = { ...rules.code(['supervisor', 'inspector']), expected: 'supervisor or inspector' };

function isTimeZone(value: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
