import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Where a route leads, whatever it is used for: a telephone number takes calls and texts, an address letters and visits. */
export type RouteKind = 'number' | 'email' | 'address' | 'portal' | 'counter' | 'video';

const kinds: Readonly<Record<string, RouteKind>> = {
  phone: 'number',
  sms: 'number',
  email: 'email',
  letter: 'address',
  'in-person': 'address',
  portal: 'portal',
  counter: 'counter',
  video: 'video',
};

/** What a route means, however it is spelled (rules.md, Routes). */
export interface RouteMeaning {
  readonly kind: RouteKind;
  /** The same for all spellings of one route. */
  readonly meaning: string;
  /** What an unsafe mark holds for: of an address its post code. */
  readonly mark: string;
}

export const kindOf = (method: string): RouteKind => kinds[method]!;

const written: ReadonlySet<string> = new Set(['letter', 'email', 'portal', 'sms']);

/** Whether something sent by a method is written: it must have gone somewhere. */
export const isWritten = (method: string): boolean => written.has(method);

/** By which methods something written may be on its way to where a route of a method leads. */
export const writtenLike = (method: string): string[] =>
  [...written].filter((other) => kindOf(other) === kindOf(method));

/**
 * The meaning of a route: a telephone number in E.164, a British one unless it says otherwise; everything else without
 * regard to case, spaces and full stops at its ends.
 */
export function meaningOf(method: string, value: string): RouteMeaning {
  const kind = kindOf(method);
  const plain = value.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const meaning = (kind === 'number' && numberIn(plain)) || spelledOut(plain);
  return { kind, meaning, mark: (kind === 'address' && postCodeIn(plain)) || meaning };
}

/** Null: it is no number that could be called. */
function numberIn(text: string): string | null {
  const found = parsePhoneNumberFromString(text, 'GB');
  return found?.isPossible() ? found.number + (found.ext ? `x${found.ext}` : '') : null;
}

/** Letters and digits, and what tells two e-mail addresses apart. */
const spelledOut = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}@.+_/-]|[.,]+(?=\s|$)/gu, '');

const postCode = /\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b/giu;

/** The last post code of an address. */
function postCodeIn(text: string): string | null {
  const found = [...text.matchAll(postCode)].at(-1);
  return found ? `${found[1]}${found[2]}`.toLowerCase() : null;
}
