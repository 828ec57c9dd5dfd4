import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The last commit before the house was put in order: what the speed of today is measured against. */
const commit = 'fcc1035';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const cache = join(root, 'test/bench/.cache');
/** Without its specs, which the test runner would find there and run. */
const parts = ['apps', 'libs', 'nest-cli.json', 'package.json', 'package-lock.json', 'tsconfig.json'];
const noSpecs = ':(exclude,glob)**/*.spec.ts';

/** That commit as a product to serve, built the first time, in a few minutes; undefined where the clone is too shallow. */
export function commitBefore() {
  const folder = join(cache, commit);
  if (!existsSync(folder)) {
    if (spawnSync('git', ['cat-file', '-e', commit], { cwd: root }).status !== 0) return undefined;
    make(folder);
  }
  // Named, because the product looks for its demo force beside a package.json that has been renamed.
  const env = { FORCE_FILE: join(folder, 'libs/directory/data/cumbria.yaml') };
  // It takes on its role after signing in as the tables' owner.
  return { dist: join(folder, 'dist'), env, signsInAsOwner: true };
}

function make(folder) {
  const draft = `${folder}.${process.pid}`;
  const run = (program, args, cwd = draft) => execFileSync(program, args, { cwd, stdio: ['ignore', 2, 2] });
  mkdirSync(draft, { recursive: true });
  try {
    run('git', ['archive', '--output', join(draft, 'tree.tar'), commit, '--', ...parts, noSpecs], root);
    run('tar', ['-xf', 'tree.tar']);
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    run('npm', ['run', '--silent', 'build']);
    // Two packages of one name in a tree make the test runner complain.
    run('npm', ['pkg', 'set', `name=kept-informed-${commit}`]);
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
