import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.mjs';

export interface OwnRedis {
  readonly url: string;
  /** Starts it, empty. */
  start(): Promise<void>;
  /** As kill -9. */
  stop(): Promise<void>;
  flush(): Promise<boolean>;
}

/** A Redis of the spec's own, to be emptied, killed and started again. */
export async function ownRedis(policy = 'noeviction'): Promise<OwnRedis> {
  const port = await freePort();
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', policy];
  let child: ChildProcess;
  const start = async () => {
    child = spawn('redis-server', flags, { stdio: 'ignore' });
    for (const end = Date.now() + 30_000; Date.now() < end && !(await answers(port));) await sleep(10);
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    flush: () => answers(port, 'FLUSHALL', '+OK'),
  };
}

async function answers(port: number, command = 'PING', wanted = '+PONG'): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(`${command}\r\n`);
    return String((await once(socket, 'data'))[0]).startsWith(wanted);
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
