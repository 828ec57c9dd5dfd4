import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoForceFile, loadDirectory } from '@kept-informed/directory';
import { planImport, type ImportPlan, type PlanOptions } from '../../libs/imports/src/police-uk/plan.js';
import { readRows } from '../../libs/imports/src/police-uk/read.js';
import type { ImportRefusal } from '../../libs/imports/src/reading/refusal.js';
import type { RowTerms } from '../../libs/imports/src/police-uk/row-or-fault.js';
import type { PoliceUkRow, StreetRow } from '../../libs/imports/src/police-uk/rows.js';

/** Rows made up for the specs, in the format of data.police.uk. No real row stands here. */
export const STREET_HEADER =
  'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context';
export const OUTCOMES_HEADER =
  'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type';

/** A Crime ID of the right form for a made-up crime. */
export function crimeId(name: string | number): string {
  return createHash('sha256').update(`made up ${name}`).digest('hex');
}

const PLAIN = {
  id: crimeId(1),
  month: '2019-03',
  location: 'On or near Made Street',
  lsoa: 'Carlisle 001A',
  type: 'Burglary',
  outcome: '',
};

/** A line of a street file; everything that is not told is a burglary in Carlisle in March 2019. */
export function street(told: Partial<typeof PLAIN> = {}): string {
  const { id, month, location, lsoa, type, outcome } = { ...PLAIN, ...told };
  return `${id},${month},Made Force,Made Force,-2.900001,54.900001,${location},E00000001,${lsoa},${type},${outcome},`;
}

/** A line of anti-social behaviour, which has no Crime ID. */
export function antisocial(told: Partial<typeof PLAIN> = {}): string {
  return street({ id: '', type: 'Anti-social behaviour', ...told });
}

/** A line of an outcomes file. */
export function outcome(id: string, month: string, category: string): string {
  return `${id},${month},Made Force,Made Force,-2.900001,54.900001,On or near Made Street,E00000001,Carlisle 001A,${category}`;
}

/** Writes a file into a new folder and answers its path. */
export function aFile(content: string | Buffer, name = '2019-03-made-street.csv'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'police-uk-')), name);
  writeFileSync(path, content);
  return path;
}

export function aStreetFile(lines: readonly string[], name?: string): string {
  return aFile([STREET_HEADER, ...lines, ''].join('\n'), name);
}

export function anOutcomesFile(lines: readonly string[], name = '2019-03-made-outcomes.csv'): string {
  return aFile([OUTCOMES_HEADER, ...lines, ''].join('\n'), name);
}

/** The demo's force on the first day of December 2026. */
export const TERMS: RowTerms = {
  offenceGroups: loadDirectory(demoForceFile()).offenceGroups,
  publishedBy: '2026-12-01T00:00:00.000Z',
};

export function planning(files: readonly string[], more: Partial<PlanOptions> = {}): Promise<ImportPlan> {
  return planImport(files, { terms: TERMS, ...more });
}

/** All that reading a file gives: its rows, and its refusals as `line code`. */
export async function reading(path: string, terms = TERMS) {
  const rows: PoliceUkRow[] = [];
  const refusals: ImportRefusal[] = [];
  for await (const row of readRows(path, { terms, onRefused: (refusal) => refusals.push(refusal) })) rows.push(row);
  return { rows, refusals, refused: refusals.map(({ line, code }) => `${line} ${code}`) };
}

/** The one street row of a line. */
export async function aStreetRow(told: Parameters<typeof street>[0] = {}): Promise<StreetRow> {
  return (await reading(aStreetFile([street(told)]))).rows[0] as StreetRow;
}
