import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { append, fact, recording, refusal, told, trial, type Process, type Trial } from './event-store.fixture.js';
import type { Append } from './appended.js';

let at: Trial;
let one: Process;

beforeAll(async () => {
  at = await trial();
  one = await at.process();
});
afterAll(() => at.close());

const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('an append', () => {
  it('begins a stream at 1 and answers the facts as they will be read', async () => {
    const facts = [
      fact('CaseOpened', { caseId: 'new', area: { bcu: 'North' }, tells: ['a', 'b'], nothing: null, n: 1.5 }),
      fact('ObligationArose', {}, { causedBy: 1, known: '2026-03-02T08:45:00.123Z' }),
    ];
    const answer = (await one.store.append([{ stream: 'new', expected: 0, facts }], recording)).get('new')!;
    const loaded = (await one.store.load(['new'])).get('new')!;
    expect(answer).toEqual({ won: true, facts: loaded });
    expect(loaded).toMatchObject([
      { ...facts[0], stream: 'new', version: 1, ...recording, simulated: false },
      { ...facts[1], stream: 'new', version: 2, ...recording, simulated: false },
    ]);
    expect(BigInt(loaded[1]!.position)).toBeGreaterThan(BigInt(loaded[0]!.position));
    expect(await one.store.head()).toBe(loaded[1]!.position);
  });

  it('goes on at the version that is expected', async () => {
    await one.store.append([append('on', 0, 'A', 'B')], recording);
    const results = await one.store.append([append('on', 2, 'C')], recording);
    expect(results.get('on')).toMatchObject({ won: true, facts: [{ version: 3 }] });
    expect(await told(one.store, 'on')).toEqual(['1 A', '2 B', '3 C']);
  });

  it('says for each fact when it was recorded, where they differ, and that it was simulated', async () => {
    const recordedEach = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'];
    await one.store.append([{ ...append('played', 0, 'A', 'B'), recordedEach }], { ...recording, simulated: true });
    const facts = (await one.store.load(['played'])).get('played')!;
    expect(facts.map(({ recorded, simulated }) => [recorded, simulated])).toEqual(recordedEach.map((r) => [r, true]));
  });

  it.each([
    ['where its only fact’s place is taken', append('lost', 1, 'X')],
    ['where all its facts’ places are taken', append('lost', 0, 'X', 'Y', 'Z')],
    ['where some of its facts’ places are taken', append('lost', 1, 'W', 'X', 'Y', 'Z')],
    ['beyond the head, which would leave a hole', append('lost', 4, 'X')],
    ['far beyond the head', append('lost', 40, 'X', 'Y')],
    ['to a stream that does not exist as if it did', append('never', 1, 'X')],
  ])('loses %s, and stores nothing', async (_, late) => {
    await one.store.append([append('lost', 0, 'A', 'B', 'C')], recording);
    const head = await one.store.head();
    expect(await one.store.append([late], recording)).toEqual(new Map([[late.stream, { won: false }]]));
    expect(await told(one.store, 'lost')).toEqual(['1 A', '2 B', '3 C']);
    expect(await told(one.store, 'never')).toEqual([]);
    expect(await one.store.head()).toBe(head);
  });

  it('stores nothing of a stream whose second fact has no room, even if a hand made the hole before it', async () => {
    await at.owner
      .query(`insert into facts (stream, version, type, type_version, data, occurred, recorded, recorded_by, request_id)
      values ('holed', 2, 'A', 1, '{}', now(), now(), 'hand', 'hand')`);
    const both = [append('holed', 0, 'X', 'Y'), append('beside-holed', 0, 'X')];
    expect(await refusal(one.store.append(both, recording))).toBe('23505');
    expect(await told(one.store, 'holed')).toEqual(['2 A']);
    expect(await told(one.store, 'beside-holed')).toEqual([]);
    expect(await refusal(one.store.append(both.slice(0, 1), recording))).toBe('23505');
    expect(await told(one.store, 'holed')).toEqual(['2 A']);
  });

  it('of no streams does nothing', async () => {
    const head = await one.store.head();
    expect(await one.store.append([], recording)).toEqual(new Map());
    expect(await one.store.head()).toBe(head);
  });

  it('of no facts to a stream is refused: nothing could win or lose', async () => {
    await expect(one.store.append([append('none', 0)], recording)).rejects.toThrow('no facts for none');
  });

  it('of one stream twice is refused: only one of the two could win, and both would be told they did', async () => {
    const twice = [append('twice', 0, 'A'), append('twice', 0, 'B')];
    await expect(one.store.append(twice, recording)).rejects.toThrow('twice in one batch: twice');
    expect(await told(one.store, 'twice')).toEqual([]);
  });
});

describe('a batch', () => {
  it('of 200 streams, each against its own version, tells winners from losers in one statement', async () => {
    const names = numbered(1, 200).map((n) => `batch-${n}`);
    await one.store.append(
      names.map((name, n) => append(name, 0, ...numbered(0, n % 3).map(String))),
      recording,
    );
    // Every fourth is one behind, every fourth beyond its head.
    const stale = (n: number) => ((n % 3) + 1 + [0, -1, 0, 1][n % 4]!) as number;
    const [{ before }] = await at.owner.query('select count(distinct transaction)::int as before from facts');
    const results = await one.store.append(
      names.map((name, n) => append(name, stale(n), 'X', 'Y', 'Z')),
      recording,
    );
    const [{ after }] = await at.owner.query('select count(distinct transaction)::int as after from facts');
    expect(after - before).toBe(1);
    expect(names.map((name) => results.get(name)!.won)).toEqual(names.map((_, n) => n % 2 === 0));
    const loaded = await one.store.load(names);
    for (const [n, name] of names.entries()) {
      const had = (n % 3) + 1;
      const facts = loaded.get(name)!;
      expect(facts.map(({ version }) => version)).toEqual(numbered(1, n % 2 === 0 ? had + 3 : had));
      const result = results.get(name)!;
      if (result.won) expect(result.facts).toEqual(facts.slice(had));
    }
  });

  it('behaves as a list of streams would, whatever is asked of it', async () => {
    let round = 0;
    const ask = fc.record({ expected: fc.nat(6), size: fc.integer({ min: 1, max: 4 }) });
    const batches = fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), ask), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(batches, async (asked) => {
        round += 1;
        const model = new Map<string, number>();
        for (const batch of asked) {
          const appends = Object.entries(batch).map(([name, { expected, size }]): Append =>
            append(`${name}-${round}`, expected, ...numbered(1, size).map(String)),
          );
          const results = await one.store.append(appends, recording);
          for (const { stream, expected, facts } of appends) {
            const stands = model.get(stream) ?? 0;
            expect(results.get(stream)!.won).toBe(stands === expected);
            if (stands === expected) model.set(stream, stands + facts.length);
          }
        }
        const loaded = await one.store.load([...model.keys()]);
        for (const [stream, stands] of model)
          expect(loaded.get(stream)!.map(({ version }) => version)).toEqual(numbered(1, stands));
      }),
      { numRuns: 60, seed: 20_260_302 },
    );
  });
});
