import { NextChecks, FollowUpStreams, projections, streamOf } from '@kept-informed/follow-up';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { fixedClock, type FixedClock } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { FactStore, openDatabase, rebuild, UnitOfWork } from '@kept-informed/event-store';
import { Activations, draftVersion, OwnForce, policyOf, TermsStreams } from '@kept-informed/commitments';
import type { DataSource } from 'typeorm';
import { caseOpened, feedback, joined } from '../support/facts.js';
import { migratedDatabase, type FreshDatabase } from '../support/database.js';
import { openMany } from '../support/many-cases.js';
import { killed, said, secretsKey, spawnApp } from '../support/processes.js';
import { redisUrl } from '../support/redis.js';
import { until } from '../support/waiting.js';

const askedAt = '2026-03-02T10:00:00.000Z';
const activatedAt = '2026-03-05T10:00:00.000Z';
const asked = (by: string) => ({ by, requestId: 'spec' });

let fresh: FreshDatabase;
let database: DataSource;

/** What a process of its own would have: connections, what it goes by, its clock. */
function aProcess(clock: FixedClock) {
  const work = new UnitOfWork(database);
  const store = new FactStore(work, projections);
  const terms = new TermsStreams(work, store);
  const force = new OwnForce(new DirectoryHolder(demoForceFile()), terms);
  const nextChecks = new NextChecks(work);
  const streams = new FollowUpStreams(store, force.heldRulebook, clock);
  return {
    work,
    store,
    terms,
    force,
    nextChecks,
    streams,
    clock,
    activations: new Activations({ work, terms, force, openCases: nextChecks, clock }),
  };
}

type Process = ReturnType<typeof aProcess>;

async function open(): Promise<void> {
  fresh = await migratedDatabase();
  database = await openDatabase({ url: fresh.url, poolSize: 8 });
}

afterEach(async () => {
  await database?.destroy();
  await fresh?.drop();
});

/** Ten working days instead of ten days, drafted by one and ready for another to activate. */
async function drafted({ terms, force, clock }: Process, more: object = {}): Promise<string> {
  const content = {
    ...policyOf((await force.rulebook()).terms[0]!),
    dayKinds: { 'QOS-FB-REPLY': 'working' as const },
    ...more,
  };
  const { facts } = await terms.change(
    'policy',
    (state) => draftVersion('policy', state, { content, asker: { by: 'adm-1' } }, clock.now()),
    asked('adm-1'),
    clock.now(),
  );
  return (facts[0]!.data as { versionId: string }).versionId;
}

const activate = ({ activations }: Process, versionId: string) =>
  activations.activate('policy', { versionId, reach: 'recompute-all' }, asked('sgt-1'));

const feedbackCase = (caseId: string) => [
  caseOpened(askedAt, 'feedback', { caseId, reference: caseId, area: undefined }).fact,
  joined(`p-${caseId}`, askedAt, 'feedback-giver').fact,
  feedback(`p-${caseId}`, askedAt, true, 'comment', `f-${caseId}`).fact,
];

const dueOf = async (caseId: string) =>
  (
    await database.query(
      `select due_on, generation from obligations where case_id = $1 and commitment = 'QOS-FB-REPLY'`,
      [caseId],
    )
  )[0];

