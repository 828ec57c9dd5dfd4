import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

/** What arrives later than it was sent, and what comes back. */
describe('receipts', () => {
  let stack: Stack;
  let cases: Cases;

  beforeAll(async () => {
    stack = await startStack('2026-03-09T12:00:00Z');
    cases = await onCases(stack);
  });
  afterAll(() => stack?.stop());

  const routes = [
    { method: 'sms', value: '07700 900123', safe: true },
    { method: 'letter', value: '1 Any Street, Barrow LA14 1AA', safe: true },
  ];
  /** An arrest of the clock's day at half past nine, and somebody told of it at eleven. */
  const told = async (day: string, contact: object) => {
    at(stack, `${day}T12:00:00Z`);
    const opened = await cases.crime({ participants: [{ role: 'victim', name: 'V', routes }] }, `${day}T09:00:00Z`);
    const { caseId, victim } = opened;
    const arrest = { type: 'suspect-arrested', occurredAt: `${day}T09:30:00Z` };
    await cases.desk.post(`/cases/${caseId}/milestones`, arrest);
    const sent = cases.call(victim, `${day}T11:00:00Z`, { outcome: 'sent', tells: ['suspect-arrested'], ...contact });
    const { body } = await cases.desk.post(`/cases/${caseId}/contacts`, sent);
    return { ...opened, contactId: body.contactId as string, body };
  };
  const received = (caseId: string, contactId: string, receipt: object, client = cases.desk) =>
    client.post(`/cases/${caseId}/contacts/${contactId}/receipt`, receipt);
  const arrest = async (caseId: string) =>
    (await cases.desk.get(`/obligations?caseId=${caseId}&commitment=VC20-ARREST`)).body.items[0];

  it('a text reaches from when it arrived', async () => {
    const { caseId, contactId, body } = await told('2026-03-09', { method: 'sms' });
    const { obligationId } = await arrest(caseId);
    expect(body).toMatchObject({ reached: false });
    expect(body.notDischarged).toContainEqual({ obligationId, because: 'no-receipt-yet' });
    at(stack, '2026-03-10T12:00:00Z');
    const answer = await received(caseId, contactId, { outcome: 'delivered', at: '2026-03-10T08:00:00Z' });
    expect(answer).toMatchObject({ status: 201, body: { caseId, contactId, reached: true } });
    expect(answer.body.discharged).toContain(obligationId);
    expect(await arrest(caseId)).toMatchObject({
      status: 'met',
      dischargedAt: '2026-03-10T08:00:00Z',
      dischargedBy: contactId,
    });
    const { body: timeline } = await cases.desk.get(`/cases/${caseId}/timeline`);
    expect(timeline.items).toContainEqual(
      expect.objectContaining({
        type: 'ReceiptCame',
        words: 'What was sent arrived',
        occurredAt: '2026-03-10T08:00:00Z',
      }),
    );
  });

  it('of a letter that comes back all that it had met is owed again, and by that address nothing reaches', async () => {
    const { caseId, victim, contactId } = await told('2026-03-10', { method: 'letter' });
    const { obligationId } = await arrest(caseId);
    expect(await arrest(caseId)).toMatchObject({ status: 'met', dueOn: '2026-03-17' });
    at(stack, '2026-03-12T12:00:00Z');
    const answer = await received(caseId, contactId, { outcome: 'returned', at: '2026-03-12T10:00:00Z' });
    expect(answer).toMatchObject({ status: 201, body: { reached: false, discharged: [] } });
    expect(answer.body.obligations).toContainEqual(
      expect.objectContaining({ obligationId, status: 'open', dueOn: '2026-03-19', generation: 2 }),
    );
    const { body: derivation } = await cases.desk.get(`/obligations/${obligationId}/derivation`);
    expect(derivation.generations.map(({ cause, dueOn }: any) => [cause, dueOn])).toEqual([
      [null, '2026-03-17'],
      ['returned', '2026-03-19'],
    ]);
    expect(derivation.sentence).toContain('when what had been sent came back');
    const again = cases.call(victim, '2026-03-12T11:00:00Z', {
      method: 'letter',
      outcome: 'sent',
      tells: ['suspect-arrested'],
    });
    const { body } = await cases.desk.post(`/cases/${caseId}/contacts`, again);
    expect(body).toMatchObject({ reached: false, discharged: [] });
    expect(body.notDischarged).toContainEqual({ obligationId, because: 'dead-route' });
  });

  it('what arrived in time and is recorded after the miss leaves it missed, disputed', async () => {
    const { caseId, contactId } = await told('2026-03-12', { method: 'sms' });
    at(stack, '2026-03-20T12:00:00Z');
    const late = { outcome: 'delivered', at: '2026-03-13T08:00:00Z' };
    expect((await received(caseId, contactId, late)).status).toBe(201);
    expect(await arrest(caseId)).toMatchObject({ status: 'missed', disputed: true });
    const { body } = await cases.supervisor.get(`/disputes?decided=false&caseId=${caseId}`);
    expect(body.items).toContainEqual(expect.objectContaining({ commitment: 'VC20-ARREST', would: 'met' }));
  });

  it('what arrived only after it was due meets it late, and nobody need decide', async () => {
    const { caseId, contactId } = await told('2026-03-20', { method: 'sms' });
    at(stack, '2026-03-30T12:00:00Z');
    await received(caseId, contactId, { outcome: 'delivered', at: '2026-03-30T08:00:00Z' });
    expect(await arrest(caseId)).toMatchObject({ status: 'met-late', disputed: false });
  });

  it('one that cannot be is refused by its field, and nothing is recorded', async () => {
    const { caseId, victim, contactId } = await told('2026-03-30', { method: 'letter' });
    const call = cases.call(victim, '2026-03-30T11:30:00Z');
    const spoken = (await cases.desk.post(`/cases/${caseId}/contacts`, call)).body.contactId;
    const when = '2026-03-30T11:45:00Z';
    const refused = async (asked: object, status: number, body: object, id = contactId) =>
      expect(await received(caseId, id, asked)).toMatchObject({ status, body });
    const fit = { code: 'outcome-does-not-fit', errors: [{ pointer: '#/outcome' }] };
    await refused({ outcome: 'delivered', at: when }, 422, fit, spoken);
    await refused({ outcome: 'read', at: when }, 422, fit);
    await refused({ outcome: 'spoke', at: when }, 422, { errors: [{ pointer: '#/outcome' }] });
    await refused({ outcome: 'delivered' }, 422, { errors: [{ pointer: '#/at' }] });
    const ahead = { code: 'in-the-future', errors: [{ pointer: '#/at' }] };
    await refused({ outcome: 'delivered', at: '2026-03-30T12:00:01Z' }, 422, ahead);
    const before = { code: 'before-it-was-sent', errors: [{ pointer: '#/at' }] };
    await refused({ outcome: 'delivered', at: '2026-03-30T10:59:59Z' }, 422, before);
    await refused({ outcome: 'delivered', at: when }, 404, { code: 'unknown-contact' }, 'none');
    expect((await received('none', contactId, { outcome: 'delivered', at: when })).status).toBe(404);
    expect((await received(caseId, contactId, { outcome: 'delivered', at: when }, cases.performance)).status).toBe(403);
    const { body } = await cases.desk.get(`/cases/${caseId}/timeline`);
    expect(body.items.filter(({ type }: any) => type === 'ReceiptCame')).toEqual([]);
    expect((await received(caseId, contactId, { outcome: 'delivered', at: when })).status).toBe(201);
    await refused({ outcome: 'delivered', at: when }, 409, { code: 'already-known' });
  });
});
