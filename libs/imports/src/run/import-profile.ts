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
