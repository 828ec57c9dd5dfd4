import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { migrate, openDatabase, UnitOfWork } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import { checkpointIn } from './log.queries.js';
import { isSignedBy, readNote, signerKey } from './note.js';
import { logKey, record, sealedTrial, signer, type SealedTrial } from './proof.fixture.js';
import { seal } from './sealing.js';

let at: SealedTrial;
beforeAll(async () => {
  at = await sealedTrial();
});
afterAll(() => at?.close());
beforeEach(() => at.sealAll());

let streams = 0;
const put = (...lengths: number[]) => record(at.store, `spec-${(streams += 1)}`, lengths);
const sealedPositions = async (): Promise<string[]> =>
  (await at.owner.query('select position from sealed_facts order by leaf')).map(
    (row: { position: string }) => row.position,
  );
const allPositions = async (): Promise<string[]> =>
  (await at.owner.query('select position from facts order by transaction, position')).map(
    (row: { position: string }) => row.position,
  );
const leavesWithoutGap = async (): Promise<boolean> => {
  const [row] = await at.owner.query(
    'select count(*)::int as count, coalesce(max(leaf) + 1, 0)::int as next, (select max(size)::int from checkpoints) as size from sealed_facts',
  );
  return row.count === row.next && row.count === row.size;
};

describe('sealing', () => {
  it('takes in each fact once, in the order in which readers are given them, and signs each size', async () => {
    await put(3, 2, 300);
    await at.sealAll();
    expect(await sealedPositions()).toEqual(await allPositions());
    const checkpoint = await checkpointIn(at.work.manager);
    expect(checkpoint).toMatchObject({ origin: 'kept.example/proof', size: (await allPositions()).length });
    expect(isSignedBy(readNote(checkpoint!.text), logKey)).toBe(true);
    expect(await at.verify()).toMatchObject({ faults: [], waiting: 0, facts: checkpoint!.size });
  });

  it('leaves what is in flight and what was recorded behind it until that is stored', async () => {
    let letGo!: () => void;
    const told = new Promise<void>((resolve) => (letGo = resolve));
    let begin!: () => void;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const slow = at.work.run(async () => {
      await put(1);
      begin();
      await told;
    });
    await begun;
    await put(2);
    await at.sealAll();
    const verdict = await at.verify();
    expect(verdict).toMatchObject({ faults: [], waiting: 2 });
    letGo();
    await slow;
    await at.sealAll();
    expect(await sealedPositions()).toEqual(await allPositions());
    expect(await leavesWithoutGap()).toBe(true);
  });

  it('by several at once, killed again and again, goes on without a gap or a double', async () => {
    const name = 'sealers to be killed';
    const kill = () =>
      at.owner.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [name]);
    const over = new AbortController();
    const seen = { killed: 0, sealed: 0 };
    const sealer = async (database: DataSource) => {
      const work = new UnitOfWork(database);
      while (!over.signal.aborted)
        await seal(work, signer, 7).then(
          (count) => (seen.sealed += count),
          () => (seen.killed += 1),
        );
      await database.destroy();
    };
    const open = () => openDatabase({ url: at.url, name, poolSize: 2 });
    const sealers = [await open(), await open()].map(sealer);
    // Killed at once, and after the longer moments in which they get on.
    for (let round = 0; round < 40 || seen.killed < 10 || seen.sealed === 0; round += 1) {
      await put(5, 8);
      await sleep((round % 10) * 10);
      await kill();
    }
    over.abort();
    await Promise.all(sealers);
    await at.sealAll();
    expect(await sealedPositions()).toEqual(await allPositions());
    expect(await leavesWithoutGap()).toBe(true);
    expect(await at.verify()).toMatchObject({ faults: [], waiting: 0 });
  });

  it('goes on in a database that was restored elsewhere: what was not sealed is, and nothing twice', async () => {
    await put(4);
    await at.sealAll();
    const before = (await sealedPositions()).length;
    // As if facts and log came from a server that has come further, whose last facts were not sealed there.
    await put(3);
    await at.owner.query(`update facts set transaction = (transaction::text::bigint + 1000000)::text::xid8`);
    await at.owner.query(`update subscriptions set transaction = (transaction::text::bigint + 1000000)::text::xid8`);
    await migrate((at.owner.options as { url: string }).url);
    await at.sealAll();
    const sealed = await sealedPositions();
    expect(sealed).toHaveLength(before + 3);
    expect(new Set(sealed).size).toBe(sealed.length);
    expect(await at.verify()).toMatchObject({ faults: [], waiting: 0 });
  });

  it('is refused under another name than the log has', async () => {
    await put(1);
    await expect(seal(at.work, signerKey('other.example', Buffer.alloc(32, 7)))).rejects.toThrow('another log');
  });

  it.each(['sealed_facts', 'sealed_subtrees', 'checkpoints', 'cosignatures'])(
    'only adds to %s: the application may neither change nor remove what is there',
    async (table) => {
      for (const sql of [`delete from ${table}`, `truncate ${table}`])
        await expect(at.work.manager.query(sql)).rejects.toThrow('permission denied');
      const [column] = {
        sealed_facts: ['digest'],
        sealed_subtrees: ['hash'],
        checkpoints: ['note'],
        cosignatures: ['line'],
      }[table]!;
      await expect(at.work.manager.query(`update ${table} set ${column} = ${column}`)).rejects.toThrow(
        'permission denied',
      );
    },
  );
});
