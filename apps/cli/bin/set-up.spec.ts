import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-informed-set-up-'));
  for (const file of [
    'package-lock.json',
    '.swcrc',
    'apps/cli/bin/bundle.mjs',
    'apps/cli/src/main.ts',
    'libs/x/src/index.ts',
  ])
    put(file);
  // Stands in for npm: tells what it was asked, waits while it is held, and leaves what npm would leave.
  put(
    'bin/npm',
    `#!/bin/sh
    echo "$1 $2 $3" >> asked
    echo 'npm is talkative'
    [ -e refuse ] && exit 7
    [ -e slow ] && exec sleep 20
    while [ -e held ]; do sleep 0.05; done
    if [ "$1" = ci ]; then mkdir -p node_modules; echo > node_modules/.package-lock.json
    else mkdir -p dist/apps/cli/src; echo > dist/apps/cli/src/main.js; fi`,
  );
  chmodSync(join(root, 'bin/npm'), 0o755);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(file: string, text = ''): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** As if saved a minute from now, so that the clock's grain does not matter. */
function touch(file: string): void {
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(root, file), later, later);
}

function begin(): ChildProcess {
  const module = pathToFileURL(resolve('apps/cli/bin/set-up.mjs')).href;
  const script = `
    import { setUp } from ${JSON.stringify(module)};
    await setUp(${JSON.stringify(root)}).catch((error) => { console.error(error.message); process.exitCode = error.exitCode; });`;
  const { npm_execpath: _, ...env } = process.env;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...env, NODE_OPTIONS: '', PATH: `${join(root, 'bin')}${delimiter}${env['PATH'] ?? ''}` },
  });
}

async function end(child: ChildProcess) {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** Until it says that it waits for another. */
const waits = (child: ChildProcess): Promise<void> =>
  new Promise((waiting) => {
    child.stderr!.on('data', (chunk: Buffer) => {
      if (chunk.includes('waiting for it')) waiting();
    });
  });

const run = () => end(begin());

function asked(): string[] {
  const file = join(root, 'asked');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  unlinkSync(file);
  return lines.map((line) => line.split(' ')[0] ?? '');
}

describe('setting a clone up', () => {
  it('installs and builds a bare one, telling it on stderr only', async () => {
    const { code, out, err } = await run();
    expect([code, out, asked()]).toEqual([0, '', ['ci', 'run']]);
    expect(err).toMatch(/npm ci[^]*npm is talkative[^]*npm run build/);
  });

  it('runs no script that a package brings along, and no more does whoever installs by hand', async () => {
    put('package.json', '{ "dependencies": { "nosy": "file:nosy" }, "scripts": { "build": "node -e 0" } }');
    const nosy = { name: 'nosy', version: '1.0.0', engines: { node: '>=99' }, scripts: { install: 'echo > ../ran' } };
    put('nosy/package.json', JSON.stringify(nosy));
    put('nosy/index.js');
    unlinkSync(join(root, 'bin/npm'));
    const npm = (...args: string[]) => execFileSync('npm', [...args, '--offline'], { cwd: root, stdio: 'pipe' });
    npm('install', '--package-lock-only', '--ignore-scripts');
    const { code, err } = await run();
    expect([code, existsSync(join(root, 'node_modules/nosy')), existsSync(join(root, 'ran'))]).toEqual([
      0,
      true,
      false,
    ]);
    // Packages that claim a newer Node than they need would fill the first screen; what fails is told.
    expect(err).not.toMatch(/warn/i);
    put('package.json', '{ "dependencies": { "nosy": "file:elsewhere" } }');
    touch('package-lock.json');
    expect(await run()).toMatchObject({ code: 1, err: expect.stringMatching(/npm error code EUSAGE/) });
    put('package.json', '{ "dependencies": { "nosy": "file:nosy" } }');
    copyFileSync('.npmrc', join(root, '.npmrc'));
    npm('ci');
    expect(existsSync(join(root, 'ran'))).toBe(false);
    // What it is about: without these it would have run.
    unlinkSync(join(root, '.npmrc'));
    npm('ci', '--ignore-scripts=false');
    expect(existsSync(join(root, 'ran'))).toBe(true);
  });

  it('does nothing and says nothing the second time', async () => {
    await run();
    asked();
    expect(await run()).toEqual({ code: 0, out: '', err: '' });
    expect(asked()).toEqual([]);
  });

  it.each([
    ['the lock file changed', 'package-lock.json', ['ci', 'run']],
    ['an app changed', 'apps/cli/src/main.ts', ['run']],
    ['a lib changed', 'libs/x/src/index.ts', ['run']],
    ['a file came or went', 'libs/x/src', ['run']],
    ['the compiler was told otherwise', '.swcrc', ['run']],
    ['it is built otherwise', 'apps/cli/bin/bundle.mjs', ['run']],
  ])('does what is needed when %s', async (_, file, needed) => {
    await run();
    asked();
    touch(file);
    await run();
    expect(asked()).toEqual(needed);
  });

  it('does not build for a spec', async () => {
    put('libs/x/src/index.spec.ts');
    await run();
    asked();
    touch('libs/x/src/index.spec.ts');
    await run();
    expect(asked()).toEqual([]);
  });

  it('installs anew after an installation that was cut off', async () => {
    mkdirSync(join(root, 'node_modules'));
    await run();
    expect(asked()).toEqual(['ci', 'run']);
  });

  it('passes on why npm failed, builds nothing then, and tries again the next time', async () => {
    put('refuse');
    const { code, err } = await run();
    expect([code, asked()]).toEqual([7, ['ci']]);
    expect(err).toContain('npm ci --ignore-scripts --include=dev failed.');
    unlinkSync(join(root, 'refuse'));
    expect((await run()).code).toBe(0);
  });

  it('twice at once installs and builds once', async () => {
    put('held');
    const [one, other] = [begin(), begin()];
    const both = Promise.all([end(one), end(other)]);
    await Promise.race([one, other].map(waits));
    unlinkSync(join(root, 'held'));
    expect((await both).map(({ code }) => code)).toEqual([0, 0]);
    expect(asked()).toEqual(['ci', 'run']);
    expect(existsSync(join(root, '.kept-informed/set-up.lock'))).toBe(false);
  });

  it('takes over from one that was killed', async () => {
    put('slow');
    const killed = begin();
    while (!existsSync(join(root, 'asked'))) await sleep(10);
    const ended = once(killed, 'exit');
    killed.kill('SIGKILL');
    await ended;
    expect(existsSync(join(root, '.kept-informed/set-up.lock'))).toBe(true);
    asked();
    unlinkSync(join(root, 'slow'));
    const began = performance.now();
    expect((await run()).code).toBe(0);
    expect(asked()).toEqual(['ci', 'run']);
    // A dead holder is seen at once; only one that looks alive is waited for, 20 s.
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('takes over a lock that nobody touches any more, though its process number lives again', async () => {
    put('.kept-informed/set-up.lock', String(process.pid));
    const before = new Date(Date.now() - 60_000);
    utimesSync(join(root, '.kept-informed/set-up.lock'), before, before);
    expect((await run()).code).toBe(0);
  });

  it('leaves off when asked to end, and leaves no lock', async () => {
    put('slow');
    const stopped = begin();
    while (!existsSync(join(root, 'asked'))) await sleep(10);
    stopped.kill('SIGTERM');
    expect((await end(stopped)).code).toBe(128 + 15);
    expect(existsSync(join(root, '.kept-informed/set-up.lock'))).toBe(false);
  });
});
