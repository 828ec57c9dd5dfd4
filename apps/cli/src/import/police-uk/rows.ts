/** A month as data.police.uk writes it, `YYYY-MM`. */
export type Month = string;

/** One line of a `…-street.csv`: a crime, or anti-social behaviour, which has no Crime ID. */
export interface StreetRow {
  readonly kind: 'street';
  readonly file: string;
  readonly line: number;
  /** 64 hexadecimal digits. */
  readonly crimeId?: string;
  readonly month: Month;
  readonly force: string;
  readonly longitude: string;
  readonly latitude: string;
  readonly location: string;
  readonly lsoaName: string;
  readonly crimeType: string;
  readonly lastOutcome: string;
}

/** One line of a `…-outcomes.csv`: something that came of a crime in a month. */
export interface OutcomeRow {
  readonly kind: 'outcome';
  readonly file: string;
  readonly line: number;
  readonly crimeId: string;
  readonly month: Month;
  readonly outcome: string;
}

export type PoliceUkRow = StreetRow | OutcomeRow;

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
