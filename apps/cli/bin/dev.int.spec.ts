import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { killed, said } from '../../../test/support/processes.js';

/** On a copy of the sources, so that nothing is edited under other specs. */
describe('npm run dev', () => {
  const copy = mkdtempSync(join(tmpdir(), 'kept-informed-dev-'));
  const edited = 'libs/calendar/src/index.ts';
  const edit = (code: string, file = edited) => appendFileSync(join(copy, file), code);
  let dev: ChildProcess;
  let product: { url: string; pid: number };

  beforeAll(async () => {
    // Started by root, the database runs as `postgres`, who must be able to walk in.
    chmodSync(copy, 0o711);
    for (const name of ['apps', 'libs', 'package.json', 'package-lock.json', '.swcrc'])
      cpSync(name, join(copy, name), { recursive: true });
    // So old that the set-up finds nothing to install: through the link it would replace our own packages.
    utimesSync(join(copy, 'package-lock.json'), 0, 0);
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    const { PATH = '', HOME = '' } = process.env;
    dev = spawn(process.execPath, [join(copy, 'apps/cli/bin/dev.mjs'), '--port', '0'], { env: { PATH, HOME } });
    product = readyIn(await said(dev, ready));
  });

  afterAll(async () => {
    await killed(dev);
    rmSync(copy, { recursive: true, force: true });
  });

  it('starts the product from its sources', async () => {
    expect(await answer()).toBe(200);
  });

  it('answers a saved file with a new process of the new code, on the database as it stands', async () => {
    const [process, database] = [product.pid, server()];
    const again = said(dev, new RegExp(`As edited[^]*${ready.source}`));
    edit(`process.stderr.write('As edited');\n`);
    product = readyIn(await again);
    expect([await answer(), lives(process), server()]).toEqual([200, false, database]);
  });

  it('tells what is wrong with a file that it cannot read, and leaves running what runs', async () => {
    const told = said(dev, /Syntax Error/);
    // Held meanwhile, so that it finds both saved at once, as after a merge.
    dev.kill('SIGSTOP');
    edit('const = 1;\n');
    edit(`process.stderr.write('Saved beside it');\n`, 'libs/runtime/src/index.ts');
    dev.kill('SIGCONT');
    await told;
    expect([await answer(), lives(product.pid)]).toEqual([200, true]);
  });

  it('starts with all that was saved since once every file is whole', async () => {
    const again = said(dev, new RegExp(`Saved beside it[^]*${ready.source}`));
    copyFileSync(edited, join(copy, edited));
    product = readyIn(await again);
    expect(await answer()).toBe(200);
  });

  it('ends everything that it started', async () => {
    const database = server();
    expect(await killed(dev, 'SIGTERM')).toBe(0);
    expect([lives(product.pid), lives(database)]).toEqual([false, false]);
  });

  const ready = /{"ready".*\n/;
  const readyIn = (text: string) => JSON.parse(ready.exec(text)![0]) as typeof product;
  const answer = async () => (await fetch(`${product.url}/health/ready`)).status;
  const server = () => Number.parseInt(readFileSync(join(copy, '.kept-informed/postgres/postmaster.pid'), 'utf8'), 10);

  function lives(pid: number): boolean {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }
});
