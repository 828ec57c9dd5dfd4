import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { ended, killed, said, spawnApp } from '../support/processes.js';

const folder = mkdtempSync(join(tmpdir(), 'ki-tour-'));
const [, block] = /## Try the API in five minutes\s+```sh\n([^]*?)```/.exec(readFileSync('README.md', 'utf8'))!;

describe('what README says to paste', () => {
  let product: ChildProcess;
  let script: string;

  beforeAll(async () => {
    product = spawnApp('cli/src/main.js', ['start', '--port', '0', '--home', join(folder, 'home')], {});
    const { url } = JSON.parse(/\{"ready".*\}/.exec(await said(product, /"ready":true.*\n/))![0]) as { url: string };
    // Of what is pasted only where it runs is other here, and that it is not set up anew.
    script = block!
      .replace(/^URL=.*$/m, `URL=${url}`)
      .replaceAll('npx kept-informed', `'${process.execPath}' dist/apps/cli/src/main.js`);
  });
  afterAll(async () => {
    await killed(product);
    rmSync(folder, { recursive: true, force: true });
  });

  it('records a case, an arrest and a call, and shows what is owed, alerted and reported', async () => {
    const shell = spawn('bash', ['-eu', '-c', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    const { code, out, err } = await ended(shell);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [opened, arrest, call, alerts, missed, report] = out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(opened).toMatchObject({
      version: expect.any(Number),
      participants: [{ role: 'victim' }, { role: 'victim' }],
    });
    expect(arrest).toMatchObject({ obligations: [{ trigger: 'suspect-arrested' }, { trigger: 'suspect-arrested' }] });
    expect(call).toMatchObject({ reached: true, discharged: expect.arrayContaining([expect.any(String)]) });
    for (const { items } of [alerts!, missed!]) expect((items as unknown[]).length).toBeGreaterThan(0);
    expect((report!['rows'] as unknown[]).length).toBeGreaterThan(0);
  });
});
