import {
  casePage,
  outcomeFragment,
  timelinePage,
  whyPage,
  type CaseModel,
  type ContactFormModel,
} from './cases/case-page.js';
import { emptyForm } from './contacts/contact-form.js';
import { counterSamples } from './counter-samples.fixture.js';
import { findPage } from './find/find-page.js';
import { errorPage } from './frame/error-page.js';
import { formSamples } from './form-samples.fixture.js';
import { figureSamples } from './figure-samples.fixture.js';
import type { ShownPage } from './frame/page.js';
import { forMacro } from './frame/strict.js';
import { accessibilityPage, awayPage, homePage } from './home/home.controller.js';
import { myWorkPage } from './my-work/my-work-page.js';
import { settingsPage } from './sign-in/my-sessions.controller.js';
import { publicationSamples } from './publication-samples.fixture.js';
import { personSamples } from './person-samples.fixture.js';
import { supervisingSamples } from './supervising-samples.fixture.js';
import { signedOutPage } from './sign-in/sign-in.controller.js';

const at = '2026-11-27T14:05:00.000Z';
const on = '2026-11-27';
/** Whoever can put text into a model can put this. */
const name = 'Siân <b>O’Neill</b>';

const recent = [
  { caseId: 'c-1', reference: 'CR/1/26', about: 'burglary dwelling, Barrow', status: 'closed', at },
  { caseId: 'c-2', reference: 'CR/2/26', about: '', status: 'open', at },
];

const choice = { value: 'p-1', text: name, checked: true, hint: { text: 'victim' } };
const option = { value: 'a', text: name, selected: true };
const row = {
  version: 3,
  words: 'Outbound phone for update: spoke',
  at,
  recordedAt: at,
  isLate: true,
  isAlert: false,
  by: 'Crime desk officer (pc-1001)',
  texts: [name],
  followed: ['The alert was cleared'],
  mayDo: [{ href: '/cases/c-1/contacts/k-1/correction', text: 'Correct it or strike it out' }],
};
const owed = {
  obligationId: 'o-1',
  title: 'Told that the suspect was arrested',
  person: name,
  dueInWords: 'Overdue by 3 days',
  dueOn: on,
  tone: 'red',
  links: [{ href: '/cases/c-1/record/waiver/o-1', text: name }],
  note: 'Disputed',
} as const;
const stillOpen = { dated: [name], undated: 2 };
const recorded = { caseId: 'c-1', reference: 'CR/1/26', meets: [name], stillOpen };

const form: ContactFormModel = {
  values: { ...emptyForm('key', 3), next: 'other', when: 'earlier', began: 'them' },
  faults: [
    { field: 'who', text: name },
    { field: 'late-reason', text: name },
  ],
  highRisk: true,
  outcome: { reached: true, meets: [name], stillOpen, notMet: [name], concerns: [name] },
  changed: [{ ...row, version: 4 }],
  who: forMacro([choice]),
  how: forMacro([choice]),
  reached: forMacro([choice]),
  tells: forMacro([choice]),
  next: forMacro([choice]),
  purposes: forMacro([option]),
  services: forMacro([option]),
  routes: forMacro([option, option, option]),
};

