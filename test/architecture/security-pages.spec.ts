import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The cells of each row of a page's tables, without their heads. */
const rowsOf = (page: string): string[][] =>
  page
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );

const linksIn = (text: string): string[] => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => to!);

/** Where a link of a page leads to nothing: no file, no heading of one, or a spec in which nothing is tried. */
function lost(link: string, folder = 'docs'): boolean {
  const [path, heading] = link.split('#') as [string, string?];
  const file = join(folder, path);
  if (!existsSync(file)) return true;
  const text = readFileSync(file, 'utf8');
  if (heading !== undefined) return !headingsIn(text).includes(heading);
  return file.endsWith('.spec.ts') && !/\b(?:it|fault)(?:\.each)?\(/.test(text);
}

const headingsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\d -]/gu, '')
      .replaceAll(' ', '-'),
  );

const threats = rowsOf(readFileSync('docs/security.md', 'utf8')).filter(([first]) => first !== 'Threat');
const items = rowsOf(readFileSync('docs/asvs.md', 'utf8')).filter(([first]) => first !== 'Item');

describe('what stands in the way of each threat', () => {
  it('is shown by specs that are there and try something', () => {
    expect(threats.length).toBeGreaterThan(30);
    const shown = threats.map(([threat, , by]) => [threat, linksIn(by!)] as const);
    expect(shown.filter(([, links]) => !links.some((link) => link.endsWith('.spec.ts')))).toEqual([]);
    expect(shown.filter(([, links]) => links.some((link) => lost(link)))).toEqual([]);
  });
});

describe('each item of ASVS', () => {
  it('is met, not yet, elsewhere or has nothing here to apply to', () => {
    expect(items.length).toBeGreaterThan(60);
    const states = new Set(['met', 'not yet', 'elsewhere', 'none here']);
    expect(items.filter(([, state]) => !states.has(state!))).toEqual([]);
  });

  it('that is met says by what, and what it cites is there', () => {
    const met = items.filter(([, state]) => state === 'met');
    expect(met.filter(([, , by]) => by === '')).toEqual([]);
    expect(items.filter(([, , by = '']) => linksIn(by).some((link) => lost(link)))).toEqual([]);
  });

  it('stands in one row', () => {
    const names = items.flatMap(([names]) => names!.split(', '));
    expect(names.filter((name, at) => names.indexOf(name) < at)).toEqual([]);
  });
});

it.each(['../test/none.spec.ts', 'security.md#no-such-heading', '../test/support/stack.spec.ts'])(
  'a link to %s would be missed',
  (link) => {
    expect(lost(link)).toBe(true);
  },
);
