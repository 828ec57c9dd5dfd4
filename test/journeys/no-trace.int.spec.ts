import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { shiftedClock } from '@kept-informed/calendar';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { runningEmbedded } from '../../apps/cli/src/embedded-postgres.running.js';
import { caseLife, feedbackLife, open, type Succeed } from '../fuzz/lives.js';
import { startBrowser } from '../support/browser.js';
import { client, type Client } from '../support/client.js';
import { forceFileWith, type ForceFileOfSpec } from '../support/force-file.js';
import { bytesRead, isMarked, marked, markedNumber, marker } from '../support/markers.js';
import { ownRedis, type OwnRedis } from '../support/own-redis.js';
import { ended, killed, said, spawnApp } from '../support/processes.js';
import { hookReceiver, mailServer, type ArrivedHook, type ArrivedMail, type Receiver } from '../support/receivers.js';
import { redisTexts } from '../support/redis-texts.js';
import { redisUrl } from '../support/redis.js';
import { until } from '../support/waiting.js';

const now = '2026-11-02T10:00:00Z';
/** Runs while the life of a case is told, so that letters leave in time. */
const shift = { at: now, speed: 20, since: Date.now() };
const clock = shiftedClock(shift);
const officer = 'pc-1031';

// Hundreds of requests to a process that tells of each.
jest.setTimeout(600_000);

/**
 * The whole product as it is started, telling all that it can tell, with everything to which it sends or writes. Case 78
 * (opencrvs/opencrvs-core#7592): the queue, on Redis too, holds nobody.
 */
