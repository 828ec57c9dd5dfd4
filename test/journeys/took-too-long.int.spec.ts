import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import { onCases, type Cases } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

/** Long enough for all that is not held up. */
const longest = 2_000;

/** Tables that somebody else holds for themselves stand for a question that takes for ever. */
describe('while the database is there and takes too long', () => {
  let stack: Stack;
  let cases: Cases;
  let owner: DataSource;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z', 'postgres', {}, async (url) => {
      const at = new URL(url);
      at.searchParams.set('options', `-c statement_timeout=${longest}`);
      return at.href;
    });
    cases = await onCases(stack);
    owner = await openDatabase({ url: stack.ownerUrl, asOwner: true, poolSize: 2 });
  });
  afterAll(async () => {
    await owner?.destroy();
    await stack?.stop();
  });

  it('whoever asks or records is told so, and that nothing was recorded, which is true', async () => {
    const { caseId, victim } = await cases.crime();
    const version = async () => (await cases.desk.get(`/cases/${caseId}`)).body['version'];
    const before = await version();
    const call = cases.call(victim, '2026-11-02T09:59:00Z');
    const recorded = () => cases.desk.post(`/cases/${caseId}/contacts`, call);
    const held = owner.createQueryRunner();
    await held.startTransaction();
    await held.query('lock table cases, contacts, obligations in access exclusive mode');
    for (const ask of [() => cases.desk.get(`/cases/${caseId}`), () => cases.desk.get('/obligations'), recorded]) {
      const { status, body } = await ask();
      expect([status, body.code, body.detail]).toEqual([
        503,
        'took-too-long',
        expect.stringContaining('Nothing was recorded'),
      ]);
    }
    await held.rollbackTransaction();
    await held.release();
    expect(await version()).toBe(before);
    expect((await recorded()).status).toBe(201);
  });

  it('whoever asks for figures is told how much is left, while hardly any are kept reckoned', async () => {
    await cases.crime();
    const held = owner.createQueryRunner();
    await held.startTransaction();
    await held.query('lock table obligations in access exclusive mode');
    const answered = async () => {
      const { status, body } = await cases.performance.get<any>('/compliance?from=2026-10-01&to=2026-10-31');
      return [status, body.code, body.casesLeft];
    };
    expect(await answered()).toEqual([503, 'took-too-long', undefined]);
    await owner.query(
      `insert into unreckoned_cases select 'waits-' || n, '-infinity' from generate_series(1, 10000) n`,
    );
    const [{ left }] = await owner.query('select count(*)::int as left from unreckoned_cases');
    expect(await answered()).toEqual([503, 'still-reckoning', left]);
    await held.rollbackTransaction();
    await held.release();
  });
});
