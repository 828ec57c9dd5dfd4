import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let root = '';
let npm: ChildProcess | undefined;

/** A clone that is set up, whose program only says who it is and, when it is asked to end, that it was. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-informed-signals-'));
  for (const file of [
    'package.json',
    'package-lock.json',
    'apps/cli/bin/kept-informed.mjs',
    'apps/cli/bin/set-up.mjs',
  ]) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    copyFileSync(file, join(root, file));
  }
  const program = `
    import { writeFileSync } from 'node:fs';
    writeFileSync('pid', String(process.pid));
    for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { writeFileSync('ended', signal); process.exit(0); });
    setInterval(() => {}, 1000);`;
  for (const [file, text] of [
    ['.swcrc', ''],
    ['node_modules/.package-lock.json', ''],
    ['dist/apps/cli/src/main.js', program],
    ['dist/.built', ''],
  ] as const) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
});

afterEach(() => {
  npm?.kill('SIGKILL');
  if (existsSync(join(root, 'pid')) && lives()) process.kill(pid(), 'SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

const pid = () => Number(readFileSync(join(root, 'pid'), 'utf8'));

function lives(): boolean {
  try {
    return process.kill(pid(), 0);
  } catch {
    return false;
  }
}

async function until(so: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !so() && Date.now() < end;) await sleep(20);
}

describe('what npm has started', () => {
  it.each([
    ['npm start', ['start']],
    ['npx kept-informed', ['exec', '--offline', '--', 'kept-informed', 'start']],
  ])('ends when npm is asked to end: %s', async (_, args) => {
    const { PATH = '', HOME = '' } = process.env;
    npm = spawn('npm', args, { cwd: root, env: { PATH, HOME }, stdio: 'ignore' });
    await until(() => existsSync(join(root, 'pid')) && readFileSync(join(root, 'pid'), 'utf8') !== '');
    expect(lives()).toBe(true);
    const gone = once(npm, 'exit');
    npm.kill('SIGTERM');
    await gone;
    await until(() => !lives());
    expect([lives(), readFileSync(join(root, 'ended'), 'utf8')]).toEqual([false, 'SIGTERM']);
  });
});
