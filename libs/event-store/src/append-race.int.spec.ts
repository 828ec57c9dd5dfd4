import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  append,
  held,
  isPending,
  recording,
  told,
  trial,
  waiting,
  type Process,
  type Trial,
} from './event-store.fixture.js';

let at: Trial;
let one: Process;
let other: Process;

beforeAll(async () => {
  at = await trial();
  [one, other] = await Promise.all([at.process(), at.process()]);
});
afterAll(() => at.close());

describe('two that append to one stream at one version', () => {
  it('the second waits for the first, and loses all its facts', async () => {
    const first = await held(one.work, () => one.store.append([append('race', 0, 'A')], recording));
    const second = other.store.append([append('race', 0, 'X', 'Y'), append('race-beside', 0, 'X')], recording);
    await waiting(at.owner, 1);
    expect(await isPending(second)).toBe(true);
    await first.commit();
    const results = await second;
    expect(first.answer.get('race')!.won).toBe(true);
    expect([results.get('race')!.won, results.get('race-beside')!.won]).toEqual([false, true]);
    expect(await told(one.store, 'race')).toEqual(['1 A']);
    expect(await told(one.store, 'race-beside')).toEqual(['1 X']);
  });

  it('the second wins after all when the first is undone', async () => {
    const first = await held(one.work, () => one.store.append([append('undone', 0, 'A')], recording));
    const second = other.store.append([append('undone', 0, 'X', 'Y')], recording);
    await waiting(at.owner, 1);
    await first.rollBack();
    expect((await second).get('undone')).toMatchObject({ won: true, facts: [{ version: 1 }, { version: 2 }] });
    expect(await told(one.store, 'undone')).toEqual(['1 X', '2 Y']);
  });

  it('the loser reads again inside its own transaction and sees the winner', async () => {
    await one.store.append([append('again', 0, 'A')], recording);
    const first = await held(one.work, () => one.store.append([append('again', 1, 'B')], recording));
    const second = other.work.run(async () => {
      const lost = await other.store.append([append('again', 1, 'X')], recording);
      const seen = (await other.store.load(['again'])).get('again')!.length;
      const won = await other.store.append([append('again', seen, 'X')], recording);
      return [lost.get('again')!.won, won.get('again')!.won];
    });
    await waiting(at.owner, 1);
    await first.commit();
    expect(await second).toEqual([false, true]);
    expect(await told(one.store, 'again')).toEqual(['1 A', '2 B', '3 X']);
  });
});

describe('many at once', () => {
  it('two batches that share streams in opposite order never lock each other out', async () => {
    const streams = Array.from({ length: 200 }, (_, n) => `shared-${n}`);
    for (let version = 0; version < 15; version += 1) {
      const ask = (names: string[], by: string) => names.map((name) => append(name, version, by));
      const [forth, back] = await Promise.all([
        one.store.append(ask(streams, 'forth'), recording),
        other.store.append(ask(streams.toReversed(), 'back'), recording),
      ]);
      for (const name of streams) expect([forth.get(name)!.won, back.get(name)!.won].filter(Boolean)).toHaveLength(1);
    }
    const loaded = await one.store.load(streams);
    expect(new Set([...loaded.values()].map((facts) => facts.length))).toEqual(new Set([15]));
  });

  it('writers on one stream leave it without a hole, and nobody’s facts are torn apart', async () => {
    const writers = Array.from({ length: 16 }, (_, n) => n);
    const wrote = async (writer: number) => {
      const { store } = writer % 2 ? one : other;
      for (let turn = 0; turn < 8;) {
        const expected = (await store.load(['busy'])).get('busy')!.length;
        const types = Array.from({ length: (writer % 3) + 1 }, (_, i) => `${writer}.${turn}.${i}`);
        if ((await store.append([append('busy', expected, ...types)], recording)).get('busy')!.won) turn += 1;
      }
    };
    await Promise.all(writers.map(wrote));
    const facts = (await one.store.load(['busy'])).get('busy')!;
    const count = writers.reduce((sum, writer) => sum + 8 * ((writer % 3) + 1), 0);
    expect(facts.map(({ version }) => version)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    const places = new Map(facts.map(({ type, version }) => [type, version]));
    for (const [type, version] of places) {
      const [writer, turn, i] = type.split('.');
      expect(places.get(`${writer}.${turn}.0`)).toBe(version - Number(i));
    }
    const positions = facts.map(({ position }) => BigInt(position));
    expect(positions).toEqual(positions.toSorted((a, b) => (a < b ? -1 : 1)));
  });
});
