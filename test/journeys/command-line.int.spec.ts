import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { parse } from 'csv-parse/sync';
import { signerKey, verifierKeyOf } from '@kept-informed/proof';
import { client } from '../support/client.js';
import { freshDatabase } from '../support/database.js';
import { peopleKey } from '../support/people-key.js';
import { until } from '../support/waiting.js';
import { ended, killed, said, secretsKey, spawnApp } from '../support/processes.js';

const folder = mkdtempSync(join(tmpdir(), 'ki-cli-'));
const running: ChildProcess[] = [];
afterAll(async () => {
  await Promise.all(running.map((child) => killed(child)));
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: string[], env: Record<string, string> = {}) => ended(spawnApp('cli/src/main.js', args, env));

/** The commands of a page of the docs, as arguments, with what its reader was given in the place of what it calls that. */
function commandsOf(page: string, given: Readonly<Record<string, string>>): string[][] {
  const lines = readFileSync(page, 'utf8').match(/^npx kept-informed .*$/gm) ?? [];
  return lines.map((line) =>
    line
      .split(' ')
      .slice(2)
      .map((part) => given[part.replaceAll('"', '')] ?? part),
  );
}

describe('kept-informed start', () => {
  const home = join(folder, 'home');
  const publication = join(folder, 'return.json');
  const paper = join(folder, 'publication.pdf');
  const behind = join(folder, 'rows.csv');
  const away = join(folder, 'export');
  const publicKey = () => {
    const seed = Buffer.from(readFileSync(join(home, 'proof-key'), 'utf8'), 'base64');
    return verifierKeyOf(signerKey('kept-informed.localhost', seed));
  };

  it('on a fresh home starts everything, says so in one line of JSON, and shows the demo', async () => {
    const child = spawnApp('cli/src/main.js', ['start', '--port', '0', '--home', home], {});
    running.push(child);
    const line = await said(child, /"ready":true.*\n/);
    const ready = JSON.parse(/\{"ready".*\}/.exec(line)![0]) as { url: string; pid: number };
    expect(ready).toMatchObject({ ready: true, pid: child.pid });
    const supervisor = await client(ready.url, 'supervisor');
    expect((await supervisor.get('/alerts?status=open')).body.items.length).toBeGreaterThan(0);
    expect((await supervisor.get('/cases?limit=500')).body.items.length).toBeGreaterThan(50);
    const performance = await client(ready.url, 'performance');
    const question = { report: 'compliance', from: '2000-01-01', to: '2099-12-31' };
    const { publicationId } = (await performance.post('/publications', { title: 'January', questions: [question] }))
      .body;
    const { body } = await performance.get(`/publications/${publicationId}/document`);
    writeFileSync(publication, JSON.stringify(body));
    const fileAt = async (path: string, accept: string) => {
      const headers = { authorization: performance.authorization, accept };
      return Buffer.from(await (await fetch(`${ready.url}/api/v1${path}`, { headers })).arrayBuffer());
    };
    writeFileSync(paper, await fileAt(`/publications/${publicationId}`, 'application/pdf'));
    const rows = `/compliance/obligations?from=${question.from}&to=${question.to}&knownAt=${body['knownAt']}`;
    writeFileSync(behind, await fileAt(rows, 'text/csv'));
    await until(
      async () => (await performance.get(`/publications/${publicationId}/verification`)).body.sealed,
      (sealed) => sealed !== null,
    );
  });

  it('refuses the same home to a second one, and says what to do', async () => {
    const second = await run(['start', '--port', '0', '--home', home]);
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err).toMatch(/in use/);
  });

  it('stops within 5 s of SIGTERM', async () => {
    const asked = Date.now();
    expect(await killed(running[0]!, 'SIGTERM')).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5_000);
  });

  it('sealed its facts, which whoever has the public key can check, in the database and away from it', async () => {
    const key = publicKey();
    const there = await run(['verify', '--home', home, '--key', key]);
    expect(there).toMatchObject({ code: 0, err: '' });
    const { checkpoint, counts, facts, waiting } = JSON.parse(there.out);
    expect(facts).toBe(checkpoint.size + waiting);
    expect(Object.values(counts.facts as Record<string, number>).reduce((sum, count) => sum + count)).toBe(facts);
    expect(counts.obligations).toMatchObject({ met: expect.any(Number), missed: expect.any(Number) });

    expect(await run(['export', away, '--home', home])).toMatchObject({ code: 0, out: '' });
    expect(await run(['verify', away, '--key', key])).toMatchObject({ code: 0, err: '' });
    const found = await run(['verify', away, '--key', key, '--publication', publication]);
    expect(found).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(found.out).publications).toMatchObject([{ position: expect.any(String), sealed: true }]);
    const altered = join(folder, 'altered.json');
    writeFileSync(altered, readFileSync(publication, 'utf8').replace('January', 'February'));
    expect(await run(['verify', away, '--key', key, '--publication', altered])).toMatchObject({
      code: 3,
      err: `${altered} was not published as it is.\n`,
    });
  });

  it('is audited by a stranger with a paper, an export and the key alone, as docs/auditing.md tells it', async () => {
    const key = publicKey();
    const given = { './facts': away, './publication.pdf': paper, $PUBLIC_KEY: key };
    const [command] = commandsOf('docs/auditing.md', given);
    const audit = await run(command!);
    expect(audit).toMatchObject({ code: 0, err: '' });
    const [{ digest, position: at }] = JSON.parse(audit.out).publications;
    const document = readFileSync(publication);
    expect(digest).toBe(createHash('sha256').update(document).digest('hex'));
    const facts = readFileSync(join(away, 'facts.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(facts.find(({ position }) => position === at)).toMatchObject({ type: 'ReturnPublished', data: { digest } });
    const lines: Record<string, string>[] = parse(readFileSync(behind), { columns: true });
    const { answer, asked: of } = JSON.parse(document.toString()).questions[0];
    expect([lines.length, of.from]).toEqual([answer.totals.fellDue, '2000-01-01']);
    const factsOf = (type: string) =>
      new Set(facts.filter((one) => one.type === type).map(({ data }) => data.obligationId));
    const unproved = (status: string, type: string) => {
      const [found, rows] = [factsOf(type), lines.filter((line) => line['status'] === status)];
      return [rows.length > 0, rows.filter(({ obligationId }) => !found.has(obligationId))];
    };
    const arisen = factsOf('ObligationArose');
    expect(lines.filter(({ obligationId }) => !arisen.has(obligationId))).toEqual([]);
    expect(unproved('met', 'ObligationMet')).toEqual([true, []]);
    expect(unproved('missed', 'ObligationMissed')).toEqual([true, []]);
    const torn = join(folder, 'torn.pdf');
    writeFileSync(torn, '%PDF-1.7 nothing');
    expect((await run(['verify', away, '--key', key, '--publication', torn])).err).toMatch(/no return goes/);
  });

  it('is found out where its facts are others, or the key is', async () => {
    const key = publicKey();
    const other = verifierKeyOf(signerKey('kept-informed.localhost', Buffer.alloc(32, 9)));
    expect(await run(['verify', away, '--key', other])).toMatchObject({
      code: 3,
      err: expect.stringMatching(/not signed/),
    });
    const file = join(away, 'facts.ndjson');
    const lines = readFileSync(file, 'utf8').split('\n');
    const { position } = JSON.parse(lines[7]!) as { position: string };
    writeFileSync(file, lines.toSpliced(7, 1).join('\n'));
    const removed = await run(['verify', away, '--key', key]);
    expect(removed).toMatchObject({ code: 3, err: `The fact at ${position} was sealed and is not there any more.\n` });
    expect(JSON.parse(removed.out)).toMatchObject({ verified: false, faults: [{ kind: 'removed', position }] });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['the built-in sign-in in production', { NODE_ENV: 'production' }, /OIDC_ISSUER: Missing/],
    [
      'a database of its own without log-ins',
      { DATABASE_URL: 'postgres://db/real', OIDC_ISSUER: 'https://id.example' },
      /API_DATABASE_URL: Missing[^]*DESK_DATABASE_URL: Missing[^]*WORKER_DATABASE_URL: Missing/,
    ],
    ['the built-in sign-in on a real database', { DATABASE_URL: 'postgres://db/real' }, /OIDC_ISSUER: Missing/],
    [
      'a shifted clock in production',
      { NODE_ENV: 'production', KEPT_INFORMED_CLOCK: '2018-01-01T00:00:00Z', OIDC_ISSUER: 'https://id.example' },
      /KEPT_INFORMED_CLOCK: Not in production/,
    ],
    ['every bad name at once', { LOG_LEVEL: 'loud', WORKER_CONCURRENCY: 'x' }, /LOG_LEVEL[^]*WORKER_CONCURRENCY/],
    [
      'a database that is not there',
      {
        DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
        API_DATABASE_URL: 'postgres://api@127.0.0.1:9/none',
        DESK_DATABASE_URL: 'postgres://desk@127.0.0.1:9/none',
        WORKER_DATABASE_URL: 'postgres://worker@127.0.0.1:9/none',
        OIDC_ISSUER: 'https://id.example',
        OIDC_CLIENT_ID: 'desk',
        PUBLIC_URL: 'https://desk.example',
        SECRETS_KEY: secretsKey,
        PEOPLE_KEY: peopleKey,
      },
      /Nothing answers/,
    ],
    [
      'a force file that is not there',
      { FORCE_FILE: '/nowhere.yaml', KEPT_INFORMED_HOME: join(folder, 'other') },
      /nowhere/,
    ],
  ])('refuses %s', async (_, env, reason) => {
    const { code, out, err } = await run(['start', '--port', '0'], env);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(reason);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('refuses an edition that the catalogue does not have, by name, and makes no database for it', async () => {
    const force = join(folder, 'force.yaml');
    writeFileSync(force, forceAdopting('victims-code-1899'));
    const third = join(folder, 'third');
    const { code, err } = await run(['start', '--port', '0', '--home', third], { FORCE_FILE: force });
    expect(code).toBe(1);
    expect(err).toMatch(/victims-code-1899/);
    expect(existsSync(third)).toBe(false);
  });
});

describe('kept-informed', () => {
  it('teaches with --help, and tells misuse from failure', async () => {
    const help = await run(['--help']);
    expect(help).toMatchObject({ code: 0 });
    for (const command of ['start', 'migrate', 'import', 'simulate', 'rebuild', 'token'])
      expect(help.out).toMatch(command);
    expect((await run(['import', '--help'])).out).toMatch(/data\.police\.uk/);
    expect(await run(['dance'])).toMatchObject({ code: 2 });
    expect(await run(['simulate', '--compliance', '2'])).toMatchObject({ code: 2 });
  });

  it('imports into a database of its own as the API signs in, and as nobody else; the owner rebuilds', async () => {
    const fresh = await freshDatabase();
    const street = join(folder, '2018-10-cumbria-street-of-its-own.csv');
    writeFileSync(street, rows());
    const asked = ['import', '--profile', 'police-uk', '--clock', '2018-10-01T00:00:00Z', '--street', street];
    const importing = (url: string) => run(asked, { DATABASE_URL: url, PEOPLE_KEY: peopleKey });
    const early = await importing(fresh.api);
    expect([early.code, early.err]).toEqual([1, expect.stringContaining('Run `kept-informed migrate`')]);
    expect((await run(['migrate'], { DATABASE_URL: fresh.owner })).code).toBe(0);
    const owner = await importing(fresh.owner);
    expect([owner.code, owner.err]).toEqual([1, expect.stringContaining('DATABASE_URL: Its log-in is a superuser.')]);
    const done = await importing(fresh.api);
    expect(JSON.parse(done.out)).toMatchObject({ cases: { new: 3 } });
    expect(await run(['rebuild'], { DATABASE_URL: fresh.owner })).toMatchObject({ code: 0 });
    expect(await run(['rebuild'], { DATABASE_URL: fresh.api })).toMatchObject({ code: 1 });
    await fresh.drop();
  });

  it('imports with a broken row in the middle, is a no-op again, simulates, rebuilds', async () => {
    const home = join(folder, 'import');
    const street = join(folder, '2018-10-cumbria-street.csv');
    writeFileSync(street, rows());
    const asked = [
      'import',
      '--profile',
      'police-uk',
      '--clock',
      '2018-10-01T00:00:00Z',
      '--home',
      home,
      '--street',
      street,
    ];
    const dry = await run([...asked, '--dry-run']);
    expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, cases: { new: 3 } });
    const first = await run(asked);
    expect([dry.code, first.code]).toEqual([3, 3]);
    expect(dry.err).toBe(first.err);
    expect(JSON.parse(first.out)).toMatchObject({ cases: { new: 3, alreadyThere: 0 } });
    expect(first.err).toMatch(/street\.csv:3 /);
    expect(JSON.parse((await run(asked)).out)).toMatchObject({ cases: { new: 0, alreadyThere: 3 }, facts: 0 });
    const played = await run(['simulate', '--seed', '7', '--home', home, '--until', '2019-01-01T00:00:00Z']);
    expect(JSON.parse(played.out).facts).toBeGreaterThan(0);
    expect(await run(['rebuild', '--home', home])).toMatchObject({ code: 0 });
    expect(await run(['simulate', '--home', home], { NODE_ENV: 'production' })).toMatchObject({ code: 1 });
  });
});

