import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { folderSource, writeExport } from './export.js';
import { checkpointIn, hashesIn, hashesOver } from './log.queries.js';
import { consistencyPath, inclusionPath } from './merkle.js';
import { verifierKeyOf } from './note.js';
import { logKey, record, sealedTrial, signer, type SealedTrial } from './proof.fixture.js';
import { hashOver } from './tile.js';
import { verifyAll } from './verifying.js';

let at: SealedTrial;
let root: string;
let whole: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'proof-'));
  whole = join(root, 'whole');
  at = await sealedTrial();
  await record(at.store, 'case', [70, 300, 230]);
  await at.sealAll();
  await at.work.run((manager) => writeExport(manager, whole));
}, 120_000);
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await at?.close();
});

const verify = (folder: string) => verifyAll(folderSource(folder), { log: logKey });

/** A copy of the export in which the lines of a file are others. */
async function after(file: string, change: (lines: string[]) => string[]) {
  const copy = mkdtempSync(join(root, 'copy-'));
  cpSync(whole, copy, { recursive: true });
  const lines = readFileSync(join(copy, file), 'utf8').trimEnd().split('\n');
  writeFileSync(join(copy, file), `${change(lines).join('\n')}\n`);
  return (await verify(copy)).faults.map(({ kind, position }) => [kind, position]);
}

describe('an export', () => {
  it('is whole by itself', async () => {
    expect(await verify(whole)).toMatchObject({ faults: [], waiting: 0, facts: 600, checkpoint: { size: 600 } });
    await expect(at.work.run((manager) => writeExport(manager, whole))).rejects.toThrow('EEXIST');
  });

  it.each([
    ['changed', (lines: string[]) => lines.with(41, lines[41]!.replace('pc-1', 'pc-2')), ['42']],
    ['removed', (lines: string[]) => lines.toSpliced(41, 1), ['42']],
    [
      'inserted',
      (lines: string[]) => lines.toSpliced(41, 0, lines[41]!.replace('"position":"42"', '"position":"900"')),
      ['900'],
    ],
    ['inserted', (lines: string[]) => lines.toSpliced(300, 0, lines[41]!), ['42']],
    ['reordered', (lines: string[]) => lines.with(41, lines[500]!).with(500, lines[41]!), ['42', '501']],
  ])('in which a fact was %s tells of which position', async (kind, change, found) => {
    expect(await after('facts.ndjson', change)).toEqual(found.map((position) => [kind, position]));
  });

  it('whose order of positions is another is found', async () => {
    const swapped = await after('positions.txt', (lines) => lines.with(1, lines[2]!).with(2, lines[1]!));
    expect(swapped.length).toBeGreaterThan(0);
  });

  it('whose checkpoint is of another log is found', async () => {
    expect(await after('checkpoint', (lines) => lines.with(0, 'other.example'))).toContainEqual(['log', undefined]);
  });
});

const goPath = process.env['GOPATH'] ?? '/usr/share/gocode';
const isGoHere =
  spawnSync('go', ['version']).status === 0 && existsSync(join(goPath, 'src/golang.org/x/mod/sumdb/tlog'));

describe('Go’s sumdb/note and sumdb/tlog, which are not ours', () => {
  if (!isGoHere)
    process.stderr.write('Not checked by Go’s sumdb: golang-go and golang-golang-x-mod-dev are not here.\n');

  (isGoHere ? it : it.skip)('find the export whole, each fact in it, and every proof to hold', async () => {
    const { manager } = at.work;
    const { size } = (await checkpointIn(manager))!;
    const every = Array.from({ length: size }, (_, leaf) => leaf);
    const base64 = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('base64'));
    const inclusion = every.map(async (leaf) => ({
      leaf,
      hash: (await hashesIn(manager)(0, { from: leaf, to: leaf + 1 }))[0]!.toString('base64'),
      hashes: base64(await hashesOver(manager, inclusionPath(leaf, size))),
    }));
    const consistency = every.slice(1).map(async (older) => ({
      older,
      olderRoot: (await hashOver({ from: 0, to: older }, hashesIn(manager))).toString('base64'),
      hashes: base64(await hashesOver(manager, consistencyPath(older, size))),
    }));
    const given = { inclusion: await Promise.all(inclusion), consistency: await Promise.all(consistency) };
    const check = (folder: string) =>
      execFileSync('go', ['run', 'test/proof/main.go', folder, verifierKeyOf(signer)], {
        env: { ...process.env, GO111MODULE: 'off', GOPATH: goPath, GOCACHE: join(root, 'go') },
        input: JSON.stringify(given),
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(check(whole)).toBe('600 facts, 600 inclusions, 599 consistencies\n');
    const changed = join(root, 'changed');
    cpSync(whole, changed, { recursive: true });
    const file = join(changed, 'facts.ndjson');
    writeFileSync(file, readFileSync(file, 'utf8').replace('pc-1', 'pc-2'));
    expect(() => check(changed)).toThrow('the fact at leaf 0 is not what was sealed');
  });
});
