import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { describeWithRedis, redisUrl } from './redis.js';

describeWithRedis('the Redis of the specs', () => {
  it('answers, and never throws a job away to save memory', async () => {
    const redis = new Redis(redisUrl() ?? '', { lazyConnect: true, maxRetriesPerRequest: 1 });
    try {
      await redis.connect();
      expect(await redis.ping()).toBe('PONG');
      expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    } finally {
      redis.disconnect();
    }
  });
});

describe('without Redis', () => {
  it('its specs are skipped, not failed', async () => {
    const url = process.env['KI_TEST_REDIS'];
    delete process.env['KI_TEST_REDIS'];
    try {
      expect(redisUrl()).toBeNull();
    } finally {
      if (url) process.env['KI_TEST_REDIS'] = url;
    }
    expect(describeWithRedis).toBe(url ? describe : describe.skip);
  });
});
