import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { onCases, type Cases, type Opened } from '../support/cases.js';
import { cuttableWay, type CuttableWay } from '../support/cuttable-way.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

describe('while the database cannot be reached', () => {
  let stack: Stack;
  let way: CuttableWay;
  let cases: Cases;
  let crime: Opened;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z', 'postgres', {}, async (url) => {
      way = await cuttableWay(url);
      return way.url;
    });
    cases = await onCases(stack);
    crime = await cases.crime();
  });
  afterAll(async () => {
    way?.mend();
    await stack?.stop();
    way?.close();
  });

  const call = () => cases.call(crime.victim, '2026-11-02T09:59:00Z');
  const recorded = () => cases.desk.post(`/cases/${crime.caseId}/contacts`, call());
  const counted = async () => (await cases.desk.get(`/cases/${crime.caseId}`)).body['version'];

  it('whoever asks or records is told so, when to try again, and nothing is half done', async () => {
    const before = await counted();
    way.cut();
    for (const ask of [
      () => cases.desk.get(`/cases/${crime.caseId}`),
      () => cases.desk.get('/obligations'),
      recorded,
    ]) {
      const { status, headers, body } = await ask();
      expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'database-unavailable', '2']);
    }
    way.mend();
    await until(
      () => cases.desk.get(`/cases/${crime.caseId}`),
      ({ status }) => status === 200,
      10_000,
    );
    expect(await counted()).toBe(before);
    expect((await recorded()).status).toBe(201);
  });
});
