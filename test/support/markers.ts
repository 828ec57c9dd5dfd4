/** What is told in every field of words, and a number: to be found wherever something of people lies that should not. */
export const marker = 'Quillfeather';
export const markedNumber = '01632 960777';

/** What a field of words is told beside what it was to say. Codes are in small letters. */
const isWords = (value: unknown): value is string => typeof value === 'string' && /[A-Z ]/.test(value);
const wordFields = new Set([
  'reason',
  'note',
  'name',
  'detail',
  'safeTimes',
  'lateReason',
  'needs',
  'language',
  'times',
  'q',
]);
/** Words that these routes take and the life of a case leaves out. */
const moreWords: readonly [RegExp, object][] = [
  [/\/contacts$/, { note: marker }],
  [/\/milestones$/, { detail: marker }],
  [/\/contact-plan$/, { safeTimes: marker }],
  [/\/feedback$/, { note: marker }],
  [/\/participants$/, { needs: marker, language: marker, interpreter: marker, characteristics: { religion: marker } }],
  [/\/participants\/[^/]+\/details$/, { needs: marker, interpreter: marker, characteristics: { partnership: marker } }],
];

/** A body with the marker in each field of words, and the number for each route. */
export function marked(path: string, body: object): object {
  const more = Object.assign({}, ...moreWords.filter(([on]) => on.test(path)).map(([, words]) => words));
  return withMarks({ ...body, ...more }) as object;
}

function withMarks(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => withMarks(one, field));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, name === 'value' ? markedNumber : withMarks(one, name)]),
    );
  return wordFields.has(field) && isWords(value) ? `${marker} ${value}` : value;
}

const digits = markedNumber.replace(/^0/, '').replaceAll(' ', '');

/** Whether a text has the marker, or the number however it is spelled. */
export function isMarked(text: string): boolean {
  return text.toLowerCase().includes(marker.toLowerCase()) || text.replace(/[\s-]/g, '').includes(digits);
}

/** Bytes that a text writes in hexadecimal, as PostgreSQL does, read as what they say. */
export const bytesRead = (text: string): string =>
  text.replace(/\\\\?x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1'));
