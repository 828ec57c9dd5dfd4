import type { ShownPage } from './frame/page.js';
import { keepingPage } from './keeping/keeping-page.js';
import { personPage, type PersonLinkRow } from './persons/person-page.js';

/** Whoever can put text into a model can put this. */
const name = 'Siân <b>O’Neill</b>';
const at = '2026-11-27T14:05:00.000Z';
const of = { participantId: 'p-1', caseId: 'c-1', reference: 'CR/1/26', role: 'victim' };
const row = { ...of, closedAt: at, keptUntil: '2026-11-26' };
const place = { ...of, name, safe: [name, name], unsafe: [name] };
const link: PersonLinkRow = {
  ending: '/cases/c-1/people/p-1/links/l-1',
  between: name,
  linkedAt: at,
  linkedBy: name,
  byMerger: false,
  endedAt: null,
};

/** The pages of people, and of how long they are kept, in their states. */
export const personSamples: readonly ShownPage[] = [
  keepingPage.with({ rows: [row], next: '/keeping?after=x' }),
  keepingPage.with({ rows: [], next: null }),
  personPage.with({
    linking: '/cases/c-1/people/p-1/links',
    name,
    places: [place, { ...place, safe: [], unsafe: [] }],
    links: [link, { ...link, ending: null, byMerger: true }, { ...link, ending: null, endedAt: at }],
  }),
  personPage.with({ linking: '/cases/c-1/people/p-1/links', name, places: [place], links: [] }),
];
