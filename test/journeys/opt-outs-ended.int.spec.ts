import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases } from '../support/cases.js';
import { openFromBoth } from '../support/open-from-both.js';
import { startStack, type Stack } from '../support/stack.js';

const reason = 'Not until the trial.';

/** What becomes of what was waived once the wish not to be told has ended, or never was theirs. */
describe('opt-outs that end', () => {
  let stack: Stack;
  let cases: Cases;

  beforeAll(async () => {
    stack = await startStack('2026-03-02T10:00:00Z');
    cases = await onCases(stack);
  });
  afterAll(() => stack?.stop());

  const owing = async (caseId: string, commitment: string, knownAt = '') => {
    const { body } = await cases.desk.get(`/obligations?caseId=${caseId}&commitment=${commitment}${knownAt}`);
    return body.items.map(({ dueOn, status, mark }: any) => [dueOn, status, mark].filter(Boolean).join(' ')).sort();
  };
  const crime = () => cases.crime({}, '2026-03-02T09:00:00Z');
  const optedOut = async (caseId: string, victim: string, scope: string, more: object = {}) => {
    const asked = { scope, reason, requestedBy: victim, identifiedBy: 'known-number', ...more };
    const path = `/cases/${caseId}/participants/${victim}/opt-outs`;
    const { status, body } = await cases.desk.post(path, asked);
    expect(status).toBe(201);
    return `${path}/${body.optOutId}`;
  };
  const happened = (caseId: string, type: string, occurredAt: string) =>
    cases.desk.post(`/cases/${caseId}/milestones`, { type, occurredAt });

  it('A7: given the referral to the contact scheme, then it is owed anew from the day on which they opted back in', async () => {
    at(stack, '2026-03-03T10:00:00Z');
    const { caseId, victim } = await crime();
    const optOut = await optedOut(caseId, victim, 'VC20-VCS-REFER');
    at(stack, '2026-03-05T10:00:00Z');
    await happened(caseId, 'eligible-sentence-passed', '2026-03-05T10:00:00Z');
    at(stack, '2026-03-11T10:00:00Z');
    const { status, body } = await cases.desk.delete(optOut);
    expect(status).toBe(200);
    expect(body.obligations).toMatchObject([{ commitment: 'VC20-VCS-REFER', dueOn: '2026-03-25', status: 'open' }]);
    expect(await owing(caseId, 'VC20-VCS-REFER')).toEqual(['2026-03-19 waived', '2026-03-25 open']);
    const { sentence } = (await cases.desk.get(`/obligations/${body.obligations[0].obligationId}/derivation`)).body;
    expect(sentence).toContain(
      '10 working days after Wednesday 11 March 2026, when the person wanted to be told again',
    );
  });

  it('given an arrest that is not due yet, then it is owed again, no earlier than the end of the next working day', async () => {
    at(stack, '2026-03-04T10:00:00Z');
    const { caseId, victim } = await crime();
    await happened(caseId, 'suspect-arrested', '2026-03-04T10:00:00Z');
    const optOut = await optedOut(caseId, victim, 'VC20-ARREST');
    expect(await owing(caseId, 'VC20-ARREST')).toEqual(['2026-03-11 waived']);
    at(stack, '2026-03-11T10:00:00Z');
    const { body } = await cases.desk.delete(optOut);
    expect(body.obligations).toMatchObject([{ commitment: 'VC20-ARREST', dueOn: '2026-03-12', generation: 2 }]);
    const { sentence } = (await cases.desk.get(`/obligations/${body.obligations[0].obligationId}/derivation`)).body;
    expect(sentence).toContain(
      'one working day after Wednesday 11 March 2026, when the person wanted to be told again',
    );
  });

  it('A8: given an opt-out from everything that never was theirs, then a supervisor voids it and what was waived is owed anew', async () => {
    at(stack, '2026-03-03T10:00:00Z');
    const { caseId, victim } = await crime();
    const optOut = await optedOut(caseId, victim, 'all', { statutoryNamed: true });
    at(stack, '2026-03-04T10:00:00Z');
    await happened(caseId, 'suspect-arrested', '2026-03-04T10:00:00Z');
    at(stack, '2026-03-16T12:00:00Z');
    const why = { reason: 'It was her husband who rang.' };
    expect(await cases.desk.post(`${optOut}/void`, why)).toMatchObject({ status: 403 });
    expect(await cases.supervisor.post(`${optOut}/void`, { reason: ' ' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/reason' }] },
    });
    const voided = await cases.supervisor.post(`${optOut}/void`, why);
    expect(voided.status).toBe(201);
    const anew = voided.body.obligations.map(({ commitment, dueOn }: any) => `${commitment} ${dueOn}`);
    expect(anew).toEqual(expect.arrayContaining(['VC20-ARREST 2026-03-23', 'QOS-UPDATE 2026-04-16']));
    expect(await owing(caseId, 'VC20-ARREST')).toEqual(['2026-03-11 waived opt-out-voided', '2026-03-23 open']);
    expect(await owing(caseId, 'QOS-UPDATE')).toEqual(['2026-04-02 waived opt-out-voided', '2026-04-16 open']);
    expect((await cases.whole(caseId)).optOuts).toMatchObject([
      { optedBackInAt: null, voidedAt: '2026-03-16T12:00:00Z', statutoryNamed: true },
    ]);
    expect(await cases.supervisor.post(`${optOut}/void`, why)).toMatchObject({
      status: 409,
      body: { code: 'already-voided' },
    });
    expect(await cases.supervisor.post(`${optOut}x/void`, why)).toMatchObject({ status: 404 });
    expect(await cases.desk.delete(optOut)).toMatchObject({ status: 409, body: { code: 'already-ended' } });
    const facts = await stack.database.query(`select data from facts where type = 'OptOutVoided'`);
    expect(JSON.stringify(facts)).not.toContain('husband');
    const counted = await cases.performance.get(`/compliance?from=2026-03-01&to=2026-03-31&commitment=VC20-ARREST`);
    expect(counted.body.totals).toMatchObject({ waived: 1, missed: 1 });
  });

  it('tell from their facts what is open as the tables list it', async () => {
    const { told, listed } = await openFromBoth(stack.database, stack.clock.now());
    expect(listed.length).toBeGreaterThan(5);
    expect(told).toEqual(listed);
  });
});
