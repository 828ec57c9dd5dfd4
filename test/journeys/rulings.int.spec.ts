import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { startStack, type Stack } from '../support/stack.js';

const opened = '2026-11-02T09:15:00Z';

/** What people decide about a clock or a duty, from the desk's door to the month's figures. */
describe('rulings', () => {
  let stack: Stack;
  let desk: Client;
  let supervisor: Client;
  let performance: Client;
  let reference = 0;

  /** A crime with one victim, and what they are owed. */
  const crime = async (...more: object[]) => {
    reference += 1;
    const area = { bcu: 'South Cumbria', lpt: 'Barrow' };
    const participants = [{ role: 'victim', name: 'A Victim' }, ...more];
    const body = {
      kind: 'crime',
      reference: `CR/${reference}/26`,
      openedAt: opened,
      area,
      owner: 'pc-1234',
      participants,
    };
    const { body: answer } = await desk.post('/cases', body);
    const owed = (commitment: string) =>
      answer.obligations.find((each: any) => each.commitment === commitment).obligationId as string;
    return { caseId: answer.caseId as string, victim: answer.participants[0].participantId as string, answer, owed };
  };
  const call = (participantId: string, occurredAt: string, more: object = {}) => ({
    participantIds: [participantId],
    direction: 'outbound',
    method: 'phone',
    outcome: 'spoke',
    purpose: 'update',
    occurredAt,
    ...more,
  });
  const one = async (id: string) => (await desk.get(`/obligations/${id}`)).body;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    [desk, supervisor, performance] = await Promise.all([
      stack.as('desk'),
      stack.as('supervisor'),
      stack.as('performance'),
    ]);
  }, 60_000);
  afterAll(() => stack?.stop());

  it('case 38: a clock that was stopped moves the due date when it runs again, and says by how much', async () => {
    stack.clock.set('2026-11-02T10:00:00Z');
    const { owed } = await crime();
    const id = owed('VC20-REFER');
    expect((await one(id)).dueOn).toBe('2026-11-04');
    stack.clock.set('2026-11-03T09:00:00Z');
    const paused = await desk.post(`/obligations/${id}/pause`, {
      reason: 'consent-awaited',
      note: 'She will ring back.',
    });
    expect(paused).toMatchObject({
      status: 201,
      body: { rulingId: expect.any(String), moved: null, obligation: { status: 'paused', open: true, nextRung: null } },
    });
    stack.clock.set('2026-11-09T09:00:00Z');
    expect(await one(id)).toMatchObject({ status: 'paused', dueOn: '2026-11-04' });
    const resumed = await desk.post(`/obligations/${id}/resume`, {});
    // Tuesday 3 to Sunday 8 are out: Monday 9 is the first working day, Tuesday 10 the second.
    expect(resumed.body).toMatchObject({
      moved: { fromDueOn: '2026-11-04', toDueOn: '2026-11-10', days: 6, hours: 144 },
      obligation: { status: 'open', dueOn: '2026-11-10', generation: 2 },
    });
    const whole = await one(id);
    expect(whole.rulings.map(({ kind, reason, note }: any) => [kind, reason, note])).toEqual([
      ['pause', 'consent-awaited', 'She will ring back.'],
      ['resumption', null, undefined],
    ]);
  });
});
