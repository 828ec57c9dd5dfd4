import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkedByGo, isGoHere } from '../../../test/proof/go.js';
import { folderSource, writeExport } from './export.js';
import type { EntityManager } from 'typeorm';
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
});
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

/** Every proof of this log, on one connection. */
async function proofsOfAll(manager: EntityManager): Promise<object> {
  const { size } = (await checkpointIn(manager))!;
  const base64 = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('base64'));
  const [inclusion, consistency]: object[][] = [[], []];
  for (let leaf = 0; leaf < size; leaf++) {
    const [hash] = await hashesIn(manager)(0, { from: leaf, to: leaf + 1 });
    const hashes = await hashesOver(manager, inclusionPath(leaf, size));
    inclusion!.push({ leaf, hash: hash!.toString('base64'), hashes: base64(hashes) });
  }
  for (let older = 1; older < size; older++) {
    const root = await hashOver({ from: 0, to: older }, hashesIn(manager));
    const hashes = await hashesOver(manager, consistencyPath(older, size));
    consistency!.push({ older, olderRoot: root.toString('base64'), hashes: base64(hashes) });
  }
  return { inclusion, consistency };
}

describe('Go’s sumdb/note and sumdb/tlog, which are not ours', () => {
  (isGoHere ? it : it.skip)(
    'find the export whole, each fact in it, and every proof to hold',
    async () => {
      const given = await at.work.run(proofsOfAll);
      const check = (folder: string) => checkedByGo(folder, verifierKeyOf(signer), given, join(root, 'go'));
      expect(check(whole)).toBe('600 facts, 600 inclusions, 599 consistencies\n');
      const changed = join(root, 'changed');
      cpSync(whole, changed, { recursive: true });
      const file = join(changed, 'facts.ndjson');
      writeFileSync(file, readFileSync(file, 'utf8').replace('pc-1', 'pc-2'));
      expect(() => check(changed)).toThrow('the fact at leaf 0 is not what was sealed');
    },
    240_000,
  );
});
