import { Redis } from 'ioredis';

/** Everything that a Redis holds, key by key, as text. */
export async function redisTexts(url: string): Promise<ReadonlyMap<string, string>> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys('*');
    return new Map(await Promise.all(keys.map(async (key) => [key, JSON.stringify(await read(redis, key))] as const)));
  } finally {
    redis.disconnect();
  }
}

async function read(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    // It was there when the keys were asked for, and has ended since.
    default:
      return null;
  }
}
