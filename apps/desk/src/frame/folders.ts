import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const { resolve } = createRequire(import.meta.url);

/** Found from the sources as well as from a compiled tree. */
function found(what: string, ...candidates: string[]): string {
  const folder = candidates.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
  if (!folder) throw new Error(`${what} are not there. Run npm run build.`);
  return fileURLToPath(folder);
}

/** Where the pages lie, ours and those of the kept components. */
export function viewFolders(): string[] {
  const ours = found('The pages, apps/desk/views,', '../../views/', '../../../../../apps/desk/views/');
  const govuk = dirname(resolve('govuk-frontend/package.json'));
  return [ours, `${govuk}/dist`];
}

/** Where styles and scripts lie once they are built. */
export function assetFolder(): string {
  const file = 'manifest.json';
  return dirname(
    found(
      'The styles and scripts of the desk',
      `../../assets/${file}`,
      `../../../../dist/apps/desk/assets/${file}`,
      `../../../../../dist/apps/desk/assets/${file}`,
    ),
  );
}
