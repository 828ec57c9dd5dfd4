import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

/** A26: what was derived in between, because something was keyed before what happened before it, was never owed. */
describe('what is keyed out of order', () => {
  let stack: Stack;
  let cases: Cases;

  beforeAll(async () => {
    stack = await startStack('2026-03-16T12:00:00Z');
    cases = await onCases(stack);
  });
  afterAll(() => stack?.stop());

  /** A crime of 5 January, keyed on the evening of 16 March, with calls keyed at these times. */
  async function keyed(team: string, ...calls: readonly (readonly [occurred: string, recorded: string])[]) {
    at(stack, '2026-03-16T23:50:00Z');
    const area = { bcu: 'South Cumbria', lpt: team };
    const { caseId, victim } = await cases.crime({ area }, '2026-01-05T10:00:00Z');
    for (const [occurred, recorded] of calls) {
      at(stack, recorded);
      const call = cases.call(victim, occurred, { lateReason: 'Written up afterwards.' });
      expect((await cases.desk.post(`/cases/${caseId}/contacts`, call)).status).toBe(201);
    }
    const filter = `from=2026-01-01&to=2026-03-31&commitment=QOS-UPDATE&lpt=${team}`;
    const { totals } = (await cases.performance.get(`/compliance?${filter}`)).body;
    const { items } = (await cases.desk.get(`/obligations?caseId=${caseId}&commitment=QOS-UPDATE`)).body;
    const { fellDue, met, metLate, missed, superseded, rate } = totals;
    return {
      counted: { fellDue, met, metLate, missed, superseded, rate },
      arisen: items.map(({ dueOn, status }: any) => `${dueOn} ${status}`).sort(),
    };
  }

  const january = '2026-01-20T10:00:00Z';
  const february = '2026-02-19T10:00:00Z';

  it('given the later call first, on one evening, then the rate is that of calls keyed in order', async () => {
    const evening = '2026-03-16T23:59:59.999Z';
    const inOrder = await keyed('Barrow', [january, evening], [february, evening]);
    expect(inOrder.counted).toEqual({ fellDue: 2, met: 2, metLate: 0, missed: 0, superseded: 0, rate: 1 });
    const outOfOrder = await keyed('Kendal', [february, evening], [january, evening]);
    expect(outOfOrder.counted).toEqual(inOrder.counted);
    expect(outOfOrder.arisen).toContain('2026-03-05 superseded');
  });

  it('given the calls were keyed after midnight, then what was replaced had fallen due, and is in no rate', async () => {
    const morning = '2026-03-17T00:00:00Z';
    const { counted } = await keyed('Ulverston', [february, morning], [january, morning]);
    expect(counted).toEqual({ fellDue: 3, met: 2, metLate: 0, missed: 0, superseded: 1, rate: 1 });
  });
});
