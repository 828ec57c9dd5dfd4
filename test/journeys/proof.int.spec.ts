import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signerKey, verifierKeyOf, writeExport } from '@kept-informed/proof';
import { entriesIn, hashesIn, isConsistent, isIncluded, leafHash, openedCheckpoint, rootOf } from '../proof/auditor.js';
import { checkedByGo, isGoHere } from '../proof/go.js';
import { onCases, type Cases } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const seed = Buffer.alloc(32, 9);
const origin = 'proof.force.example';
const publicKey = verifierKeyOf(signerKey(origin, seed));
const settings = { PROOF_KEY: seed.toString('base64'), PROOF_ORIGIN: origin };

/** A log of more than a tile, asked as an auditor's tools ask, and checked by what is not the product's. */
describe('the log of all facts', () => {
  let stack: Stack;
  let cases: Cases;
  let token: string;
  let size: number;
  let root: Buffer;
  let positions: string[];
  let folder: string;
  let published: Record<string, any>;

  const fetched = (path: string) =>
    fetch(`${stack.url}/api/v1/proof/${path}`, { headers: { authorization: `Bearer ${token}` } });
  const tile = async (path: string) => {
    const answer = await fetched(`tile/${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    return Buffer.from(await answer.arrayBuffer());
  };
  const json = async (path: string): Promise<any> => (await cases.performance.get(`/proof/${path}`)).body;
  const bytes = (hashes: readonly string[]) => hashes.map((hash) => Buffer.from(hash, 'base64'));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ki-proof-'));
    stack = await startStack('2026-11-02T10:00:00Z', 'postgres', settings);
    token = await stack.tokenOf('performance');
    cases = await onCases(stack);
    expect((await fetched('checkpoint')).status).toBe(404);
    expect((await fetched('tile/0/000.p/1')).status).toBe(404);
    for (let opened = 0; opened < 30; opened++) await cases.crime();
    const question = { report: 'compliance', from: '2026-10-01', to: '2026-10-31' };
    published = (await cases.performance.post('/publications', { title: 'October', questions: [question] })).body;
    const worker = await stack.worker();
    const facts = 'select count(*)::int as count from facts';
    const sealed = 'select coalesce(max(size), 0)::int as size from checkpoints';
    await until(
      async () => (await stack.database.query(`select (${facts}) - (${sealed}) as waiting`))[0].waiting,
      (waiting) => waiting === 0,
      30_000,
    );
    await worker.close();
    ({ size, root } = openedCheckpoint(await (await fetched('checkpoint')).text(), publicKey));
    positions = (await stack.database.query('select position from facts order by transaction, position')).map(
      (row: { position: string }) => row.position,
    );
  });
  afterAll(async () => {
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is signed as it is now, as text that no cache keeps', async () => {
    const answer = await fetched('checkpoint');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(openedCheckpoint(await answer.text(), publicKey)).toEqual({ origin, size: positions.length, root });
    expect(size).toBeGreaterThan(300);
  });

  it('is what its tiles hold, full and partial, of leaves and above', async () => {
    const full = Math.floor(size / 256);
    const paths = Array.from({ length: full }, (_, at) => `00${at}`).concat(`00${full}.p/${size % 256}`);
    const leaves = (await Promise.all(paths.map((path) => tile(`0/${path}`)))).flatMap(hashesIn);
    expect(leaves).toHaveLength(size);
    expect(rootOf(leaves)).toEqual(root);
    const above = hashesIn(await tile(`1/000.p/${full}`));
    expect(above).toEqual(Array.from({ length: full }, (_, at) => rootOf(leaves.slice(at * 256, at * 256 + 256))));
    const entries = (await Promise.all(paths.map((path) => tile(`entries/${path}`)))).flatMap(entriesIn);
    expect(entries.map(leafHash)).toEqual(leaves);
    // A partial tile of any size that the log once had is the beginning of the full one.
    expect(await tile('0/000.p/17')).toEqual((await tile('0/000')).subarray(0, 17 * 32));
  });

  it('gives tiles as bytes that a tool may keep for ever, and a stranger’s cache may not', async () => {
    const answer = await fetched('tile/0/000');
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-length')).toBe('8192');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect((await fetch(`${stack.url}/api/v1/proof/tile/0/000`)).status).toBe(401);
  });

  it.each([
    '0/999',
    '0/000.p/0',
    '0/000.p/256',
    '0/0',
    '00/000',
    '0/x000/000',
    '64/000',
    '2/000.p/1',
    'entries/0',
    '0/..',
    '0',
  ])('has no tile %s', async (path) => {
    const answer = await fetched(`tile/${path}`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it('has no tile that is fuller than the log', async () => {
    const last = `00${Math.floor(size / 256)}`;
    for (const path of [`0/${last}.p/${(size % 256) + 1}`, `0/${last}`, `entries/${last}`, '1/000'])
      expect([path, (await fetched(`tile/${path}`)).status]).toEqual([path, 404]);
  });

  it('proves of every fact that it is in it', async () => {
    for (const [leaf, position] of positions.entries()) {
      const proof = await json(`facts/${position}`);
      expect(proof).toMatchObject({ position, leaf });
      expect(openedCheckpoint(proof.checkpoint, publicKey).root).toEqual(root);
      const hash = leafHash(Buffer.from(proof.digest, 'base64'));
      expect(isIncluded(hash, leaf, size, root, bytes(proof.hashes))).toBe(true);
      expect(isIncluded(hash, leaf ^ 1, size, root, bytes(proof.hashes))).toBe(false);
    }
  });

  it('proves that it began with what it was', async () => {
    const leaves = (await stack.database.query('select digest from sealed_facts order by leaf')).map(
      ({ digest }: { digest: Buffer }) => leafHash(digest),
    );
    for (const from of [1, 2, 3, 64, 255, 256, 257, 300, size - 1, size]) {
      const { to, hashes } = await json(`consistency?from=${from}`);
      expect(to).toBe(size);
      const older = [from, rootOf(leaves.slice(0, from))] as const;
      expect(isConsistent(older, [size, root], bytes(hashes))).toBe(true);
      if (from < size) expect(isConsistent([from, root], [size, root], bytes(hashes))).toBe(false);
    }
    const { hashes } = await json('consistency?from=100&to=200');
    const [first, second] = [100, 200].map((at) => [at, rootOf(leaves.slice(0, at))] as const);
    expect(isConsistent(first!, second!, bytes(hashes))).toBe(true);
  });

  it('holds the digest of what was published', async () => {
    const { sealed } = (await cases.performance.get(`/publications/${published['publicationId']}/verification`)).body;
    expect(sealed.leaf).toBe(positions.indexOf(published['position']));
    expect(openedCheckpoint(sealed.checkpoint, publicKey).root).toEqual(root);
  });

  it.each([
    ['from=0&to=99999', '?to'],
    ['from=20&to=10', '?from'],
    ['to=10', '?from'],
    ['from=-1', '?from'],
    ['from=x', '?from'],
  ])('proves nothing for %s', async (asked, pointer) => {
    const { status, body } = await cases.performance.get(`/proof/consistency?${asked}`);
    expect(status).toBe(422);
    expect(body['errors']).toMatchObject([{ pointer }]);
  });

  it('holds digests of the facts and nothing else', async () => {
    await stack.database.transaction((manager) => writeExport(manager, join(folder, 'export')));
    const lines = readFileSync(join(folder, 'export/facts.ndjson'), 'utf8').trimEnd().split('\n');
    const digests = lines.map((line) => createHash('sha256').update(line).digest());
    const bundle = entriesIn(await tile('entries/000'));
    expect(bundle).toEqual(digests.slice(0, 256));
    expect(bundle.every(({ length }) => length === 32)).toBe(true);
  });

  (isGoHere ? it : it.skip)(
    'is found whole by Go’s sumdb too, from what the routes gave alone',
    async () => {
      const asked = join(folder, 'asked');
      const put = (path: string, content: string | Buffer) => {
        mkdirSync(dirname(join(asked, path)), { recursive: true });
        writeFileSync(join(asked, path), content);
      };
      put('checkpoint', await (await fetched('checkpoint')).text());
      const full = Math.floor(size / 256);
      for (const path of [`0/00${full}.p/${size % 256}`, `1/000.p/${full}`]) put(`tile/${path}`, await tile(path));
      for (let at = 0; at < full; at++) put(`tile/0/00${at}`, await tile(`0/00${at}`));
      put('facts.ndjson', readFileSync(join(folder, 'export/facts.ndjson')));
      const leaves = (await stack.database.query('select digest from sealed_facts order by leaf')).map(
        ({ digest }: { digest: Buffer }) => leafHash(digest),
      );
      const inclusion = positions.map(async (position) => {
        const { leaf, digest, hashes } = await json(`facts/${position}`);
        return { leaf, hash: leafHash(Buffer.from(digest, 'base64')).toString('base64'), hashes };
      });
      const consistency = [1, 100, 256, size - 1].map(async (older) => ({
        older,
        olderRoot: rootOf(leaves.slice(0, older)).toString('base64'),
        hashes: (await json(`consistency?from=${older}`)).hashes,
      }));
      const given = { inclusion: await Promise.all(inclusion), consistency: await Promise.all(consistency) };
      const said = checkedByGo(asked, publicKey, given, join(folder, 'go'));
      expect(said).toBe(`${size} facts, ${size} inclusions, 4 consistencies\n`);
    },
    120_000,
  );

  // Last: what is recorded now is sealed by nobody.
  it('says of a fact that waits for a worker when to ask again, and of none that there is none', async () => {
    await cases.crime();
    const [{ position }] = await stack.database.query('select max(position) as position from facts');
    const { status, body, headers } = await cases.performance.get(`/proof/facts/${position}`);
    expect([status, body['code'], headers.get('retry-after')]).toEqual([503, 'not-sealed-yet', '2']);
    for (const nothing of [BigInt(position) + 1_000n, 'x', '0', '-1', '1e3', '9'.repeat(18), '9'.repeat(19)])
      expect((await cases.performance.get(`/proof/facts/${nothing}`)).status).toBe(404);
  });
});
