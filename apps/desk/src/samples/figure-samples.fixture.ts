import { alikePage } from '../figures/alike-page.js';
import { changesPage } from '../figures/changes-page.js';
import { measuredPage, measuresPage } from '../figures/measures-page.js';
import { countedPage, reportPage } from '../figures/report-page.js';
import { noLimitPage } from '../figures/no-limit-page.js';
import { silencePage } from '../figures/silence-page.js';
import { asked, fault, files, items } from './question-samples.fixture.js';
import { at, name, on } from './sample-words.fixture.js';
import { variationSamples } from './variation-samples.fixture.js';

const silent = { days: '28', known: '', bcu: items, team: items, mayOpen: true };
const heardNothing = {
  caseId: 'c-1',
  reference: name,
  role: name,
  entitlement: name,
  owner: name,
  daysSilent: 30,
  since: on,
  isNeverTold: true,
};

export const figureSamples = [
  reportPage.with({
    ...asked,
    faults: [],
    report: {
      of: name,
      columns: [name, name],
      lines: [
        {
          name,
          figures: [
            { text: name, href: '/report/rows?from=2026-11-27' },
            { text: '0', href: null },
          ],
        },
      ],
      total: {
        name,
        figures: [
          { text: name, href: null },
          { text: '0', href: null },
        ],
      },
      knownAt: at,
      definition: name,
      files,
      changes: '/report/changes',
    },
  }),
  reportPage.with({
    ...asked,
    faults: [{ field: 'from', text: 'Enter two dates' }],
    report: null,
  }),
  measuresPage.with({
    ...asked,
    faults: [],
    measure: items,
    mayAskAlike: true,
    shown: {
      title: name,
      definition: name,
      of: name,
      columns: [name],
      lines: [{ name, figures: [{ text: name, href: '/report/measures/rows?part=yes' }] }],
      total: { name, figures: [{ text: '0', href: null }] },
      knownAt: at,
      files,
    },
  }),
  measuresPage.with({ ...asked, faults: [fault], measure: items, mayAskAlike: false, shown: null }),
  alikePage.with({
    quarter: items,
    of: items,
    by: items,
    where: name,
    lines: [{ place: name, group: name, figures: [name, 'Hidden'] }],
    verdicts: [{ place: name, groups: name, text: name }],
    knownAt: at,
    definition: name,
    files,
  }),
  measuredPage.with({
    title: name,
    of: name,
    knownAt: at,
    partTitle: name,
    rows: [
      { caseId: 'c-1', what: name, at, isPart: true, owner: name },
      { caseId: 'c-2', what: name, at: null, isPart: false, owner: name },
    ],
    withheld: 2,
    mayOpen: true,
    files,
    back: '/report/measures?measure=in-time',
    next: '/report/measures/rows?after=x',
  }),
  ...variationSamples,
  noLimitPage.with({
    ...asked,
    faults: [],
    duties: { columns: [name], lines: [{ name, figures: [name] }], knownAt: at, definition: name, files },
  }),
  noLimitPage.with({ ...asked, faults: [], duties: { columns: [], lines: [], knownAt: at, definition: name, files } }),
  noLimitPage.with({ ...asked, faults: [fault], duties: null }),
  silencePage.with({
    ...silent,
    faults: [],
    silence: {
      asOf: at,
      rows: [heardNothing, { ...heardNothing, isNeverTold: false }],
      next: '/silence?after=x',
      files,
    },
  }),
  silencePage.with({
    ...silent,
    mayOpen: false,
    faults: [],
    silence: { asOf: at, rows: [heardNothing], next: null, files },
  }),
  silencePage.with({ ...silent, faults: [], silence: { asOf: at, rows: [], next: null, files } }),
  silencePage.with({ ...silent, faults: [{ field: 'days', text: 'Enter a number' }], silence: null }),
  countedPage.with({
    of: name,
    knownAt: at,
    rows: [
      { caseId: 'c-1', obligationId: 'o-1', title: name, dueOn: on, status: 'Met', marks: [name], owner: name },
      { caseId: 'c-1', obligationId: 'o-2', title: name, dueOn: null, status: 'Paused', marks: [], owner: name },
    ],
    withheld: 1,
    mayOpen: true,
    files,
    back: '/report',
    next: '/report/rows?after=x',
  }),
  changesPage.with({
    from: on,
    to: on,
    before: on,
    after: '',
    isRecordedAlone: true,
    faults: [],
    mayOpen: true,
    changes: {
      before: at,
      after: at,
      rows: [{ caseId: 'c-1', obligationId: 'o-1', title: name, was: name, is: name, why: [name] }],
      withheld: 1,
      next: '/report/changes?last=o-1',
      definition: name,
      files,
    },
  }),
  changesPage.with({
    from: on,
    to: on,
    before: '',
    after: '',
    isRecordedAlone: false,
    faults: [{ field: 'after', text: 'The second day must not come before the first' }],
    mayOpen: false,
    changes: null,
  }),
];
