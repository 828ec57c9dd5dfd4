import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type JSONWebKeySet, type JWK, exportJWK, generateKeyPair } from 'jose';

export const EMBEDDED_ALGORITHM = 'ES256';

/**
 * The private signing keys of the built-in provider, from `<home>/oidc-keys.json`. The first to ask makes them; the
 * file appears whole and under 0600, and where two processes start at once both use the keys of the one that won.
 */
export async function embeddedKeys(home: string): Promise<JSONWebKeySet> {
  const path = join(home, 'oidc-keys.json');
  const kept = await readKeys(path);
  if (kept) return kept;
  await mkdir(home, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify({ keys: [await newKey()] })}\n`, { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readKeys(path))!;
}

/** The half of the keys that anybody may see. */
export function publicHalf(keys: JSONWebKeySet): JSONWebKeySet {
  return { keys: keys.keys.map(({ kty, crv, x, y, kid, alg, use }) => ({ kty, crv, x, y, kid, alg, use }) as JWK) };
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(EMBEDDED_ALGORITHM, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: EMBEDDED_ALGORITHM, use: 'sig' };
}

async function readKeys(path: string): Promise<JSONWebKeySet | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  await chmod(path, 0o600);
  const found = parsed(text);
  if (!found) throw new Error(`${path} does not hold signing keys; delete it and new ones are made`);
  return found;
}

function parsed(text: string): JSONWebKeySet | undefined {
  try {
    const { keys } = JSON.parse(text) as { keys?: JWK[] };
    const usable = Array.isArray(keys) && keys.length > 0 && keys.every((key) => key.kty === 'EC' && key.d && key.kid);
    return usable ? { keys } : undefined;
  } catch {
    return undefined;
  }
}
