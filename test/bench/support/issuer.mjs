import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from './built.mjs';

let started;

/** The OpenID provider that all servers of a bench go by: beside a database of its own the product has none built in. */
export const benchIssuer = () => (started ??= start());

async function start() {
  const { embeddedProvider } = await built('libs/access/src/index.js');
  const home = mkdtempSync(join(tmpdir(), 'kept-informed-bench-issuer-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const provider = await embeddedProvider({ publicUrl: () => at, home, production: false });
  const server = createServer((request, response) => {
    const original = { originalUrl: request.url, url: request.url.replace(/^\/oidc/, '') };
    provider.handler(Object.assign(request, original), response, (error) =>
      response.writeHead(error ? 500 : 404).end(),
    );
  });
  await once(server.listen(0, '127.0.0.1').unref(), 'listening');
  const at = `http://127.0.0.1:${server.address().port}`;
  return `${at}/oidc`;
}
