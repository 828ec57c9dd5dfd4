import { execFileSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** BENCH_BUILT names a build to take as it is: an older one to compare with, say. */
export const dist = process.env.BENCH_BUILT ?? join(root, 'dist');
/** When the last build of a bench was done; the compiler leaves files alone whose content would stay the same. */
const stamp = join(dist, '.built-for-bench');
let checked = process.env.BENCH_BUILT !== undefined;

/** Imports a file of the product as it is built, `libs/event-store/src/index.js`; builds first where that is behind. */
export async function built(file) {
  if (!checked && isBehind()) {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
    writeFileSync(stamp, '');
  }
  checked = true;
  return import(pathToFileURL(join(dist, file)).href);
}

function isBehind() {
  const done = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return ['apps', 'libs'].some((part) =>
    readdirSync(join(root, part), { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .some((file) => statSync(join(root, part, file)).mtimeMs > done),
  );
}
