// Cruises folders with the walls of the house and prints what they trip: { folder: ["wall: from → to", …] }.
// A process of its own, because it changes the working directory: each folder is looked at as if it were the house.
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const house = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);
const sets = ['.dependency-cruiser.cjs', '.dependency-cruiser.folders.cjs'].map((file) => require(join(house, file)));

const tripped = {};
for (const folder of process.argv.slice(2).map((name) => resolve(name))) tripped[folder] = await look(folder);
process.stdout.write(JSON.stringify(tripped));

async function look(folder) {
  const copy = mkdtempSync(join(tmpdir(), `kept-informed-${basename(folder)}-`));
  try {
    if (folder === resolve(house)) process.chdir(house);
    else {
      cpSync(folder, copy, { recursive: true });
      cpSync(join(house, 'tsconfig.json'), join(copy, 'tsconfig.json'));
      symlinkSync(join(house, 'node_modules'), join(copy, 'node_modules'));
      process.chdir(copy);
    }
    const found = [];
    for (const { forbidden, options } of sets) found.push(...(await violations(forbidden, options)));
    return found;
  } finally {
    process.chdir(house);
    rmSync(copy, { recursive: true });
  }
}

async function violations(forbidden, options) {
  const { enhancedResolveOptions, tsConfig, ...rest } = options;
  const { output } = await cruise(
    ['apps', 'libs'].filter((name) => existsSync(name)),
    { ...rest, tsConfig, enhancedResolveOptions, ruleSet: { forbidden, options }, validate: true },
    { ...enhancedResolveOptions, tsConfig: resolve(tsConfig.fileName) },
    { tsConfig: extractTSConfig(resolve(tsConfig.fileName)) },
  );
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}
