import { parseDuration, parseInstant, parseLocalDate } from '@kept-informed/calendar';
import type { FieldRule } from './rule.js';

const ID = /^[A-Za-z0-9][A-Za-z0-9._~:@-]{0,99}$/;
/**
 * Control characters (tab and line breaks aside) and broken surrogates: neither PostgreSQL nor a page can hold them. And what
 * stands in place of a character that could not be read: the text was not UTF-8.
 */
const UNPRINTABLE = /[^\P{Cc}\t\n\r]|\p{Cs}|\uFFFD/u;
/** As references are written: letters and digits, parted by one sign or space each. */
const REFERENCE = /^[A-Z0-9]+(?:[ ./_:-][A-Z0-9]+)*$/;
const STRANGE_IN_REFERENCE = /[^A-Za-z0-9 ./_:-]/u;
const ASCII = /^[ -~]*$/;
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const ORGANISATION = /^[A-Za-z0-9]+(?:[ &'’.-]+[A-Za-z0-9]+)*$/;
const SUSPECT = /^suspect-[1-9]\d{0,2}$/;
/** No record of a force lies outside; PostgreSQL knows no year 0. */
const EARLIEST = '1900-01-01';
const LATEST = '2200-01-01';
const LISTED = 25;

/** An opaque id: letters, digits and `.` `_` `~` `:` `@` `-`. */
export const id: FieldRule = {
  expected: 'an id of at most 100 letters, digits and . _ ~ : @ -',
  accepts: (value) => typeof value === 'string' && ID.test(value),
  schema: { type: 'string', pattern: ID.source, maxLength: 100 },
};

/** A place in the store, as an answer gave it: digits, and never more than PostgreSQL's bigint holds. */
export const position: FieldRule = {
  expected: 'a position as an answer gave it',
  accepts: (value) => typeof value === 'string' && /^\d{1,18}$/.test(value),
  schema: { type: 'string', pattern: '^\\d{1,18}$' },
};

/** One of a closed list of words. */
export function code(values: readonly string[]): FieldRule {
  const known = new Set<unknown>(values);
  return {
    expected:
      values.length > LISTED
        ? `one of the ${values.length} codes in the API description`
        : `one of ${values.join(', ')}`,
    accepts: (value) => known.has(value),
    schema: { type: 'string', enum: [...values] },
  };
}

/** Text that says something, without the space around it. */
export function text({ min = 1, max }: { min?: number; max: number }): FieldRule {
  return {
    expected: `text of ${min} to ${max} characters`,
    accepts: (value) =>
      typeof value === 'string' && value.length >= min && value.length <= max && !UNPRINTABLE.test(value),
    fault: (value) => strange(value, UNPRINTABLE),
    read: (value) => (typeof value === 'string' ? value.trim() : value),
    schema: { type: 'string', minLength: min, maxLength: max },
  };
}

/**
 * What a case is known by elsewhere: one spelling for all that mean the same, in capitals and composed, without the space
 * around it and with one space where several stood. Signs that nobody sees, or that only look like others, are refused.
 */
export const reference: FieldRule = {
  expected: 'a reference of at most 64 letters and digits, parted by one of / - . : _ or a space',
  accepts: (value) => typeof value === 'string' && value.length <= 64 && REFERENCE.test(value),
  fault: (value) => strange(value, STRANGE_IN_REFERENCE),
  read: (value) => (typeof value === 'string' && value.length <= 500 ? canonicalReference(value) : value),
  schema: { type: 'string', pattern: REFERENCE.source, maxLength: 64 },
};

/** Other alphabets have letters whose capital is one of ours: those stay as they came, and are refused. */
function canonicalReference(text: string): string {
  const composed = text.normalize('NFC').trim().replace(/ +/g, ' ');
  return ASCII.test(composed) ? composed.toUpperCase() : composed;
}

/** A label that tells the suspects of a case apart, and says nothing about who they are. */
export const suspect: FieldRule = {
  expected: 'a label from suspect-1 to suspect-999',
  accepts: (value) => typeof value === 'string' && SUSPECT.test(value),
  schema: { type: 'string', pattern: SUSPECT.source },
};

/** A word for something of a closed kind, in kebab case; what words there are is said elsewhere. */
export const kebab: FieldRule = {
  expected: 'a name in kebab case of at most 64 characters',
  accepts: (value) => typeof value === 'string' && value.length <= 64 && KEBAB.test(value),
  schema: { type: 'string', pattern: KEBAB.source, maxLength: 64 },
};

/** What an organisation is called; nothing that a person would write in their own words. */
export const organisation: FieldRule = {
  expected: 'a name of at most 80 letters, digits and spaces',
  accepts: (value) => typeof value === 'string' && value.length <= 80 && ORGANISATION.test(value),
  read: (value) => (typeof value === 'string' ? value.trim() : value),
  schema: { type: 'string', pattern: ORGANISATION.source, maxLength: 80 },
};

/** Which character is the first that must not be there, by its number: it may be one that nobody sees. */
function strange(value: unknown, pattern: RegExp): string | undefined {
  const found = typeof value === 'string' ? pattern.exec(value)?.[0].codePointAt(0) : undefined;
  if (found === undefined) return undefined;
  return `It holds U+${found.toString(16).toUpperCase().padStart(4, '0')}, which has no place there.`;
}

/** As browsers read one (HTML, valid e-mail address). */
const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** An e-mail address alone, without a name. */
export const email: FieldRule = {
  expected: 'an e-mail address',
  accepts: (value) => typeof value === 'string' && value.length <= 254 && EMAIL.test(value),
  schema: { type: 'string', format: 'email', maxLength: 254 },
};

/** A point in time, with any offset; kept in its canonical form. */
export const instant: FieldRule = {
  expected: 'a date and time with an offset from 1900 to 2199, like 2026-11-20T14:05:00Z',
  accepts: (value) => typeof value === 'string' && parseInstant(value) !== null && isOfOurTime(parseInstant(value)!),
  read: (value) => (typeof value === 'string' ? (parseInstant(value) ?? value) : value),
  schema: { type: 'string', format: 'date-time' },
};

/** A day in London. */
export const localDate: FieldRule = {
  expected: 'a date from 1900 to 2199, like 2026-11-20',
  accepts: (value) => typeof value === 'string' && parseLocalDate(value) !== null && isOfOurTime(value),
  schema: { type: 'string', format: 'date' },
};

/** A limit or period of one unit; `positive` refuses the one that lasts no time at all. */
export function duration({ positive = false }: { positive?: boolean } = {}): FieldRule {
  return {
    expected: `a duration of one unit${positive ? ' and not zero' : ''}, like P14D, P2W, P1M or PT24H`,
    accepts: (value) => {
      const read = typeof value === 'string' ? parseDuration(value) : null;
      return read !== null && !(positive && read.count === 0);
    },
    schema: { type: 'string', format: 'duration' },
  };
}

/** Yes or no. */
export const flag: FieldRule = {
  expected: 'true or false',
  accepts: (value) => typeof value === 'boolean',
  readText: (value) => (value === 'true' ? true : value === 'false' ? false : value),
  schema: { type: 'boolean' },
};

/** A whole number. */
export function int({ min = 0, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number }): FieldRule {
  return {
    expected: max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`,
    accepts: (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max,
    readText: (value) => (/^-?\d{1,16}$/.test(value) ? Number(value) : value),
    schema: { type: 'integer', minimum: min, ...(max === Number.MAX_SAFE_INTEGER ? {} : { maximum: max }) },
  };
}

function isOfOurTime(text: string): boolean {
  return text >= EARLIEST && text < LATEST;
}
