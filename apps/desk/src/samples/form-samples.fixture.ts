import type { FormField } from '../frame/form-field.js';
import {
  confirmPage,
  everythingIn,
  filledIn,
  foreseenFragment,
  formPage,
  recordingBy,
  type FormModel,
} from '../frame/form-page.js';
import type { ShownPage } from '../frame/page.js';
import type { TimelineRow } from '../frame/timeline-row.js';
import { at, name } from './sample-words.fixture.js';

const row: TimelineRow = {
  version: 5,
  words: name,
  at,
  recordedAt: at,
  isLate: false,
  isAlert: false,
  by: name,
  texts: [name],
  followed: [name],
  mayDo: [],
};

const fields: readonly FormField[] = [
  {
    kind: 'radios',
    name: 'kind',
    label: name,
    options: [{ value: 'a', text: name, hint: name }],
    missing: 'Choose one',
  },
  { kind: 'select', name: 'area', label: name, hint: name, options: [{ value: 'a', text: name }] },
  {
    kind: 'group',
    name: 'person',
    label: name,
    fields: [
      { kind: 'boxes', name: 'who', label: name, options: [{ value: 'a', text: name }] },
      { kind: 'line', name: 'name', label: name },
      { kind: 'folded', name: 'more', label: name, fields: [{ kind: 'words', name: 'why', label: name }] },
    ],
  },
  { kind: 'day', name: 'until', label: name },
  {
    kind: 'grouped',
    name: 'type',
    label: name,
    options: [
      { value: '', text: name },
      { value: 'b', text: name, group: name },
    ],
    missing: name,
  },
  { kind: 'moment', name: 'at', label: name, hint: name },
  { kind: 'carried', name: 'checked', label: '' },
];
const typed = { 'who[]': ['a'], name, why: name, 'at-day': '1', checked: name, kind: 'a', key: 'key' };
const link = { href: '/cases/c-1', text: name };
const under = { title: name, lines: [name] };
const form: FormModel = {
  title: name,
  caption: name,
  subject: name,
  back: link,
  action: '/cases/new',
  version: 3,
  inTheWay: link,
  changed: [row],
  toKnow: [under],
  foreseen: [under, { title: name, lines: [] }],
  buttons: [recordingBy(name), { text: name, value: 'foresee', at: 'foreseen' }],
  ...filledIn(fields, typed, [
    { field: 'at', text: name },
    { field: 'who', text: name },
    { field: 'type', text: name },
  ]),
};

/** The pages of forms in their states: with each kind of field, filled in and wrong, and as they are opened. */
export const formSamples: readonly ShownPage[] = [
  formPage.with(form),
  formPage.with({
    ...form,
    caption: '',
    subject: '',
    inTheWay: null,
    changed: [],
    foreseen: null,
    ...filledIn(fields, {}, []),
  }),
  foreseenFragment.with({ foreseen: null }),
  foreseenFragment.with({ foreseen: [under] }),
  confirmPage.with({
    title: name,
    caption: name,
    toKnow: [under],
    action: '/cases/c-1/closure',
    filledIn: everythingIn(typed),
    button: name,
    instead: [link],
  }),
];
