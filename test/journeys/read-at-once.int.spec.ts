import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

/** What time alone brings about, read while no worker has been there: the same as once one has. */
describe('A35: what is read before the worker has been there', () => {
  let stack: Stack;
  let cases: Cases;

  beforeAll(async () => {
    stack = await startStack('2026-03-02T10:00:00Z');
    cases = await onCases(stack);
  });
  afterAll(() => stack?.stop());

  const monthly = async (caseId: string) => {
    const { body } = await cases.desk.get(`/obligations?caseId=${caseId}&commitment=QOS-UPDATE`);
    expect(body.behindSince).toBe(null);
    return body.items.map(({ dueOn, status, open }: any) => `${dueOn} ${status}${open ? '' : ' for good'}`);
  };
  const openedBefore = (openedAt: string) => {
    at(stack, openedAt);
    return cases.crime({}, openedAt);
  };

  it('a list has each month that went by in silence, and the moment before only those before', async () => {
    const { caseId } = await openedBefore('2026-03-02T10:00:00Z');
    at(stack, '2026-05-01T22:59:59.999Z');
    expect(await monthly(caseId)).toEqual(['2026-04-02 missed']);
    at(stack, '2026-05-02T22:59:59.999Z');
    expect(await monthly(caseId)).toEqual(['2026-04-02 missed']);
    at(stack, '2026-05-02T23:00:00Z');
    expect(await monthly(caseId)).toEqual(['2026-04-02 missed for good', '2026-05-02 missed']);
  });

  it('a case, one obligation and its derivation say the same, and nothing is left to a worker', async () => {
    const { caseId, owed } = await openedBefore('2026-06-01T10:00:00Z');
    const first = owed('QOS-UPDATE');
    at(stack, '2026-08-03T10:00:00Z');
    expect(await cases.obligation(first)).toMatchObject({ status: 'missed', open: false });
    const told = async () => {
      const { obligations, version } = await cases.whole(caseId);
      const { sentence } = (await cases.desk.get(`/obligations/${first}/derivation`)).body;
      const { items } = (await cases.desk.get(`/cases/${caseId}/timeline?limit=200`)).body;
      return { obligations, version, sentence, entries: items.length };
    };
    const before = await told();
    expect(before.sentence).toContain('has been closed as missed for good since Sunday 2 August 2026');
    const of = before.obligations.filter(({ commitment }: any) => commitment === 'QOS-UPDATE');
    expect(of.map(({ dueOn, status }: any) => `${dueOn} ${status}`)).toEqual([
      '2026-07-01 missed',
      '2026-08-01 missed',
    ]);
    const left = `select count(*)::int as left from next_checks where case_id = $1 and at <= $2`;
    expect(await stack.database.query(left, [caseId, stack.clock.now()])).toEqual([{ left: 0 }]);
    expect(await told()).toEqual(before);
  });

  it('a list says since when cases wait that it could not make up for, and makes up for them as it is asked again', async () => {
    at(stack, '2026-12-01T10:00:00Z');
    const all = Array.from({ length: 101 }, () => cases.crime({}, '2026-12-01T10:00:00Z'));
    await Promise.all(all);
    at(stack, '2027-02-10T10:00:00Z');
    const list = async () => (await cases.desk.get('/obligations?commitment=QOS-UPDATE&open=true&limit=500')).body;
    const first = await list();
    expect(Date.parse(first.behindSince)).toBeLessThan(Date.parse('2027-02-10T10:00:00Z'));
    expect((await list()).behindSince).toBe(null);
  });

  it('an opt-out that ended by its own last day is over', async () => {
    const { caseId, victim } = await openedBefore('2026-09-01T10:00:00Z');
    const asked = {
      scope: 'periodic',
      until: '2026-09-20',
      reason: 'Away.',
      requestedBy: victim,
      identifiedBy: 'in-person',
    };
    at(stack, '2026-09-02T10:00:00Z');
    await cases.desk.post(`/cases/${caseId}/participants/${victim}/opt-outs`, asked);
    at(stack, '2026-09-20T22:59:59.999Z');
    expect(await monthly(caseId)).toEqual(['2026-10-01 waived for good']);
    at(stack, '2026-09-20T23:00:00Z');
    expect(await monthly(caseId)).toEqual(['2026-10-01 waived for good', '2026-10-21 open']);
  });
});
