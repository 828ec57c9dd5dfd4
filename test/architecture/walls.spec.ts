import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

const here = resolve('test/architecture');
const offenders = readdirSync(join(here, 'offenders')).toSorted();
const require = createRequire(import.meta.url);

const configurations = ['.dependency-cruiser.cjs', '.dependency-cruiser.folders.cjs'];
const walls = configurations.flatMap(
  (file) => (require(resolve(file)) as { forbidden: { name: string; comment?: string }[] }).forbidden,
);

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
    expect(offenders).toEqual(walls.map(({ name }) => name).toSorted());
  });

  it('each say why they stand', () => {
    expect(walls.filter(({ comment }) => !comment).map(({ name }) => name)).toEqual([]);
  });

  it('tell whoever trips one why it stands', () => {
    const { name, comment } = walls.find((wall) => wall.name === 'lib-by-its-index-from-apps')!;
    const house = mkdtempSync(join(tmpdir(), 'kept-informed-walls-'));
    try {
      cpSync(join(here, 'offenders', name), house, { recursive: true });
      for (const file of [...configurations, 'tsconfig.json', 'package.json']) cpSync(file, join(house, file));
      symlinkSync(resolve('node_modules'), join(house, 'node_modules'));
      const env = { ...process.env, NODE_OPTIONS: '' };
      const { status, stdout } = spawnSync('npm', ['run', '--silent', 'walls'], { cwd: house, encoding: 'utf8', env });
      expect(status).not.toBe(0);
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`${name}: `);
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(comment);
    } finally {
      rmSync(house, { recursive: true });
    }
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
