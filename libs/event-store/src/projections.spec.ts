import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import type { RecordedFact } from './index.js';
import { inRuns, project } from './projections.js';

/** Facts as `stream:Type`, told apart by their version alone. */
function facts(told: readonly (readonly [stream: string, type: string])[]): RecordedFact[] {
  return told.map(([stream, type], n) => ({ stream, type, version: n + 1 }) as RecordedFact);
}

const any = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('P', 'Q', 'R'))).map(facts);

describe('facts in runs', () => {
  it('are all there, once', () => {
    fc.assert(
      fc.property(any, (given) => {
        expect(new Set(inRuns(given).flat())).toEqual(new Set(given));
        expect(inRuns(given).flat()).toHaveLength(given.length);
      }),
    );
  });

  it('keep the order of every stream', () => {
    fc.assert(
      fc.property(any, (given) => {
        const of = (all: readonly RecordedFact[], name: string) => all.filter(({ stream }) => stream === name);
        for (const name of 'abcd') expect(of(inRuns(given).flat(), name)).toEqual(of(given, name));
      }),
    );
  });

  it('are of one type each, and none is empty', () => {
    fc.assert(
      fc.property(any, (given) => {
        for (const run of inRuns(given)) expect(new Set(run.map(({ type }) => type)).size).toBe(1);
      }),
    );
  });

  it('are as few for two hundred streams of one shape as for one', () => {
    const shape = fc.array(fc.constantFrom('P', 'Q', 'R'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(shape, fc.integer({ min: 1, max: 200 }), (types, count) => {
        const streams = Array.from({ length: count }, (_, n) => `s${n}`);
        const given = facts(streams.flatMap((name) => types.map((type) => [name, type] as const)));
        const changes = types.filter((type, n) => type !== types[n - 1]).length;
        expect(inRuns(given)).toHaveLength(changes);
      }),
    );
  });

  it('take what most streams wait for first', () => {
    const given = facts([
      ['a', 'Q'],
      ['b', 'P'],
      ['c', 'P'],
      ['b', 'Q'],
      ['a', 'P'],
    ]);
    expect(inRuns(given).map((run) => run.map(({ stream, type }) => `${stream}${type}`))).toEqual([
      ['bP', 'cP'],
      ['aQ', 'bQ'],
      ['aP'],
    ]);
  });

  it('of no facts are none', () => {
    expect(inRuns([])).toEqual([]);
  });
});

describe('projecting', () => {
  it('hands each projection the runs of what it listens to, one projection after the other', async () => {
    const calls: string[] = [];
    const listen = (name: string, ...types: string[]) => ({
      name,
      tables: [],
      on: Object.fromEntries(
        types.map((type) => [
          type,
          async (run: readonly RecordedFact[]) => calls.push(`${name} ${type} ${run.length}`),
        ]),
      ),
    });
    const given = facts([
      ['a', 'P'],
      ['b', 'P'],
      ['a', 'Q'],
      ['a', 'Unheard'],
    ]);
    await project([listen('one', 'P', 'Q'), listen('two', 'P')], given, {} as EntityManager);
    expect(calls).toEqual(['one P 2', 'one Q 1', 'two P 2']);
  });

  it('brings types that share a statement in together, in the order of each stream', async () => {
    const calls: string[] = [];
    const shared = async (run: readonly RecordedFact[]) =>
      calls.push(run.map(({ stream, type }) => stream + type).join(' '));
    const given = facts([
      ['a', 'P'],
      ['b', 'Q'],
      ['a', 'Q'],
      ['b', 'P'],
    ]);
    await project([{ name: 'one', tables: [], on: { P: shared, Q: shared } }], given, {} as EntityManager);
    expect(calls).toEqual(['aP aQ bQ bP']);
  });
});
