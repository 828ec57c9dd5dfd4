import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const keyBytes = 32;

/** Where the keys of secrets are configured: as a text, in a file, or in the home of the embedded database. */
export interface SecretKeyPlaces {
  readonly secretsKey?: string;
  readonly secretsKeyFile?: string;
  readonly embedded: boolean;
  readonly homeFolder: string;
}

/** The keys, the one that seals first. Throws where there is none, or one that cannot be used; says nothing of what it is. */
export function secretKeysIn({ secretsKey, secretsKeyFile, embedded, homeFolder }: SecretKeyPlaces): readonly Buffer[] {
  if (secretsKey !== undefined) return keysFrom(secretsKey);
  if (secretsKeyFile !== undefined) return keysFrom(readFileSync(secretsKeyFile, 'utf8'));
  if (embedded) return keysFrom(ownKey(homeFolder));
  throw new Error(
    'Missing. It seals the secrets in the database: 32 bytes in base64, as `openssl rand -base64 32` makes',
  );
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
function ownKey(home: string): string {
  const file = join(home, 'secrets-key');
  const draft = `${file}.${randomUUID()}`;
  mkdirSync(home, { recursive: true });
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
