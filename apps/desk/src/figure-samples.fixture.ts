import { funnelDrawing, monthsDrawing, sparkDrawing } from '@kept-informed/charts';
import { alikePage } from './figures/alike-page.js';
import { changesPage } from './figures/changes-page.js';
import { measuredPage, measuresPage } from './figures/measures-page.js';
import { countedPage, reportPage } from './figures/report-page.js';
import { noLimitPage } from './figures/no-limit-page.js';
import { silencePage } from './figures/silence-page.js';
import { comparePage, dashboardPage, monthsPage } from './figures/variation-page.js';
import { forMacro } from './frame/strict.js';

const at = '2026-11-27T14:05:00.000Z';
const on = '2026-11-27';
/** Whoever can put text into a model can put this. */
const name = 'Barrow <b>South</b>';
const items = forMacro([{ value: 'a', text: name, selected: true }]);
const asked = {
  from: on,
  to: on,
  known: '',
  by: items,
  standard: items,
  commitment: items,
  bcu: items,
  team: items,
  beside: [{ name: 'owner', value: name }],
};
const files = [{ href: '/report.csv?from=2026-11-27', text: name }];
const words = { title: name, description: name };
const limits = { centre: 0.5, lower: 0.4, upper: 0.6 };
const points = [{ month: '2026-10', rate: 0.5, isSignal: true, words: name, href: '/report?month=2026-10' }];
const rows = [{ name, href: '/report?month=2026-10', met: '1 of 2', rate: '50.0%', said: name }];
const rates = { verdict: name, hasLimits: true, rows, knownAt: at, definition: name, files };
const dots = [{ rated: 2, rate: 0.5, isSignal: false, words: name, href: '/report?team=a' }];
const panel = { name, rate: name, change: name, verdict: name, report: '/report?a=b', months: '/report/months?a=b' };
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
const fault = { field: 'from', text: 'Enter two dates' };

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
  monthsPage.with({
    ...asked,
    faults: [],
    series: { ...rates, drawing: monthsDrawing({ id: 'months', ...words, points, limits }) },
  }),
  monthsPage.with({
    ...asked,
    faults: [],
    series: { ...rates, hasLimits: false, drawing: monthsDrawing({ id: 'months', ...words, points, limits: null }) },
  }),
  monthsPage.with({ ...asked, faults: [fault], series: null }),
  comparePage.with({
    ...asked,
    faults: [],
    funnel: { ...rates, of: name, drawing: funnelDrawing({ id: 'funnel', ...words, rate: 0.5, points: dots }) },
  }),
  comparePage.with({
    ...asked,
    faults: [],
    funnel: { ...rates, rows: [], of: name, drawing: funnelDrawing({ id: 'funnel', ...words, rate: 0.5, points: [] }) },
  }),
  comparePage.with({ ...asked, faults: [fault], funnel: null }),
  dashboardPage.with({
    hasLimits: true,
    month: name,
    choices: items,
    standards: [
      { ...panel, of: name, spark: sparkDrawing({ id: 'one', ...words, points, limits }) },
      { ...panel, of: null, spark: sparkDrawing({ id: 'other', ...words, points: [], limits: null }) },
    ],
    knownAt: at,
    definition: name,
  }),
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
