import { draftPage, termsPage } from '../terms/terms-page.js';
import { whatIfListPage, whatIfPage } from '../what-if/what-if-page.js';
import { at, name, on } from './sample-words.fixture.js';

const whatIf = { whatIfId: 'w-1', of: name, from: on, to: on, askedBy: name, askedAt: at, state: name };
const version = { versionId: name, status: 'Draft', draftedBy: name, draftedAt: at };
const says = [{ title: name, lines: [name] }];
const draft = { kind: name, versionId: name, status: 'Draft', draftedBy: name, draftedAt: at, says };

/** What the force goes by, and what would have come of something else. */
export const termsSamples = [
  termsPage.with({
    kinds: [
      {
        title: 'Policies',
        rows: [
          { ...version, activatedBy: null, activatedAt: null, links: [{ href: '/what-if/new', text: name }] },
          { ...version, status: 'Holds now', activatedBy: name, activatedAt: at, links: [] },
          {
            versionId: name,
            status: 'Replaced',
            draftedBy: null,
            draftedAt: null,
            activatedBy: null,
            activatedAt: null,
            links: [],
          },
        ],
      },
      { title: 'Calendars', rows: [] },
    ],
    drafting: [{ href: '/terms/policy/new', text: name }],
    left: 1,
  }),
  draftPage.with({
    ...draft,
    otherwise: [{ title: name, lines: [name] }],
    warnings: [name],
    inTheWay: '',
    preview: {
      reaches: [
        { href: '/terms/policy/p-1?reach=new-only', text: name, isCurrent: false },
        { href: '/terms/policy/p-1?reach=recompute-all', text: name, isCurrent: true },
      ],
      counts: [name],
      rows: [
        { title: name, change: name, dueOn: on, wouldBeDueOn: null },
        { title: name, change: name, dueOn: null, wouldBeDueOn: on },
      ],
      hasMore: true,
    },
    links: [{ href: '/terms/policy/p-1/activation', text: name }],
  }),
  draftPage.with({ ...draft, otherwise: [], warnings: [], inTheWay: name, preview: null, links: [] }),
  draftPage.with({
    ...draft,
    otherwise: [],
    warnings: [],
    inTheWay: '',
    preview: { reaches: [{ href: '/terms', text: name, isCurrent: false }], counts: null, rows: [], hasMore: false },
    links: [],
  }),
  draftPage.with({
    ...draft,
    status: 'Holds now',
    draftedBy: null,
    draftedAt: null,
    otherwise: null,
    warnings: [],
    inTheWay: '',
    preview: null,
    links: [],
  }),
  whatIfListPage.with({ rows: [whatIf], next: '/what-if?after=x' }),
  whatIfListPage.with({ rows: [], next: null }),
  whatIfPage.with({
    ...whatIf,
    isWaiting: false,
    isTooMuch: false,
    answer: {
      sentences: [name],
      asOf: at,
      tables: [
        {
          title: name,
          of: name,
          columns: [name],
          lines: [{ name, figures: [{ before: name, after: '2', isOtherwise: true }] }],
        },
      ],
      file: '/what-if/w-1/file.csv',
    },
  }),
  whatIfPage.with({ ...whatIf, isWaiting: true, isTooMuch: false, answer: null }),
  whatIfPage.with({ ...whatIf, isWaiting: false, isTooMuch: false, answer: null }),
  whatIfPage.with({ ...whatIf, isWaiting: false, isTooMuch: true, answer: null }),
];