const full: CaseModel = {
  caseId: 'c-1',
  reference: 'CR/1/26',
  kind: 'crime',
  about: 'burglary dwelling, Barrow',
  status: 'closed',
  marks: ['High risk', 'Restricted'],
  closedAt: at,
  mergedInto: 'c-2',
  owner: 'Crime desk officer (pc-1001)',
  openedAt: at,
  version: 3,
  parts: [{ href: '/cases/c-1', text: name, current: true }],
  linked: [{ href: '/cases/c-2', text: name }],
  links: { often: [{ href: '/cases/c-1/milestones', text: name }], seldom: [{ href: '/cases/c-1/void', text: name }] },
  people: [
    {
      participantId: 'p-1',
      name,
      isErased: false,
      role: 'victim',
      entitlement: 'enhanced',
      diedOn: null,
      needs: 'large print',
      language: 'cy',
      interpreter: name,
      lastTold: at,
      attempts: 2,
      lastAttempt: at,
      plan: 'every 2 weeks by phone',
      doesNotWant: [{ optOutId: 'w-1', scope: name }],
      links: [{ href: '/cases/c-1/record/plan/p-1', text: name }],
      routes: [
        {
          routeId: 'r-1',
          method: 'phone',
          value: '01632 960001',
          safe: true,
          times: 'after 6pm',
          say: name,
          neverSay: name,
          isDead: true,
          unsafeBecause: '',
          allowing: null,
        },
        {
          routeId: 'r-2',
          method: 'letter',
          value: '14 Abbey Road',
          safe: false,
          times: '',
          say: '',
          neverSay: '',
          isDead: false,
          unsafeBecause: `Crime desk officer (pc-1001) said so on Friday 27 November 2026. “${name}”`,
          allowing: '/cases/c-1/record/allowance/r-2',
        },
      ],
    },
    {
      participantId: 'p-2',
      name: 'Tom',
      isErased: true,
      role: 'witness',
      entitlement: 'unassessed',
      diedOn: on,
      needs: null,
      language: null,
      interpreter: null,
      lastTold: null,
      attempts: 0,
      lastAttempt: null,
      plan: null,
      doesNotWant: [],
      links: [],
      routes: [],
    },
  ],
  owed: [owed],
  undated: [{ ...owed, obligationId: 'o-2', dueOn: null, dueInWords: 'No due date', tone: 'grey', note: null }],
  promised: [{ person: name, on, status: 'broken' }],
  timeline: [row],
  hasMore: true,
  recorded,
  done: [row],
  said: name,
  knownAt: null,
  knownOn: on,
  today: on,
  form,
};

const empty: CaseModel = {
  ...full,
  about: '',
  status: 'open',
  closedAt: null,
  mergedInto: null,
  people: [],
  owed: [],
  undated: [],
  promised: [],
  timeline: [],
  hasMore: false,
  recorded: null,
  done: [],
  said: '',
  form: { ...form, faults: [], highRisk: false, outcome: null, changed: [], tells: forMacro([]), routes: forMacro([]) },
};

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
  casePage.with(full),
  casePage.with(empty),
  casePage.with({
    ...full,
    recorded: null,
    done: [],
    said: '',
    links: { often: [], seldom: [] },
    knownAt: at,
    form: null,
  }),
  outcomeFragment.with({ form }),
  outcomeFragment.with({ form: { ...form, outcome: null } }),
  ...formSamples,
  timelinePage.with({
    caseId: 'c-1',
    reference: 'CR/1/26',
    title: name,
    parts: [{ href: '/cases/c-1/timeline', text: name, current: true }],
    filters: [{ href: '/cases/c-1/timeline', text: name, current: true }],
    show: '',
    links: [{ href: '/cases/c-1/record/feedback', text: name }],
    items: [row],
    newer: 60,
    older: 10,
  }),
  timelinePage.with({
    caseId: 'c-1',
    reference: 'CR/1/26',
    title: name,
    parts: [],
    filters: [],
    show: 'contacts',
    links: [],
    items: [],
    newer: null,
    older: 10,
  }),
  whyPage.with({
    caseId: 'c-1',
    reference: 'CR/1/26',
    title: owed.title,
    person: name,
    sentence: 'It is due by the end of Friday 27 November 2026.',
    steps: [{ date: on, counted: true, reason: 'working day 1' }],
    dueOn: on,
    calendarVersion: '1',
  }),
  whyPage.with({
    caseId: 'c-1',
    reference: 'CR/1/26',
    title: owed.title,
    person: name,
    sentence: 'No limit is printed.',
    steps: [],
    dueOn: null,
    calendarVersion: '1',
  }),
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
  ...publicationSamples,
];
