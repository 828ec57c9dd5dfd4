import { changesPage } from './figures/changes-page.js';
import { countedPage, reportPage } from './figures/report-page.js';
import { forMacro } from './frame/strict.js';

const at = '2026-11-27T14:05:00.000Z';
const on = '2026-11-27';
/** Whoever can put text into a model can put this. */
const name = 'Barrow <b>South</b>';
const items = forMacro([{ value: 'a', text: name, selected: true }]);
const asked = { from: on, to: on, known: '', by: items, commitment: items, bcu: items, team: items };

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
      file: '/report.csv?from=2026-11-27',
      changes: '/report/changes',
    },
  }),
  reportPage.with({
    ...asked,
    faults: [{ field: 'from', text: 'Enter two dates' }],
    report: null,
  }),
  countedPage.with({
    of: name,
    knownAt: at,
    rows: [
      { caseId: 'c-1', obligationId: 'o-1', title: name, dueOn: on, status: 'Met', marks: [name], owner: name },
      { caseId: 'c-1', obligationId: 'o-2', title: name, dueOn: null, status: 'Paused', marks: [], owner: name },
    ],
    withheld: 1,
    mayOpen: true,
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
