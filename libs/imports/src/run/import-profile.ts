import type { OnRefused } from '../reading/refusal.js';
import type { RunOptions } from './bring-in.js';
import type { ImportParts } from './import-parts.js';
import type { ImportReport } from './import-report.js';

/** What files of one kind are, and how cases are made of them. */
export interface ImportProfile {
  /** By which it is asked for. */
  readonly name: string;
  run(
    files: readonly string[],
    options: RunOptions & { onRefused: OnRefused },
    parts: ImportParts,
  ): Promise<ImportReport>;
}

const ofTheProgramme = new Set(['programme', 'access-points', 'briefings']);

/** Why a profile that is to come is not taken; undefined of any other name. No mapping may have its name. */
export function whyNotYet(name: string): string | undefined {
  if (!ofTheProgramme.has(name)) return undefined;
  return `Files of ${name} are not taken yet: there is no Quality of Service programme here for them to go into.`;
}
