import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/free-port.mjs';
import { redisAnswers } from '../../support/redis-answers.mjs';

/** REDIS_URL, else a redis-server of this run's own that writes its log of commands to disk; null where there is none. */
export async function startRedis(dir) {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => undefined };
  const port = await freePort();
  const settings = ['--bind', '127.0.0.1', '--maxmemory-policy', 'noeviction', '--appendonly', 'yes', '--dir', dir];
  const child = spawn('redis-server', ['--port', String(port), ...settings], { stdio: 'ignore' });
  const gone = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  const absent = gone.then(() => null);
  const url = await Promise.race([absent, answers(port).then(() => `redis://127.0.0.1:${port}`)]);
  if (!url) return null;
  const stop = async () => {
    child.kill();
    await gone;
  };
  return { url, stop };
}

async function answers(port) {
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(25)) if (await redisAnswers(port)) return;
}
