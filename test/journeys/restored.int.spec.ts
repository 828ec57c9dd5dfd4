import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bringUpToDate } from '../support/database.js';
import { bytesRead } from '../support/markers.js';
import { logInsOf } from '../support/log-ins.mjs';
import { ownServer, type OwnServer } from '../support/own-server.js';
import { installed } from '../support/package-folder.mjs';
import { secretsKey } from '../support/processes.js';
import { startStack, type Stack } from '../support/stack.js';
import { onCases, type Opened } from '../support/cases.js';

const now = '2026-11-20T12:00:00Z';
const folder = 'test/postgres-15';
const page = readFileSync('docs/servers.md', 'utf8');

/** As the page says it, but for which database and which file. */
function pasted(tool: 'pg_dump' | 'pg_restore', database: string, file: string): void {
  const [line] = new RegExp(`^${tool} .*$`, 'm').exec(page)!;
  const script = line
    .replace('"$OWNER_DATABASE_URL"', `'${database}'`)
    .replace('--dbname=kept_informed', `--dbname='${database}'`)
    .replace(/kept-informed\.dump/, `'${file}'`);
  execFileSync('bash', ['-eu', '-c', script], { stdio: ['ignore', 'inherit', 'pipe'] });
}

/** No package brings pg_dump, and one that is older than the server does not dump it. */
const [, major = '0'] = /(\d+)/.exec(spawnSync('pg_dump', ['--version']).stdout?.toString() ?? '') ?? [];
const rehearsed = Number(major) >= 15 ? describe : describe.skip;

rehearsed('a dump that is restored on another server', () => {
  let files: string;
  let servers: OwnServer[];
  let before: Stack;
  let after: Stack;
  let opened: Opened;
  let owner: string;

  const serving = (owner: string): Promise<Stack> =>
    startStack(now, 'postgres', { SECRETS_KEY: secretsKey }, undefined, {
      ...logInsOf(owner),
      drop: async () => undefined,
    });

  beforeAll(async () => {
    files = mkdtempSync(join(tmpdir(), 'ki-dump-'));
    installed(folder);
    servers = await Promise.all([ownServer({ package: folder }), ownServer({ package: folder })]);
    const [old, fresh] = servers as [OwnServer, OwnServer];
    owner = await old.database();
    await bringUpToDate(owner);
    before = await serving(owner);
    const { crime, call, desk } = await onCases(before);
    opened = await crime();
    const arrest = { type: 'suspect-arrested', occurredAt: '2026-11-19T09:00:00Z' };
    await desk.post(`/cases/${opened.caseId}/milestones`, arrest);
    const note = 'Rings back on Monday.';
    await desk.post(`/cases/${opened.caseId}/contacts`, call(opened.victim, '2026-11-19T10:00:00Z', { note }));
    await (await before.as('admin')).post('/webhooks', { url: 'http://127.0.0.1:9/hooks' });

    const dump = join(files, 'kept-informed.dump');
    pasted('pg_dump', owner, dump);
    await bringUpToDate(await fresh.database());
    const restored = await fresh.database();
    pasted('pg_restore', restored, dump);
    await bringUpToDate(restored);
    after = await serving(restored);
  }, 600_000);
  afterAll(async () => {
    await Promise.all([before?.stop(), after?.stop()]);
    await Promise.all(servers?.map((server) => server.stop()) ?? []);
    if (files) rmSync(files, { recursive: true, force: true });
  });

  it.each([
    ['desk', (caseId: string) => `/cases/${caseId}`],
    ['desk', (caseId: string) => `/cases/${caseId}/timeline`],
    ['desk', (caseId: string) => `/obligations?caseId=${caseId}`],
    ['desk', () => '/alerts'],
    ['performance', () => '/compliance?from=2026-11-01&to=2026-11-30&groupBy=commitment'],
    ['admin', () => '/webhooks'],
    ['admin', () => '/audit/security'],
  ])('answers %s the same as before, to the letter: %s', async (role, pathOf) => {
    const path = pathOf(opened.caseId);
    const [one, other] = await Promise.all([before, after].map(async (stack) => (await stack.as(role)).get(path)));
    expect([path, one!.status]).toEqual([path, 200]);
    expect(other!.body).toEqual(one!.body);
  });

  it('holds nobody in clear, and once they are erased not their key either', async () => {
    const dumped = () => bytesRead(execFileSync('pg_dump', [owner], { maxBuffer: 2 ** 28 }).toString('latin1'));
    const [{ wrapped }] = await before.database.query('select wrapped from person_keys where key_id = $1', [
      opened.victim,
    ]);
    // The control: a reference, and the key itself as it is wrapped.
    const first = dumped();
    for (const kept of ['CR/J', wrapped]) expect(first).toContain(kept);
    expect(first).not.toMatch(/A Victim|Rings back/);
    const [supervisor, admin] = await Promise.all([before.as('supervisor'), before.as('admin')]);
    const { body } = await supervisor.post('/erasures', { participantId: opened.victim, reason: 'Rings back.' });
    expect((await admin.post(`/erasures/${body['erasureId']}/confirmation`, {})).status).toBe(201);
    const second = dumped();
    expect(second).toContain('CR/J');
    for (const gone of [wrapped, 'A Victim', 'Rings back']) expect(second).not.toContain(gone);
  });

  it('goes on from where it was: it records, and the worker looks at what falls due', async () => {
    const { desk, call } = await onCases(after);
    const head = Number((await desk.get('/alerts')).body.position);
    const told = await desk.post(`/cases/${opened.caseId}/contacts`, call(opened.victim, '2026-11-20T11:00:00Z'));
    expect(told.status).toBe(201);
    expect(Number(told.body.position)).toBeGreaterThan(head);
    const worker = await after.worker();
    after.clock.set('2026-12-24T12:00:00Z');
    const missed = await desk.get(
      `/obligations?caseId=${opened.caseId}&status=missed&minPosition=${told.body.position}`,
    );
    expect(missed.status).toBe(200);
    await worker.close();
  });
});
