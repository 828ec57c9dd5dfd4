import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  append,
  recording,
  refusal,
  slowWordOfFailure,
  told,
  trial,
  type Process,
  type Trial,
} from './event-store.fixture.js';
import { UnitOfWork } from './unit-of-work.js';
import type { Projection } from './projections.js';
import { added } from './read-tables.js';

let at: Trial;
let one: Process;
let stream: string;
let streams = 0;

const table = { name: 'listed', key: ['stream', 'version'], columns: ['stream', 'version'] } as const;

const listed: Projection = {
  tables: [table],
  on: {
    Listed: ({ stream: at, version }) => [added(table, { stream: at, version })],
    Unlistable: () => {
      throw new Error('cannot be listed');
    },
  },
};

beforeAll(async () => {
  at = await trial();
  one = await at.process([listed]);
  await at.owner.query('create table listed (stream text primary key, version int)');
  await at.owner.query('grant insert, select on listed to kept_informed_app');
});
afterAll(() => at.close());
beforeEach(() => {
  stream = `stream-${(streams += 1)}`;
});

const put = (expected: number, ...types: string[]) => one.store.append([append(stream, expected, ...types)], recording);
const rows = async (): Promise<number> =>
  (await at.owner.query('select count(*)::int as n from listed where stream = $1', [stream]))[0].n;
const nothingStored = async () => {
  expect(await told(one.store, stream)).toEqual([]);
  expect(await rows()).toBe(0);
};

describe('facts and read tables', () => {
  it('change in one transaction', async () => {
    await put(0, 'Listed');
    const [{ same }] = await at.owner.query(
      `select l.xmin = f.xmin as same from listed l join facts f using (stream) where stream = $1`,
      [stream],
    );
    expect(same).toBe(true);
  });

  it('are both left alone when a projection throws', async () => {
    await expect(put(0, 'Listed', 'Unlistable')).rejects.toThrow('cannot be listed');
    await nothingStored();
  });

  it('are both left alone when a projection’s statement fails', async () => {
    expect(await refusal(put(0, 'Listed', 'Listed'))).toBe('23505');
    await nothingStored();
  });

  it('are projected for the winners of a batch only', async () => {
    await put(0, 'Listed');
    const lost = append(stream, 0, 'Unlistable');
    const results = await one.store.append([lost, append(`${stream}-beside`, 0, 'Listed')], recording);
    expect([...results.values()].map(({ won }) => won)).toEqual([false, true]);
  });
});

describe('a unit of work', () => {
  it('is joined by what runs inside it', async () => {
    await one.work.run(async (outer) => {
      expect(one.work.inTransaction).toBe(true);
      expect(one.work.manager).toBe(outer);
      await one.work.run(async (inner) => expect(inner).toBe(outer));
      await put(0, 'Listed');
      expect(await rows()).toBe(0);
    });
    expect(await rows()).toBe(1);
    expect(one.work.inTransaction).toBe(false);
    expect(one.work.manager).toBe(one.database.manager);
  });

  it('answers what its work answers', async () => {
    expect(await one.work.run(async () => one.work.run(async () => 7))).toBe(7);
  });

  it('is undone whole by a throw', async () => {
    const fails = one.work.run(async () => {
      await put(0, 'Listed');
      throw new Error('changed my mind');
    });
    await expect(fails).rejects.toThrow('changed my mind');
    await nothingStored();
  });

  it('is undone whole by a throw inside what joined it, even if that is caught', async () => {
    const fails = one.work.run(async () => {
      await put(0, 'Listed', 'Unlistable').catch(() => undefined);
    });
    await expect(fails).rejects.toThrow('cannot be listed');
    await nothingStored();
  });

  it('never claims to have stored what a failed statement undid', async () => {
    const fails = one.work.run(async (manager) => {
      await put(0, 'Listed');
      await manager.query('select 1 / 0').catch(() => undefined);
    });
    await expect(fails).rejects.toThrow('nothing was stored');
    await nothingStored();
  });

  it('does not claim so either where the word of the failure comes behind the error', async () => {
    const way = await slowWordOfFailure(at.url);
    const database = await at.open({ url: way.url });
    const fails = new UnitOfWork(database).run(async (manager) => {
      await manager.query('insert into listed (stream) values ($1)', [stream]);
      await manager.query('select 1 / 0').catch(() => undefined);
    });
    await expect(fails).rejects.toThrow('nothing was stored');
    await nothingStored();
    way.close();
  });

  it('tells what was sent and failed, not what was refused behind it', async () => {
    const work = one.work.run(async () => {
      await put(0, 'Listed');
      one.work.send({ name: 'twice', text: 'insert into listed values ($1, 1)' }, [stream]);
      await one.work.manager.query('select 1');
    });
    expect(await refusal(work)).toBe('23505');
    await nothingStored();
  });

  it('sends nothing that no end would wait for', () => {
    expect(() => one.work.send({ name: 'alone', text: 'select 1' }, [])).toThrow('none is under way');
  });

  it('asks for nothing more than its work and its end', async () => {
    const asked = await one.work.run(async (manager) => {
      const client = (await manager.queryRunner!.connect()) as { query(text: string): unknown };
      const spy = jest.spyOn(client, 'query');
      await manager.query('select 1');
      return spy;
    });
    expect(asked.mock.calls.map(([text]) => text)).toEqual(['select 1', 'COMMIT']);
    asked.mockRestore();
  });

  it('is not shared by two that run at the same time', async () => {
    const managers = await Promise.all([1, 2].map(() => one.work.run(async (manager) => manager)));
    expect(managers[0]).not.toBe(managers[1]);
  });
});

