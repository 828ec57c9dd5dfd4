import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { installed } from '../support/package-folder.mjs';
import { startStack, type Stack } from '../support/stack.js';
import type { Description, DescribedOperation } from '../support/description.js';

const run = promisify(execFile);
const tools = fileURLToPath(new URL('tools/', import.meta.url));
const minutes = 60_000;

/** The description as others read it: linters, generators and whoever writes a client by hand. */
describe('the description of the API', () => {
  let stack: Stack;
  let folder: string;
  let file: string;
  let operations: DescribedOperation[];

  beforeAll(async () => {
    installed(tools);
    stack = await startStack('2026-11-02T10:00:00Z');
    folder = mkdtempSync(join(tmpdir(), 'ki-openapi-'));
    file = join(folder, 'openapi.json');
    const description = (await (await fetch(`${stack.url}/api/v1/openapi.json`)).json()) as Description;
    writeFileSync(file, JSON.stringify(description));
    operations = Object.values(description.paths).flatMap((path) => Object.values(path));
  }, 5 * minutes);
  afterAll(async () => {
    if (folder) rmSync(folder, { recursive: true, force: true });
    await stack?.stop();
  });

  /** What a tool says that is not content ends in an error, which carries what it said. */
  const tool = (name: string, ...args: string[]) =>
    run(process.execPath, [join(tools, 'node_modules', name), ...args], { cwd: tools, timeout: 2 * minutes });

  it('passes Redocly’s strict rules', async () => {
    const { stdout } = await tool('@redocly/cli/bin/cli.js', 'lint', file, '--config', 'redocly.yaml', '--format=json');
    expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0 }, problems: [] });
  });

  it('passes Spectral’s rules for OpenAPI, its warnings too', async () => {
    const spectral = '@stoplight/spectral-cli/dist/index.js';
    const { stdout } = await tool(spectral, 'lint', file, '--ruleset', '.spectral.yaml', '--fail-severity', 'hint');
    expect(stdout).toContain('No results');
  });

  it('calls each operation by a verb and what it is done to', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(names).toContain('recordContact');
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(?:[A-Z][a-z]+)+$/.test(name))).toEqual([]);
  });

  it('says of each operation for whom it is, and what it answers where it refuses', () => {
    for (const { operationId, security, responses, ...operation } of operations) {
      const isOpen = security.length === 0;
      expect([operationId, operation['x-roles']]).toEqual([operationId, isOpen ? undefined : expect.any(Array)]);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['429', '500', ...(isOpen ? [] : ['401', '403'])]));
    }
  });

  it('is enough to generate a client that opens, tells, closes, and reads why something is refused', async () => {
    const generated = join(tools, 'client/generated');
    await tool('openapi-typescript/bin/cli.js', file, '--output', join(generated, 'api.d.ts'));
    await tool('typescript/bin/tsc', '--project', 'client');
    const token = await stack.tokenOf('desk');
    const { stdout } = await run(process.execPath, [join(generated, 'closes-a-case.js'), stack.url, token]);
    expect(JSON.parse(stdout)).toEqual({
      reached: true,
      version: expect.any(Number),
      codes: ['already-closed', 'stale-version'],
    });
  });
});
