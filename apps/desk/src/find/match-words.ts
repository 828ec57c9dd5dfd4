import type { SearchMatch } from '@kept-informed/case-work';
import { termsIn } from '@kept-informed/people';

const words: Readonly<Record<Exclude<SearchMatch['on'], 'phone'>, string>> = {
  name: 'name',
  email: 'e-mail',
  'post-code': 'post code',
  'born-on': 'date of birth',
  reference: 'reference',
};

const nameWords: Partial<Record<SearchMatch['how'], string>> = {
  nearly: 'a name spelt nearly so',
  'sounds-alike': 'a name that sounds like it',
};

/** By what somebody was found: of a number only how it ends, for whoever reads along. `q`: what was looked for. */
export function matchInWords(matched: readonly SearchMatch[], q: string): string {
  return matched.map((match) => oneInWords(match, q)).join(', ');
}

function oneInWords({ on, how }: SearchMatch, q: string): string {
  if (on === 'phone') return `telephone ends ${endOfNumberIn(q)}`;
  return (on === 'name' && nameWords[how]) || words[on];
}

/** What met a number that was asked for ends as it does. */
const endOfNumberIn = (q: string): string =>
  termsIn(q).flatMap((term) => (term.on === 'phone' ? [term.number.replace(/\D/g, '').slice(-3)] : []))[0] ?? '';
