import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';

/** Runs the set-up of the specs in a process of its own, as jest's main process does. */
async function aRun(env: Record<string, string> = {}) {
  const script = `
    import { startServices } from ${JSON.stringify(resolve('test/support/services.mjs'))};
    const services = await startServices();
    console.log(JSON.stringify(services));
    // Ends with the spec, whatever becomes of that.
    process.stdin.on('end', () => process.exit()).resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TEST_PG_URL: '', REDIS_URL: '', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!said.includes('}\n')) {
    if (child.exitCode !== null) throw new Error('The set-up ended.');
    await sleep(20);
  }
  const line = said.split('\n').find((text) => text.startsWith('{')) ?? '';
  return { child, said, ...(JSON.parse(line) as { postgres: string; redis: string | null; dir: string }) };
}

async function isGone(dir: string): Promise<void> {
  for (const until = Date.now() + 15_000; existsSync(dir) && Date.now() < until;) await sleep(50);
  expect(existsSync(dir)).toBe(false);
}

async function isThere(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

describe('the services of the specs', () => {
  it.concurrent.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
    'end with the run, also by %s, and leave no file',
    async (how) => {
      const run = await aRun();
      expect(await isThere(run.postgres)).toBe(true);
      const ended = once(run.child, 'exit');
      run.child.kill(how);
      await ended;
      for (const until = Date.now() + 15_000; existsSync(run.dir) && Date.now() < until;) await sleep(50);
      expect(existsSync(run.dir)).toBe(false);
      expect(await isThere(run.postgres)).toBe(false);
    },
  );

  it.concurrent('uses the servers that it is given, and starts none', async () => {
    const given = { TEST_PG_URL: 'postgresql://given/x', REDIS_URL: 'redis://given' };
    const run = await aRun(given);
    expect(existsSync(`${run.dir}/home`)).toBe(false);
    run.child.kill('SIGTERM');
    expect([run.postgres, run.redis]).toEqual([given.TEST_PG_URL, given.REDIS_URL]);
    await isGone(run.dir);
  });

  it.concurrent('says so in one line when Redis is not there', async () => {
    const programs = mkdtempSync(join(tmpdir(), 'kept-informed-path-'));
    chmodSync(programs, 0o755);
    try {
      for (const name of ['sh', 'id', 'sleep', 'grep', 'rm']) symlinkSync(onPath(name), join(programs, name));
      const run = await aRun({ PATH: programs });
      run.child.kill('SIGTERM');
      await isGone(run.dir);
      expect(run.redis).toBeNull();
      expect(run.said.split('\n').filter((line) => line.includes('Redis is not there'))).toHaveLength(1);
    } finally {
      rmSync(programs, { recursive: true });
    }
  });
});

function onPath(name: string): string {
  const folder = (process.env['PATH'] ?? '').split(':').find((at) => existsSync(join(at, name)));
  if (!folder) throw new Error(`No ${name} on the PATH.`);
  return join(folder, name);
}
