import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { databaseSource } from './database.source.js';
import { logKey, record, sealedTrial, type SealedTrial } from './proof.fixture.js';
import { verifyAll, type Verdict } from './verifying.js';

/** As many random tamperings; the same each time. */
const rounds = Number(process.env['TAMPERINGS'] ?? 1_000);

let at: SealedTrial;
let positions: string[];
beforeAll(async () => {
  at = await sealedTrial();
  await record(at.store, 'case', [40, 3, 120, 1, 60, 56]);
  // Positions that were handed out and never stored: there somebody could put in a fact.
  await at.owner.query(`select nextval(pg_get_serial_sequence('facts', 'position')) from generate_series(1, 50)`);
  await record(at.store, 'later', [20, 10]);
  await at.sealAll();
  positions = (await at.owner.query('select position from facts order by position')).map(
    ({ position }: { position: string }) => position,
  );
});
afterAll(() => at?.close());

/** What is found once the owner has done this; it is undone again. */
async function after(tamper: (manager: EntityManager) => Promise<void>): Promise<Verdict> {
  let verdict: Verdict | undefined;
  const undone = new Error('undone');
  await at.owner
    .transaction('REPEATABLE READ', async (manager) => {
      await tamper(manager);
      verdict = await verifyAll(databaseSource(manager), { log: logKey });
      throw undone;
    })
    .catch((error: Error) => {
      if (error !== undone) throw error;
    });
  return verdict!;
}

function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const columns =
  'stream, version, type, type_version, data, occurred, known, caused_by, recorded, recorded_by, request_id, simulated';
const insert = (position: string, values: string) =>
  `insert into facts (position, transaction, ${columns}) overriding system value ${values.replace('$position', position)}`;

/** Ways to change one fact, none of which leaves it as it was. */
const changes = [
  `data = data || '{"count": -1}'`,
  `data = data - 'id'`,
  `data = jsonb_set(data, '{codes,0}', '"c"')`,
  `type = type || 'Not'`,
  'type_version = type_version + 1',
  `stream = 'elsewhere'`,
  'version = version + 1000',
  `occurred = occurred - interval '1 microsecond'`,
  `known = coalesce(known, occurred) + interval '1 day'`,
  'caused_by = coalesce(caused_by, 0) + 1',
  `recorded = recorded + interval '1 second'`,
  `recorded_by = 'pc-2'`,
  `request_id = 'request-2'`,
  'simulated = not simulated',
];

describe('what the owner of the tables does to facts that are sealed', () => {
  it('is nothing where nothing was done', async () => {
    expect(await after(async () => undefined)).toMatchObject({ faults: [], faultCount: 0, facts: positions.length });
  });

  it(`is found each of ${rounds} times, by kind and position`, async () => {
    const pick = chance(2006);
    const free = Array.from({ length: Number(positions.at(-1)) + 5 }, (_, index) => String(index + 1)).filter(
      (position) => !positions.includes(position),
    );
    expect(free.length).toBeGreaterThan(40);
    for (let round = 0; round < rounds; round += 1) {
      const [one, other] = [positions[pick(positions.length)]!, positions[pick(positions.length)]!];
      const [first, second] = [one, other].toSorted((a, b) => Number(a) - Number(b)) as [string, string];
      const gap = free[pick(free.length)]!;
      const ways = [
        {
          kind: 'changed',
          of: [one],
          sql: [`update facts set ${changes[round % changes.length]} where position = ${one}`],
        },
        { kind: 'removed', of: [one], sql: [`delete from facts where position = ${one}`] },
        {
          kind: 'inserted',
          of: [gap],
          sql: [
            insert(
              gap,
              `select $position, transaction, 'forged', 1, ${columns.slice('stream, version, '.length)} from facts where position = ${one}`,
            ),
          ],
        },
        {
          kind: 'reordered',
          of: [first, second],
          sql: [
            `create temporary table taken on commit drop as select * from facts where position in (${first}, ${second})`,
            `delete from facts where position in (${first}, ${second})`,
            ...[
              [first, second],
              [second, first],
            ].map(([to, from]) =>
              insert(to!, `select $position, transaction, ${columns} from taken where position = ${from}`),
            ),
          ],
        },
      ];
      const { kind, of, sql } = ways[pick(first === second ? 3 : 4)]!;
      const verdict = await after(async (manager) => {
        for (const statement of sql) await manager.query(statement);
      });
      expect([round, verdict.faults.map((fault) => [fault.kind, fault.position])]).toEqual([
        round,
        of.map((position) => [kind, position]),
      ]);
    }
  });

  it('is told to wait, with its position, where it could be a fact that is not sealed yet', async () => {
    const verdict = await after(async (manager) => {
      await manager.query(
        `insert into facts (${columns}) select 'new', 1, ${columns.slice('stream, version, '.length)} from facts limit 1`,
      );
    });
    expect(verdict).toMatchObject({ faults: [], waiting: 1 });
    expect(Number(verdict.firstWaiting)).toBeGreaterThan(Number(positions.at(-1)));
  });
});

describe('what the owner of the tables does to the log', () => {
  const forged = `decode(repeat('ab', 32), 'hex')`;

  it.each([
    ['another digest', `update sealed_facts set digest = ${forged} where leaf = 5`, 'between the positions 1 and 256'],
    ['another hash above', `update sealed_subtrees set hash = ${forged}`, 'between the positions 1 and 256'],
    [
      'a leaf less at its end',
      'delete from sealed_facts where leaf = (select max(leaf) from sealed_facts)',
      'ends after',
    ],
    ['a leaf less in it', 'delete from sealed_facts where leaf = 7', 'lacks its leaf 7'],
    ['another checkpoint', `update checkpoints set note = replace(note, E'\\n3', E'\\n2')`, 'is not signed'],
  ])('is found: %s', async (_, sql, found) => {
    const { faults } = await after(async (manager) => void (await manager.query(sql)));
    expect(faults.map((fault) => fault.found).join('\n')).toContain(found);
  });

  it('is found where a fact and its digest were changed alike', async () => {
    const { faults } = await after(async (manager) => {
      await manager.query(
        `update sealed_facts set digest = ${forged} where leaf = (select max(leaf) from sealed_facts)`,
      );
    });
    expect(faults.map(({ found }) => found)).toContainEqual(expect.stringContaining('does not hash to its checkpoint'));
  });

  it('is found by a checkpoint that somebody kept, where the end of facts and log was cut off', async () => {
    const [{ note: kept }] = await at.owner.query('select note from checkpoints order by size desc limit 1');
    const cut = async (manager: EntityManager) => {
      const older = `(select max(size) from checkpoints where size < (select max(size) from checkpoints))`;
      await manager.query(
        `delete from facts where position in (select position from sealed_facts where leaf >= ${older})`,
      );
      await manager.query(`delete from sealed_facts where leaf >= ${older}`);
      await manager.query('delete from checkpoints where size = (select max(size) from checkpoints)');
    };
    // The last facts were sealed by themselves.
    await record(at.store, 'last', [2]);
    await at.sealAll();
    const [{ note: newest }] = await at.owner.query('select note from checkpoints order by size desc limit 1');
    expect(newest).not.toBe(kept);
    expect((await after(cut)).faults).toEqual([]);
    let verdict: Verdict | undefined;
    await at.owner
      .transaction(async (manager) => {
        await cut(manager);
        verdict = await verifyAll(databaseSource(manager), { log: logKey, kept: [newest] });
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(verdict!.faults.map(({ found }) => found)).toEqual([expect.stringContaining('is known')]);
  });
});
