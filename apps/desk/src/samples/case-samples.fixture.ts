import {
  casePage,
  outcomeFragment,
  timelinePage,
  whyPage,
  type CaseModel,
  type ContactFormModel,
} from '../cases/case-page.js';
import { emptyForm } from '../contacts/contact-form.js';
import { forMacro } from '../frame/strict.js';
import { at, name, on } from './sample-words.fixture.js';
import { shownPeople } from './shown-people.fixture.js';

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
export const owed = {
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
export const recorded = { caseId: 'c-1', reference: 'CR/1/26', meets: [name], stillOpen };

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
  people: shownPeople,
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

/** One case, in its states. */
export const caseSamples = [
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
];
