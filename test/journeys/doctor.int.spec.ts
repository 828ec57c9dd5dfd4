import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfiguration, secretSeal } from '@kept-informed/runtime';
import { demoForceFile } from '@kept-informed/directory';
import { openDatabase, UnitOfWork } from '@kept-informed/event-store';
import { heldKeys, People } from '@kept-informed/people';
import type { DataSource } from 'typeorm';
import { erasuresChecks } from '../../apps/cli/src/doctor/erasures.check.js';
import { OwnerConfiguration } from '../../apps/cli/src/log-ins.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { ended, killed, said, secretsKey, spawnApp } from '../support/processes.js';

describe('kept-informed doctor', () => {
  let fresh: FreshDatabase;
  let owner: DataSource;
  const folder = mkdtempSync(join(tmpdir(), 'ki-doctor-'));

  beforeAll(async () => void (fresh = await freshDatabase()));
  afterAll(async () => {
    await owner?.destroy();
    await fresh?.drop();
    rmSync(folder, { recursive: true });
  });

  const proofKey = { PROOF_KEY: Buffer.alloc(32, 9).toString('base64'), PROOF_ORIGIN: 'proof.force.example' };
  const asWorker = () => ({ DATABASE_URL: fresh.worker, SECRETS_KEY: secretsKey, ...proofKey });

  async function doctor(more: Record<string, string> = {}) {
    const env = { ...asWorker(), KEPT_INFORMED_HOME: folder, ...more };
    const { code, out, err } = await ended(spawnApp('cli/src/main.js', ['doctor', '--json'], env));
    const findings = out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, string>);
    const of = (check: string) => findings.filter((finding) => finding['check'] === check).map(({ state }) => state);
    const broken = findings.filter(({ state }) => state === 'broken');
    return { code, err, of, findings, broken };
  }

  it('says that nothing answers, and where to look', async () => {
    const found = await doctor({ DATABASE_URL: 'postgres://127.0.0.1:1/none' });
    expect(found.code).toBe(1);
    expect(found.of('database')).toEqual(['broken']);
    expect(found.findings.find(({ check }) => check === 'database')!['advice']).toContain('DATABASE_URL');
    expect((await doctor({ DATABASE_URL: '' })).of('database')).toEqual(['broken']);
  });

  it('says that a database has not been migrated', async () => {
    const found = await doctor();
    expect(found.code).toBe(1);
    // On a server where nothing was ever migrated even the application’s role is missing.
    expect(found.broken[0]!['advice']).toContain('kept-informed migrate');
  });

  it('says that a log-in may do more than a worker, and no more than that', async () => {
    expect((await ended(spawnApp('cli/src/main.js', ['migrate'], { DATABASE_URL: fresh.owner }))).code).toBe(0);
    const found = await doctor({ DATABASE_URL: fresh.owner });
    expect(found.broken.map(({ check, found: what }) => [check, what])).toContainEqual(['log-in', 'it is a superuser']);
    expect((await doctor()).of('log-in')).toEqual(['ok']);
  });

  it('says that no worker runs, and nothing else is wrong, where only that is so', async () => {
    expect((await ended(spawnApp('cli/src/main.js', ['migrate'], { DATABASE_URL: fresh.owner }))).code).toBe(0);
    const found = await doctor();
    expect(found.code).toBe(1);
    expect(found.broken.map(({ check }) => check)).toEqual(['sweep']);
  });

  it('finds all well with a worker, and ends with 0', async () => {
    const worker = spawnApp('worker/src/main.js', [], asWorker());
    await said(worker, /Sweeping/);
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    const found = await doctor();
    expect(await killed(worker, 'SIGTERM')).toBe(0);
    expect(found.of('erasures')).toEqual(['ok']);
    expect(found.findings.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(found.code).toBe(0);
  });

  it('ends with 3 where all that is wrong can wait', async () => {
    const worker = spawnApp('worker/src/main.js', [], asWorker());
    await said(worker, /Sweeping/);
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    const file = join(folder, 'force.yaml');
    writeFileSync(file, readFileSync(demoForceFile(), 'utf8').replace(', email: pc-1001@cumbria.example', ''));
    const found = await doctor({ FORCE_FILE: file });
    expect(await killed(worker, 'SIGTERM')).toBe(0);
    expect(found.findings.filter(({ state }) => state !== 'ok')).toMatchObject([
      { check: 'mailboxes', state: 'warning', found: 'no warning can be sent to pc-1001' },
    ]);
    expect(found.code).toBe(3);
  });

  it('finds holidays that will be missing, posts without a mailbox, owners who have left, dead letters, and a worker whose clock is wrong', async () => {
    owner = await openDatabase({ url: fresh.owner, asOwner: true });
    await owner.query(
      `insert into cases (case_id, kind, reference, opened_at, recorded_at, owner)
        values ('c', 'crime', 'c', now(), now(), 'pc-gone')`,
    );
    await owner.query(`insert into messages (message_id, channel, recipient, state, not_before, created_at, changed_at, last_attempt)
      values ('m1', 'email', 'sgt-2001', 'dead', now(), now(), now(), 11),
        ('m2', 'email', 'sgt-2001', 'retrying', now() - interval '11 min', now(), now(), 11)`);
    await owner.query(`insert into worker_pulses (worker_id, seen_at, queues, clock_ahead_seconds)
      values ('behind', now() + interval '1 min', '{}', -31)`);
    const file = join(folder, 'force.yaml');
    writeFileSync(file, readFileSync(demoForceFile(), 'utf8').replace(', email: sgt-2001@cumbria.example', ''));
    const found = await doctor({ FORCE_FILE: file });
    expect(found.code).toBe(1);
    expect(found.of('mailboxes')).toEqual(['broken']);
    expect(found.of('owners')).toEqual(['broken']);
    expect(found.of('dead letters')).toEqual(['broken']);
    expect(found.of('clock')).toEqual(['ok', 'broken']);
    expect(found.of('messages')).toEqual(['broken']);
    expect(found.of('secrets')).toEqual(['ok']);
    const late = await doctor({ KEPT_INFORMED_CLOCK: '2027-07-01T00:00:00Z' });
    expect(late.of('holidays')).toEqual(['warning']);
    expect((await doctor({ KEPT_INFORMED_CLOCK: '2027-06-30T12:00:00Z' })).of('holidays')).toEqual(['ok']);
  });

  it('finds webhooks whose secret no key opens', async () => {
    const sealed = secretSeal([Buffer.alloc(32, 9)]).seal('whsec_x', 'sealed-elsewhere');
    await owner.query(
      `insert into webhook_endpoints (endpoint_id, url, types, secret, created_at, created_by)
       values ('sealed-elsewhere', 'https://other.example/', '{}', $1, now(), 'admin-4001')`,
      [sealed],
    );
    const found = await doctor();
    const words = 'no key opens that of sealed-elsewhere';
    expect(found.broken).toContainEqual(expect.objectContaining({ check: 'secrets', found: words }));
    const both = `${secretsKey},${Buffer.alloc(32, 9).toString('base64')}`;
    expect((await doctor({ SECRETS_KEY: both })).of('secrets')).toEqual(['ok']);
  });

  it('finds facts that nobody seals, and that there is no key or another one', async () => {
    await owner.query(`insert into facts (stream, version, type, type_version, data, occurred, recorded, recorded_by, request_id)
      values ('case-x', 1, 'CaseOpened', 1, '{}', now(), now(), 'pc-1234', 'request-1')`);
    const told = async (more: Record<string, string> = {}) => {
      const { findings } = await doctor(more);
      return findings.filter(({ check }) => check === 'proof').map(({ state, found }) => [state, found]);
    };
    expect(await told()).toEqual([
      ['broken', expect.stringMatching(/^the fact at \d+ has waited for 4 s to be sealed$/)],
    ]);
    expect(await told({ PROOF_KEY: '', PROOF_ORIGIN: '' })).toEqual([
      ['warning', 'there is no PROOF_KEY: nothing is sealed'],
    ]);
    const worker = spawnApp('worker/src/main.js', [], asWorker());
    await said(worker, /Sweeping/);
    expect(await told()).toEqual([['ok', 'what was recorded until now is sealed as proof.force.example']]);
    expect(await killed(worker, 'SIGTERM')).toBe(0);
    const strange = 'proof.force.example was sealed by another key or under another name';
    expect(await told({ PROOF_ORIGIN: 'other.example' })).toEqual([['broken', strange]]);
    expect(await told({ PROOF_KEY: Buffer.alloc(32, 8).toString('base64') })).toEqual([['broken', strange]]);
  });

  it('opens one of those who are kept with the key that is given, and says which key is missing', async () => {
    const told = async (more: Record<string, string>) => {
      const { findings } = await doctor({ API_DATABASE_URL: fresh.api, ...more });
      return findings.filter(({ check }) => check === 'people').map(({ state, found }) => [state, found]);
    };
    const [own, next] = [13, 14].map((byte) => Buffer.alloc(32, byte).toString('base64')) as [string, string];
    expect((await doctor()).findings.find(({ check }) => check === 'people')).toMatchObject({
      state: 'ok',
      found: 'not looked at: that takes API_DATABASE_URL and PEOPLE_KEY',
    });
    expect(await told({ PEOPLE_KEY: own })).toEqual([['ok', 'nobody is kept yet']]);
    const asApi = await openDatabase({ url: fresh.api });
    const people = new People(new UnitOfWork(asApi), heldKeys([Buffer.from(own, 'base64')]));
    await people.prepare();
    const joining = { participantId: 'p', caseId: 'c', name: 'A Victim', since: '2026-11-20T12:00:00.000Z' };
    await people.keepPerson(joining, { by: 'pc-1', at: '2026-11-20T12:00:00.000Z' });
    expect(await told({ PEOPLE_KEY: own })).toEqual([['ok', 'the key that is given opens them (2, one was opened)']]);
    expect(await told({ PEOPLE_KEY: `${next},${own}` })).toEqual([
      ['warning', expect.stringMatching(/^2 are wrapped by [0-9a-f]{8}, an older key$/)],
    ]);
    expect(await told({ PEOPLE_KEY: next })).toEqual([
      ['broken', expect.stringMatching(/^no key that is given opens the 2 that [0-9a-f]{8} wraps$/)],
    ]);
    // As if somebody had put another's row in its place.
    await owner.query(`update people set sealed = sealed || '\\x00' where participant_id = 'p'`);
    expect((await told({ PEOPLE_KEY: own }))[0]![0]).toBe('broken');
    await asApi.destroy();
  });

  it('says whether who was erased is listed outside the database, where that can be written, and as far as the database knows', async () => {
    const told = async (more: Record<string, string | undefined> = {}) => {
      const env = { DATABASE_URL: fresh.owner, API_DATABASE_URL: fresh.api, ...more };
      const [finding] = await erasuresChecks(loadConfiguration(OwnerConfiguration, env));
      return [finding!.state, finding!.found];
    };
    const file = (name: string) => ({ ERASURES_FILE: join(folder, name) });
    const erasure = {
      erasureId: 'e-1',
      participantId: 'p',
      participantIds: ['p'],
      basis: 'requested',
      state: 'erased',
    };
    const [at, by] = ['2026-11-20T12:00:00.000Z', 'sgt-2001'];
    const line = `${JSON.stringify({ ...erasure, askedAt: at, askedBy: by, decidedAt: at, decidedBy: 'admin-4001' })}\n`;
    expect(await told()).toEqual([
      'warning',
      'ERASURES_FILE is not set: a backup that is restored serves who was erased since',
    ]);
    expect(await told({ API_DATABASE_URL: undefined })).toEqual(['ok', expect.stringContaining('not looked at')]);
    const list = file('erasures.ndjson').ERASURES_FILE;
    expect(await told(file('erasures.ndjson'))).toEqual(['ok', `${list} lists what the database knows (0)`]);
    writeFileSync(list, line);
    expect(await told(file('erasures.ndjson'))).toEqual(['broken', expect.stringContaining('restored from a backup')]);
    owner ??= await openDatabase({ url: fresh.owner, asOwner: true });
    await owner.query(
      `insert into erasures (erasure_id, participant_id, participant_ids, basis, state, asked_at, asked_by,
      decided_at, decided_by) values ('e-1', 'p', '{p}', 'requested', 'erased', $1, 'sgt-2001', $1, 'admin-4001')`,
      [at],
    );
    expect(await told(file('erasures.ndjson'))).toEqual(['ok', `${list} lists what the database knows (1)`]);
    const other = file('new.ndjson').ERASURES_FILE;
    expect(await told(file('new.ndjson'))).toEqual(['broken', `the database knows 1 that ${other} does not list`]);
    writeFileSync(other, 'erased: p');
    expect(await told(file('new.ndjson'))).toEqual(['broken', expect.stringContaining('Line 1 is no erasure')]);
    expect(await told(file('nowhere/new.ndjson'))).toEqual(['broken', expect.stringContaining('(ENOENT)')]);
    writeFileSync(join(folder, 'monday.dump'), 'PGDMP...');
    expect(await told(file('erasures.ndjson'))).toEqual(['broken', expect.stringContaining('lies beside monday.dump')]);
    rmSync(join(folder, 'monday.dump'));
    mkdirSync(join(folder, 'data', 'own'), { recursive: true });
    writeFileSync(join(folder, 'data', 'PG_VERSION'), '18');
    expect(await told(file('data/own/list'))).toEqual([
      'broken',
      expect.stringContaining('in the folder of a database'),
    ]);
  });

  it('says that a force file cannot be used, and why', async () => {
    const file = join(folder, 'force.yaml');
    writeFileSync(file, 'force: { id: x }');
    const found = await doctor({ FORCE_FILE: file });
    expect(found.broken.find(({ check }) => check === 'force file')!['found']).toContain('teams');
  });
});
