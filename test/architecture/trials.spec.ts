import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';

const page = readFileSync('docs/trials.md', 'utf8');

/** The specs that a page names: in which file, and by which words of their titles. */
function namedIn(text: string): { readonly file: string; readonly title: string }[] {
  return [...text.matchAll(/\]\(\.\.\/([^)]+)\): `([^`]+)`/g)].map(([, file, title]) => ({
    file: file!,
    title: title!,
  }));
}

const lostIn = (text: string): string[] =>
  namedIn(text)
    .filter(({ file, title }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title))
    .map(({ file, title }) => `${file}: ${title}`);

describe('what trials found', () => {
  it('is shown by specs that are there', () => {
    expect(namedIn(page).length).toBeGreaterThan(80);
    expect(lostIn(page)).toEqual([]);
  });

  it('has a spec in every row', () => {
    const rows = page.split(/^(?=- \*\*)/m).slice(1);
    expect(rows.filter((row) => namedIn(row).length === 0)).toEqual([]);
  });

  it('is all there, each fault in one row', () => {
    const names = [...page.matchAll(/^- \*\*(\w)(\d+)\*\*/gm)].map(([, part, number]) => `${part}${number}`);
    const all = Object.entries({ A: 37, B: 26, C: 8, D: 10, H: 11 }).flatMap(([part, count]) =>
      Array.from({ length: count }, (_, at) => `${part}${at + 1}`),
    );
    expect(all.filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name, at) => names.indexOf(name) < at)).toEqual([]);
  });

  it.each([
    ['[a](../test/none.spec.ts): `a title`', 'test/none.spec.ts: a title'],
    ['[a](../package.json): `no such words`', 'package.json: no such words'],
  ])('would be missed: %s', (text, lost) => {
    expect(lostIn(text)).toEqual([lost]);
  });
});