describe('a command that settles while an activation is recorded', () => {
  it('given the command came first, then the activation waits, and the case is among those settled again', async () => {
    await open();
    const clock = fixedClock(askedAt);
    const [desk, chief, worker] = [aProcess(clock), aProcess(clock), aProcess(clock)];
    const versionId = await drafted(chief);
    clock.set(activatedAt);
    let activation: Promise<unknown> | undefined;
    let isActivated = false;
    await desk.work.run(async () => {
      await desk.streams.begin('c1', () => feedbackCase('c1'), asked('pc-1'));
      activation = activate(chief, versionId).then((answer) => ((isActivated = true), answer));
      await sleep(300);
      expect(isActivated).toBe(false);
    });
    expect(await activation).toMatchObject({ rechecks: 1 });
    expect(await dueOf('c1')).toEqual({ due_on: '2026-03-12', generation: 1 });
    expect(await worker.streams.check(await worker.nextChecks.due(activatedAt, 10), asked('worker'))).toBe(1);
    expect(await dueOf('c1')).toEqual({ due_on: '2026-03-16', generation: 2 });
    expect(await worker.nextChecks.termsChangedLeft()).toBe(0);
  });

  it('given the activation came first, then the command waits and settles by what was activated', async () => {
    await open();
    const clock = fixedClock(askedAt);
    const [desk, chief] = [aProcess(clock), aProcess(clock)];
    await desk.streams.begin('c0', () => feedbackCase('c0'), asked('pc-1'));
    const versionId = await drafted(chief);
    clock.set(activatedAt);
    let command: Promise<unknown> | undefined;
    let isDone = false;
    await chief.work.run(async () => {
      await activate(chief, versionId);
      command = desk.streams.begin('c1', () => feedbackCase('c1'), asked('pc-1')).then(() => (isDone = true));
      await sleep(300);
      expect(isDone).toBe(false);
    });
    await command;
    expect(await dueOf('c1')).toEqual({ due_on: '2026-03-16', generation: 1 });
    expect(await dueOf('c0')).toEqual({ due_on: '2026-03-12', generation: 1 });
    expect(await chief.nextChecks.due(activatedAt, 10)).toEqual(['c0']);
  });

  it('given a process whose clock is behind, then it settles under what was activated all the same', async () => {
    await open();
    const chief = aProcess(fixedClock(activatedAt));
    const behind = aProcess(fixedClock('2026-03-05T09:59:58.000Z'));
    await behind.streams.begin('c0', () => feedbackCase('c0'), asked('pc-1'));
    await activate(chief, await drafted(chief));
    await behind.streams.check(['c0'], asked('worker'));
    expect(await dueOf('c0')).toEqual({ due_on: '2026-03-16', generation: 2 });
    expect(await chief.nextChecks.termsChangedLeft()).toBe(0);
  });

  it('given the activation is undone, then neither it nor what was to be settled again is there', async () => {
    await open();
    const clock = fixedClock(askedAt);
    const [desk, chief] = [aProcess(clock), aProcess(clock)];
    await desk.streams.begin('c0', () => feedbackCase('c0'), asked('pc-1'));
    const versionId = await drafted(chief);
    const undone = chief.work.run(async () => {
      await activate(chief, versionId);
      throw new Error('the connection was cut');
    });
    await expect(undone).rejects.toThrow('the connection was cut');
    expect([await chief.nextChecks.termsChangedLeft(), (await chief.terms.load()).policy.inForce]).toEqual([0, null]);
    await desk.streams.check(['c0'], asked('worker'));
    expect(await dueOf('c0')).toEqual({ due_on: '2026-03-12', generation: 1 });
  });

  it('given the read tables are rebuilt, then what is to be settled again stays so', async () => {
    await open();
    const chief = aProcess(fixedClock(activatedAt));
    await chief.streams.begin('c0', () => feedbackCase('c0'), asked('pc-1'));
    await activate(chief, await drafted(chief));
    const owner = await openDatabase({ url: fresh.owner, asOwner: true, poolSize: 2 });
    const work = new UnitOfWork(owner);
    await rebuild(work, new FactStore(work, projections), projections);
    await owner.destroy();
    expect(await chief.nextChecks.due(activatedAt, 10)).toEqual(['c0']);
  });
});

const backends = redisUrl() ? ['postgres', 'redis'] : ['postgres'];

describe.each(backends)('an activation over thousands of cases, with the queue on %s', (backend) => {
  const running = new Set<ChildProcess>();

  afterEach(async () => {
    await Promise.all([...running].map((child) => killed(child)));
    running.clear();
  });

  async function worker(): Promise<ChildProcess> {
    const child = spawnApp('worker/src/main.js', [], {
      DATABASE_URL: fresh.worker,
      SECRETS_KEY: secretsKey,
      ...(backend === 'redis' && { REDIS_URL: redisUrl()!, QUEUE_PREFIX: new URL(fresh.url).pathname.slice(1) }),
      KEPT_INFORMED_CLOCK: '2026-01-20T10:00:00Z',
      LOG_LEVEL: 'log',
    });
    running.add(child);
    await said(child, /Sweeping/);
    return child;
  }

  it('settles each once though workers are killed in the middle again and again', async () => {
    await open();
    const cases = 2_000;
    const clock = fixedClock('2026-01-15T10:00:01Z');
    const chief = aProcess(clock);
    await openMany(cases, '2026-01-15T10:00:00.000Z', {
      store: chief.store,
      book: await chief.force.rulebook(),
      clock,
    });
    clock.set('2026-01-20T09:59:59Z');
    const { ladder } = policyOf((await chief.force.rulebook()).terms[0]!);
    const more = { ladder: [{ rung: 'early', days: -5, time: '09:00', to: 'owner' }, ...ladder] };
    const versionId = await drafted(chief, more);
    expect(await activate(chief, versionId)).toMatchObject({ rechecks: cases });
    for (let kill = 0; kill < 3; kill += 1) {
      const victim = await worker();
      await sleep(60 * kill);
      await killed(victim);
    }
    await worker();
    expect(
      await until(
        () => chief.nextChecks.termsChangedLeft(),
        (left) => left === 0,
        30_000,
      ),
    ).toBe(0);
    const [told] = await database.query(
      `select count(*)::int as facts, count(distinct stream)::int as cases, min(version)::int as least, max(version)::int as most
       from facts where type = 'ObligationRederived'`,
    );
    const [{ stream_version: version }] = await database.query(
      `select max(version)::int as stream_version from facts where stream = $1`,
      [streamOf((await database.query('select min(case_id) as id from cases'))[0].id)],
    );
    expect(told).toEqual({ facts: cases, cases, least: version, most: version });
  });
});
