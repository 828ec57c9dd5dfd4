import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases, type Opened } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

/** What was known then, asked later: nobody swept in between. */
describe('questions about what was known at a time', () => {
  let stack: Stack;
  let cases: Cases;
  let opened: Opened;
  let arrestId: string;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    cases = await onCases(stack);
    opened = await cases.crime();
    const arrest = { type: 'suspect-arrested', occurredAt: '2026-11-02T09:30:00Z' };
    const { body } = await cases.desk.post(`/cases/${opened.caseId}/milestones`, arrest);
    arrestId = body.obligations.find(({ commitment }: any) => commitment === 'VC20-ARREST').obligationId;
    at(stack, '2026-11-20T12:00:00Z');
    const told = { tells: ['suspect-arrested'], lateReason: 'Found in the notebook.' };
    const call = cases.call(opened.victim, '2026-11-05T10:00:00Z', told);
    expect((await cases.desk.post(`/cases/${opened.caseId}/contacts`, call)).status).toBe(201);
  });
  afterAll(() => stack?.stop());

  const arrest = async (knownAt?: string) =>
    (await cases.desk.get(`/obligations/${arrestId}${knownAt ? `?knownAt=${knownAt}` : ''}`)).body;

  it('tell how an obligation stood as known then', async () => {
    expect(await arrest()).toMatchObject({ status: 'met', recordedLate: true });
    expect(await arrest('2026-11-09T23:59:59.999Z')).toMatchObject({ status: 'open', dischargedAt: null });
    expect(await arrest('2026-11-10T00:00:00Z')).toMatchObject({ status: 'missed', open: true, recordedLate: false });
    const knownAt = '2026-11-20T12:00:00Z';
    expect(await arrest(knownAt)).toEqual({ ...(await arrest()), knownAt });
    expect(await arrest('2026-11-02T09:59:59Z')).toMatchObject({ status: 404, code: 'unknown-obligation' });
  });

  it('tell of a case what had been recorded by then', async () => {
    const types = async (knownAt: string) =>
      (await cases.desk.get(`/cases/${opened.caseId}/timeline?limit=500&knownAt=${knownAt}`)).body.items.map(
        ({ type }: any) => type,
      );
    expect(await types('2026-11-20T11:59:59Z')).not.toContain('ContactMade');
    expect(await types('2026-11-20T12:00:00Z')).toContain('ContactMade');
  });

  it('explain a due date as it would have been explained then', async () => {
    const asked = (knownAt: string) => cases.desk.get(`/obligations/${arrestId}/derivation?knownAt=${knownAt}`);
    const { body: now } = await cases.desk.get(`/obligations/${arrestId}/derivation`);
    const knownAt = '2026-11-20T12:00:00Z';
    expect((await asked(knownAt)).body).toEqual({ ...now, knownAt });
    expect((await asked('2026-11-05T12:00:00Z')).body).toMatchObject({ dueOn: '2026-11-09', generations: [{}] });
    expect(await asked('2026-11-02T09:59:59Z')).toMatchObject({ status: 404 });
  });

  it('say the instant for which they answer, where one was asked for', async () => {
    const knownAt = '2026-11-20T10:00:00.000+01:00';
    for (const path of ['', '/timeline']
      .map((part) => `/cases/${opened.caseId}${part}`)
      .concat(
        ['/cases', '/obligations', '/alerts', '/disputes', '/alerts/duty', '/workload', '/calendar/holidays?year=2026'],
        `/obligations/${arrestId}/derivation`,
      )) {
      const asked = `${path}${path.includes('?') ? '&' : '?'}knownAt=${encodeURIComponent(knownAt)}`;
      const { status, body } = await cases.supervisor.get(asked);
      expect([path, status, body.knownAt]).toEqual([path, 200, '2026-11-20T09:00:00Z']);
    }
  });

  it.each(['/commitments', '/staff', '/teams', '/areas'])(
    'are refused by GET %s, which can only be answered as it is now',
    async (route) => {
      const path = route.replace('{caseId}', opened.caseId);
      const asked = `${path}${path.includes('?') ? '&' : '?'}knownAt=2026-11-05T12:00:00Z`;
      expect(await cases.supervisor.get(asked)).toMatchObject({
        status: 422,
        body: { code: 'known-at-not-supported', errors: [{ pointer: '?knownAt' }] },
      });
    },
  );

  it('are refused of a time that is still to come', async () => {
    for (const path of [
      `/obligations/${arrestId}`,
      `/obligations/${arrestId}/derivation`,
      `/cases/${opened.caseId}/timeline`,
    ])
      expect(await cases.desk.get(`${path}?knownAt=2026-11-20T12:00:00.001Z`)).toMatchObject({
        status: 422,
        body: { code: 'in-the-future' },
      });
  });
});
