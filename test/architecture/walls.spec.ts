import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';

// Reading the whole house takes seconds, and longer beside other specs on a small machine.
jest.setTimeout(120_000);

const here = resolve('test/architecture');
const offenders = readdirSync(join(here, 'offenders')).toSorted();
const require = createRequire(import.meta.url);

function wallsOf(file: string): string[] {
  const { forbidden } = require(resolve(file)) as { forbidden: { name: string }[] };
  return forbidden.map(({ name }) => name);
}

const walls = [...wallsOf('.dependency-cruiser.cjs'), ...wallsOf('.dependency-cruiser.folders.cjs')];

describe('the walls', () => {
  let tripped: Record<string, string[]> = {};

  beforeAll(() => {
    const folders = [...offenders.map((name) => join(here, 'offenders', name)), join(here, 'innocents'), resolve('.')];
    const said = execFileSync(process.execPath, [join(here, 'cruise.mjs'), ...folders], {
      encoding: 'utf8',
      // Jest's own flags are not for this process.
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    tripped = JSON.parse(said) as Record<string, string[]>;
  });

  it('each have an offender planted', () => {
    expect(offenders).toEqual(walls.toSorted());
  });

  it.each(offenders)('%s is tripped by its offender, alone', (wall) => {
    const names = tripped[join(here, 'offenders', wall)]?.map((violation) => violation.split(':')[0]);
    expect([...new Set(names)]).toEqual([wall]);
  });

  it('let pass what is allowed beside them', () => {
    expect(tripped[join(here, 'innocents')]).toEqual([]);
  });

  it('all stand in this house', () => {
    expect(tripped[resolve('.')]).toEqual([]);
  });
});
