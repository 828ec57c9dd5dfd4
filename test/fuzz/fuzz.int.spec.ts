import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { englandAndWales } from '@kept-informed/calendar';
import { operationOf, type Description } from '../support/description.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';
import { asking, expectNothingKept, type Asking } from './asking.js';
import { KnownIds } from './known-ids.js';
import {
  alertLife,
  caseLife,
  feedbackLife,
  open,
  operationLife,
  succeeding,
  termsLife,
  type Succeed,
} from './lives.js';
import { OutOfSight } from './out-of-sight.js';
import { operationsIn, requestsOf, type Operation } from './requests.js';

/** How many requests a route gets: a share of it in CI, all of it by `npm run fuzz`. */
const bodies = Number(process.env['FUZZ_BODIES'] ?? 20);
const questions = Number(process.env['FUZZ_QUESTIONS'] ?? 8);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
/** Which operations by their ids, where a long run is taken up again or asked of some alone. */
const only = new RegExp(process.env['FUZZ_ONLY'] ?? '');
const all = process.env['FUZZ_BODIES'] !== undefined;
/** A share lasts no longer than this, however busy the machine is; all of it lasts as long as it does. */
const shareMs = all ? Infinity : 50_000;
const longestRunMs = all ? 12 * 3_600_000 : 600_000;
const patienceMs = all ? 600_000 : 25_000;

const [morning, later, evening] = ['2026-11-02T10:00:00Z', '2026-11-25T10:00:00Z', '2026-11-25T18:00:00Z'];

/** Whatever is asked: refused or done, in words of the description, and nothing half done. */
describe('what the API answers to anything', () => {
  let stack: Stack;
  let description: Description;
  let operations: Operation[];
  let asked: Asking;
  let succeed: Succeed;
  let outOfSight: OutOfSight;
  const known = new KnownIds();
  const succeeded = new Set<string>();
  const tally = new Map<number, number>();

  beforeAll(async () => {
    stack = await startStack(morning, 'postgres', {
      REQUESTS_PER_MINUTE: '1000000',
      REQUESTS_BEFORE_SIGN_IN: '1000000',
    });
    description = (await (await fetch(`${stack.url}/api/v1/openapi.json`)).json()) as Description;
    operations = operationsIn(description);
    asked = await asking(stack, description);
    succeed = succeeding(asked, known, (method, address) => {
      succeeded.add(operationOf(description, method, `${stack.url}${address}`)!.operationId);
    });
  });
  afterAll(async () => {
    if (all) console.log(Object.fromEntries([...tally].toSorted()));
    await stack?.stop();
  });

  it(
    'is yes to a whole life of a case, of feedback, of alerts, of policies and of messages',
    async () => {
      const holidays = [...englandAndWales.holidays.values()]
        .filter(({ date }) => date >= '2026')
        .map(({ date, title }) => ({ date, title }));
      outOfSight = new OutOfSight(stack, asked);
      await outOfSight.open(morning);
      await termsLife(succeed, holidays);
      await caseLife(succeed, morning);
      await feedbackLife(succeed, morning);
      await alertLife(succeed, stack, morning, later);
      const worker = await stack.worker();
      const messages = async () => (await succeed('admin', 'GET', '/deliveries')).items as { state: string }[];
      await until(messages, ({ length }) => length > 0, patienceMs);
      // What is gathered into one e-mail waits for five minutes.
      stack.clock.set(evening);
      await until(messages, (found) => found.some(({ state }) => state === 'kept'), patienceMs);
      await worker.close();
      await outOfSight.learnAlerts();
      await operationLife(succeed, 'http://127.0.0.1:9/hooks');
      // Of imports there is a journey: they take files, and go on after their answer.
      const commands = operations
        .filter(({ method, path }) => method !== 'GET' && !path.includes('/imports'))
        .map(({ operationId }) => operationId);
      expect(commands.filter((one) => !succeeded.has(one))).toEqual([]);
    },
    longestRunMs,
  );

  const ofMethod = (isQuestion: boolean) =>
    operations.filter(({ method, operationId }) => (method === 'GET') === isQuestion && only.test(operationId));

  /** Each operation is asked, whatever was wrong with the one before it. */
  async function fuzzEach(those: readonly Operation[], numRuns: number): Promise<void> {
    const wrong: string[] = [];
    for (const operation of those) {
      const began = Date.now();
      const told = await fuzz(operation, numRuns).then(
        () => 'well',
        ({ message, cause }: Error) =>
          `${operation.operationId}: ${message} ${cause instanceof Error ? cause.message : ''}`,
      );
      if (told !== 'well') wrong.push(told);
      if (all) process.stderr.write(`${operation.operationId} in ${Date.now() - began} ms: ${told}\n`);
    }
    expect(wrong).toEqual([]);
  }

  async function fuzz(operation: Operation, numRuns: number): Promise<void> {
    // What earlier requests closed or merged has nothing more to refuse.
    await open(succeed, later);
    const withOthers = outOfSight.among(known.all, operation.operationId);
    const end = Date.now() + shareMs / operations.length;
    const property = fc.asyncProperty(requestsOf(operation, description, withOthers), async (sent) => {
      if (Date.now() > end) return;
      const { answer, text, wrong } = await asked.ask(sent);
      if (answer.status < 300) known.learn(answer.body);
      tally.set(answer.status, (tally.get(answer.status) ?? 0) + 1);
      expect([...wrong, ...(await outOfSight.toldOf(sent, { answer, text }))]).toEqual([]);
    });
    await fc.assert(property, { numRuns, seed });
  }

  it(
    'is described, in time and without a trace of what was refused: commands',
    async () => {
      await fuzzEach(ofMethod(false), bodies);
    },
    longestRunMs,
  );

  it(
    'is described, in time and without a trace: questions',
    async () => {
      await fuzzEach(ofMethod(true), questions);
    },
    longestRunMs,
  );

  it('was mostly understood, for what is refused at the door says little of what is behind it', () => {
    const total = [...tally.values()].reduce((sum, count) => sum + count, 0);
    const done = [...tally].filter(([status]) => status < 300).reduce((sum, [, count]) => sum + count, 0);
    expect(done / total).toBeGreaterThan(0.03);
  });

  it('leaves every case readable, and nothing that was written in words in facts, messages or the log', async () => {
    // What was restricted meanwhile is out of sight.
    const cases: { caseId: string }[] = await stack.database.query(
      'select case_id as "caseId" from cases where restricted_to is null',
    );
    for (const { caseId } of cases.slice(-20)) {
      for (const path of [`/cases/${caseId}`, `/cases/${caseId}/timeline`]) await succeed('desk', 'GET', path);
      const { items } = await succeed('desk', 'GET', `/obligations?caseId=${caseId}`);
      for (const { obligationId } of items.slice(0, 5))
        await succeed('desk', 'GET', `/obligations/${obligationId}/derivation`);
    }
    await expectNothingKept(stack);
  }, 300_000);
});
