import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Puts a source file of the product, translated, into `out` where it is in the project. Types are not looked at. */
export function translate(file, out) {
  const target = join(out, relative(root, file)).replace(/ts$/, 'js');
  const { code, map } = transformFileSync(file, {
    cwd: root,
    sourceMaps: true,
    jsc: { baseUrl: root, paths: { '@kept-informed/*': ['./libs/*/src/index.ts'] } },
    module: { type: 'es6', resolveFully: true },
  });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${code}\n//# sourceMappingURL=${basename(target)}.map`);
  writeFileSync(`${target}.map`, map);
}
