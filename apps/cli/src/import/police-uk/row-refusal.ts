export type RowRefusalCode =
  // the whole file, with line 0 or the line of its header
  | 'file-not-found'
  | 'unreadable'
  | 'zip-archive'
  | 'empty-file'
  | 'wrong-header'
  // the file from this line on
  | 'truncated'
  | 'damaged'
  // this line alone
  | 'cut-off'
  | 'invalid-utf8'
  | 'line-too-long'
  | 'broken-quotes'
  | 'wrong-column-count'
  | 'bad-month'
  | 'bad-crime-id'
  | 'no-crime-id'
  | 'no-crime-type'
  | 'no-outcome';

/** What was not read and why. Never repeats what stands in the row: a mangled row may hold anything. */
export interface RowRefusal {
  readonly file: string;
  readonly line: number;
  readonly code: RowRefusalCode;
  readonly detail: string;
}
