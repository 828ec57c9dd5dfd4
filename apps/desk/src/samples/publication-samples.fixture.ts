import { publicationPage, publicationsPage } from '../publications/publication-page.js';
import { at, name } from './sample-words.fixture.js';

const publication = {
  title: name,
  facts: [{ name, value: name }],
  parts: [{ heading: 'Figures', said: [name], heads: [name, name], lines: [[name, name]] }],
  paper: '/publications/p-1.pdf',
  document: '/publications/p-1.json',
  again: '/publications/p-1?again=yes',
};

export const publicationSamples = [
  publicationsPage.with({
    rows: [{ href: '/publications/p-1', title: name, publishedAt: at, by: name }],
    next: '/publications?after=x',
    mayPublish: true,
  }),
  publicationsPage.with({ rows: [], next: null, mayPublish: false }),
  publicationPage.with({ ...publication, note: name, verified: null }),
  publicationPage.with({
    ...publication,
    note: null,
    verified: { isUnchanged: true, leaf: 7, isSame: true, restated: [] },
  }),
  publicationPage.with({
    ...publication,
    note: null,
    verified: { isUnchanged: false, leaf: null, isSame: false, restated: [name] },
  }),
];
