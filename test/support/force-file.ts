import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoForceFile } from '@kept-informed/directory';
import { parse, stringify } from 'yaml';

/** A force with something about its deliveries or its posts changed. */
export type Change = (file: {
  policy: { adopts: string[] };
  delivery?: object;
  reach?: object;
  rota?: object[];
  references?: object;
  bodies: object[];
  teams: { id: string }[];
  staff: { id: string; email?: string }[];
}) => void;

export interface ForceFileOfSpec {
  /** The folder that it is alone in, which may serve as a home too. */
  readonly folder: string;
  readonly file: string;
  /** Removes the folder. */
  forget(): void;
}

/** The demo's force with a change, in a file of the spec's own. */
export function forceFileWith(change: Change): ForceFileOfSpec {
  const folder = mkdtempSync(join(tmpdir(), 'ki-force-'));
  const file = join(folder, 'force.yaml');
  const force = parse(readFileSync(demoForceFile(), 'utf8'));
  change(force);
  writeFileSync(file, stringify(force));
  return { folder, file, forget: () => rmSync(folder, { recursive: true, force: true }) };
}