describe('of whoever is kept by a product that runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ki-trace-'));
  const home = join(folder, 'home');
  let child: ChildProcess;
  let told = '';
  let url: string;
  let mail: Receiver<ArrivedMail>;
  let hooks: Receiver<ArrivedHook>;
  let redis: OwnRedis | undefined;
  let force: ForceFileOfSpec;
  let owner: pg.Client;
  let browser: Browser;
  let page: Page;
  const clients = new Map<string, Promise<Client>>();
  const joined: string[] = [];
  const cases: string[] = [];
  /** Requests that a key answers again. */
  const repeatable: { role: string; path: string; body: object; key: string; status: number }[] = [];

  const as = (role: string): Promise<Client> => {
    if (!clients.has(role)) clients.set(role, client(url, role));
    return clients.get(role)!;
  };

  const succeed: Succeed = async (role, method, path, body, tag = '*') => {
    // They are erased below, by this spec.
    if (/^\/(erasures|participants)/.test(path)) return { erasureId: 'left-out', holdId: 'left-out' };
    const key = randomUUID();
    const headers = { 'if-match': tag, ...(method === 'POST' && { 'idempotency-key': key }) };
    // What happens at one hour of one day there happens here when it is told.
    const happening = body && path !== '/cases' ? JSON.parse(JSON.stringify(body).replaceAll(now, clock.now())) : body;
    const sent = happening && marked(path, happening);
    const asker = await as(role);
    const answer =
      method === 'GET'
        ? await asker.get(path)
        : method === 'POST'
          ? await asker.post(path, sent ?? {}, headers)
          : await asker.delete(path, headers, sent);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    if (method === 'POST' && sent && path !== '/search')
      repeatable.push({ role, path, body: sent, key, status: answer.status });
    if (method === 'POST' && path === '/cases') cases.push(answer.body.caseId);
    for (const { participantId } of answer.body.participants ?? []) if (method === 'POST') joined.push(participantId);
    if (method === 'POST' && path.endsWith('/participants')) joined.push(answer.body.participantId);
    return answer.body;
  };

  beforeAll(async () => {
    [mail, hooks, browser] = await Promise.all([mailServer(), hookReceiver(), startBrowser()]);
    // All that the life of a case asks for.
    force = forceFileWith((file) => void file.policy.adopts.push('victims-right-to-review'));
    redis = redisUrl() ? await ownRedis() : undefined;
    child = spawnApp('cli/src/main.js', ['start', '--port', '0', '--home', home, '--demo', 'none'], {
      KEPT_INFORMED_CLOCK: shift.at,
      KEPT_INFORMED_CLOCK_SPEED: String(shift.speed),
      KEPT_INFORMED_CLOCK_SINCE: String(shift.since),
      LOG_LEVEL: 'verbose',
      SMTP_URL: mail.url,
      FORCE_FILE: force.file,
      WEBHOOK_NETWORKS: '127.0.0.0/8',
      IMPORT_MAPPINGS: resolve('docs/examples/imports'),
      ...(redis && { REDIS_URL: redis.url }),
    });
    for (const output of [child.stdout!, child.stderr!]) output.on('data', (chunk: Buffer) => (told += String(chunk)));
    ({ url } = JSON.parse(/\{"ready".*\}/.exec(await said(child, /"ready":true.*\n/))![0]));
    owner = new pg.Client({ connectionString: runningEmbedded(home)! });
    await owner.connect();
    await (await as('admin')).post('/webhooks', { url: hooks.url });
    await caseLife(succeed, now);
    await feedbackLife(succeed, now);
    await misuse();
    await imported();
    await onTheDesk();
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await owner?.end();
    if (child) await killed(child, 'SIGTERM');
    await Promise.all([mail?.close(), hooks?.close(), redis?.stop()]);
    force?.forget();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Whatever somebody may get wrong, with words in the wrong place. */
  async function misuse(): Promise<void> {
    const desk = await as('desk');
    const json = { 'content-type': 'application/json', authorization: desk.authorization };
    const refused = [
      await desk.post('/cases', { kind: marker, participants: [{ role: marker, name: marker }] }),
      await desk.post('/cases', { [marker]: markedNumber }),
      await desk.post('/search', { q: `${marker} ${markedNumber}`, in: [marker] }),
      await desk.post(`/cases/${cases[0]}/contacts`, { note: marker, method: marker }),
      await desk.post('/cases', {}, { 'idempotency-key': `${marker} ${markedNumber}` }),
    ];
    expect(refused.map(({ status }) => status < 500 && status >= 400)).not.toContain(false);
    for (const body of [`{"name": "${marker}", `, `"${marker}"`, `[${markedNumber}]`]) {
      const { status } = await fetch(`${url}/api/v1/cases`, { method: 'POST', headers: json, body });
      expect(status).toBe(400);
    }
  }

  async function imported(): Promise<void> {
    const admin = await as('admin');
    const text = readFileSync('docs/examples/imports/records-crimes.csv', 'utf8')
      .replaceAll('Made-up', marker)
      .replaceAll('07700 900001', markedNumber)
      .replaceAll('03/11/2026 08:00', '02/11/2026 09:30')
      // A row that cannot be taken, of which is told.
      .replace('04/11/2026', marker);
    const form = new FormData();
    form.set('profile', 'records-crimes');
    form.set('file', new Blob([text]), `${marker}.csv`);
    const { status, body } = await admin.send('/imports', form);
    expect(status).toBe(202);
    const done = await until(
      () => admin.get(`/imports/${body['importId']}`),
      ({ body: { state } }) => !['waiting', 'running'].includes(state),
    );
    expect(done.body).toMatchObject({ state: 'done', problems: 1, report: { counts: { people: 2 } } });
    const { body: found } = await (await as('desk')).post('/search', { q: `${marker} Person`, limit: 50 });
    for (const { participantId, caseId } of found['items'])
      if (!cases.includes(caseId)) joined.push(participantId as string);
  }

  /** Signs in, opens a case, writes a note that cannot be logged and one that can. */
  async function onTheDesk(): Promise<void> {
    const { caseId } = await open(succeed, now, { owner: officer, participants: [{ role: 'victim', name: marker }] });
    const context = await browser.newContext();
    page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(url);
    await page.click(`button[value="${officer}"]`);
    await page.waitForURL((at) => !at.pathname.startsWith('/oidc') && !at.pathname.startsWith('/sign-in'));
    await page.goto(`${url}/cases/${caseId}`);
    await page.fill('#note', `${marker} on the desk`);
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.govuk-error-summary');
    await page.check('[name=how][value=phone]');
    await page.check('[name=reached][value=spoke]');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('text=was recorded');
  }

  /** Everything outside memory, by where it lies: files of the home (tables, indexes, their log), rows read one by one, and more. */
  async function places(): Promise<ReadonlyMap<string, string>> {
    await owner.query('checkpoint');
    const away = join(folder, `export-${randomUUID()}`);
    const asked = { DATABASE_URL: runningEmbedded(home)! };
    const exported = await ended(spawnApp('cli/src/main.js', ['export', away], asked));
    expect([exported.code, exported.err]).toEqual([0, expect.stringContaining('facts and the log of them are in')]);
    const { out } = await ended(spawnApp('cli/src/main.js', ['erasures'], await asApi()));
    const inRedis = redis ? await redisTexts(redis.url) : new Map<string, string>();
    if (redis) expect(inRedis.size).toBeGreaterThan(0);
    return new Map([
      ['what the process said', told],
      ['mails', mail.arrived.map(({ raw }) => raw).join('\n')],
      ['webhooks', hooks.arrived.map(({ raw }) => raw).join('\n')],
      ['the list of erasures', out],
      ...filesIn(home),
      // Elsewhere where the server may not walk in as whoever runs this.
      ...filesIn(realpathSync(join(home, 'postgres'))),
      ...filesIn(away),
      ...[...inRedis].map(([key, text]): [string, string] => [`redis ${key}`, text]),
      ...(await rows()),
    ]);
  }

  /** The log-in of the API, which the embedded database makes by itself. */
  async function asApi(): Promise<{ DATABASE_URL: string }> {
    const at = new URL(runningEmbedded(home)!);
    await owner.query(`do $$ begin create role reader login password 'reads' in role kept_informed_api;
      exception when duplicate_object then null; end $$`);
    [at.username, at.password] = ['reader', 'reads'];
    return { DATABASE_URL: at.href };
  }

  async function rows(): Promise<[string, string][]> {
    const { rows: tables } = await owner.query(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const found: [string, string][] = [];
    for (const { name } of tables) {
      const { rows: each } = await owner.query(`select t::text as text from ${name} t`);
      found.push([`table ${name}`, each.map(({ text }: { text: string }) => text + bytesRead(text)).join('\n')]);
    }
    return found;
  }

  const markedIn = (found: ReadonlyMap<string, string>): string[] =>
    [...found].filter(([, text]) => isMarked(text)).map(([place]) => place);

  const toldTo = async (role: string): Promise<string> => {
    const asker = await as(role);
    const pages = await Promise.all(
      cases.flatMap((id) => [asker.get(`/cases/${id}`), asker.get(`/cases/${id}/timeline`)]),
    );
    return JSON.stringify(pages.map(({ body }) => body));
  };

  it('nothing lies in clear while they are kept, and whoever may see it is told', async () => {
    expect(await toldTo('desk')).toMatch(marker);
    expect(await page.innerText('.desk-timeline')).toContain(marker);
    const subject = await (await as('supervisor')).get(`/subject-access/${joined[0]}`);
    expect(JSON.stringify(subject.body)).toMatch(marker);
    await until(
      async () => mail.arrived.length > 0 && hooks.arrived.length > 0,
      (arrived) => arrived,
      120_000,
    );
    const found = await places();
    expect(markedIn(found)).toEqual([]);
    // The control: a reference, which is no secret, lies in tables and their files, and is told in mails.
    const withReference = [...found].filter(([, text]) => text.includes('FZ/')).map(([place]) => place);
    expect(withReference).toEqual(expect.arrayContaining(['table public.cases', 'table public.facts', 'mails']));
    for (const part of ['/base/', '/pg_wal/'])
      expect(withReference.filter((place) => place.includes(part)).length).toBeGreaterThan(0);
    for (const place of ['table public.desk_sessions', 'table public.idempotency_keys', 'table public.messages'])
      expect([place, found.get(place) !== '']).toEqual([place, true]);
    expect(told.length).toBeGreaterThan(1_000);
  });

  it('nothing is left anywhere once they are erased, nor answered to anybody, by a key or without', async () => {
    const [supervisor, admin] = await Promise.all([as('supervisor'), as('admin')]);
    for (const participantId of joined) {
      const asked = await supervisor.post('/erasures', { participantId, reason: `${marker} asked.` });
      if (asked.status === 409) continue;
      expect([participantId, asked.status]).toEqual([participantId, 201]);
      expect((await admin.post(`/erasures/${asked.body['erasureId']}/confirmation`, {})).status).toBe(201);
    }
    const { rows: keys } = await owner.query(`select key_id from person_keys where key_id <> 'index'`);
    expect(keys).toEqual([]);
    for (const { role, path, body, key, status } of repeatable) {
      const answer = await (await as(role)).post(path, body, { 'idempotency-key': key, 'if-match': '*' });
      const { headers, body: again } = answer;
      expect([path, answer.status, headers.get('idempotent-replayed')]).toEqual([path, status, 'true']);
      expect(isMarked(JSON.stringify(again))).toBe(false);
    }
    expect(isMarked(await toldTo('desk'))).toBe(false);
    const subject = await supervisor.get(`/subject-access/${joined[0]}`);
    expect([subject.status, isMarked(JSON.stringify(subject.body))]).toEqual([200, false]);
    expect((await supervisor.post('/search', { q: marker })).body['items']).toEqual([]);
    await page.reload();
    expect(isMarked(await page.content())).toBe(false);
    expect(markedIn(await places())).toEqual([]);
  });
});

/** Every file below a folder, byte for byte. */
function filesIn(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry): [string, string][] => {
    if (!entry.isFile()) return [];
    const file = join(entry.parentPath, entry.name);
    try {
      return [[file, readFileSync(file, 'latin1')]];
    } catch {
      return [];
    }
  });
}
