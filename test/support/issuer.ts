import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedProvider } from '@kept-informed/access';

export interface Issuer {
  /** What OIDC_ISSUER is to be; tokens come from `/token` below it. */
  readonly url: string;
  stop(): void;
}

/**
 * An OpenID provider on an address of its own, for processes whose database is none of theirs. `beside`: what else answers
 * there, as the desk to which browsers are led back.
 */
export async function startIssuer(beside?: RequestListener): Promise<Issuer> {
  const home = mkdtempSync(join(tmpdir(), 'ki-issuer-'));
  const provider = await embeddedProvider({ publicUrl: () => at, home, production: false });
  const server = createServer((request, response) => {
    if (beside && !request.url!.startsWith('/oidc')) return void beside(request, response);
    // Where it is mounted, as Express would tell it.
    const original = { originalUrl: request.url, url: request.url!.replace(/^\/oidc/, '') };
    provider.handler(Object.assign(request, original), response, () => response.writeHead(404).end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // It is built when first asked, and jest lets nothing be imported between tests, as those are that run side by side.
  const { status } = await fetch(`${at}/oidc/jwks`);
  if (status !== 200) throw new Error(`The provider answers ${status}.`);
  return {
    url: `${at}/oidc`,
    stop: () => {
      server.closeAllConnections();
      server.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