describe('a command that fails after it has opened the store', () => {
  it.each([
    ['import', ['--profile', 'police-uk', '--street', '/nowhere.csv']],
    ['simulate', []],
  ])('closes it: %s', async (command, more) => {
    const home = join(folder, `failing-${command}`);
    const failed = await run([command, '--home', home, ...more], { FORCE_FILE: '/nowhere.yaml' });
    expect([failed.code, failed.err]).toEqual([1, expect.stringContaining('nowhere.yaml')]);
    expect(existsSync(join(home, 'postgres', 'PG_VERSION'))).toBe(true);
    expect(existsSync(join(home, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('says in words which named file is not there', async () => {
    const words = 'There is no such file: look at its name and its folder.';
    const street = ['import', '--profile', 'police-uk', '--street', 'any.csv', '--areas', '/nowhere.yaml'];
    expect(await run(street)).toMatchObject({ code: 1, err: `/nowhere.yaml: ${words}\n` });
    expect(await run(['holidays', '/nowhere.json'])).toMatchObject({ code: 1, err: `/nowhere.json: ${words}\n` });
  });
});

describe('kept-informed import', () => {
  const home = join(folder, 'files');
  const common = ['import', '--profile', 'police-uk', '--clock', '2018-10-01T00:00:00Z', '--home', home];
  const importing = (...files: string[]) => [...common, '--street', ...files];

  it('ends with a code that says whether all was taken, and tells in a sentence what was not', async () => {
    const whole = join(folder, '2018-10-whole-street.csv');
    writeFileSync(whole, rows().replace('broken,row\n', ''));
    const short = join(folder, '2018-10-short-street.csv');
    writeFileSync(short, rows());
    const nowhere = join(folder, '2018-10-nowhere-street.csv');
    expect(await run(importing(whole))).toMatchObject({ code: 0, err: '' });
    const row = 'The row has 2 values where the header has 12: look for a comma or line break too many or missing.';
    expect(await run(importing(whole, short))).toMatchObject({ code: 3, err: `${short}:3 ${row}\n` });
    const missing = 'There is no such file: look at its name and its folder.';
    const told = [`${nowhere}: ${missing}`, `${short}:3 ${row}`, `${folder}: It is a folder: name the files in it.`];
    const all = await run(importing(whole, short, nowhere, folder));
    expect([all.code, all.err.trimEnd().split('\n').sort()]).toEqual([1, told.sort()]);
    expect(JSON.parse(all.out)).toMatchObject({ cases: { new: 0, alreadyThere: 3 } });
  });

  it('brings in an extract of the force’s own by a mapping, and says which it needs', async () => {
    const mappings = ['--mappings', 'docs/examples/imports'];
    const own = ['import', '--clock', '2026-11-20T12:00:00Z', '--home', home, '--profile'];
    const extract = ['--extract', 'docs/examples/imports/records-crimes.csv'];
    const done = await run([...own, 'records-crimes', ...mappings, ...extract]);
    expect([done.code, JSON.parse(done.out)]).toMatchObject([0, { cases: { new: 2 }, counts: { people: 3 } }]);
    expect(await run([...own, 'records-crimes', ...extract])).toMatchObject({ code: 2 });
    expect(await run([...own, 'nobodys', ...mappings, ...extract])).toMatchObject({ code: 2 });
    expect(await run([...own, 'police-uk'])).toMatchObject({ code: 2 });
  });

  it('stops while a file is read when it is asked to, with a code of its own', async () => {
    const endless = join(folder, '2018-10-endless-street.csv.gz');
    writeFileSync(endless, gzipSync(Buffer.concat([Buffer.from(rows()), Buffer.alloc(150_000_000, '\n')])));
    const child = spawnApp('cli/src/main.js', importing(endless), {});
    running.push(child);
    const all = ended(child);
    await said(child, /endless-street\.csv\.gz:3 The row/);
    child.kill('SIGTERM');
    const { code, out, err } = await all;
    expect(JSON.parse(out)).toMatchObject({ stopped: true, cases: { new: 0 } });
    expect([code, err]).toEqual([4, expect.stringMatching(/Stopped before it was through/)]);
  });
});

function rows(): string {
  const header =
    'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context';
  const row = (id: string, type: string) =>
    `${id},2018-10,Cumbria Constabulary,Cumbria Constabulary,-3.2,54.1,On or near A Street,E01019126,Barrow-in-Furness 001A,${type},,`;
  return [
    header,
    row('a'.repeat(64), 'Burglary'),
    'broken,row',
    row('b'.repeat(64), 'Drugs'),
    row('', 'Anti-social behaviour'),
    '',
  ].join('\n');
}

function forceAdopting(edition: string): string {
  return `force: { id: one, name: One, timeZone: Europe/London }
policy: { adopts: [${edition}] }
bcus:
  - { id: b, name: B, inspector: insp-1, lpts: [{ name: L, teams: [t] }] }
teams:
  - { id: t, name: T, bcu: b, lpt: L, supervisor: sgt-1 }
  - { id: u, name: U, supervisor: perf-1 }
staff:
  - { id: insp-1, title: Inspector, team: t, grade: inspector }
  - { id: sgt-1, title: Sergeant, team: t, grade: sergeant }
  - { id: perf-1, title: Performance, team: u, grade: performance }
performanceUnit: perf-1
`;
}
