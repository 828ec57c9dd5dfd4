import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A heading of a page, as a text names it. */
export interface Citation {
  readonly page: string;
  readonly heading: string;
}

/** The headings of each page that can be cited, by its file name. */
export type Pages = ReadonlyMap<string, readonly string[]>;

/** The pages of a folder. */
export function pagesOf(folder: string): Pages {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return new Map(names.map((name) => [name, headingsOf(readFileSync(join(folder, name), 'utf8'))]));
}

/** What others wrote and what was made from it: packages, and what a bench keeps. */
const notOurs = /(^|\/)(node_modules|\.[^/]+)\//;

/** All of our files with one of these endings in a folder and those in it, by their paths. */
export function filesIn(folder: string, endings: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => endings.test(name) && !notOurs.test(name))
    .map((name) => join(folder, name));
}

/** What a text cites, heading by heading: `rules.md, Months and Hours` is two. Comments may break their lines anywhere. */
export function citationsIn(text: string): Citation[] {
  const flowing = text.replace(/\n\s*(?:\*|\/\/|#|>)?\s*/g, ' ');
  return [...flowing.matchAll(/(?<![\w/-])([\w-]+\.md), ([^.;:()[\]`'"|]+)/g)].flatMap(([, page, headings]) =>
    headings!.split(/, | and /).map((heading) => ({ page: page!, heading: heading.trim() })),
  );
}

/** The citations of a text that lead nowhere. */
export function lostCitations(text: string, pages: Pages): Citation[] {
  return citationsIn(text).filter(({ page, heading }) => !pages.get(page)?.includes(heading));
}

/** The files under `docs` that a text names and that are not there; the beginning of a name will do, as of a decision. */
export function lostPaths(text: string): string[] {
  const named = [...text.matchAll(/(?<![\w/-])docs\/[\w/.-]*\w/g)].map(([path]) => path);
  return named.filter((path) => {
    const folder = dirname(path);
    return !existsSync(folder) || !readdirSync(folder).some((name) => name.startsWith(basename(path)));
  });
}

/** The relative links of a page whose file or heading is not there. */
export function lostLinks(file: string, markdown: string): string[] {
  const prose = withoutFences(markdown).replace(/`[^`\n]*`/g, '');
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  return links.filter((link) => !/^[a-z]+:/.test(link) && !isThere(link, file));
}

function isThere(link: string, from: string): boolean {
  const [path, anchor] = link.split('#') as [string, string?];
  const file = path === '' ? from : join(dirname(from), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || headingsOf(readFileSync(file, 'utf8')).map(anchorOf).includes(anchor);
}

function headingsOf(markdown: string): string[] {
  return [...withoutFences(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!);
}

const withoutFences = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```$/gm, '');

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replace(/ /g, '-');
