import { localDate, type Instant } from '@kept-informed/calendar';
import { rules } from '@kept-informed/fields';
import { offenceGroupOf } from './offence-group.js';
import { meaningOf } from './outcome-table.js';
import type { Fault } from '../reading/refusal.js';
import type { Columns } from './columns.js';
import type { Month, OutcomeRow, PoliceUkRow, StreetRow } from './rows.js';

/** What a row may say beyond its form, as for a case that is recorded by hand. */
export interface RowTerms {
  /** Those of the force. */
  readonly offenceGroups: ReadonlySet<string>;
  /** Only months that are over by then have been published. */
  readonly publishedBy: Instant;
}

interface RawRow {
  readonly file: string;
  readonly line: number;
  readonly values: readonly string[];
  readonly columns: Columns;
}

const MONTH = /^\d{4}-\d{2}$/;
const CRIME_ID = /^[0-9a-f]{64}$/;

/** The row that a line's values make, or what keeps them from being one. */
export function rowOf({ file, line, values, columns }: RawRow, terms: RowTerms): PoliceUkRow | Fault {
  if (values.length !== columns.count) return wrongCount(values.length, columns.count);
  const of = (column: string) => columns.value(values, column);
  const month = of('Month');
  const crimeId = of('Crime ID').toLowerCase();
  if (!isMonth(month)) return { code: 'bad-month', column: 'Month' };
  if (month >= localDate(terms.publishedBy).slice(0, 7)) return { code: 'in-the-future', column: 'Month' };
  if (crimeId && !CRIME_ID.test(crimeId)) return { code: 'bad-crime-id', column: 'Crime ID' };
  const known = { file, line, month, crimeId };
  return columns.kind === 'street' ? streetRow(known, of, terms) : outcomeRow(known, of);
}

function wrongCount(found: number, wanted: number): Fault {
  const values = found === 1 ? '1 value' : `${found} values`;
  const detail = `The row has ${values} where the header has ${wanted}: look for a comma or line break too many or missing.`;
  return { code: 'wrong-column-count', detail };
}

/** Within the years of any other date, by the same rule. */
function isMonth(text: string): text is Month {
  return MONTH.test(text) && rules.localDate.accepts(`${text}-01`);
}

type CommonColumns = Pick<OutcomeRow, 'file' | 'line' | 'month' | 'crimeId'>;

function streetRow(
  { crimeId, ...known }: CommonColumns,
  of: (column: string) => string,
  { offenceGroups }: RowTerms,
): StreetRow | Fault {
  const crimeType = of('Crime type');
  if (!crimeType) return { code: 'no-crime-type', column: 'Crime type' };
  if (!offenceGroups.has(offenceGroupOf(crimeType))) return { code: 'unknown-offence-group', column: 'Crime type' };
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

function outcomeRow(known: CommonColumns, of: (column: string) => string): OutcomeRow | Fault {
  const outcome = of('Outcome type');
  if (!known.crimeId) return { code: 'no-crime-id', column: 'Crime ID' };
  if (!outcome) return { code: 'no-outcome', column: 'Outcome type' };
  if (!meaningOf(outcome)) return { code: 'unknown-outcome', column: 'Outcome type' };
  return { kind: 'outcome', ...known, outcome };
}
