import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { append, held, recording, trial, type Process, type Trial } from './event-store.fixture.js';
import { type Checkpoint, start } from './checkpoint.js';
import type { RecordedFact } from './facts.js';

let at: Trial;
let slow: Process;
let quick: Process;
let reader: Process;

beforeAll(async () => {
  at = await trial({ alone: true });
  [slow, quick, reader] = await Promise.all([at.process(), at.process(), at.process()]);
});
afterAll(() => at.close());

let from: Checkpoint;
beforeEach(async () => {
  from = (await reader.store.readAfter(start, 100_000)).checkpoint;
});

const streamsOf = (facts: readonly RecordedFact[]) => facts.map(({ stream }) => stream);
const bySql = async (sql: string, ...values: unknown[]) => {
  const rows: { stream: string }[] = await at.owner.query(sql, values);
  return rows.map(({ stream }) => stream);
};

const put = (by: Process, stream: string) => by.store.append([append(stream, 0, 'A')], recording);

/** A transaction that has its number already and does what it is told later. */
async function numbered(process: Process) {
  const told: (() => Promise<unknown>)[] = [];
  let wake!: () => void;
  const woken = new Promise<void>((resolve) => (wake = resolve));
  let begun!: () => void;
  const begins = new Promise<void>((resolve) => (begun = resolve));
  const ended = process.work.run(async (manager) => {
    await manager.query('select pg_current_xact_id()');
    begun();
    await woken;
    for (const does of told) await does();
  });
  await begins;
  return { finishBy: (does: () => Promise<unknown>) => (told.push(does), wake(), ended) };
}

describe('a reader of all streams skips nothing of a transaction that ends later', () => {
  it('and has the lower position and the lower number', async () => {
    const late = await held(slow.work, () => put(slow, 'slow-1'));
    await put(quick, 'quick-1');
    const early = await reader.store.readAfter(from, 10);
    const byPosition = await reader.store.readInOrder(from.position, 10);
    await late.commit();
    expect(early.facts).toEqual([]);
    expect(streamsOf((await reader.store.readAfter(early.checkpoint, 10)).facts)).toEqual(['slow-1', 'quick-1']);
    // The control: by position alone a reader is handed the quick one, goes on behind it, and never sees the slow one.
    expect(streamsOf(byPosition)).toEqual(['quick-1']);
    expect(await reader.store.readInOrder(byPosition.at(-1)!.position, 10)).toEqual([]);
  });

  it('and has the higher position and the lower number', async () => {
    const late = await numbered(slow);
    await put(quick, 'quick-2');
    const early = await reader.store.readAfter(from, 10);
    const [seen] = await at.owner.query(`select transaction from facts where stream = 'quick-2'`);
    await late.finishBy(() => put(slow, 'slow-2'));
    expect(early.facts).toEqual([]);
    expect(streamsOf((await reader.store.readAfter(early.checkpoint, 10)).facts)).toEqual(['slow-2', 'quick-2']);
    // The control: by number alone it would have been the same as by position.
    expect(await bySql('select stream from facts where transaction > $1::xid8', seen.transaction)).toEqual([]);
  });

  it('and has the lower position and the higher number', async () => {
    const [{ taken }] = await at.owner.query(`select nextval(pg_get_serial_sequence('facts', 'position')) as taken`);
    await put(quick, 'quick-3');
    const early = await reader.store.readAfter(from, 10);
    await at.owner.query(
      `insert into facts (position, stream, version, type, type_version, data, occurred, recorded, recorded_by, request_id)
       overriding system value values ($1, 'slow-3', 1, 'A', 1, '{}', now(), now(), 'pc-1', 'request-1')`,
      [taken],
    );
    expect(streamsOf(early.facts)).toEqual(['quick-3']);
    expect(streamsOf((await reader.store.readAfter(early.checkpoint, 10)).facts)).toEqual(['slow-3']);
    // The control.
    expect(await reader.store.readInOrder(early.facts.at(-1)!.position, 10)).toEqual([]);
  });

  it('and is undone', async () => {
    const late = await held(slow.work, () => put(slow, 'slow-4'));
    await put(quick, 'quick-4');
    await late.rollBack();
    expect(streamsOf((await reader.store.readAfter(from, 10)).facts)).toEqual(['quick-4']);
  });
});

