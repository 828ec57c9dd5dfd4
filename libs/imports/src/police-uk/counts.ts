import type { OutcomeMilestone } from './outcome-table.js';
import type { ImportRefusalCode } from '../reading/refusal.js';

/** What an import found, for a person to check against the files. */
export interface ImportCounts {
  readonly files: number;
  /** Rows that were read; the refused ones are not among them. */
  readonly rows: { street: number; outcome: number };
  /** Rows of a case that had a row already. street rows = cases + repeated. */
  repeated: number;
  readonly cases: { crime: number; incident: number };
  victims: number;
  /** Cases by `BCU / LPT`. */
  readonly areas: Record<string, number>;
  /** Cases without an area, by why. */
  readonly unplaced: { 'no-lsoa': number; 'outside-force': number };
  readonly milestones: Partial<Record<OutcomeMilestone, number>>;
  /** Outcome rows of crimes that stand in none of the street files, mostly of earlier months. */
  outcomesWithoutCase: number;
  readonly refused: Partial<Record<ImportRefusalCode, number>>;
}

export function noCounts(files: number): ImportCounts {
  return {
    files,
    rows: { street: 0, outcome: 0 },
    repeated: 0,
    cases: { crime: 0, incident: 0 },
    victims: 0,
    areas: {},
    unplaced: { 'no-lsoa': 0, 'outside-force': 0 },
    milestones: {},
    outcomesWithoutCase: 0,
    refused: {},
  };
}

/** One more under a name. */
export function add<K extends string>(counts: Partial<Record<K, number>>, name: K): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
