import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { onCases, type Cases } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

const occurredAt = '2026-11-02T09:30:00Z';

/** Whom a milestone concerns, and what comes of it. */
describe('milestones and feedback', () => {
  let stack: Stack;
  let cases: Cases;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    cases = await onCases(stack);
  });
  afterAll(() => stack?.stop());

  const two = () => cases.crime({ participants: [{ role: 'victim' }, { role: 'victim' }] });

  it('one that concerns a person must say whom, and is owed to that one', async () => {
    const { caseId, participants } = await two();
    const path = `/cases/${caseId}/milestones`;
    const asked = { type: 'evidence-required', occurredAt };
    expect(await cases.desk.post(path, asked)).toMatchObject({
      status: 422,
      body: { code: 'whom-does-it-concern', participantIds: participants, errors: [{ pointer: '#/participantIds' }] },
    });
    const { status, body } = await cases.desk.post(path, { ...asked, participantIds: [participants[1]] });
    expect(status).toBe(201);
    expect(body.obligations).toMatchObject([{ commitment: 'VC20-EVIDENCE', participantId: participants[1] }]);
    expect(body).toMatchObject({ leftOut: [participants[0]], notOwed: [] });
  });

  it('a suspect’s that leaves a victim out says why, which the timeline shows to the desk alone', async () => {
    const { caseId, participants } = await two();
    const path = `/cases/${caseId}/milestones`;
    const asked = { type: 'suspect-arrested', occurredAt, participantIds: [participants[0]] };
    expect((await cases.desk.post(path, asked)).body).toMatchObject({
      code: 'left-out-without-reason',
      errors: [{ pointer: '#/reason' }],
    });
    const reason = 'He was never at her house.';
    const { body } = await cases.desk.post(path, { ...asked, reason });
    expect(body).toMatchObject({ leftOut: [participants[1]] });
    expect(body.obligations).toMatchObject([{ participantId: participants[0] }]);
    const shown = async (client: typeof cases.desk) => (await client.get(`/cases/${caseId}/timeline`)).body.items;
    const reached = ({ type }: { type: string }) => type === 'MilestoneReached';
    expect((await shown(cases.desk)).find(reached)).toMatchObject({ reason });
    expect(JSON.stringify(await shown(cases.performance))).not.toContain(reason);
  });

  it('one from which nothing arises says why', async () => {
    const { caseId } = await cases.crime({ participants: [{ role: 'witness' }] });
    const { body } = await cases.desk.post(`/cases/${caseId}/milestones`, { type: 'suspect-arrested', occurredAt });
    expect(body.obligations).toEqual([]);
    expect(body.notOwed).toEqual([{ commitment: 'VC20-ARREST', because: 'nobody-in-role' }]);
  });

  it('a plan or feedback from which nothing arises says why as well', async () => {
    const { caseId, participants } = await cases.crime({ participants: [{ role: 'victim' }, { role: 'witness' }] });
    const planOf = async (participantId: string) => {
      const asked = { frequency: 'P14D', method: 'phone' };
      const { status, body } = await cases.desk.post(
        `/cases/${caseId}/participants/${participantId}/contact-plan`,
        asked,
      );
      expect(status).toBe(201);
      return [body.obligations.map(({ commitment }: any) => commitment), body.notOwed];
    };
    expect(await planOf(participants[0]!)).toEqual([['VC20-PERIODIC'], []]);
    expect(await planOf(participants[1]!)).toEqual([
      [],
      ['QOS-AGREED', 'VC20-PERIODIC'].map((commitment) => ({ commitment, because: 'nobody-in-role' })),
    ]);
    const given = {
      participantId: participants[0],
      method: 'phone',
      type: 'compliment',
      receivedAt: '2026-11-02T09:40:00Z',
    };
    const { body } = await cases.desk.post(`/cases/${caseId}/feedback`, { ...given, replyRequested: false });
    expect(body.notOwed).toEqual([{ commitment: 'QOS-FB-REPLY', because: 'no-reply-requested' }]);
  });

  it('feedback of which somebody became aware later is acknowledged within 24 hours from then', async () => {
    const { caseId, victim } = await cases.crime({}, '2026-10-30T20:00:00Z');
    const given = { participantId: victim, method: 'email', type: 'dissatisfaction', replyRequested: true };
    const times = { receivedAt: '2026-10-30T22:00:00Z', knownAt: '2026-11-02T08:00:00Z' };
    const { body } = await cases.desk.post(`/cases/${caseId}/feedback`, { ...given, ...times });
    expect(body.obligations).toMatchObject([
      { commitment: 'QOS-FB-ACK', dueAt: '2026-11-03T08:00:00Z' },
      { commitment: 'QOS-FB-REPLY', dueOn: '2026-11-09' },
    ]);
  });
});
