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

/** The items of ASVS 4.0.3 of levels 1 and 2, by their sections. */
const levelTwo: Readonly<Record<string, readonly number[]>> = {
  '1.1': upTo(7),
  '1.2': upTo(4),
  '1.4': [1, 4, 5],
  '1.5': upTo(4),
  '1.6': upTo(4),
  '1.7': upTo(2),
  '1.8': upTo(2),
  '1.9': upTo(2),
  '1.10': [1],
  '1.11': upTo(2),
  '1.12': [2],
  '1.14': upTo(6),
  '2.10': upTo(4),
  '3.1': [1],
  '3.2': upTo(4),
  '3.3': upTo(4),
  '3.4': upTo(5),
  '3.5': upTo(3),
  '3.7': [1],
  '4.1': [1, 2, 3, 5],
  '4.2': upTo(2),
  '4.3': upTo(3),
  '5.1': upTo(5),
  '5.2': upTo(8),
  '5.3': upTo(10),
  '5.4': upTo(3),
  '5.5': upTo(4),
  '6.1': upTo(3),
  '6.2': upTo(6),
  '6.3': upTo(2),
  '6.4': upTo(2),
  '7.1': upTo(4),
  '7.2': upTo(2),
  '7.3': [1, 3, 4],
  '7.4': upTo(3),
  '8.1': upTo(4),
  '8.2': upTo(3),
  '8.3': upTo(8),
  '9.1': upTo(3),
  '9.2': upTo(4),
  '10.2': upTo(2),
  '10.3': upTo(3),
  '11.1': upTo(8),
  '12.6': [1],
  '13.1': [1, 3, 4, 5],
  '13.2': [1, 2, 3, 5, 6],
  '14.1': upTo(4),
  '14.2': upTo(6),
  '14.3': [2, 3],
  '14.4': upTo(7),
  '14.5': upTo(4),
};
/** Sections of which all items have one answer. */
const wholeSections = ['2.1', '2.9', '12.1', '12.5', '13.3', '13.4'];

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

/** The items that a cell such as `1.5.1 to 1.5.4` names. */
function named(name: string): string[] {
  const [first, last] = name.split(' to ') as [string, string?];
  if (last === undefined) return [first];
  const [section, from] = [first.slice(0, first.lastIndexOf('.')), Number(first.split('.').at(-1))];
  return upTo(Number(last.split('.').at(-1)))
    .filter((item) => item >= from)
    .map((item) => `${section}.${item}`);
}

describe('each item of ASVS', () => {
  it('up to level 2 stands in the table, and no other', () => {
    const stand = items.flatMap(([names]) => names!.split(', ').flatMap(named));
    const wanted = Object.entries(levelTwo).flatMap(([section, those]) => those.map((item) => `${section}.${item}`));
    expect(wanted.filter((item) => !stand.includes(item))).toEqual([]);
    const ofSections = stand.filter((item) => item.split('.').length === 2);
    expect(wholeSections.filter((section) => !ofSections.includes(section))).toEqual([]);
    expect(stand.filter((item) => item.split('.').length === 3 && !wanted.includes(item))).toEqual([]);
  });

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
