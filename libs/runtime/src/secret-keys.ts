import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const keyBytes = 32;

/** Where keys are configured: as a text, in a file, or made in a file of the home of the embedded database. */
export interface KeyPlaces {
  readonly text?: string;
  readonly file?: string;
  /** Left out beside a database of one's own: there a key that was lost would be missed. */
  readonly own?: string;
}

/** The keys, the one to be used first; undefined where none is given. Throws for one that cannot be used; says nothing of what it is. */
export function keysIn({ text, file, own }: KeyPlaces): readonly Buffer[] | undefined {
  if (text !== undefined) return keysFrom(text);
  if (file !== undefined) return keysFrom(readFileSync(file, 'utf8'));
  return own === undefined ? undefined : keysFrom(ownKey(own));
}

/** One a line or divided by commas. */
function keysFrom(text: string): readonly Buffer[] {
  const keys = text.split(/[\s,]+/).filter((one) => one !== '');
  const bytes = keys.map((one) => Buffer.from(one, 'base64'));
  if (keys.length > 0 && bytes.every((one, at) => one.length === keyBytes && one.toString('base64') === keys[at]))
    return bytes;
  throw new Error('Expected 32 bytes in base64, as `openssl rand -base64 32` makes; after a comma, those before it');
}

/** Made by whoever asks first. It appears whole: linked, so that nobody reads half of it. */
function ownKey(file: string): string {
  const draft = `${file}.${randomUUID()}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(draft, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8');
}
