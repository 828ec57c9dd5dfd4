import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productFolder } from '@kept-informed/runtime';

const { resolve } = createRequire(import.meta.url);

/** Where the pages lie, ours and those of the kept components. */
export function viewFolders(): string[] {
  const govuk = dirname(resolve('govuk-frontend/package.json'));
  return [join(productFolder(), 'apps/desk/views'), `${govuk}/dist`];
}

/** Where styles and scripts lie once they are built: beside the code that `npm run dev` has made, else where the build puts them. */
export function assetFolder(): string {
  const candidates = [
    fileURLToPath(new URL('../../assets/', import.meta.url)),
    join(productFolder(), 'dist/apps/desk/assets/'),
  ];
  const folder = candidates.find((path) => existsSync(join(path, 'manifest.json')));
  if (!folder) throw new Error('The styles and scripts of the desk are not there. Run npm run build.');
  return folder;
}
