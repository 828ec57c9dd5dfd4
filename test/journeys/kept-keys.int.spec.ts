import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { client, type Client } from '../support/client.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { startIssuer, type Issuer } from '../support/issuer.js';
import { ended, killed, said, secretsKey, spawnApp } from '../support/processes.js';

// Many processes, one after the other.
jest.setTimeout(600_000);

const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const [first, second, strange] = [keyOf(11), keyOf(12), keyOf(99)] as const;
const now = '2026-11-20T12:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'ki-keys-'));
const databases: FreshDatabase[] = [];
const running = new Set<ChildProcess>();
let issuer: Issuer;

beforeAll(async () => void (issuer = await startIssuer()));
afterAll(async () => {
  await Promise.all([...running].map((child) => killed(child)));
  await Promise.all(databases.map((each) => each.drop()));
  issuer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a process is given, and a command beside it. */
const environmentOf = (url: string, key?: string, more: Record<string, string> = {}) => ({
  DATABASE_URL: url,
  OIDC_ISSUER: issuer.url,
  SECRETS_KEY: secretsKey,
  KEPT_INFORMED_HOME: folder,
  KEPT_INFORMED_CLOCK: now,
  ...(key !== undefined && { PEOPLE_KEY: key }),
  ...more,
});

const command = (args: readonly string[], url: string, key?: string) =>
  ended(spawnApp('cli/src/main.js', args, environmentOf(url, key)));

interface Served {
  readonly child: ChildProcess;
  as(role: string): Promise<Client>;
}

/** The API as a process of its own. */
async function serving({ api }: FreshDatabase, key: string, more: Record<string, string> = {}): Promise<Served> {
  const child = spawnApp('api/src/main.js', [], { ...environmentOf(api, key, more), PORT: '0' });
  running.add(child);
  const [, url] = /Answering at (\S+)/.exec(await said(child, /Answering at \S+/))!;
  return { child, as: (role) => client(url!, role, issuer.url) };
}

async function stopped({ child }: Served): Promise<void> {
  await killed(child, 'SIGTERM');
  running.delete(child);
}

/** A database of its own, migrated with a key; or a copy of one, as a dump of it that is restored elsewhere. */
async function databaseOf(from: { readonly key: string } | FreshDatabase): Promise<FreshDatabase> {
  const fresh = await freshDatabase('key' in from ? undefined : new URL(from.owner).pathname.slice(1));
  databases.push(fresh);
  if ('key' in from) expect(await command(['migrate'], fresh.owner, from.key)).toMatchObject({ code: 0 });
  return fresh;
}

let references = 0;

async function opened(desk: Client, ...names: readonly string[]): Promise<{ caseId: string; people: string[] }> {
  references += 1;
  const { status, body } = await desk.post('/cases', {
    kind: 'crime',
    reference: `KK/${references}/26`,
    openedAt: now,
    owner: 'pc-1234',
    participants: names.map((name) => ({ role: 'victim', name })),
  });
  expect(status).toBe(201);
  return { caseId: body['caseId'], people: body['participants'].map((one: any) => one.participantId) };
}

const namesOn = async (desk: Client, caseId: string): Promise<string[]> =>
  (await desk.get(`/cases/${caseId}`)).body['participants'].map(({ name }: any) => name ?? null);

describe('kept-informed keys', () => {
  let fresh: FreshDatabase;
  let api: Served;
  let caseId: string;
  const keys = (what: 'list' | 'rotate', key?: string) => command(['keys', what], fresh.api, key);
  const lines = (out: string) =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  beforeAll(async () => {
    fresh = await databaseOf({ key: first });
    api = await serving(fresh, first);
    ({ caseId } = await opened(await api.as('desk'), 'Ada Quillfeather'));
  });

  it('says by which key those of people are wrapped, and whether it is the one that is given', async () => {
    const [own, other] = [await keys('list', first), await keys('list', second)];
    expect([own.code, lines(own.out)]).toEqual([0, [{ name: expect.any(String), keys: 2, isCurrent: true }]]);
    expect(lines(other.out)).toEqual([{ ...lines(own.out)[0], isCurrent: false }]);
  });

  it('is not worked with without a key, or with what is none, of which nothing is told', async () => {
    const half = first.slice(0, 20);
    const [none, cut] = await Promise.all([keys('list'), keys('rotate', half)]);
    expect(none).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/PEOPLE_KEY: Missing/) });
    expect(cut).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/PEOPLE_KEY: Expected 32 bytes/) });
    expect(cut!.err).not.toContain(half);
  });

  it('wraps nothing anew with a key that opens nothing, says so by its exit code, and leaves all as it was', async () => {
    const before = (await keys('list', first)).out;
    const wrong = await keys('rotate', strange);
    expect([wrong.code, lines(wrong.out)]).toEqual([1, [{ rotated: 0, unreadable: 2 }]]);
    expect((await keys('list', first)).out).toBe(before);
    expect(await namesOn(await api.as('desk'), caseId)).toEqual(['Ada Quillfeather']);
  });

  it('is replaced while all runs: by the API with both keys, then with the new one alone', async () => {
    const both = await serving(fresh, `${second},${first}`);
    const desk = await both.as('desk');
    const meanwhile: string[] = [];
    const rotation = new AbortController();
    const work = (async () => {
      while (!rotation.signal.aborted) meanwhile.push((await opened(desk, 'Bea Quillfeather')).caseId);
    })();
    const done = await keys('rotate', `${second},${first}`);
    rotation.abort();
    await work;
    const { rotated, unreadable } = lines(done.out)[0];
    expect([done.code, unreadable]).toEqual([0, 0]);
    expect(rotated).toBeGreaterThanOrEqual(2);
    expect(lines((await keys('rotate', `${second},${first}`)).out)).toEqual([{ rotated: 0, unreadable: 0 }]);
    expect(await namesOn(desk, caseId)).toEqual(['Ada Quillfeather']);
    expect(meanwhile.length).toBeGreaterThan(0);

    const alone = await serving(fresh, second);
    const reading = await alone.as('desk');
    expect(await namesOn(reading, caseId)).toEqual(['Ada Quillfeather']);
    for (const id of meanwhile) expect(await namesOn(reading, id)).toEqual(['Bea Quillfeather']);
    expect((await reading.post('/search', { q: 'Quilfeather' })).body['items'].length).toBeGreaterThan(1);
    await Promise.all([stopped(both), stopped(alone)]);
  });

  it('that was taken away opens nobody any more, whatever a process held in memory; facts and figures go on', async () => {
    const desk = await api.as('desk');
    const refused = { status: 503, body: { code: 'people-unreadable' } };
    expect(await desk.get(`/cases/${caseId}`)).toMatchObject(refused);
    expect(await (await api.as('performance')).get('/compliance?from=2026-11-01&to=2026-11-30')).toMatchObject({
      status: 200,
    });
    const late = await keys('rotate', first);
    expect([late.code, lines(late.out)[0].rotated]).toEqual([1, 0]);
    await stopped(api);
  });
});

