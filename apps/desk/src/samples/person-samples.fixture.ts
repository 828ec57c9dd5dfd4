import type { ShownPage } from '../frame/page.js';
import { erasurePage, erasuresPage, type ErasureRow } from '../keeping/erasure-page.js';
import { holdsPage } from '../keeping/hold-page.js';
import { keptPage } from '../keeping/kept-page.js';
import { keepingPage } from '../keeping/keeping-page.js';
import { personPage, type PersonLinkRow } from '../persons/person-page.js';
import { at, name } from './sample-words.fixture.js';

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

const who = { href: '/cases/c-1', text: name };
const asked: ErasureRow = {
  href: '/erasures/e-1',
  askedAt: at,
  askedBy: name,
  why: name,
  state: name,
  decidedAt: null,
  decidedBy: '',
  who: [who, who],
  count: 2,
};
/** As an administrator sees it, who sees no case. */
const decided: ErasureRow = { ...asked, decidedAt: at, decidedBy: name, who: [], count: 1 };
const lists = [
  { ...who, isCurrent: true },
  { ...who, isCurrent: false },
];
const ofPerson = { caseId: 'c-1', reference: 'CR/1/26', role: 'victim' };
const hold = { heldAt: at, heldBy: name, liftedAt: null, liftedBy: '', lifting: '/holds/h-1' };
const holdLinks = { placing: '/cases/c-1/people/p-1/holds/new', kept: '/cases/c-1/people/p-1/kept' };
const part = { title: name, lines: [name, name] };

/** The pages of people, and of how long they are kept, in their states. */
export const personSamples: readonly ShownPage[] = [
  keepingPage.with({ rows: [row], next: '/keeping?after=x' }),
  keepingPage.with({ rows: [], next: null }),
  erasuresPage.with({ rows: [asked, decided], lists, isCut: true, looksThrough: true }),
  erasuresPage.with({ rows: [], lists, isCut: false, looksThrough: true }),
  erasuresPage.with({ rows: [], lists, isCut: false, looksThrough: false }),
  erasurePage.with({ erasure: asked, says: [name, name], links: [who, who] }),
  erasurePage.with({ erasure: decided, says: [name], links: [] }),
  holdsPage.with({
    ...ofPerson,
    rows: [hold, { ...hold, liftedAt: at, liftedBy: name, lifting: '' }],
    isHeld: true,
    links: holdLinks,
  }),
  holdsPage.with({ ...ofPerson, rows: [], isHeld: false, links: holdLinks }),
  keptPage.with({
    ...ofPerson,
    cases: [
      { reference: 'CR/1/26', caseId: 'c-1', as: name, isKnown: true, parts: [part, part] },
      { reference: 'CR/2/26', caseId: 'c-2', as: name, isKnown: false, parts: [] },
    ],
  }),
  personPage.with({
    linking: '/cases/c-1/people/p-1/links',
    name,
    places: [place, { ...place, safe: [], unsafe: [] }],
    links: [link, { ...link, ending: null, byMerger: true }, { ...link, ending: null, endedAt: at }],
  }),
  personPage.with({ linking: null, name, places: [place], links: [] }),
];
