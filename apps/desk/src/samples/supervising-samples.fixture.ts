import { boardFields } from '../board/board-form.js';
import { boardPage, boardRows } from '../board/board-page.js';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { disputesPage, excusalsPage } from '../deciding/deciding-pages.js';
import { workloadPage } from '../figures/workload-page.js';
import type { ShownPage } from '../frame/page.js';
import { shownFields } from '../frame/shown-field.js';
import { forMacro } from '../frame/strict.js';
import { restrictedPage, unsafePage } from '../restricted/restricted-page.js';
import { at, name, on } from './sample-words.fixture.js';

const items = forMacro([{ value: 'a', text: name, selected: true }]);
const of = { caseId: 'c-1', reference: 'CR/1/26' };
const overdue = { title: 'Told that the suspect was arrested', dueInWords: 'Overdue by 3 days', tone: 'red' } as const;

const alert = {
  ...of,
  ...overdue,
  alertId: 'a-1',
  rung: 'missed',
  begins: 'Missed',
  status: 'snoozed',
  person: name,
  owner: name,
  recipient: name,
};
const board = {
  asOf: at,
  position: '12',
  tiles: [{ href: '/board', text: 'All that wait', count: 3, isCurrent: true }],
  rows: [alert, { ...alert, alertId: 'a-2', begins: null, status: 'open' }],
  duties: null,
  next: '/board?after=x',
};
const duty = { ...of, ...overdue, obligationId: 'o-1', person: name, owner: name, lastAttempt: at };
/** What is owed, in place of alerts. */
const owedBoard = { ...board, rows: [], duties: [duty, { ...duty, lastAttempt: null }] };
const fields = boardFields(new DirectoryHolder(demoForceFile()).current, at, 'Europe/London');
const faults = [
  { field: 'rows', text: 'Choose at least one row' },
  { field: 'note', text: 'Say why' },
];
const boardModel = {
  board,
  query: '?team=t-1',
  team: 't-1',
  teams: items as never,
  bcus: items as never,
  list: '',
  rung: 'missed',
  status: 'open',
  key: 'key',
  results: [
    { reference: 'CR/1/26', title: 'missed', refused: null },
    { reference: 'CR/2/26', title: '', refused: name },
  ],
  done: 'Taken on',
  fields: shownFields(fields, { does: 'aside' }, faults),
  faults,
  chosen: ['a-1'],
};
const nothing = { ...board, rows: [], tiles: [], next: null };

const dispute = {
  ...of,
  disputeId: 'd-1',
  obligationId: 'o-1',
  title: overdue.title,
  dueOn: on,
  stood: 'Missed',
  would: 'Waived',
  recordedBy: name,
  raisedAt: at,
  decideBy: at,
  notMine: null,
};
const excusal = { ...of, ...overdue, obligationId: 'o-1', person: name, owner: name, attempts: [name, name] };

/** Ten working days, of people with much to do. */
const days = Array.from({ length: 14 }, (_, index) => ({
  date: `2026-12-${String(index + 1).padStart(2, '0')}`,
  text: `Tue ${index + 1} Dec`,
  isWorking: index % 7 < 5,
}));
const line = {
  owner: 'Domestic abuse support officer (pc-1031)',
  team: name,
  cells: days.map((_, count) => ({ count: 60 * count, shade: count % 5 })),
  total: 5460,
  paused: 1,
};
const choices = { teams: items, ahead: items };

const restricted = {
  ...of,
  kind: 'crime',
  owner: name,
  openedAt: at,
  seenBy: [name, name],
  broken: [
    { by: name, at, isOpen: true },
    { by: name, at, isOpen: false },
  ],
};
const allowed = {
  ...of,
  person: name,
  allowedBy: name,
  allowedAt: at,
  until: at,
  holds: true,
  reason: name,
  used: 2,
};

/** The pages of supervisors in their states. */
export const supervisingSamples: readonly ShownPage[] = [
  boardPage.with(boardModel),
  boardPage.with({ ...boardModel, board: nothing, query: '', rung: '', status: '', results: null, faults: [] }),
  boardPage.with({
    ...boardModel,
    board: owedBoard,
    query: '?list=overdue',
    list: 'overdue',
    results: null,
    faults: [],
  }),
  boardPage.with({
    ...boardModel,
    board: { ...owedBoard, duties: [], next: null },
    list: 'today',
    results: null,
    faults: [],
  }),
  boardRows.with({ board, chosen: [] }),
  boardRows.with({ board: owedBoard, chosen: [] }),
  disputesPage.with({
    rows: [dispute, { ...dispute, decideBy: null, notMine: 'You recorded it' }],
    next: '/board/disputes?after=x',
  }),
  disputesPage.with({ rows: [], next: null }),
  excusalsPage.with({ rows: [excusal], next: '/board/excusals?after=x' }),
  excusalsPage.with({ rows: [], next: null }),
  workloadPage.with({ ...choices, asOf: at, days, lines: [line, line], total: { ...line, team: '' }, faults: [] }),
  workloadPage.with({
    ...choices,
    asOf: at,
    days: [],
    lines: [],
    total: { ...line, cells: [] },
    faults: [{ field: 'days', text: 'The bank holidays of 2029 are not known.' }],
  }),
  restrictedPage.with({ rows: [restricted, { ...restricted, broken: [] }], next: '/board/restricted?after=x' }),
  restrictedPage.with({ rows: [], next: null }),
  unsafePage.with({ rows: [allowed, { ...allowed, holds: false, used: 0 }], days: 28 }),
  unsafePage.with({ rows: [], days: 28 }),
];
