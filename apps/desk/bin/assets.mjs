// Styles and script of the desk: made by `npm run build` from apps/desk/assets and the packages, without a download. A
// file's name holds the digest of what is in it, and beside it lies the same packed.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const source = join(root, 'apps/desk/assets');

/** Puts them into this folder, in the place of those that were there. */
export async function buildAssets(target) {
  const [{ compile }, { build }] = await Promise.all([import('sass'), import('esbuild')]);
  // The Ministry's styles look for those of GOV.UK under this very path, and both tell of what they will change one day.
  const { css } = compile(join(source, 'desk.scss'), { loadPaths: [root], quietDeps: true, style: 'compressed' });
  const { outputFiles } = await build({
    entryPoints: [join(source, 'desk.js')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2020',
  });
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const files = { 'desk.css': css, 'desk.js': outputFiles[0].text, 'icon.svg': readFileSync(join(source, 'icon.svg')) };
  const names = Object.entries(files).map(([name, content]) => [name, put(target, name, Buffer.from(content))]);
  writeFileSync(join(target, 'manifest.json'), JSON.stringify(Object.fromEntries(names)));
}

function put(target, file, content) {
  const { name, ext } = parse(file);
  const digest = createHash('sha256').update(content).digest('base64url').slice(0, 12);
  const hashed = `${name}-${digest}${ext}`;
  writeFileSync(join(target, hashed), content);
  writeFileSync(join(target, `${hashed}.br`), brotliCompressSync(content));
  return hashed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAssets(join(root, 'dist/apps/desk/assets'));
