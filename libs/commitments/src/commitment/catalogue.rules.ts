import { parseLocalDate } from '@kept-informed/calendar';
import { bodyNames } from './bodies.rules.js';
import {
  columns,
  commitmentOf,
  conventions,
  list,
  units,
  yes,
  type Column,
  type Commitment,
  type CommitmentRow,
} from './commitment.rules.js';
import { methods } from './methods.rules.js';
import { problemsOfPromise } from './promise.rules.js';
import { standards } from './standards.rules.js';
import { ownTellable, ownTriggers } from './triggers.rules.js';

/** Where in the catalogue something cannot be. */
interface CatalogueProblem {
  /** As a spreadsheet numbers it: the header is row 1. */
  readonly row: number;
  readonly column: string;
  readonly detail: string;
}

/** The catalogue cannot be gone by. */
export class CatalogueInvalid extends Error {
  constructor(readonly problems: readonly CatalogueProblem[]) {
    const told = problems.map(({ row, column, detail }) => `row ${row}, column ${column}: ${detail}`);
    super(`The catalogue of commitments cannot be used.\n${told.join('\n')}`);
    this.name = 'CatalogueInvalid';
  }
}

/** The names of columns as a catalogue begins with them. Throws CatalogueInvalid. */
export function requireColumns(names: readonly string[]): void {
  const missing = columns.filter((column) => !names.includes(column));
  const unknown = names.filter((name) => !(columns as readonly string[]).includes(name));
  const problems = [
    ...missing.map((column) => ({ row: 1, column, detail: 'it is missing' })),
    ...unknown.map((column) => ({ row: 1, column, detail: 'there is no such column' })),
  ];
  if (problems.length > 0) throw new CatalogueInvalid(problems);
}

/** The promises that the rows of a catalogue make. Throws CatalogueInvalid with every problem. */
export function catalogueOf(rows: readonly CommitmentRow[]): Commitment[] {
  const problems = rows.flatMap((row, index) => problemsOfRow(row, rows, index));
  if (problems.length > 0) throw new CatalogueInvalid(problems);
  return rows.map(commitmentOf);
}

/** What each cell must be. */
type CellRule = (cell: string, row: CommitmentRow) => string | undefined;

const oneOf =
  (allowed: Iterable<string>, separator?: string, known = new Set(allowed)): CellRule =>
  (cell) => {
    const items = separator === undefined ? [cell] : list(cell, separator);
    if (items.length === 0) return 'it is empty';
    const odd = items.filter((item) => !known.has(item));
    return odd.length === 0 ? undefined : `${quoted(odd)} is none of ${[...known].join(', ')}`;
  };

const orEmpty =
  (rule: CellRule): CellRule =>
  (cell, row) =>
    cell === '' ? undefined : rule(cell, row);

const quoted = (items: readonly string[]): string => items.map((item) => `'${item}'`).join(', ');

const shaped =
  (shape: RegExp, what: string): CellRule =>
  (cell) =>
    shape.test(cell) ? undefined : `'${cell}' is not ${what}`;

const filled: CellRule = (cell) => (cell.trim() === '' ? 'it is empty' : undefined);
const date: CellRule = (cell) => (parseLocalDate(cell) === null ? `'${cell}' is no date` : undefined);

const roles = ['victim', 'individual-victim', 'witness', 'enquirer', 'feedback-giver'];

/** Rules hang on some of these (commitment.rules.ts), and the others are the reasons for which somebody may stop a clock. */
const pausesKnown = [
  'no update wanted',
  'victim objects',
  'victim declines',
  'opted out',
  'consent awaited',
  'excluded offence',
  'unsafe route',
  'handed to witness care',
  'suspect dealt with',
  'outcome reached',
  'complex: extended, explained',
  'exceptions of reg. 35',
];

const ways: CellRule = (cell) => {
  const told = list(cell, ' or ').flatMap((way) => (way.startsWith('tells ') ? [way.slice('tells '.length)] : []));
  const unknown = told.filter((what) => !ownTellable.has(what));
  if (unknown.length > 0) return `${quoted(unknown)} is nothing that can be told`;
  return filled(cell, {} as CommitmentRow);
};

const unit: CellRule = (cell, { limit }) => {
  if ((cell === 'agreed') !== (limit === 'agreed')) return 'a limit as agreed has the unit agreed, and no other has';
  if (limit !== '' && cell === '') return 'a limit has a unit';
  return oneOf(Object.keys(units))(cell, {} as CommitmentRow);
};

const cells: Readonly<Record<Column, CellRule>> = {
  id: shaped(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, 'an id of capitals, digits and hyphens'),
  edition: shaped(/^[a-z0-9-]+(, [a-z0-9-]+)*$/, 'a list of names in kebab case'),
  title: filled,
  trigger: oneOf(ownTriggers, ','),
  owed_to: oneOf([...roles, 'support-service', 'victim-support'], ','),
  limit: () => undefined,
  enhanced_limit: () => undefined,
  unit,
  conventions: orEmpty(oneOf(conventions, ',')),
  recurs: oneOf(['no', 'last-update', 'schedule']),
  clock_starts: oneOf(['occurred', 'reported', 'received', 'request', 'decided', 'sentenced', 'plan', 'known']),
  discharged_by: ways,
  methods: orEmpty(oneOf(methods, ',')),
  generated: orEmpty(oneOf([yes])),
  pauses: orEmpty(oneOf(pausesKnown, ';')),
  reversible: orEmpty(oneOf([yes])),
  duty_of: oneOf(bodyNames.keys(), ' or '),
  standard: oneOf(standards),
  from: date,
  to: orEmpty(date),
  source: filled,
};

function problemsOfRow(row: CommitmentRow, rows: readonly CommitmentRow[], index: number): CatalogueProblem[] {
  const at = (column: string, detail: string) => ({ row: index + 2, column, detail: `${row.id}: ${detail}` });
  const ofCells = columns.flatMap((column) => {
    const detail = cells[column](row[column], row);
    return detail === undefined ? [] : [at(column, detail)];
  });
  if (rows.findIndex(({ id }) => id === row.id) < index) ofCells.push(at('id', 'another row has this id'));
  if (ofCells.length > 0) return ofCells;
  return problemsOfPromise(commitmentOf(row)).map(({ field, detail }) => at(columnOf(field), detail));
}

/** `/enhancedLimit` of a promise stands in the column `enhanced_limit` of its row. */
const columnOf = (field: string): string =>
  field.split('/')[1]!.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
