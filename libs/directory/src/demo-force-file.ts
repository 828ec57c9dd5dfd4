import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of the demo's force file, in Cumbria's shape. Works from source and from `dist`: the data stays where it
 * is, and both lie below the same package.json. Throws where that is not to be found.
 */
export function demoForceFile(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (isPackageRoot(folder)) return join(folder, 'libs', 'directory', 'data', 'cumbria.yaml');
    if (folder === dirname(folder)) throw new Error(`No package.json named kept-informed above ${start}`);
  }
}

function isPackageRoot(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  return (
    existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'kept-informed'
  );
}
