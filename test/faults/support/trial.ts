import type { ChildProcess } from 'node:child_process';
import { it } from '@jest/globals';
import { shiftedClock, type Clock } from '@kept-informed/calendar';
import { Endpoints } from '@kept-informed/delivery';
import { openDatabase, UnitOfWork } from '@kept-informed/event-store';
import { secretSeal } from '@kept-informed/runtime';
import type { DataSource } from 'typeorm';
import { freshDatabase, templateOf } from '../../support/database.js';
import { logInsOf } from '../../support/log-ins.mjs';
import { forceFileWith } from '../../support/force-file.js';
import { ownServer, type OwnServer } from '../../support/own-server.js';
import { peopleKey } from '../../support/people-key.js';
import { killed, said, secretsKey, spawnApp } from '../../support/processes.js';
import {
  hookReceiver,
  mailServer,
  type ArrivedHook,
  type ArrivedMail,
  type Receiver,
} from '../../support/receivers.js';
import { redisUrl } from '../../support/redis.js';
import type { Backend } from '../../support/stack.js';
import { openDueCases, rungs } from './due-cases.js';

type Env = Record<string, string>;

/** The clock of a trial runs so much faster that what is gathered into one e-mail for a minute leaves after 3 s. */
export const clockSpeed = 20;

/** What a trial begins with; everything may be left out. */
export interface Given {
  /** How many, a multiple of four, each with an update that is owed; 200. */
  readonly cases?: number;
  /** How often it is gone through, each time from the beginning. */
  readonly rounds?: number;
  /** What the clock of all processes shows when it begins. */
  readonly at?: string;
  /** On a PostgreSQL server of the trial's own, on which everything confirmed is stored. */
  readonly alone?: boolean;
  /** How long alerts are gathered into one e-mail; a minute. */
  readonly digestMinutes?: number;
  readonly mails?: () => Promise<Receiver<ArrivedMail>>;
  readonly hooks?: () => Promise<readonly Receiver<ArrivedHook>[]>;
}

/** Some hundred obligations that fall due at one instant, receivers of what is told of them, and worker processes. */
export interface Trial {
  readonly backend: Backend;
  readonly cases: number;
  readonly url: string;
  /** The same database as its owner reaches it. */
  readonly owner: string;
  /** Where the trial has one of its own. */
  readonly server?: OwnServer;
  readonly database: DataSource;
  readonly clock: Clock;
  readonly mails: Receiver<ArrivedMail>;
  readonly hooks: readonly Receiver<ArrivedHook>[];
  /** What every process goes by: servers, receivers, the shifted clock. */
  readonly env: Env;
  /** A worker process that sweeps. `more` changes what it goes by. */
  worker(more?: Env): Promise<ChildProcess>;
  /** Any process of the product; killed when the trial is over. */
  start(entry: string, args?: readonly string[], more?: Env): ChildProcess;
  /** Done when the trial is over, the last first. */
  afterwards(end: () => unknown): void;
}

/** The trial as processes see it that begin now, with another time on their clocks. */
export function shifted(trial: Trial, at: string): Trial {
  const { clock, env } = clockFrom(at);
  const start: Trial['start'] = (entry, args, more) => trial.start(entry, args, { ...env, ...more });
  return { ...trial, clock, start, worker: (more) => trial.worker({ ...env, ...more }) };
}

function clockFrom(at: string): { clock: Clock; env: Env } {
  const since = Date.now();
  const env = {
    KEPT_INFORMED_CLOCK: at,
    KEPT_INFORMED_CLOCK_SPEED: String(clockSpeed),
    KEPT_INFORMED_CLOCK_SINCE: String(since),
  };
  return { clock: shiftedClock({ at, speed: clockSpeed, since }), env };
}

type Run = (trial: Trial, round: number) => Promise<void>;

/** A fault, with the queue on either backend. They mostly wait, so all of a file wait at the same time. */
export function fault(title: string, given: Given, run: Run): void {
  faultOn('postgres', title, given, run);
  faultOn('redis', title, given, run);
}

