/** A row's columns and what they become; instants and dates as text. */
export type RowValues<Column extends string = string> = Readonly<Record<Column, unknown>>;

/** A table that follows from the facts alone, with what may become of its rows. */
export interface ReadTable<Column extends string = string, Key extends Column = Column> {
  readonly name: string;
  /** Texts, where its rows are changed after they were added. */
  readonly key: readonly Key[];
  readonly columns: readonly Column[];
  /** A row may be added again, by the stream that it is carried to; what is said then replaces what was. */
  readonly carried?: boolean;
  /** Columns that say when something was first so: a row that is added again keeps them. */
  readonly kept?: readonly Column[];
  /** Of several that set these columns the latest holds, by the column that says when. */
  readonly latest?: { readonly by: Column; readonly sets: readonly Column[] };
  /** Each change of a row is kept in another table, with these columns as they stood after it, and since when that is known. */
  readonly history?: { readonly name: string; readonly columns: readonly Column[] };
  /** The column that says since when a row is known: as recorded before, it was not there. */
  readonly since?: Column;
  /** The table in which rows are kept as they were before each change, by these columns or all, and when that was recorded. */
  readonly earlier?: { readonly name: string; readonly columns?: readonly Column[] };
}
