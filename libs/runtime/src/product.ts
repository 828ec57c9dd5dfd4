import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
}

/**
 * The folder of the product's own package.json. Works from source and from `dist`: both lie below it, and so does the data
 * that comes along. Throws where it is not to be found.
 */
export function productFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (manifestIn(folder)?.name === 'kept-informed') return folder;
    if (folder === dirname(folder)) throw new Error(`No package.json named kept-informed above ${start}`);
  }
}

/** As its package.json says it. */
export const productVersion = (): string => manifestIn(productFolder())!.version!;

function manifestIn(folder: string): Manifest | undefined {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
}
