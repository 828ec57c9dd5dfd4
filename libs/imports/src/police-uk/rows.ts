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
