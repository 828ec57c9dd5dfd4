import type { PersonView } from '@kept-informed/people';

export const somebodyElse = '[somebody else]';
const shortestName = 3;

/** A text without the names, numbers and addresses of others, as far as they are known here, however they are spelled. */
export function masked(text: string, own: readonly PersonView[], others: readonly PersonView[]): string {
  const kept = new Set(own.flatMap(namesOf).map(folded));
  const hidden = others.flatMap(namesOf).filter((name) => !kept.has(folded(name)));
  const longestFirst = [...new Set(hidden)].sort((one, other) => other.length - one.length);
  const hide = (rest: string, name: string) => rest.replace(wholeWord(name), somebodyElse);
  return longestFirst.reduce(hide, text.normalize('NFD')).normalize('NFC');
}

function namesOf({ name, routes }: PersonView): string[] {
  const words = (name ?? '').split(/[\s,]+/u).filter((word) => word.length >= shortestName);
  return [...(name ? [name] : []), ...words, ...routes.map(({ value }) => value)];
}

/** Without accents. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const wholeWord = (text: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])${telephone.test(text) ? numberSpelled(text) : wordsSpelled(text)}(?![\\p{L}\\p{N}])`,
    'giu',
  );

const telephone = /^\+?(?:[\s().-]*\d){6,}[\s().-]*$/u;
const gap = '[\\s().-]*';

/** In whatever groups of digits, with the code of the country or without. */
function numberSpelled(text: string): string {
  const digits = text
    .replace(/\D/gu, '')
    .replace(/^(?:00)?44/u, '')
    .replace(/^0+/u, '');
  return `(?:(?:\\+|00)?44${gap}(?:0${gap})?|0${gap})?${[...digits].join(gap)}`;
}

const apostrophes = "'’‘ʼ`";

/** With its accents or without, and with whichever apostrophe or none. */
const wordsSpelled = (text: string): string =>
  [...folded(text)]
    .map((sign) =>
      /\s/u.test(sign)
        ? '\\s*'
        : apostrophes.includes(sign)
          ? `[${apostrophes}]?`
          : `${sign.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}\\p{M}*`,
    )
    .join('');