describe('kept-informed erasures, and migrate with its list on a backup of before', () => {
  let fresh: FreshDatabase;
  let backup: FreshDatabase;
  let asked: FreshDatabase;
  let list: string;
  let here: { caseId: string; people: string[] };
  const file = join(folder, 'erasures.ndjson');
  const reason = 'Quillfeather asked.';
  const migrating = ({ owner }: FreshDatabase, ...more: string[]) => command(['migrate', ...more], owner, first);

  /** Nobody may be connected to what is copied. */
  async function inBetween(work: (api: Served) => Promise<void>): Promise<void> {
    const api = await serving(fresh, first);
    await work(api);
    await stopped(api);
  }

  beforeAll(async () => {
    fresh = await databaseOf({ key: first });
    await inBetween(async (api) => {
      const desk = await api.as('desk');
      here = await opened(desk, 'Ada Quillfeather', 'Bertram Other');
      const call = { direction: 'outbound', method: 'phone', outcome: 'spoke', purpose: 'update', occurredAt: now };
      const contact = { ...call, participantIds: [here.people[0]], note: 'Ada Quillfeather rings back.' };
      expect((await desk.post(`/cases/${here.caseId}/contacts`, contact)).status).toBe(201);
    });
    backup = await databaseOf(fresh);
    let erasureId: string;
    await inBetween(async (api) => {
      const supervisor = await api.as('supervisor');
      const { body } = await supervisor.post('/erasures', { participantId: here.people[0], reason });
      erasureId = body['erasureId'];
      expect((await command(['erasures'], fresh.api)).out).toBe('');
    });
    asked = await databaseOf(fresh);
    await inBetween(async (api) => {
      const done = await (await api.as('admin')).post(`/erasures/${erasureId}/confirmation`, {});
      expect(done.status).toBe(201);
      ({ out: list } = await command(['erasures'], fresh.api));
      writeFileSync(file, list);
    });
  });

  const found = async (database: FreshDatabase) => {
    const api = await serving(database, first);
    const desk = await api.as('desk');
    const [names, timeline] = [
      await namesOn(desk, here.caseId),
      JSON.stringify((await desk.get(`/cases/${here.caseId}/timeline`)).body),
    ];
    const route = { method: 'phone', value: '01229 555001', safe: true };
    const added = await desk.post(`/cases/${here.caseId}/participants/${here.people[0]}/routes`, route);
    await stopped(api);
    return { names, isNoted: timeline.includes('rings back'), added: [added.status, added.body['code']] };
  };
  const gone = { names: [null, 'Bertram Other'], isNoted: false, added: [409, 'person-erased'] };

  it('lists who was erased, by ids, dates and codes, a line each; nobody who was only to be', () => {
    const [line, ...rest] = list.trimEnd().split('\n');
    expect(rest).toEqual([]);
    expect(JSON.parse(line!)).toEqual({
      erasureId: expect.any(String),
      participantId: here.people[0],
      participantIds: [here.people[0]],
      basis: 'requested',
      state: 'erased',
      askedAt: expect.any(String),
      askedBy: expect.any(String),
      decidedAt: expect.any(String),
      decidedBy: 'admin-4001',
    });
    expect(list).not.toMatch(/Quillfeather|asked\./);
  });

  it('does nothing by a list of which a line is none, or was cut off, and says which', async () => {
    const other = join(folder, 'other.ndjson');
    for (const line of ['{"participantId":"x"}', list.slice(0, -20)]) {
      writeFileSync(other, `${list}${line}\n`);
      const { code, err } = await migrating(backup, '--erasures', other);
      expect([code, err]).toEqual([1, expect.stringMatching(/other\.ndjson: Line 2 is no erasure/)]);
    }
  });

  it('has them still in a backup of before, without the list', async () => {
    const without = await migrating(backup);
    expect([without.code, without.err]).toEqual([0, 'The database is up to date.\n']);
    expect(await found(await databaseOf(backup))).toEqual({
      names: ['Ada Quillfeather', 'Bertram Other'],
      isNoted: true,
      added: [201, undefined],
    });
  });

  it('is served by nobody while the list beside the key knows of more, until migrate has erased them by it', async () => {
    const outside = { ERASURES_FILE: join(folder, 'outside.ndjson') };
    writeFileSync(outside.ERASURES_FILE, list);
    const restored = await databaseOf(backup);
    const pages = { PUBLIC_URL: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'desk' };
    for (const [part, url, more] of [
      ['api', restored.api, {}],
      ['desk', restored.desk, pages],
    ] as const) {
      const child = spawnApp(`${part}/src/main.js`, [], {
        ...environmentOf(url, first, { ...outside, ...more }),
        PORT: '0',
      });
      const { code, err } = await ended(child);
      expect([part, code, err]).toEqual([
        part,
        1,
        expect.stringMatching(/lists erasures \(1\).*migrate --erasures \S+outside/),
      ]);
    }
    const migrated = await ended(
      spawnApp('cli/src/main.js', ['migrate'], environmentOf(restored.owner, first, outside)),
    );
    expect([migrated.code, migrated.err]).toEqual([
      0,
      expect.stringMatching(/1 people who were erased were erased again/),
    ]);
    const api = await serving(restored, first, outside);
    expect(await namesOn(await api.as('desk'), here.caseId)).toEqual(gone.names);
    await stopped(api);
  });

  it('tells the list beside the key, when it starts, of whom it misses', async () => {
    const outside = { ERASURES_FILE: join(folder, 'begun.ndjson') };
    await stopped(await serving(await databaseOf(fresh), first, outside));
    expect(readFileSync(outside.ERASURES_FILE, 'utf8')).toBe(list);
  });

  it('has nothing of them in it once it was run through the list, and of others everything', async () => {
    const again = /1 people who were erased were erased again/;
    expect(await migrating(backup, '--erasures', file)).toMatchObject({ code: 0, err: expect.stringMatching(again) });
    expect((await migrating(backup, '--erasures', file)).err).not.toMatch(again);
    expect((await command(['erasures'], backup.api)).out).toBe(list);
    expect(await found(backup)).toEqual(gone);
  });

  it('confirms in a backup what was only asked for when it was made', async () => {
    expect(await migrating(asked, '--erasures', file)).toMatchObject({ code: 0 });
    expect((await command(['erasures'], asked.api)).out).toBe(list);
    expect(await found(asked)).toEqual(gone);
  });

  it('needs no key of people for any of it', async () => {
    expect(await command(['erasures'], fresh.api, strange)).toMatchObject({ code: 0, out: list });
    const third = await databaseOf(fresh);
    expect(await command(['migrate', '--erasures', file], third.owner)).toMatchObject({ code: 0 });
  });
});
