import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases, type Opened } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

/** What is recorded after a miss, and what a supervisor makes of it. */
describe('disputes', () => {
  let stack: Stack;
  let cases: Cases;
  let arrested: Opened;
  let milestoneId: string;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    cases = await onCases(stack);
    arrested = await cases.crime();
    const arrest = { type: 'suspect-arrested', occurredAt: '2026-11-02T09:30:00Z' };
    ({ milestoneId } = (await cases.desk.post(`/cases/${arrested.caseId}/milestones`, arrest)).body);
  });
  afterAll(() => stack?.stop());

  const arrest = async () =>
    (await cases.desk.get(`/obligations?caseId=${arrested.caseId}&commitment=VC20-ARREST`)).body.items[0];
  const waiting = async () =>
    (await cases.supervisor.get(`/disputes?decided=false&caseId=${arrested.caseId}`)).body.items.filter(
      ({ commitment }: any) => commitment === 'VC20-ARREST',
    );
  const deciding = async (body: object, client = cases.supervisor) => {
    const [{ disputeId }] = await waiting();
    return client.post(`/disputes/${disputeId}/decision`, body);
  };

  it('a milestone voided after the miss leaves it missed, and waits for a supervisor', async () => {
    at(stack, '2026-11-16T12:00:00Z');
    const etag = await cases.etagOf(arrested.caseId);
    const path = `/cases/${arrested.caseId}/milestones/${milestoneId}/void`;
    expect((await cases.desk.post(path, { reason: 'The wrong man.' }, etag)).status).toBe(201);
    expect(await arrest()).toMatchObject({ status: 'missed', open: false, disputed: true, stood: null });
    expect(await waiting()).toMatchObject([
      {
        caseId: arrested.caseId,
        dueOn: '2026-11-09',
        stood: 'missed',
        would: 'voided',
        with: 'supervisor',
        raisedAt: '2026-11-16T12:00:00Z',
        decideBy: '2026-12-01T00:00:00Z',
        decidedAt: null,
      },
    ]);
  });

  it('after ten working days it is with the performance unit', async () => {
    at(stack, '2026-11-30T23:59:59.999Z');
    expect(await waiting()).toMatchObject([{ with: 'supervisor' }]);
    at(stack, '2026-12-01T00:00:00Z');
    expect(await waiting()).toMatchObject([{ with: 'performance-unit' }]);
  });

  it('a dispute is decided by a supervisor, with a reason, once', async () => {
    const confirmed = { confirm: true, reason: 'He was in prison that day.' };
    expect((await deciding(confirmed, cases.desk)).status).toBe(403);
    expect(await deciding({ confirm: true })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/reason' }] },
    });
    expect(await deciding({ reason: 'So.' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/confirm' }] },
    });
    const unknown = await cases.supervisor.post('/disputes/none/decision', confirmed);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown-dispute' } });
    const [{ disputeId }] = await waiting();
    expect(await deciding(confirmed)).toMatchObject({
      status: 201,
      body: { dispute: { confirmed: true }, obligation: { status: 'voided', disputed: false, stood: 'missed' } },
    });
    expect(await arrest()).toMatchObject({ status: 'voided', disputed: false, stood: 'missed' });
    expect(await waiting()).toEqual([]);
    const again = await cases.supervisor.post(`/disputes/${disputeId}/decision`, confirmed);
    expect(again).toMatchObject({ status: 409, body: { code: 'already-decided' } });
  });

  it('is decided by nobody whose duty it was or who recorded what it is about, and nothing is recorded', async () => {
    at(stack, '2026-12-01T10:00:00Z');
    const decision = { confirm: true, reason: 'He was in prison that day.' };
    const disputed = async (owner: string, voids: Cases['desk']) => {
      const { caseId } = await cases.crime({ owner }, '2026-11-30T09:00:00Z');
      const arrest = { type: 'suspect-arrested', occurredAt: '2026-11-30T09:30:00Z' };
      const { milestoneId } = (await cases.desk.post(`/cases/${caseId}/milestones`, arrest)).body;
      at(stack, '2026-12-16T10:00:00Z');
      const path = `/cases/${caseId}/milestones/${milestoneId}/void`;
      expect((await voids.post(path, { reason: 'The wrong man.' }, await cases.etagOf(caseId))).status).toBe(201);
      return caseId;
    };
    const answer = async (caseId: string) => {
      const { items } = (await cases.supervisor.get(`/disputes?decided=false&caseId=${caseId}`)).body;
      expect(items).toHaveLength(1);
      const { version } = await cases.whole(caseId);
      const { status, body } = await cases.supervisor.post(`/disputes/${items[0].disputeId}/decision`, decision);
      expect((await cases.whole(caseId))['version']).toBe(version);
      return { status, code: body.code };
    };
    const own = await disputed('sgt-2001', cases.desk);
    expect(await answer(own)).toEqual({ status: 409, code: 'decides-own-duty' });
    const handed = await cases.desk.post(`/cases/${own}/owner`, { staffId: 'pc-1234' }, await cases.etagOf(own));
    expect(handed.status).toBe(201);
    expect(await answer(own)).toEqual({ status: 409, code: 'decides-own-duty' });
    at(stack, '2026-12-01T10:00:00Z');
    const recorded = await disputed('pc-1234', cases.supervisor);
    expect(await answer(recorded)).toEqual({ status: 409, code: 'decides-own-recording' });
  });

  it('a dispute ends by itself once what raised it is undone, and both can be asked for as known then', async () => {
    at(stack, '2027-01-04T10:00:00Z');
    const { caseId, victim } = await cases.crime({}, '2027-01-04T09:00:00Z');
    const reached = { type: 'suspect-arrested', occurredAt: '2027-01-04T09:30:00Z' };
    await cases.desk.post(`/cases/${caseId}/milestones`, reached);
    at(stack, '2027-01-13T10:00:00Z');
    const tells = { tells: ['suspect-arrested'] };
    const call = cases.call(victim, '2027-01-13T09:00:00Z', tells);
    const { contactId } = (await cases.desk.post(`/cases/${caseId}/contacts`, call)).body;
    const correct = async (more: object) =>
      cases.desk.post(`/cases/${caseId}/contacts/${contactId}/correction`, more, await cases.etagOf(caseId));
    at(stack, '2027-01-14T10:00:00Z');
    const inTime = { reason: 'Typed wrongly.', occurredAt: '2027-01-08T09:00:00Z' };
    expect((await correct(inTime)).status).toBe(201);
    const told = async () =>
      (await cases.desk.get(`/obligations?caseId=${caseId}&commitment=VC20-ARREST`)).body.items[0];
    const listed = async (more = '') => (await cases.supervisor.get(`/disputes?caseId=${caseId}${more}`)).body.items;
    expect(await told()).toMatchObject({ status: 'met-late', disputed: true });
    const [{ disputeId }] = await listed('&decided=false');
    at(stack, '2027-01-15T10:00:00Z');
    const struck = { reason: 'There was no such call.', strikeOut: true };
    expect((await correct(struck)).status).toBe(201);
    expect(await told()).toMatchObject({ status: 'missed', open: true, disputed: false, stood: null });
    expect(await listed('&decided=false')).toEqual([]);
    expect(await listed()).toMatchObject([{ disputeId, decidedAt: null, endedAt: '2027-01-15T10:00:00Z' }]);
    const known = '&decided=false&knownAt=2027-01-15T09:59:59.999Z';
    expect(await listed(known)).toMatchObject([{ disputeId, endedAt: null }]);
    const decision = { confirm: true, reason: 'As recorded.' };
    expect(await cases.supervisor.post(`/disputes/${disputeId}/decision`, decision)).toMatchObject({
      status: 409,
      body: { code: 'already-ended' },
    });
  });

  it('a miss within two working days of a handover names both owners, and so does its alert', async () => {
    at(stack, '2026-12-07T10:00:00Z');
    const { caseId, victim, owed } = await cases.crime({}, '2026-12-07T09:00:00Z');
    at(stack, '2026-12-11T10:00:00Z');
    const handed = await cases.desk.post(`/cases/${caseId}/owner`, { staffId: 'pc-1001' }, await cases.etagOf(caseId));
    expect(handed.status).toBe(201);
    at(stack, '2026-12-15T00:00:00Z');
    const chase = { direction: 'inbound', outcome: 'received', purpose: 'enquiry' };
    await cases.desk.post(`/cases/${caseId}/contacts`, cases.call(victim, '2026-12-15T00:00:00Z', chase));
    const both = { from: 'pc-1234', to: 'pc-1001' };
    expect(await cases.obligation(owed('QOS-INITIAL'))).toMatchObject({
      status: 'missed',
      dueOn: '2026-12-14',
      handover: both,
    });
    expect((await cases.obligation(owed('QOS-UPDATE'))).handover).toBeNull();
    const { items } = (await cases.supervisor.get(`/alerts?caseId=${caseId}&rung=missed`)).body;
    const told = items.map(({ commitment, handover }: any) => [commitment, handover]);
    expect(told).toContainEqual(['QOS-INITIAL', both]);
  });
});