describe('what is done when a transaction has ended', () => {
  const ends = async (work: () => Promise<unknown>) => {
    const ended: [isStored: boolean, within: boolean][] = [];
    const seen = one.work.run(async () => {
      one.work.whenEnded((isStored) => ended.push([isStored, one.work.inTransaction]));
      await work();
    });
    await seen.catch(() => undefined);
    return ended;
  };

  it('is done outside of it, once that is stored', async () => {
    const within: number[] = [];
    const ended = await ends(async () => {
      await put(0, 'Listed');
      within.push(await rows());
    });
    expect([ended, within, await rows()]).toEqual([[[true, false]], [0], 1]);
  });

  it('is told where it was undone', async () => {
    const failing = () => put(0, 'Listed').then(() => Promise.reject(new Error('the machine fell')));
    expect([await ends(failing), await rows()]).toEqual([[[false, false]], 0]);
  });

  it('has to have one to wait for', () => {
    expect(() => one.work.whenEnded(() => {})).toThrow('no transaction under way');
  });
});

describe('a part of a transaction', () => {
  it('that throws is undone alone, with what it had sent and not waited for', async () => {
    const [kept, undone] = [`${stream}-kept`, `${stream}-undone`];
    const put = (name: string) => one.store.append([append(name, 0, 'Listed')], recording);
    const told: boolean[] = [];
    await one.work.run(async () => {
      await put(kept);
      const failing = one.work.apart(async () => {
        one.work.whenEnded((isStored) => void told.push(isStored));
        await put(undone);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await one.work.apart(() => put(stream));
    });
    const listed: { stream: string }[] = await at.owner.query('select stream from listed where stream like $1', [
      `${stream}%`,
    ]);
    expect(listed.map((row) => row.stream).toSorted()).toEqual([stream, kept].toSorted());
    expect(told).toEqual([false]);
  });

  it('whose statement fails that nobody waited for is undone alone too', async () => {
    await one.work.run(async () => {
      const failing = one.work.apart(async () => one.work.send({ name: 'fails', text: 'select 1/$1::int' }, [0]));
      await expect(failing).rejects.toThrow('division by zero');
      await put(0, 'Listed');
    });
    expect(await rows()).toBe(1);
  });
});

describe('what is only read', () => {
  const connectionOf = () =>
    one.work
      .ask<{ pid: number }>({ name: 'own_pid', text: 'select pg_backend_pid() as pid' })
      .then(([row]) => row!.pid);
  const managerOf = () => one.work.manager.query('select pg_backend_pid() as pid').then(([row]) => row.pid as number);

  it('is asked together on one connection, in no transaction', async () => {
    const asked = await one.work.reading(async () => {
      expect(one.work.inTransaction).toBe(false);
      return Promise.all([connectionOf(), managerOf(), connectionOf(), one.work.reading(connectionOf)]);
    });
    expect(new Set(asked).size).toBe(1);
  });

  it('leaves what is recorded meanwhile a transaction and a connection of its own', async () => {
    await one.work.reading(async () => {
      const outside = await connectionOf();
      await expect(
        one.work.run(async () => {
          expect(await connectionOf()).not.toBe(outside);
          await put(0, 'Listed');
          throw new Error('on second thoughts');
        }),
      ).rejects.toThrow('on second thoughts');
      expect(await connectionOf()).toBe(outside);
    });
    await nothingStored();
  });

  it('shares that of a transaction under way', async () => {
    await one.work.run(async () => {
      const own = await connectionOf();
      expect(await one.work.reading(connectionOf)).toBe(own);
    });
  });

  it.each([
    ['is answered', async () => undefined],
    ['is refused', () => Promise.reject(new Error('refused'))],
  ])(
    'asks elsewhere what goes on after it %s, and gives its connection back',
    async (_, answer: () => Promise<void>) => {
      let goOn!: () => void;
      const ended = new Promise<void>((resolve) => (goOn = resolve));
      let later: Promise<number> | undefined;
      let before: number | undefined;
      const read = one.work.reading(async () => {
        before = await connectionOf();
        later = ended.then(connectionOf);
        await answer();
      });
      await read.catch((error: Error) => expect(error.message).toBe('refused'));
      await one.work.run(async () => {
        expect(await connectionOf()).toBe(before);
        goOn();
        expect(await later).not.toBe(before);
      });
    },
  );
});

describe('units of work of several on one database', () => {
  it('are apart where one is begun within another', async () => {
    const other = new UnitOfWork(one.database);
    const under = ({ manager }: UnitOfWork) => manager.query('select txid_current() as id').then(([row]) => row.id);
    await one.work.run(async () => {
      const outer = await under(one.work);
      expect(other.inTransaction).toBe(false);
      const inner = await other.run(async () => {
        expect(await under(one.work)).toBe(outer);
        return under(other);
      });
      expect([inner === outer, other.inTransaction, await under(one.work)]).toEqual([false, false, outer]);
    });
  });

  it('leave nothing behind that each promise of the process would pay for', async () => {
    const run = jest.spyOn(AsyncLocalStorage.prototype, 'run');
    for (let made = 0; made < 20; made += 1) await new UnitOfWork(one.database).run(async () => {});
    const { contexts } = run.mock;
    run.mockRestore();
    expect(contexts.length).toBeGreaterThanOrEqual(20);
    expect(new Set(contexts).size).toBe(1);
  });
});
