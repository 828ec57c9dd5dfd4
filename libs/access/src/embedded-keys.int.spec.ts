import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { embeddedKeys, publicHalf } from './embedded-keys.js';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keys-'));
});

afterEach(() => rm(home, { recursive: true }));

describe('the signing keys of the built-in provider', () => {
  it('are made once and kept for their owner alone', async () => {
    const inside = join(home, 'a', 'b');
    const first = await embeddedKeys(inside);
    expect(await embeddedKeys(inside)).toEqual(first);
    expect((await stat(join(inside, 'oidc-keys.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(inside)).toEqual(['oidc-keys.json']);
  });

  it('are the same for all who start at once', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => embeddedKeys(home)));
    expect(new Set(all.map((keys) => JSON.stringify(keys))).size).toBe(1);
  });

  it('are closed again where somebody opened the file', async () => {
    await embeddedKeys(home);
    await chmod(join(home, 'oidc-keys.json'), 0o644);
    await embeddedKeys(home);
    expect((await stat(join(home, 'oidc-keys.json'))).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{}', '{"keys":[]}', '{"keys":[{"kty":"EC"}]}'])(
    'are not guessed where the file is broken',
    async (text) => {
      await writeFile(join(home, 'oidc-keys.json'), text);
      await expect(embeddedKeys(home)).rejects.toThrow('does not hold signing keys');
      expect(await readFile(join(home, 'oidc-keys.json'), 'utf8')).toBe(text);
    },
  );

  it('show only their public half', async () => {
    expect(Object.keys(publicHalf(await embeddedKeys(home)).keys[0]!)).not.toContain('d');
  });
});
