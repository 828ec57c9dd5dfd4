import { expect, it } from '@jest/globals';
import { startStack } from '../../../test/support/stack.js';
import { until } from '../../../test/support/waiting.js';

it('the server stops though busy clients never let go of their connections, and answers what it has taken', async () => {
  const stack = await startStack('2026-01-15T10:00:01Z');
  const desk = await stack.as('desk');
  const statuses: number[] = [];
  const busy = async () => {
    for (let answer; (answer = await desk.get('/obligations').catch(() => undefined));) statuses.push(answer.status);
  };
  const clients = Array.from({ length: 8 }, busy);
  await until(
    async () => statuses.length,
    (count) => count > 8,
  );
  const asked = Date.now();
  await stack.stop();
  expect(Date.now() - asked).toBeLessThan(5_000);
  await Promise.all(clients);
  expect(new Set(statuses)).toEqual(new Set([200]));
});
