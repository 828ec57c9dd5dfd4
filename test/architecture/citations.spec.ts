import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { citationsIn, filesIn, lostCitations, lostLinks, lostPaths, pagesOf } from './citations.js';

const pages = pagesOf('docs/domain');
const code = ['apps', 'libs', 'test'].flatMap((folder) => filesIn(folder, /\.(ts|mjs|md|csv|ya?ml)$/));
const docs = ['README.md', ...filesIn('docs', /\.md$/)];
const texts = [...code, ...docs, ...filesIn('docs', /\.(csv|ya?ml)$/)].map(read);

function read(file: string): readonly [string, string] {
  return [file, readFileSync(file, 'utf8')];
}

/** Put together here, so that what is planted below is no citation of this file. */
const cited = (page: string, rest: string) => `(${page}, ${rest}).`;

describe('citations of docs/domain', () => {
  it('all lead to a heading', () => {
    expect(texts.flatMap(([, text]) => citationsIn(text)).length).toBeGreaterThan(60);
    expect(texts.flatMap(([file, text]) => lostCitations(text, pages).map((lost) => ({ file, ...lost })))).toEqual([]);
  });

  it.each([
    ['of a heading that is not there', 'rules.md', 'Leap seconds', 'Leap seconds'],
    ['by number', 'rules.md', 'Months 2', 'Months 2'],
    ['of a heading of another page', 'words.md', 'Months', 'Months'],
    ['of a page that is not there', 'api.md', 'Alerts', 'Alerts'],
    ['whose last heading is not there', 'rules.md', 'Days, Months and Eras', 'Eras'],
    ['over two lines of a comment', 'rules.md', 'Leap\n * seconds', 'Leap seconds'],
    ['in the title of specs', 'rules.md', "Eras', () => {", 'Eras'],
  ])('%s are found out', (_, page, rest, heading) => {
    expect(lostCitations(cited(page, rest), pages)).toEqual([{ page, heading }]);
  });

  it.each([
    ['of one heading', cited('rules.md', 'Months')],
    ['of several', cited('rules.md', 'Days, Months and Four\n   // weeks')],
    ['of a page as a whole', 'read from rules.md and the decisions'],
  ])('%s are let pass', (_, text) => {
    expect(lostCitations(text, pages)).toEqual([]);
  });

  it.each([...pages])('%s has headings whose end can be told in a citation, each once', (_, headings) => {
    expect(headings.filter((heading) => /[^\w -]| and /.test(heading))).toEqual([]);
    expect(headings).toEqual([...new Set(headings)]);
  });
});

describe('paths of docs in the code', () => {
  it('are all there', () => {
    const lost = code.map(read).flatMap(([file, text]) => lostPaths(text).map((path) => `${file}: ${path}`));
    expect(lost).toEqual([]);
  });

  it.each(['decisions/0999', 'nowhere/0001', 'domain/api.md'])('%s would be found out', (path) => {
    expect(lostPaths(`as docs${'/'}${path} says.`)).toEqual([`docs${'/'}${path}`]);
  });
});

describe('links of the docs', () => {
  it.each(docs)('%s has none that leads nowhere', (file) => {
    expect(lostLinks(...read(file))).toEqual([]);
  });

  it.each([
    ['a file that is not there', '[more](nowhere.md)', ['nowhere.md']],
    ['a heading that is not there', '[more](rules.md#eras)', ['rules.md#eras']],
    ['a heading of this page that is not there', '[more](#eras)', ['#eras']],
    ['a heading that is there', '[more](rules.md#four-weeks)', []],
    ['a heading of this page', '[more](#citing)', []],
    ['another folder', '[more](../decisions/)', []],
    ['the web', '[more](https://www.gov.uk/bank-holidays.json)', []],
    ['what is only shown', '`[more](nowhere.md)`\n\n```md\n[more](nowhere.md)\n```\n', []],
  ])('to %s are judged right', (_, markdown, lost) => {
    expect(lostLinks('docs/domain/README.md', markdown)).toEqual(lost);
  });
});
