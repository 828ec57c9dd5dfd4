import { openedPage, redrawPage, sampleListPage, samplePage } from '../dip-samples/dip-sample-page.js';
import { at, name, on } from './sample-words.fixture.js';

const strata = [{ name, all: 9, drawn: 2 }];
const redraw = {
  dipSampleId: 's-1',
  from: on,
  to: on,
  seed: name,
  knownAt: at,
  size: 2,
  strata,
  rows: '/report/rows?from=2026-11-27',
  exactly: at,
};

export const dipSampleSamples = [
  openedPage.with({
    title: name,
    person: name,
    contacts: [
      { at, words: name, note: name },
      { at, words: name, note: null },
    ],
    sample: '/dip-samples/s-1',
    judging: '/dip-samples/s-1/reviews/o-1',
  }),
  openedPage.with({ title: name, person: null, contacts: [], sample: '/dip-samples/s-1', judging: null }),
  redrawPage.with({ ...redraw, same: true, missing: 0, added: 0 }),
  redrawPage.with({ ...redraw, same: false, missing: 1, added: 2 }),
  sampleListPage.with({ rows: [{ dipSampleId: 's-1', from: on, to: on, drawnBy: name, drawnAt: at }], mayDraw: true }),
  sampleListPage.with({ rows: [], mayDraw: false }),
  samplePage.with({
    dipSampleId: 's-1',
    drawnBy: name,
    drawnAt: at,
    from: on,
    to: on,
    seed: name,
    knownAt: at,
    withheld: 1,
    rows: [
      {
        title: name,
        measured: name,
        reviews: name,
        href: '/dip-samples/s-1/reviews/o-1',
        opening: '/dip-samples/s-1/openings/o-1',
      },
      { title: name, measured: name, reviews: name, href: null, opening: '/dip-samples/s-1/openings/o-2' },
    ],
    size: 2,
    strata,
    agreement: [{ question: name, said: name, kappa: name }],
    beside: name,
  }),
];
