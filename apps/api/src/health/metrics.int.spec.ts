import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DirectoryHolder, demoForceFile } from '@kept-informed/directory';
import { domainOn, FollowUpStreams } from '@kept-informed/follow-up';
import { openMany } from '../../../../test/support/many-cases.js';
import { startStack, type Stack } from '../../../../test/support/stack.js';

jest.setTimeout(60_000);

const openedAt = '2026-01-15T10:00:00.000Z';
/** 09:00 on the working day before the first update is due: the rung `due-soon`. */
const rungAt = '2026-02-13T09:00:00.000Z';

let stack: Stack;
let caseIds: string[];

beforeAll(async () => {
  stack = await startStack(openedAt);
  const { store, force } = domain();
  caseIds = await openMany(3, openedAt, { store, book: await force.rulebook(), clock: stack.clock });
});
afterAll(() => stack.stop());

const domain = () => domainOn({ ...stack, directory: new DirectoryHolder(demoForceFile()) });

async function waited(): Promise<number> {
  const text = await (await fetch(`${stack.url}/metrics`)).text();
  return Number(/^kept_informed_oldest_due_seconds (\S+)$/m.exec(text)![1]);
}

describe('case 62 (taskforcesh/bullmq#2534): a watchdog on the oldest due rung', () => {
  it('shows nothing up to the moment before a rung is due', async () => {
    stack.clock.set('2026-02-13T08:59:59.999Z');
    expect(await waited()).toBe(0);
  });

  it('shows how long it has waited while no worker is there, and nothing once it was looked at', async () => {
    stack.clock.set('2026-02-13T09:01:30.000Z');
    expect(await waited()).toBe((Date.parse(stack.clock.now()) - Date.parse(rungAt)) / 1_000);
    const { store, force } = domain();
    await new FollowUpStreams(store, force.rulebook, stack.clock).check(caseIds, { by: 'worker', requestId: 'spec' });
    expect(await waited()).toBe(0);
  });
});
