import type { PersonView } from '@kept-informed/people';

export const somebodyElse = '[somebody else]';
const shortestName = 3;

/** A text without the names, numbers and addresses of others, as far as they are known here. */
export function masked(text: string, own: readonly PersonView[], others: readonly PersonView[]): string {
  const kept = new Set(own.flatMap(namesOf).map((name) => name.toLowerCase()));
  const hidden = others.flatMap(namesOf).filter((name) => !kept.has(name.toLowerCase()));
  const longestFirst = [...new Set(hidden)].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((rest, name) => rest.replace(wholeWord(name), somebodyElse), text);
}

function namesOf({ name, routes }: PersonView): string[] {
  const words = (name ?? '').split(/[\s,]+/u).filter((word) => word.length >= shortestName);
  return [...(name ? [name] : []), ...words, ...routes.map(({ value }) => value)];
}

function wholeWord(text: string): RegExp {
  const plain = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/gu, '\\s*');
  return new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`, 'giu');
}
