import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logInsOf } from '../../support/log-ins.mjs';
import { dist } from './built.mjs';
import { keys } from './desk-cases.mjs';
import { benchIssuer } from './issuer.mjs';

/** As whoever starts the product with it would; its two months end now. */
export async function generateDemonstration(url) {
  const { owner, api, desk, worker } = logInsOf(url);
  const home = mkdtempSync(join(tmpdir(), 'kept-informed-bench-demonstration-'));
  const env = {
    ...process.env,
    ...keys,
    DATABASE_URL: owner,
    API_DATABASE_URL: api,
    DESK_DATABASE_URL: desk,
    WORKER_DATABASE_URL: worker,
    OIDC_ISSUER: await benchIssuer(),
    OIDC_CLIENT_ID: 'demo-web',
    PUBLIC_URL: 'http://127.0.0.1',
    KEPT_INFORMED_HOME: home,
  };
  const started = [join(dist, 'apps/cli/src/main.js'), 'start', '--demo', 'full', '--port', '0'];
  const child = spawn(process.execPath, started, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const ended = once(child, 'exit');
    const [line] = await Promise.race([once(child.stdout, 'data'), ended]);
    if (!String(line).includes('"ready":true')) throw new Error('The demonstration could not be generated.');
    child.kill('SIGTERM');
    await ended;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