describe('a reader of all streams sees each stream in its own order', () => {
  it('also where the later fact’s transaction is the older one', async () => {
    // As a request does that first keeps a note, and then appends to a stream that somebody else has moved on meanwhile.
    const older = await numbered(slow);
    await quick.store.append([append('ordered', 0, 'First', 'Second')], recording);
    await older.finishBy(() => slow.store.append([append('ordered', 2, 'Third', 'Fourth')], recording));
    const seen: string[] = [];
    for (let place = from; ;) {
      const { facts, checkpoint } = await reader.store.readAfter(place, 1);
      if (facts.length === 0) break;
      seen.push(facts[0]!.type);
      place = checkpoint;
    }
    expect(seen).toEqual(['First', 'Second', 'Third', 'Fourth']);
  });

  it('and each fact once, while many write, fast and slowly', async () => {
    const streams = ['s1', 's2', 's3', 's4', 's5'];
    let writing = true;
    const write = async (writer: number) => {
      const { work, store } = [slow, quick][writer % 2]!;
      for (let turn = 0; turn < 12; turn += 1)
        await work.run(async (manager) => {
          if ((writer + turn) % 3) await manager.query('select pg_current_xact_id()');
          await sleep((writer * 7 + turn * 5) % 11);
          const mine = streams.filter((_, n) => (n + writer + turn) % 2);
          const loaded = await store.load(mine);
          await store.append(
            mine.map((name) => append(name, loaded.get(name)!.length, 'A', 'B')),
            recording,
          );
          await sleep((writer * 5 + turn * 3) % 7);
        });
    };
    const seen: RecordedFact[] = [];
    const read = async () => {
      for (let place = from, last = false; ;) {
        const { facts, checkpoint } = await reader.store.readAfter(place, 7);
        seen.push(...facts);
        place = checkpoint;
        if (facts.length === 0 && last) return;
        last = facts.length === 0 && !writing;
      }
    };
    const writers = Promise.all(Array.from({ length: 6 }, (_, n) => write(n))).finally(() => (writing = false));
    await Promise.all([writers, read()]);
    const loaded = await reader.store.load(streams);
    expect([...loaded.values()].every((facts) => facts.length > 10)).toBe(true);
    for (const [stream, facts] of loaded)
      expect(seen.filter((one) => one.stream === stream).map(({ version }) => version)).toEqual(
        facts.map(({ version }) => version),
      );
  });
});

describe('pages', () => {
  it('are of the asked size, follow on each other and end', async () => {
    await quick.store.append(
      ['p', 'q', 'r'].map((name) => append(name, 0, 'A', 'B')),
      recording,
    );
    const pages: number[] = [];
    const seen: RecordedFact[] = [];
    for (let at = from; ;) {
      const { facts, checkpoint } = await reader.store.readAfter(at, 4);
      if (facts.length === 0) break;
      pages.push(facts.length);
      seen.push(...facts);
      at = checkpoint;
    }
    expect(pages).toEqual([4, 2]);
    expect(new Set(seen.map(({ position }) => position)).size).toBe(6);
  });

  it('are of the asked types', async () => {
    await quick.store.append([append('typed', 0, 'A', 'B', 'C', 'A')], recording);
    const { facts } = await reader.store.readAfter(from, 10, ['A', 'C']);
    expect(facts.map(({ type, version }) => [version, type])).toEqual([
      [1, 'A'],
      [3, 'C'],
      [4, 'A'],
    ]);
    expect((await reader.store.readAfter(from, 10, ['Z'])).facts).toEqual([]);
  });

  it('that are not full end behind all that was looked through, so that it need not be again', async () => {
    await quick.store.append([append('looked-through', 0, 'A', 'B')], recording);
    const none = await reader.store.readAfter(from, 10, ['Z']);
    const some = await reader.store.readAfter(from, 10, ['A']);
    expect([none, some].map(({ facts }) => facts.length)).toEqual([0, 1]);
    for (const { checkpoint } of [none, some])
      expect((await reader.store.readAfter(checkpoint, 10)).facts.map(({ stream }) => stream)).toEqual([]);
    await quick.store.append([append('looked-through', 2, 'Z')], recording);
    expect((await reader.store.readAfter(none.checkpoint, 10, ['Z'])).facts).toHaveLength(1);
  });
});
