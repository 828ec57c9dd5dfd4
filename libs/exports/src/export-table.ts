/** What stands in a field. Instants are RFC 3339 in UTC, dates `2026-11-27`. */
export type ExportValue = string | number | boolean | null;

/** A column: what it is called, what it means, and what of a row stands in it. */
export interface ExportColumn<Row> {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'flag' | 'date' | 'instant';
  readonly sentence: string;
  readonly of: (row: Row) => ExportValue;
}

/** What is needed to understand a file without asking whoever made it. */
export interface ExportWords {
  readonly title: string;
  /** What the figures mean. */
  readonly definition: string;
  /** Of what period, as known when, at which position. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Measures by which something is counted: what they are called, and what they mean. */
  readonly measures: readonly (readonly [id: string, sentence: string])[];
}

/** Rows for a file, taken one by one as the file is read. */
export interface ExportTable<Row> {
  /** Of its file, without the ending. */
  readonly name: string;
  readonly words: ExportWords;
  readonly columns: readonly ExportColumn<Row>[];
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
}

/** One row, as its columns have it. */
export const valuesOf = <Row>(columns: readonly ExportColumn<Row>[], row: Row): ExportValue[] =>
  columns.map(({ of }) => of(row));
