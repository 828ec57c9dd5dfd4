import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './free-port.mjs';
import { redisAnswers } from './redis-answers.mjs';
import { until } from './waiting.js';

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
    await until(() => redisAnswers(port), Boolean, 30_000, 10);
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
    flush: () => redisAnswers(port, 'FLUSHALL', '+OK'),
  };
}
