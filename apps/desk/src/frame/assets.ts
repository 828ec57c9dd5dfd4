import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NextFunction, Request, Response } from 'express';
import { assetFolder } from './folders.js';

/** A file as it is sent; its name changes with what is in it, so a browser keeps it for ever. */
interface BuiltAsset {
  readonly type: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
}

/** Styles, script and icon of the desk. */
export class Assets {
  /** Where each is, by what it is called: `desk.css`. */
  readonly addresses: { readonly styles: string; readonly script: string; readonly icon: string };
  readonly #files: ReadonlyMap<string, BuiltAsset>;

  constructor(folder = assetFolder()) {
    const read = (name: string) => readFileSync(join(folder, name));
    const names = JSON.parse(read('manifest.json').toString()) as Record<string, string>;
    const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' } as const;
    const files = Object.entries(names).map(([name, file]) => {
      const type = `${types[name.split('.').at(-1) as keyof typeof types]}; charset=utf-8`;
      return [`/${file}`, { type, plain: read(file), brotli: read(`${file}.br`) }] as const;
    });
    this.#files = new Map(files);
    const at = (name: string) => `/assets/${names[name]}`;
    this.addresses = { styles: at('desk.css'), script: at('desk.js'), icon: at('icon.svg') };
  }

  /** To be mounted at `/assets`. */
  readonly handler = (request: Request, response: Response, next: NextFunction): void => {
    const asset = this.#files.get(request.path);
    if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    response.set({
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
    });
    const packs = request.acceptsEncodings('br') === 'br';
    if (packs) response.set('Content-Encoding', 'br');
    response.end(packs ? asset.brotli : asset.plain);
  };
}
