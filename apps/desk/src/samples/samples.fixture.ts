import { caseSamples, owed, recorded } from './case-samples.fixture.js';
import { counterSamples } from './counter-samples.fixture.js';
import { findPage } from '../find/find-page.js';
import { errorPage } from '../frame/error-page.js';
import { formSamples } from './form-samples.fixture.js';
import { dipSampleSamples } from './dip-samples.fixture.js';
import { figureSamples } from './figure-samples.fixture.js';
import type { ShownPage } from '../frame/page.js';
import { accessibilityPage, awayPage, homePage } from '../home/home.controller.js';
import { myWorkPage } from '../my-work/my-work-page.js';
import { settingsPage } from '../sign-in/my-sessions.controller.js';
import { publicationSamples } from './publication-samples.fixture.js';
import { personSamples } from './person-samples.fixture.js';
import { supervisingSamples } from './supervising-samples.fixture.js';
import { termsSamples } from './terms-samples.fixture.js';
import { signedOutPage } from '../sign-in/sign-in.controller.js';
import { at, name, on } from './sample-words.fixture.js';

const recent = [
  { caseId: 'c-1', reference: 'CR/1/26', about: 'burglary dwelling, Barrow', status: 'closed', at },
  { caseId: 'c-2', reference: 'CR/2/26', about: '', status: 'open', at },
];

const work = {
  obligationId: 'o-1',
  caseId: 'c-1',
  participantId: 'p-1',
  reference: 'CR/1/26',
  name,
  title: owed.title,
  dueInWords: owed.dueInWords,
  dueOn: on,
  tone: 'red',
  attempts: 2,
  lastAttempt: at,
} as const;
const alert = {
  alertId: 'a-1',
  caseId: 'c-1',
  reference: 'CR/1/26',
  warned: 'Warned before it was due',
  title: owed.title,
  person: name,
  dueInWords: 'Due tomorrow',
  snoozedUntil: at,
};
const lists = { bucket: 'overdue', title: 'Overdue' } as const;

/** Every page in its states. */
export const samples: readonly ShownPage[] = [
  ...caseSamples,
  ...formSamples,
  myWorkPage.with({
    lists: [{ ...lists, count: 51, rows: [work] }],
    isWhole: false,
    next: on,
    isCut: true,
    promised: [{ caseId: 'c-1', participantId: 'p-1', reference: 'CR/1/26', name, on, status: 'broken' }],
    alerts: { count: 51, rows: [{ ...alert, alertId: 'a-2', snoozedUntil: null }] },
    aside: { count: 1, rows: [alert] },
    recorded,
    recent,
    done: { reference: 'CR/1/26', title: name, asideUntil: at },
    alertForms: {
      sent: { alertId: 'a-1', does: 'aside', note: name, days: '3', key: 'key' },
      faults: [
        { field: 'note', text: 'Say why it can wait' },
        { field: 'days', text: name },
      ],
      aside: [{ value: '1', text: name, selected: false }],
    },
  }),
  myWorkPage.with({
    lists: [{ ...lists, count: 0, rows: [] }],
    isWhole: true,
    next: null,
    isCut: false,
    promised: [],
    alerts: { count: 0, rows: [] },
    aside: { count: 0, rows: [] },
    recorded: null,
    recent: [],
    done: null,
    alertForms: { sent: { alertId: '', does: 'plan', note: '', days: '1', key: 'key' }, faults: [], aside: [] },
  }),
  ...supervisingSamples,
  findPage.with({ q: '', found: null, hasMore: false, restricted: null, mayBeReference: false, recent }),
  findPage.with({ q: '', found: null, hasMore: false, restricted: null, mayBeReference: false, recent: [] }),
  findPage.with({ q: name, found: [], hasMore: false, restricted: 'c-9', mayBeReference: true, recent: [] }),
  findPage.with({
    q: 'CR',
    found: [
      {
        caseId: 'c-1',
        reference: 'CR/1/26',
        kind: 'crime',
        about: 'Barrow',
        status: 'closed',
        owner: name,
        openedAt: at,
        people: [{ name, role: 'victim', matched: 'telephone ends 001' }],
      },
      {
        caseId: 'c-2',
        reference: 'CR/2/26',
        kind: 'enquiry',
        about: '',
        status: 'open',
        owner: name,
        openedAt: at,
        people: [],
      },
    ],
    hasMore: true,
    restricted: null,
    mayBeReference: false,
    recent: [],
  }),
  ...counterSamples,
  ...personSamples,
  settingsPage.with({
    keysAreOff: false,
    sessions: [
      { sid: 's-1', browser: 'Firefox', since: at, seenAt: at, isThis: true },
      { sid: 's-2', browser: name, since: at, seenAt: at, isThis: false },
    ],
  }),
  errorPage.with({ title: name, lines: [name], wayOn: { href: '/', text: 'Go on' }, requestId: 'r-1' }),
  homePage.with({ roles: ['performance', 'admin'] }),
  awayPage.with({ title: 'Page hidden' }),
  accessibilityPage.with({ title: 'Accessibility' }),
  signedOutPage.with({ title: 'You have signed out' }),
  ...figureSamples,
  ...termsSamples,
  ...dipSampleSamples,
  ...publicationSamples,
];
