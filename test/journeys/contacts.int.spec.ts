import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

let stack: Stack;
let cases: Cases;

beforeAll(async () => {
  stack = await startStack('2026-03-16T12:00:00Z');
  cases = await onCases(stack);
}, 60_000);
afterAll(() => stack?.stop());

const statusOf = async (caseId: string, commitment: string) => {
  const { body } = await cases.desk.get(`/obligations?caseId=${caseId}&commitment=${commitment}`);
  return body.items.map(({ status }: any) => status);
};

describe('what a contact says', () => {
  it('an outcome that its method cannot have is refused, and nothing is recorded', async () => {
    const { caseId, victim } = await cases.crime({}, '2026-03-16T09:00:00Z');
    const sent = cases.call(victim, '2026-03-16T10:00:00Z', { outcome: 'sent' });
    expect(await cases.desk.post(`/cases/${caseId}/contacts`, sent)).toMatchObject({
      status: 422,
      body: { code: 'outcome-does-not-fit', errors: [{ pointer: '#/outcome' }] },
    });
    const { body } = await cases.desk.get(`/cases/${caseId}/timeline`);
    expect(body.items.filter(({ type }: any) => type.startsWith('Contact'))).toEqual([]);
  });

  it('why it was recorded late stands in the timeline, for those who make contacts alone', async () => {
    at(stack, '2026-03-16T12:00:00Z');
    const { caseId, victim } = await cases.crime({}, '2026-03-09T09:00:00Z');
    const late = cases.call(victim, '2026-03-10T10:00:00Z', { lateReason: 'The notebook was found today.' });
    expect(await cases.desk.post(`/cases/${caseId}/contacts`, late)).toMatchObject({ status: 201 });
    const made = async (client: Cases['desk']) =>
      (await client.get(`/cases/${caseId}/timeline`)).body.items.find(({ type }: any) => type === 'ContactMade');
    expect(await made(cases.desk)).toMatchObject({ lateReason: 'The notebook was found today.' });
    expect(await made(cases.performance)).not.toHaveProperty('lateReason');
  });

  it('spoken to somebody who did not prove who they are it discharges nothing, and the supervisor is told', async () => {
    const { caseId, victim } = await cases.crime({}, '2026-03-16T09:00:00Z');
    await cases.desk.post(`/cases/${caseId}/milestones`, {
      type: 'suspect-arrested',
      occurredAt: '2026-03-16T09:30:00Z',
    });
    const call = cases.call(victim, '2026-03-16T10:00:00Z', { tells: ['suspect-arrested'], identityVerified: false });
    const { body } = await cases.desk.post(`/cases/${caseId}/contacts`, call);
    expect(body).toMatchObject({ reached: false, discharged: [] });
    expect(await statusOf(caseId, 'VC20-ARREST')).toEqual(['open']);
    const alerts = await cases.supervisor.get('/alerts?rung=identity-not-proved');
    expect(alerts.body.items).toMatchObject([{ caseId, contactId: body.contactId }]);
  });
});
