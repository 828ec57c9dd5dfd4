import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import pg from 'pg';
import { makeLogIns } from './log-ins.mjs';

export interface OwnServer {
  /** A superuser's URL of its database `postgres`. */
  readonly url: string;
  /** The owner's URL of a new, empty database; its log-ins are those of `logInsOf`. */
  database(): Promise<string>;
  /** Shuts it down, which cuts off everybody, and starts it again at the same address after so many milliseconds. */
  restart(ms: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL server of a spec's own, for what must see no other spec: roles belong to a whole server, and a transaction
 * of anybody on it holds back what a reader may see. `package`: the folder of the package that it comes from.
 */
export async function ownServer(from: { package?: string } = {}): Promise<OwnServer> {
  const script = `
    import { startServices } from ${JSON.stringify(resolve('test/support/services.mjs'))};
    const { postgres, restart } = await startServices();
    console.log('server ' + postgres);
    process.stdin.on('end', () => process.exit()).on('data', async (ms) => {
      await restart(Number(ms));
      console.log('restarted');
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: {
      ...process.env,
      TEST_PG_URL: '',
      REDIS_URL: 'redis://not.used',
      ...(from.package && { TEST_PG_PACKAGE: from.package }),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout! });
  const url = (await lineOf(lines, 'server ')).slice('server '.length);
  return {
    url,
    database: () => makeLogIns(url).then(() => newDatabase(url)),
    restart: async (ms) => {
      child.stdin!.write(String(ms));
      await lineOf(lines, 'restarted');
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

/** The next line that begins so. */
function lineOf(lines: Interface, beginning: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const hear = (line: string) => {
      if (!line.startsWith(beginning)) return;
      lines.off('line', hear);
      resolve(line);
    };
    lines.on('line', hear).once('close', () => reject(new Error('The server of the spec has ended.')));
  });
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
