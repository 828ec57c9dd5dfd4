import type { Columns } from './columns.js';
import type { OutcomeRow, PoliceUkRow, StreetRow } from './rows.js';

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

type RefuseRow = (code: RowRefusalCode, detail: string) => void;

interface RawRow {
  readonly file: string;
  readonly line: number;
  readonly values: readonly string[];
  readonly columns: Columns;
}

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const CRIME_ID = /^[0-9a-f]{64}$/;

/** The row that a line's values make, or undefined after saying what keeps them from being one. */
export function rowOf(raw: RawRow, refuse: RefuseRow): PoliceUkRow | undefined {
  const { file, line, values, columns } = raw;
  if (values.length !== columns.count) {
    return void refuse('wrong-column-count', `${values.length} values where the header has ${columns.count}`);
  }
  const of = (column: string) => columns.value(values, column);
  const month = of('Month');
  const crimeId = of('Crime ID').toLowerCase();
  if (!MONTH.test(month)) return void refuse('bad-month', 'the month is not YYYY-MM');
  if (crimeId && !CRIME_ID.test(crimeId))
    return void refuse('bad-crime-id', 'the Crime ID is not 64 hexadecimal digits');
  const known = { file, line, month };
  return columns.kind === 'street'
    ? streetRow({ ...known, crimeId }, of, refuse)
    : outcomeRow({ ...known, crimeId }, of, refuse);
}

type CommonColumns = Pick<OutcomeRow, 'file' | 'line' | 'month' | 'crimeId'>;

function streetRow(
  { crimeId, ...known }: CommonColumns,
  of: (column: string) => string,
  refuse: RefuseRow,
): StreetRow | undefined {
  const crimeType = of('Crime type');
  if (!crimeType) return void refuse('no-crime-type', 'the crime type is missing');
  return {
    kind: 'street',
    ...known,
    ...(crimeId && { crimeId }),
    force: of('Falls within'),
    longitude: of('Longitude'),
    latitude: of('Latitude'),
    location: of('Location'),
    lsoaName: of('LSOA name'),
    crimeType,
    lastOutcome: of('Last outcome category'),
  };
}

/** An outcome without a Crime ID belongs to nothing. */
function outcomeRow(known: CommonColumns, of: (column: string) => string, refuse: RefuseRow): OutcomeRow | undefined {
  const outcome = of('Outcome type');
  if (!known.crimeId) return void refuse('no-crime-id', 'the Crime ID is missing');
  if (!outcome) return void refuse('no-outcome', 'the outcome is missing');
  return { kind: 'outcome', ...known, outcome };
}
