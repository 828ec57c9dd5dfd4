import { dayInWords } from '@kept-informed/calendar';
import { figureColumns, type FigureColumn, groupingTitle } from '@kept-informed/case-work';
import { type Dimension, dimensions, groupedDimensions, type GroupedDimension } from '@kept-informed/compliance';
import type { OwnForce } from '@kept-informed/commitments';
import { withoutOne } from '@kept-informed/event-store';
import { sentence } from '../cases/words.js';
import type { markNames } from './report-query.js';

/** By what the page offers to group, in words. */
export const groupings: readonly (readonly [name: Dimension, title: string])[] = dimensions.map((name) => [
  name,
  groupingTitle(name),
]);

export const isGrouping = (name: unknown): name is Dimension => dimensions.some((one) => one === name);

export const isCompared = (name: unknown): name is GroupedDimension => groupedDimensions.some((one) => one === name);

/** Of which rows a figure is, where it counts rows. */
type CountedRows = { readonly status?: string } & { readonly [Mark in (typeof markNames)[number]]?: 'yes' };

const rowsOf: Readonly<Partial<Record<(typeof figureColumns)[number]['name'], CountedRows>>> = {
  fellDue: {},
  met: { status: 'met' },
  metLate: { status: 'met-late' },
  missed: { status: 'missed' },
  excused: { status: 'excused' },
  recordedLate: { recordedLate: 'yes' },
  disputed: { disputed: 'yes' },
  changedAfterDue: { changedAfterDue: 'yes' },
};

/** The columns of a report, each with which rows it counts. */
export const columns: readonly (FigureColumn & { readonly rows: CountedRows | undefined })[] = figureColumns.map(
  (column) => ({ ...column, rows: rowsOf[column.name] }),
);

/** A standard of the Quality of Service Commitment: `Keeping informed`. */
export const standardInWords = (standard: string): string => sentence(standard.replaceAll('-', ' '));

/** A group as an address says it. */
export const inAddress = (value: string | null): string => value ?? withoutOne;

/** A name of ours in words: `changedAfterDue` is `changed after due`. */
export const nameInWords = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();

type ChosenInWords = (value: string, force: OwnForce) => string;

const asItIs: ChosenInWords = (value) => value.replaceAll('-', ' ');

/** All by which a report is narrowed and grouped, as somebody who chose it reads it. */
export const reportChoices: Readonly<Record<string, ChosenInWords>> = {
  from: (date) => `from ${dayInWords(date)}`,
  to: (date) => `to ${dayInWords(date)}`,
  known: (date) => `as known on ${dayInWords(date)}`,
  by: (name) => `by ${isGrouping(name) ? groupingTitle(name).toLowerCase() : name}`,
  ...Object.fromEntries(dimensions.map((name) => [name, asItIs])),
  standard: standardInWords,
  commitment: (id, { catalogue }) => catalogue.find((one) => one.id === id)?.title ?? id,
  team: (id, { directory }) => directory.current.team(id)?.name ?? id,
};
