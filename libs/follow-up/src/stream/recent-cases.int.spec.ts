import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock, type FixedClock } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { FactStore, openDatabase, UnitOfWork } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import { migratedDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { assigned, caseOpened, joined } from '../../../../test/support/facts.js';
import { rulebook } from '../../../../test/support/given.js';
import { streamOf } from '../case/case.stream.js';
import { fold, type FollowUp, type FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { StandingCase } from './case-change.js';
import { FollowUpStreams } from './case.streams.js';
import type { CaseFact } from './following.rules.js';
import { projections } from './projections.js';
import { RecentCases } from './recent-cases.js';

const desk = { by: 'pc-1', requestId: 'spec' };
const opened = '2026-03-02T09:00:00.000Z';

let fresh: FreshDatabase;
let database: DataSource;
let work: UnitOfWork;
let store: FactStore;
let clock: FixedClock;
/** Two processes on one database, each with its own memory. */
let one: FollowUpStreams;
let other: FollowUpStreams;
let cases = 0;
let caseId: string;

beforeAll(async () => {
  fresh = await migratedDatabase();
  database = await openDatabase({ url: fresh.url, poolSize: 4 });
  work = new UnitOfWork(database);
  store = new FactStore(work, projections);
  clock = fixedClock(opened);
  [one, other] = [1, 2].map(() => new FollowUpStreams(store, () => rulebook, clock)) as [
    FollowUpStreams,
    FollowUpStreams,
  ];
});
afterAll(async () => {
  await database.destroy();
  await fresh.drop();
});

beforeEach(async () => {
  caseId = `c${(cases += 1)}`;
  const { fact } = caseOpened(opened, 'crime', { caseId, reference: caseId });
  await one.begin(caseId, () => [fact], desk);
});

const join = (streams: FollowUpStreams, participantId: string) =>
  streams.change(caseId, () => [joined(participantId, opened).fact], desk);

/** Whom a change finds on the case. */
async function found(streams: FollowUpStreams): Promise<string[]> {
  let ids: string[] = [];
  const look = (state: FollowUp) => {
    ids = [...state.case!.participants.keys()];
    return [];
  };
  await streams.change(caseId, look, desk);
  return ids;
}

async function stored(): Promise<readonly FollowUpEvent[]> {
  const stream = streamOf(caseId);
  return (await store.load([stream])).get(stream)! as readonly FollowUpEvent[];
}

describe('a change of a case that was changed a moment ago', () => {
  it('finds what another process has recorded since', async () => {
    await join(one, 'ann');
    await join(other, 'bea');
    expect(await found(one)).toEqual(['ann', 'bea']);
  });

  it('does not find what was never stored', async () => {
    await join(one, 'ann');
    const undone = work.run(async () => {
      await join(one, 'bea');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await found(one)).toEqual(['ann']);
  });

  it('does not find what was never stored where another process recorded something of that version', async () => {
    await join(one, 'ann');
    const undone = work.run(async () => {
      await join(one, 'bea');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await join(other, 'cat');
    expect(await found(one)).toEqual(['ann', 'cat']);
  });

  it('does not find what a refused change had in mind', async () => {
    await join(one, 'ann');
    const refused = one.change(
      caseId,
      (state) => {
        state.case!.participants.clear();
        throw new Error('refused');
      },
      desk,
    );
    await expect(refused).rejects.toThrow('refused');
    expect(await found(one)).toEqual(['ann']);
  });

  it('loses nothing of many at once', async () => {
    const names = ['ann', 'bea', 'cat', 'dot'];
    await Promise.all(names.map((name, index) => join(index % 2 ? one : other, name)));
    expect((await found(one)).toSorted()).toEqual(names);
    expect(await found(other)).toEqual(await found(one));
  });
});

describe('the cases that were changed last', () => {
  const bring = async (recent: RecentCases) => {
    const facts = await stored();
    recent.keep(caseId, fold(facts), facts);
  };

  it('go on by what came since', async () => {
    const recent = new RecentCases(store);
    const facts = await stored();
    const state = fold(facts);
    recent.keep(caseId, state, facts);
    await one.change(caseId, () => [assigned('pc-2', opened).fact], desk);
    const loaded = await recent.load(caseId);
    expect(loaded).toBe(state);
    expect(loaded).toEqual(fold(await stored()));
  });

  it('are handed out once: whoever comes meanwhile reads the stream', async () => {
    const recent = new RecentCases(store);
    await bring(recent);
    const [first, second] = await Promise.all([recent.load(caseId), recent.load(caseId)]);
    expect(first).toEqual(second);
    expect(first).not.toBe(second);
  });

  it('are let go, the longest unchanged first, where they hold too many facts', async () => {
    const facts = await stored();
    const recent = new RecentCases(store, facts.length * 2);
    const state = fold(facts);
    for (const name of [caseId, 'x', 'y']) recent.keep(name, state, facts);
    expect(await recent.load('y')).toEqual(fold([]));
    const again = await recent.load(caseId);
    expect(again).toEqual(state);
    expect(again).not.toBe(state);
  });
});

describe('what many cases get at once', () => {
  const addition = ({ fact }: { fact: CaseFact }) => ({ facts: [fact], recordedEach: [opened], nextCheckAt: null });
  const recording = { ...desk, recorded: opened };

  it('is worked out while no transaction stands still, and recorded in one with what goes with it', async () => {
    const within: boolean[] = [];
    const add = () => {
      within.push(work.inTransaction);
      return addition(joined('ann', opened));
    };
    const added = await one.bringIn([caseId], add, recording, async () => void within.push(work.inTransaction));
    expect([within, added.get(caseId)!.length]).toEqual([[false, true], 1]);
    const failing = one.bringIn(
      [caseId],
      () => addition(joined('bea', opened)),
      recording,
      () => Promise.reject(new Error('not kept')),
    );
    await expect(failing).rejects.toThrow('not kept');
    expect(await found(other)).toEqual(['ann']);
  });

  it('is worked out again where the force goes by something else by then, and refused where it always does', async () => {
    const later = { ...rulebook };
    const books = [rulebook, later, later, later];
    const seen: unknown[] = [];
    const add = (_: StandingCase, book: Rulebook) => {
      seen.push(book);
      return addition(joined('ann', opened));
    };
    const moved = new FollowUpStreams(store, () => books.shift()!, clock);
    await moved.bringIn([caseId], add, recording);
    expect([seen, seen[1] === later, await found(one)]).toEqual([[rulebook, later], true, ['ann']]);
    const restless = new FollowUpStreams(store, () => ({ ...rulebook }), clock);
    await expect(restless.bringIn([caseId], add, recording)).rejects.toThrow('busy');
  });

  it('leaves a case as it is that somebody else changed meanwhile', async () => {
    let changing: Promise<unknown> | undefined;
    const add = () => {
      changing = join(other, 'bea');
      return addition(joined('ann', opened));
    };
    const bringing = new FollowUpStreams(store, async () => (await changing, rulebook), clock);
    expect((await bringing.bringIn([caseId], add, recording)).get(caseId)).toBeNull();
    expect(await found(one)).toEqual(['bea']);
  });
});
