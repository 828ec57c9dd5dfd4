import type { Instant } from '@kept-informed/calendar';
import { placeOf, type AreasByDistrict, type ImportArea, type AreaOrReason } from './areas.js';
import { digestOf, momentIn } from './days.js';
import { offenceGroupOf } from './offence-group.js';
import type { StreetRow } from './rows.js';

/** A case as the import opens it. `key` (64 hexadecimal digits) is the same in every run. */
export interface ImportedCase {
  readonly key: string;
  readonly kind: 'crime' | 'incident';
  /** `PUK/` and the key's first 20 digits, in capitals; no two of the 22,009 real cases tried share it. */
  readonly reference: string;
  /** Of the crime type: `violence-and-sexual-offences`. */
  readonly offenceGroup: string;
  readonly openedAt: Instant;
  readonly area?: ImportArea;
  /** Why there is no area, where there is none. */
  readonly unplaced?: Exclude<AreaOrReason, ImportArea>;
  /** Unnamed: the data has no names. */
  readonly victims: 0 | 1;
  /** As the street file says it. Has no date, so no milestone is made of it. */
  readonly lastOutcome?: string;
}

const INCIDENTS = new Set(['anti-social-behaviour']);
const WITHOUT_VICTIM = new Set(['anti-social-behaviour', 'drugs', 'possession-of-weapons', 'public-order']);
const SAYS_NOTHING = new Set(['Status update unavailable', 'Under investigation']);

/**
 * The case that a row stands for: anti-social behaviour is an incident, all else a crime. A row with a Crime ID is
 * that case wherever it stands; one without is known by its month and place and by `ordinal`, which tells rows that
 * are alike in everything apart (see `ordinals`).
 */
export function caseOf(row: StreetRow, ordinal: number, areas: AreasByDistrict): ImportedCase {
  const key = row.crimeId ?? digestOf('police.uk', ...alike(row), ordinal);
  const offenceGroup = offenceGroupOf(row.crimeType);
  const place = placeOf(row.lsoaName, areas);
  return {
    key,
    kind: INCIDENTS.has(offenceGroup) ? 'incident' : 'crime',
    reference: `PUK/${key.slice(0, 20).toUpperCase()}`,
    offenceGroup,
    openedAt: momentIn(row.month, key),
    ...(typeof place === 'string' ? { unplaced: place } : { area: place }),
    victims: WITHOUT_VICTIM.has(offenceGroup) ? 0 : 1,
    ...(row.lastOutcome && { lastOutcome: row.lastOutcome }),
  };
}

/**
 * Counts, within one file, how many rows like this one came before: 0 for the first. Made anew for each file, so that
 * the same file given twice makes no second set of cases.
 */
export function ordinals(): (row: StreetRow) => number {
  const seen = new Map<string, number>();
  return (row) => {
    if (row.crimeId) return 0;
    const same = digestOf(...alike(row));
    const before = seen.get(same) ?? 0;
    seen.set(same, before + 1);
    return before;
  };
}

/**
 * One case from two rows with the same key, which stand in one file, in several months, or in several files: the
 * earlier opening holds with its offence; a known area beats none, and an outcome that says something one that does not.
 */
export function merged(before: ImportedCase, after: ImportedCase): ImportedCase {
  const [first, second] = after.openedAt < before.openedAt ? [after, before] : [before, after];
  const { area: _, unplaced: __, ...plain } = first;
  const placed = first.area ? first : second.area ? second : first;
  const lastOutcome = [second.lastOutcome, first.lastOutcome].find((outcome) => outcome && !SAYS_NOTHING.has(outcome));
  return {
    ...plain,
    ...(placed.area ? { area: placed.area } : { unplaced: placed.unplaced }),
    ...(lastOutcome && { lastOutcome }),
  };
}

function alike(row: StreetRow): string[] {
  return [row.month, row.force, row.longitude, row.latitude, row.location, row.lsoaName, row.crimeType];
}
