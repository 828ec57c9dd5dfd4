import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = fileURLToPath(new URL('../peers/', import.meta.url));

/** Imports a package of peers/package.json; the first time that installs them there, from the lock file. */
export async function peers(name) {
  if (!existsSync(`${folder}node_modules`))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' });
  return import(pathToFileURL(createRequire(`${folder}package.json`).resolve(name)).href);
}
