import { doubleMetaphone } from 'double-metaphone';

/** Letters that stand for themselves and are no other letter with a mark. */
const alike: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th' };

/** So short a word has too many neighbours. */
const shortestWithNeighbours = 4;

/** The words of a name: without regard to case, accents, apostrophes and hyphens. */
export function wordsOf(name: string): string[] {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþ]/g, (letter) => alike[letter]!)
    .replace(/['’`´.]/g, '');
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu))];
}

/** How a word sounds, by double metaphone; nothing for what is not written in Latin letters. */
export function soundsOf(word: string): string[] {
  if (!/^[a-z]{2,}$/.test(word)) return [];
  return [...new Set(doubleMetaphone(word))].filter((code) => code !== '');
}

/**
 * What a word and its neighbours have in common: itself, and itself without any one letter. Two words of which one has a letter
 * more, another, or two swapped, share one of these.
 */
export function neighboursOf(word: string): string[] {
  const letters = [...word];
  if (letters.length < shortestWithNeighbours) return [word];
  const shorter = letters.map((_, at) => letters.toSpliced(at, 1).join(''));
  return [...new Set([word, ...shorter])];
}

/** Whether one letter was added, left out, changed, or swapped with its neighbour. */
export function isOneOff(one: string, other: string): boolean {
  const [a, b] = [[...one], [...other]];
  const most = Math.max(a.length, b.length);
  const start = a.findIndex((letter, at) => letter !== b[at]);
  const from = start === -1 ? Math.min(a.length, b.length) : start;
  const rest = (letters: readonly string[], skipped: number) => letters.slice(from + skipped).join('');
  if (a.length !== b.length) return a.length + b.length === 2 * most - 1 && sharesRest(a, b, from);
  const isChanged = rest(a, 1) === rest(b, 1);
  const isSwapped = a[from] === b[from + 1] && a[from + 1] === b[from] && rest(a, 2) === rest(b, 2);
  return isChanged || isSwapped;
}

function sharesRest(a: readonly string[], b: readonly string[], from: number): boolean {
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  return longer.slice(from + 1).join('') === shorter.slice(from).join('');
}
