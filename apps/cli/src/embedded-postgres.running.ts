import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { passwordOf } from './embedded-postgres.home.js';

/** The URL of the embedded server that another process runs on this home; null where none does. */
export function runningEmbedded(home: string): string | null {
  try {
    const [, , , port] = readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    return `postgresql://postgres:${passwordOf(home)}@127.0.0.1:${port!.trim()}/kept_informed`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
