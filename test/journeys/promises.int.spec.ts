import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases, type Opened } from '../support/cases.js';
import { openFromBoth } from '../support/open-from-both.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

/** What people were told to expect, beside what was due. */
describe('promised dates', () => {
  let stack: Stack;
  let cases: Cases;
  let kept: Opened;
  let broken: Opened;

  const promise = ({ caseId, victim }: Opened, occurredAt: string, promisedNext: string, more: object = {}) =>
    cases.desk.post(`/cases/${caseId}/contacts`, cases.call(victim, occurredAt, { promisedNext, ...more }));

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    cases = await onCases(stack);
    kept = await cases.crime();
    broken = await cases.crime({ owner: 'pc-1235' });
    await promise(kept, '2026-11-02T09:30:00Z', '2026-11-13');
    await promise(broken, '2026-11-02T09:30:00Z', '2026-11-13');
  });
  afterAll(() => stack?.stop());

  it('are kept beside the due date, until what is owed is discharged', async () => {
    const updates = async ({ caseId }: Opened) =>
      (await cases.desk.get(`/obligations?caseId=${caseId}&commitment=QOS-UPDATE`)).body.items;
    const shown = (await updates(kept)).map(({ status, dueOn, promisedOn }: any) => [status, dueOn, promisedOn]);
    // What was told on day 0 met nothing: the first month is still owed.
    expect(shown).toEqual([['open', '2026-12-02', '2026-11-13']]);
  });

  it('are kept by an update that reaches them by the last moment of that London date, and broken after it', async () => {
    at(stack, '2026-11-13T23:59:59.999Z');
    await promise(kept, '2026-11-13T23:59:59.998Z', '2026-12-04');
    const attempt = { outcome: 'no-answer' };
    await promise(broken, '2026-11-13T12:00:00Z', '2026-12-01', attempt);
    const statusOf = async ({ caseId }: Opened) =>
      (await cases.whole(caseId)).promises.map(({ promisedOn, status }: any) => [promisedOn, status]);
    expect(await statusOf(kept)).toEqual([
      ['2026-11-13', 'kept'],
      ['2026-12-04', 'open'],
    ]);
    const [first, second] = (await cases.whole(kept.caseId)).promises;
    expect(first).toEqual({
      contactId: expect.any(String),
      participantId: kept.victim,
      promisedOn: '2026-11-13',
      toldAt: '2026-11-02T09:30:00Z',
      status: 'kept',
      keptBy: second.contactId,
      keptAt: '2026-11-13T23:59:59.998Z',
    });
    expect(second).toMatchObject({ keptBy: null, keptAt: null });
    // A later update of that date changes nothing: the first one kept it.
    at(stack, '2026-11-13T23:59:59.999Z');
    await cases.desk.post(`/cases/${kept.caseId}/contacts`, cases.call(kept.victim, '2026-11-13T23:59:59.999Z'));
    expect((await cases.whole(kept.caseId)).promises[0]).toEqual(first);
    expect(await statusOf(broken)).toEqual([['2026-11-13', 'open']]);
    at(stack, '2026-11-14T00:00:00.000Z');
    expect(await statusOf(broken)).toEqual([['2026-11-13', 'broken']]);
    await cases.desk.post(`/cases/${broken.caseId}/contacts`, cases.call(broken.victim, '2026-11-14T00:00:00Z'));
    expect(await statusOf(broken)).toEqual([['2026-11-13', 'broken']]);
  });

  it('are reported by who owned the case on that date, whoever owns it now', async () => {
    const handover = { staffId: 'pc-1234', from: '2026-11-14T00:00:00Z' };
    await cases.desk.post(`/cases/${broken.caseId}/owner`, handover, await cases.etagOf(broken.caseId));
    const { status, body } = await cases.performance.get(
      '/compliance/promises?from=2026-11-01&to=2026-11-30&groupBy=owner,month',
    );
    expect(status).toBe(200);
    expect(body.rows).toEqual([
      expect.objectContaining({
        group: { owner: 'pc-1234', month: '2026-11' },
        promised: 1,
        kept: 1,
        broken: 0,
        rate: 1,
      }),
      expect.objectContaining({
        group: { owner: 'pc-1235', month: '2026-11' },
        promised: 1,
        kept: 0,
        broken: 1,
        rate: 0,
      }),
    ]);
    expect(body.totals).toMatchObject({ promised: 2, kept: 1, broken: 1, open: 0, rate: 0.5, display: '50.0%' });
    expect(body.definition).toMatch(/owner on that date/);
    const before = await cases.performance.get(
      '/compliance/promises?from=2026-11-01&to=2026-11-30&asOf=2026-11-10T00:00:00Z',
    );
    expect(before.body.totals).toMatchObject({ promised: 2, open: 2, rate: null, display: 'none due' });
    const none = await cases.performance.get('/compliance/promises?from=2026-11-01&to=2026-11-30&owner=pc-1001');
    expect(none.body.totals).toMatchObject({ promised: 0, rate: null, display: 'none due' });
  });

  it('go with a contact that is struck out', async () => {
    const { promises } = await cases.whole(broken.caseId);
    const path = `/cases/${broken.caseId}/contacts/${promises[0].contactId}/correction`;
    await cases.desk.post(path, { strikeOut: true, reason: 'Not her.' }, await cases.etagOf(broken.caseId));
    expect((await cases.whole(broken.caseId)).promises).toEqual([]);
  });

  it.each([
    ['from=2026-11-02&to=2026-11-01', '?to'],
    ['from=2026-11-01&to=2026-11-30&asOf=2027-01-01T00:00:00Z', '?asOf'],
    ['from=2026-11-01&to=2026-11-30&groupBy=commitment', '?groupBy'],
    ['to=2026-11-30', '?from'],
  ])('refuse a report of %s', async (query, pointer) => {
    const { status, body } = await cases.performance.get(`/compliance/promises?${query}`);
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toContain(pointer);
  });

  it('case 84: the case shows every clock with its next rung, and what was promised beside it', async () => {
    const { obligations } = await cases.whole(kept.caseId);
    const open = obligations.filter(({ open: isOpen }: any) => isOpen);
    expect(open.length).toBeGreaterThan(3);
    for (const { dueAt, nextRung } of open.filter((each: any) => each.status === 'open' && each.dueAt !== null))
      expect({ dueAt, rung: nextRung?.rung }).toEqual({ dueAt, rung: expect.any(String) });
  });

  it('case 33: nothing fires while a clock stands still, whatever the worker does meanwhile', async () => {
    at(stack, '2026-11-16T10:00:00Z');
    const { caseId, owed } = await cases.crime({}, '2026-11-16T09:00:00Z');
    await cases.desk.post(`/obligations/${owed('VC20-REFER')}/pause`, { reason: 'consent-awaited' });
    await stack.worker();
    at(stack, '2026-12-01T10:00:00Z');
    const alerts = async () =>
      (await cases.supervisor.get(`/alerts?caseId=${caseId}`)).body.items.map(({ obligationId }: any) => obligationId);
    await until(alerts, (ids) => ids.includes(owed('QOS-INITIAL')));
    expect(await alerts()).not.toContain(owed('VC20-REFER'));
    expect(await cases.obligation(owed('VC20-REFER'))).toMatchObject({ status: 'paused' });
  });

  it('tell from their facts what is open as the tables list it', async () => {
    const { told, listed } = await openFromBoth(stack.database, stack.clock.now());
    expect(listed.length).toBeGreaterThan(5);
    expect(told).toEqual(listed);
  });
});
