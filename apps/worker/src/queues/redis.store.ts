import { createRedisBackend, type BackendFactory, type IQueueBackend } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import type { Store } from './store.js';
import { within } from './within.js';

/** Opens Redis. Throws when it is not there within 5 s, or when it may throw away keys under memory pressure. */
export async function openRedis(url: string, prefix: string): Promise<Store> {
  let refusal: Error | undefined;
  const workers = new Set<Redis>();
  const client = new Redis(url, adding).on('ready', () => (refusal = undefined));
  client.on('error', (error: Error) => {
    refusal = error;
    if (error.message.startsWith('Socket timeout')) workers.forEach((worker) => worker.disconnect(true));
  });
  try {
    await within(5_000, 'Redis', client.connect());
    refuseEviction(await client.info('memory'));
  } catch (error) {
    client.disconnect();
    throw refusal ? new Error(`Redis cannot be reached: ${refusal.message}`, { cause: refusal }) : error;
  }
  // Asked first, because "Stream isn't writeable" says less than the ECONNREFUSED behind it.
  const whole = () => {
    if (client.status === 'ready') return client;
    throw refusal ?? new Error('The connection to Redis is lost.');
  };
  const turnKey = (name: string) => `${prefix}-turn:${name}`;
  return {
    // The shape of the options belongs to the factory; both come from this file.
    backend: createRedisBackend as unknown as BackendFactory<IQueueBackend, Record<string, unknown>>,
    adding: { connection: client as unknown as Record<string, unknown>, prefix },
    working() {
      const worker = new Redis(url, waiting).on('error', () => undefined);
      workers.add(worker);
      return { connection: worker as unknown as Record<string, unknown>, prefix };
    },
    ping: async () => void (await whole().ping()),
    takeTurn: async (name, ms) => (await whole().eval(TAKE_TURN, 1, turnKey(name), ms)) === 1,
    giveTurnBack: async (name) => void (await client.del(turnKey(name))),
    async close() {
      await within(1_000, 'Redis', client.quit()).catch(() => undefined);
      client.disconnect();
      workers.forEach((worker) => worker.disconnect());
    },
  };
}

/**
 * With any other policy Redis drops queue keys when it is full, silently (taskforcesh/bullmq#2215). BullMQ itself only
 * prints a warning. INFO and not CONFIG GET: hosted services often forbid the latter.
 */
function refuseEviction(info: string): void {
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? 'unknown';
  if (policy === 'noeviction') return;
  throw new Error(
    `Redis has maxmemory-policy "${policy}" and may throw away jobs when its memory is full. Set it to "noeviction": ` +
      '`redis-cli config set maxmemory-policy noeviction`, and `maxmemory-policy noeviction` in redis.conf so that it ' +
      'outlives a restart (a hosted Redis has a parameter group or setting of that name).',
  );
}

/**
 * A turn that would last longer than was ever asked for comes from a server clock that was set back, or from a key
 * without an end: it is taken over, or the schedule would stand still until the clock has caught up.
 */
const TAKE_TURN = `
  local left = redis.call('PTTL', KEYS[1])
  if left > 0 and left <= tonumber(ARGV[1]) then return 0 end
  redis.call('SET', KEYS[1], 1, 'PX', ARGV[1])
  return 1`;

/** Back within a second. BullMQ's own choice grows to 20 s between tries, which would be 20 s late. */
const retryStrategy = (times: number) => Math.min(100 * times, 1_000);

/**
 * Without an offline queue a command fails at once while Redis is away, and is not sent hours later. A cut cable shows
 * only as silence; the pulse asks every second, so `socketTimeout` finds it here first, and then the workers' connections
 * are renewed too.
 */
const adding: RedisOptions = {
  lazyConnect: true,
  retryStrategy,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 3_000,
  commandTimeout: 3_000,
  socketTimeout: 5_000,
};

/**
 * `commandTimeout` for a connection that was accepted and then never answered: ioredis asks INFO first and waits for ever,
 * and BullMQ's own watchdog waits for ioredis. Longer than the longest blocking read (1 s; 2 s before a delayed retry).
 * No `socketTimeout`: ioredis 5.11 does not clear its timer when a blocking read is cut off, so that a process told to
 * stop would stand there until it ends (seen: 15 s).
 */
const waiting: RedisOptions = {
  retryStrategy,
  maxRetriesPerRequest: null,
  connectTimeout: 3_000,
  commandTimeout: 5_000,
};
