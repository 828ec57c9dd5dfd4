import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { translate } from '../../../apps/cli/bin/translate.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** BENCH_BUILT names a build to take as it is: an older one to compare with, say, from when files were not bundled. */
const given = process.env.BENCH_BUILT;
export const dist = given ?? join(root, 'dist');
/** The product file by file, for what a bench does in its own process. */
const files = given ?? join(root, 'test/bench/.cache/built');
/** When both were done. */
const stamp = join(files, '.built-for-bench');
let checked = given !== undefined;

/** Imports a file of the product as it is built, `libs/event-store/src/index.js`; builds first where that is behind. */
export async function built(file) {
  if (!checked && isBehind()) {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
    rmSync(files, { recursive: true, force: true });
    for (const source of sources().filter((each) => !/\.(spec|fixtures?)\.ts$/.test(each))) translate(source, files);
    writeFileSync(stamp, '');
  }
  checked = true;
  return import(pathToFileURL(join(files, file)).href);
}

function isBehind() {
  const done = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources().some((file) => statSync(file).mtimeMs > done);
}

function sources() {
  return ['apps', 'libs'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(root, part, file)),
  );
}
