import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases, type Opened } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

/** Attempts are seen, on what is owed and on the case. */
describe('attempts', () => {
  let stack: Stack;
  let cases: Cases;
  let opened: Opened;

  beforeAll(async () => {
    stack = await startStack('2026-03-09T12:00:00Z');
    cases = await onCases(stack);
    const routes = [{ method: 'sms', value: '07700 900123', safe: true }];
    const participants = [
      { role: 'victim', name: 'V', entitlement: 'enhanced', routes },
      { role: 'victim', name: 'W' },
    ];
    opened = await cases.crime({ participants }, '2026-03-09T09:00:00Z');
  });
  afterAll(() => stack?.stop());

  const made = async (occurredAt: string, outcome: string, more = {}) => {
    at(stack, occurredAt);
    const call = cases.call(opened.victim, occurredAt, { outcome, ...more });
    return (await cases.desk.post(`/cases/${opened.caseId}/contacts`, call)).body;
  };
  /** As one obligation, a list and the case tell it: always the same. */
  const seen = async () => {
    const one = await cases.obligation(opened.owed('QOS-INITIAL'));
    const { body } = await cases.desk.get(`/obligations?caseId=${opened.caseId}&participantId=${opened.victim}`);
    const whole = await cases.whole(opened.caseId);
    const found = [one.attempts, ...body.items.map(({ attempts }: any) => attempts), whole['participants'][0].attempts];
    expect(new Set(found.map((each: object) => JSON.stringify(each))).size).toBe(1);
    expect(whole['participants'][1].attempts).toEqual({ count: 0, last: null });
    return one.attempts;
  };

  it('are counted since somebody was last in touch', async () => {
    expect(await seen()).toEqual({ count: 0, last: null });
    await made('2026-03-10T10:00:00Z', 'no-answer');
    await made('2026-03-11T10:00:00Z', 'voicemail');
    expect(await seen()).toEqual({ count: 2, last: '2026-03-11T10:00:00Z' });
  });

  it('on a third date tell the supervisor, as does somebody else who answers', async () => {
    const { contactId, concerns } = await made('2026-03-12T10:00:00Z', 'third-party');
    expect(concerns.map(({ concern }: any) => concern).toSorted()).toEqual(['not-reached', 'third-party-answered']);
    const alerts = await cases.supervisor.get('/alerts?rung=not-reached');
    expect(alerts.body.items).toMatchObject([{ caseId: opened.caseId, contactId, status: 'open' }]);
  });

  it('end with a text that arrives; one of which nothing is known counts after 72 hours', async () => {
    const { contactId, stillOpen } = await made('2026-03-13T10:00:00Z', 'sent', { method: 'sms' });
    expect(stillOpen[0].attempts).toEqual({ count: 3, last: '2026-03-12T10:00:00Z' });
    at(stack, '2026-03-16T09:59:59.999Z');
    expect((await seen()).count).toBe(3);
    at(stack, '2026-03-16T10:00:00Z');
    expect(await seen()).toEqual({ count: 4, last: '2026-03-13T10:00:00Z' });
    const receipt = { outcome: 'delivered', at: '2026-03-13T11:00:00Z' };
    expect((await cases.desk.post(`/cases/${opened.caseId}/contacts/${contactId}/receipt`, receipt)).status).toBe(201);
    expect(await seen()).toEqual({ count: 0, last: null });
    const alerts = await cases.supervisor.get('/alerts?rung=not-reached&status=cleared');
    expect(alerts.body.items).toMatchObject([{ caseId: opened.caseId }]);
  });

  it('are answered as they were known', async () => {
    const id = opened.owed('QOS-INITIAL');
    const { body } = await cases.desk.get(`/obligations/${id}?knownAt=2026-03-11T10:00:00Z`);
    expect(body.attempts).toEqual({ count: 2, last: '2026-03-11T10:00:00Z' });
  });
});
