import { isOneOff, neighboursOf, soundsOf } from './name-forms.js';
import { endingsOf, termsOf, type SearchablePerson, type SearchTerm } from './search-terms.js';

export const matchedOn = ['name', 'phone', 'email', 'post-code', 'born-on'] as const;
export const matchedHow = ['exact', 'nearly', 'sounds-alike', 'ending'] as const;

/** What of somebody met what was asked for, and how. */
export interface PersonMatch {
  readonly on: (typeof matchedOn)[number];
  readonly how: (typeof matchedHow)[number];
}

/** How well somebody meets all that was asked for; more is better. */
export interface JudgedPerson {
  readonly score: number;
  readonly matched: readonly PersonMatch[];
}

const worth: Readonly<Record<PersonMatch['how'], number>> = { exact: 8, nearly: 4, 'sounds-alike': 3, ending: 4 };

/** Goes by the clear text: what met by chance in the index, or no longer holds, meets nothing. */
export function judged(terms: readonly SearchTerm[], person: SearchablePerson): JudgedPerson {
  const own = termsOf(person);
  const best = terms.map((term) => bestOf(own.flatMap((one) => howMet(term, one) ?? [])));
  const matches = terms.flatMap(({ on }, at) => (best[at] ? [{ on, how: best[at] }] : []));
  const unique = new Map(matches.map((match) => [`${match.on} ${match.how}`, match]));
  return { score: matches.reduce((sum, { how }) => sum + worth[how], 0), matched: [...unique.values()] };
}

const bestOf = (ways: readonly PersonMatch['how'][]): PersonMatch['how'] | undefined =>
  ways.toSorted((one, other) => worth[other] - worth[one])[0];

function howMet(asked: SearchTerm, own: SearchTerm): PersonMatch['how'] | undefined {
  if (asked.on === 'name') return own.on === 'name' ? howWordMet(asked.word, own.word) : undefined;
  if (asked.on === 'phone' && own.on === 'phone') {
    if (asked.number === own.number) return 'exact';
    return endingsOf(asked.number)[0] === endingsOf(own.number)[0] ? 'ending' : undefined;
  }
  return JSON.stringify(asked) === JSON.stringify(own) ? 'exact' : undefined;
}

function howWordMet(asked: string, own: string): PersonMatch['how'] | undefined {
  if (asked === own) return 'exact';
  if (neighboursOf(asked).length > 1 && neighboursOf(own).length > 1 && isOneOff(asked, own)) return 'nearly';
  const sounds = soundsOf(own);
  return soundsOf(asked).some((code) => sounds.includes(code)) ? 'sounds-alike' : undefined;
}
