import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

export interface OwnServer {
  /** A superuser's URL of its database `postgres`. */
  readonly url: string;
  /** The URL of a new, empty database. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL server of a spec's own, for what must see no other spec: roles belong to a whole server, and a transaction
 * of anybody on it holds back what a reader may see.
 */
export async function ownServer(): Promise<OwnServer> {
  const script = `
    import { startServices } from ${JSON.stringify(resolve('test/support/services.mjs'))};
    const { postgres } = await startServices();
    console.log('server ' + postgres);
    process.stdin.on('end', () => process.exit()).resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TEST_PG_URL: '', REDIS_URL: 'redis://not.used' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let url = '';
  for await (const line of createInterface({ input: child.stdout! })) {
    if (!line.startsWith('server ')) continue;
    url = line.slice('server '.length);
    break;
  }
  return {
    url,
    database: () => newDatabase(url),
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function newDatabase(server: string): Promise<string> {
  const name = `own_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name} template template0`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