/** Shown as skipped on Redis where there is none. */
export function faultOn(backend: Backend, title: string, given: Given, run: Run): void {
  const spec = backend === 'redis' && !redisUrl() ? it.skip : it.concurrent;
  const queue = backend === 'redis' ? 'Redis' : 'PostgreSQL';
  const { rounds = 1 } = given;
  const goThrough = async () => {
    for (let round = 0; round < rounds; round += 1) await onTrial(backend, given, (trial) => run(trial, round));
  };
  spec(`${title}, with the queue on ${queue}`, goThrough, rounds * longestTrial);
}

const longestTrial = 300_000;

async function onTrial(backend: Backend, given: Given, run: (trial: Trial) => Promise<void>): Promise<void> {
  const ends: (() => unknown)[] = [];
  try {
    await run(await begin(backend, given, (end) => void ends.push(end)));
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function begin(backend: Backend, given: Given, afterwards: Trial['afterwards']): Promise<Trial> {
  const { cases = 200, at = rungs['due-soon'], alone = false, digestMinutes = 1 } = given;
  const { url, owner, server } = alone ? await onOwnServer(cases, afterwards) : await copied(cases, afterwards);
  const database = await openDatabase({ url, poolSize: 4 });
  afterwards(() => database.destroy());
  const { clock, env: shift } = clockFrom(at);
  const mails = await (given.mails ?? mailServer)();
  const hooks = await (given.hooks ?? oneReceiver)();
  for (const receiver of [mails, ...hooks]) afterwards(() => receiver.close());
  await subscribe(database, hooks, clock);
  const { folder, file, forget } = forceFileWith((force) => (force.delivery = { digestMinutes }));
  afterwards(forget);
  const env = {
    DATABASE_URL: url,
    ...(backend === 'redis' && { REDIS_URL: redisUrl()!, QUEUE_PREFIX: new URL(url).pathname.slice(1) }),
    ...shift,
    KEPT_INFORMED_HOME: folder,
    FORCE_FILE: file,
    SMTP_URL: mails.url,
    WEBHOOK_NETWORKS: '127.0.0.1/32',
    SECRETS_KEY: secretsKey,
    PEOPLE_KEY: peopleKey,
  };
  const start = (entry: string, args: readonly string[] = [], more: Env = {}) => {
    const child = spawnApp(entry, args, { ...env, ...more });
    afterwards(() => killed(child));
    return child;
  };
  const worker = async (more?: Env) => {
    const child = start('worker/src/main.js', [], more);
    await said(child, /Sweeping/);
    return child;
  };
  return { backend, cases, url, owner, server, database, clock, mails, hooks, env, worker, start, afterwards };
}

interface Place {
  readonly url: string;
  readonly owner: string;
  readonly server?: OwnServer;
}

/** Made once for each number of cases, and copied. */
async function copied(cases: number, afterwards: Trial['afterwards']): Promise<Place> {
  const fresh = await freshDatabase(await templateOf((owner) => openDueCases(owner, cases), `${cases}_due`));
  afterwards(() => fresh.drop());
  return fresh;
}

/** The servers of specs confirm what is not written yet, so a crash would undo some of it. */
async function onOwnServer(cases: number, afterwards: Trial['afterwards']): Promise<Place> {
  const server = await ownServer();
  afterwards(() => server.stop());
  const { owner, url } = logInsOf(await server.database());
  await openDueCases(owner, cases);
  const database = await openDatabase({ url: owner, asOwner: true, poolSize: 1 });
  await database.query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = on`);
  await database.destroy();
  return { url, owner, server };
}

const oneReceiver = async () => [await hookReceiver()];

async function subscribe(database: DataSource, hooks: readonly Receiver<unknown>[], clock: Clock): Promise<void> {
  const rules = { networks: { everywhere: true, networks: [], hosts: [] }, plainHttp: true };
  const endpoints = new Endpoints(
    new UnitOfWork(database),
    clock,
    rules,
    secretSeal([Buffer.from(secretsKey, 'base64')]),
  );
  for (const { url } of hooks) await endpoints.add({ url, types: ['alert.raised'] }, 'admin');
}
