import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases } from '../support/cases.js';
import { openFromBoth } from '../support/open-from-both.js';
import { startStack, type Stack } from '../support/stack.js';

const reason = 'As the sergeant was told.';

/** What people decide about a clock or a duty, from the door to the month's figures. */
describe('rulings', () => {
  let stack: Stack;
  let cases: Cases;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    cases = await onCases(stack);
  });
  afterAll(() => stack?.stop());

  it('case 38: a clock that was stopped moves the due date when it runs again, and says by how much', async () => {
    const { desk, obligation } = cases;
    const { owed } = await cases.crime();
    const id = owed('VC20-REFER');
    expect((await obligation(id)).dueOn).toBe('2026-11-04');
    at(stack, '2026-11-03T09:00:00Z');
    const note = 'She will ring back.';
    const paused = await desk.post(`/obligations/${id}/pause`, { reason: 'consent-awaited', note });
    expect(paused).toMatchObject({
      status: 201,
      body: { rulingId: expect.any(String), moved: null, obligation: { status: 'paused', open: true, nextRung: null } },
    });
    at(stack, '2026-11-09T09:00:00Z');
    expect(await obligation(id)).toMatchObject({ status: 'paused', dueOn: '2026-11-04' });
    const resumed = await desk.post(`/obligations/${id}/resume`, {});
    // Tuesday 3 to Sunday 8 are out: Monday 9 is the first working day, Tuesday 10 the second.
    expect(resumed.body).toMatchObject({
      moved: { fromDueOn: '2026-11-04', toDueOn: '2026-11-10', days: 6, hours: 144 },
      obligation: { status: 'open', dueOn: '2026-11-10', generation: 2 },
    });
    const whole = await obligation(id);
    const nothing = { reason: null, by: null, requestedBy: null, pauseId: null, undoneAt: null };
    const [stopped, started] = ['2026-11-03T09:00:00Z', '2026-11-09T09:00:00Z'];
    const { rulingId: pauseId } = paused.body;
    const stop = { ...nothing, rulingId: pauseId, kind: 'pause', at: stopped, reason: 'consent-awaited', note };
    const start = { ...nothing, rulingId: resumed.body.rulingId, kind: 'resumption', at: started, pauseId };
    expect(whole.rulings).toEqual([
      { ...stop, recordedAt: stopped },
      { ...start, recordedAt: started },
    ]);
    expect((await cases.performance.get(`/obligations/${id}`)).body.rulings[0]).not.toHaveProperty('note');
    const { body } = await desk.get(`/obligations/${id}/derivation`);
    expect(body.sentence).toContain('which took out 4 working days');
    expect(body.pauses).toMatchObject([{ reason: 'consent-awaited', daysOut: 4 }]);
  });

  it.each<[string, [number, number], (string | null)[]]>([
    ['the later first', [1, 0], ['2026-11-13', '2026-11-11']],
    // Without the earlier one it was due before the later began, which then takes nothing out.
    ['the earlier first', [0, 1], ['2026-11-11', null]],
  ])('case 36: two pauses taken back, %s, leave the due date as if they had never been', async (_, order, due) => {
    const { desk, obligation } = cases;
    at(stack, '2026-11-09T10:00:00Z');
    const { owed } = await cases.crime({}, '2026-11-09T09:00:00Z');
    const id = owed('VC20-REFER');
    const rulings: string[] = [];
    for (const [from, to] of [
      ['2026-11-10T09:00:00Z', '2026-11-12T09:00:00Z'],
      ['2026-11-12T09:00:00Z', '2026-11-13T09:00:00Z'],
    ] as const) {
      at(stack, from);
      rulings.push((await desk.post(`/obligations/${id}/pause`, { reason: 'consent-awaited' })).body.rulingId);
      at(stack, to);
      await desk.post(`/obligations/${id}/resume`, {});
    }
    expect((await obligation(id)).dueOn).toBe('2026-11-16');
    const undo = (rulingId: string) => desk.post(`/obligations/${id}/rulings/${rulingId}/undoing`, { reason });
    const moved = [(await undo(rulings[order[0]]!)).body, (await undo(rulings[order[1]]!)).body];
    expect(moved.map((each) => each.moved?.toDueOn ?? null)).toEqual(due);
    expect(await obligation(id)).toMatchObject({ status: 'missed', dueOn: '2026-11-11' });
    expect((await obligation(id)).rulings.filter(({ undoneAt }: any) => undoneAt !== null)).toHaveLength(2);
    expect(await undo(rulings[0]!)).toMatchObject({ status: 404, body: { code: 'unknown-ruling' } });
  });

  it('excuses only what was tried, only by a supervisor, and counts it in the rate and never as met', async () => {
    const { desk, supervisor, performance } = cases;
    at(stack, '2026-11-16T10:00:00Z');
    const { caseId, victim } = await cases.crime({}, '2026-11-16T09:00:00Z');
    const arrest = { type: 'suspect-arrested', occurredAt: '2026-11-16T09:30:00Z' };
    const { body } = await desk.post(`/cases/${caseId}/milestones`, arrest);
    const { obligationId: id, dueOn } = body.obligations[0];
    expect(dueOn).toBe('2026-11-23');
    const byDesk = await desk.post(`/obligations/${id}/excusal`, { reason });
    expect(byDesk).toMatchObject({ status: 403, body: { code: 'role-missing' } });
    const untried = await supervisor.post(`/obligations/${id}/excusal`, { reason });
    expect(untried).toMatchObject({ status: 409, body: { code: 'no-attempts' } });
    const attempt = { outcome: 'no-answer', tells: ['suspect-arrested'] };
    await desk.post(`/cases/${caseId}/contacts`, cases.call(victim, '2026-11-16T09:45:00Z', attempt));
    const triedOnce = await supervisor.post(`/obligations/${id}/excusal`, { reason });
    expect(triedOnce).toMatchObject({ status: 409, body: { code: 'no-attempts' } });
    const odd = await supervisor.post(`/obligations/${id}/excusal`, { reason, goodReason: 'busy' });
    expect(odd).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/goodReason' }] } });
    at(stack, '2026-11-17T10:00:00Z');
    await desk.post(`/cases/${caseId}/contacts`, cases.call(victim, '2026-11-17T09:45:00Z', attempt));
    const unexplained = await supervisor.post(`/obligations/${id}/excusal`, {});
    expect(unexplained).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ pointer: '#/reason' }] } });
    const excused = await supervisor.post(`/obligations/${id}/excusal`, { reason });
    expect(excused).toMatchObject({
      status: 201,
      body: { obligation: { status: 'excused', open: false, toBeDone: true } },
    });
    const undone = await desk.post(`/obligations/${id}/rulings/${excused.body.rulingId}/undoing`, { reason });
    expect(undone.status).toBe(403);
    at(stack, '2026-11-25T10:00:00Z');
    const report = await performance.get('/compliance?from=2026-11-23&to=2026-11-23&commitment=VC20-ARREST');
    expect(report.body.totals).toMatchObject({ fellDue: 1, excused: 1, met: 0, rate: 0 });
    const listed = async (toBeDone: boolean) =>
      (await desk.get(`/obligations?caseId=${caseId}&status=excused&toBeDone=${toBeDone}`)).body.items;
    expect(await listed(true)).toMatchObject([{ obligationId: id, toBeDone: true, dischargedAt: null }]);
    expect(await listed(false)).toEqual([]);
    const told = cases.call(victim, '2026-11-25T09:45:00Z', { tells: ['suspect-arrested'] });
    await desk.post(`/cases/${caseId}/contacts`, told);
    expect(await listed(true)).toEqual([]);
    const done = { obligationId: id, toBeDone: false, dischargedAt: '2026-11-25T09:45:00Z' };
    expect(await listed(false)).toMatchObject([done]);
    expect((await desk.get(`/cases/${caseId}`)).body.obligations).toContainEqual(expect.objectContaining(done));
    const then = await desk.get(`/obligations/${id}?knownAt=2026-11-24T10:00:00Z`);
    expect(then.body).toMatchObject({ status: 'excused', toBeDone: true });
  });

  it('excuses nobody’s own: a supervisor who is or was the owner is refused, and nothing is recorded', async () => {
    const { desk, supervisor } = cases;
    at(stack, '2026-11-16T10:00:00Z');
    const { caseId, owed } = await cases.crime({ owner: 'sgt-2001' }, '2026-11-16T09:00:00Z');
    const excusal = { reason, goodReason: 'endangers-somebody' };
    const own = { status: 409, body: { code: 'decides-own-duty' } };
    expect(await supervisor.post(`/obligations/${owed('QOS-INITIAL')}/excusal`, excusal)).toMatchObject(own);
    await desk.post(`/cases/${caseId}/owner`, { staffId: 'pc-1234' }, await cases.etagOf(caseId));
    const { version } = await cases.whole(caseId);
    expect(await supervisor.post(`/obligations/${owed('QOS-INITIAL')}/excusal`, excusal)).toMatchObject(own);
    expect((await cases.whole(caseId))['version']).toBe(version);
  });

  it('waives for who may ask, voids what was never owed, and shows what fell due all the same as an exclusion', async () => {
    const { desk, supervisor, performance } = cases;
    at(stack, '2026-11-26T10:00:00Z');
    const { caseId, victim, owed } = await cases.crime({}, '2026-11-26T09:00:00Z');
    const waiver = { reason: 'She has a leaflet already.' };
    const stranger = await desk.post(`/obligations/${owed('QOS-INITIAL')}/waiver`, { ...waiver, requestedBy: 'him' });
    expect(stranger).toMatchObject({
      status: 422,
      body: { code: 'no-authority', errors: [{ pointer: '#/requestedBy' }] },
    });
    const waived = await desk.post(`/obligations/${owed('QOS-INITIAL')}/waiver`, { ...waiver, requestedBy: victim });
    expect(waived.body.obligation).toMatchObject({ status: 'waived', open: false, dueOn: '2026-12-03' });
    expect((await cases.obligation(owed('QOS-INITIAL'))).rulings).toMatchObject([
      { kind: 'waived', requestedBy: victim, note: waiver.reason },
    ]);
    const byDesk = await desk.post(`/obligations/${owed('VC20-REFER')}/void`, { reason });
    expect(byDesk.status).toBe(403);
    const voided = await supervisor.post(`/obligations/${owed('VC20-REFER')}/void`, { reason });
    expect(voided.body.obligation).toMatchObject({ status: 'voided', dueOn: '2026-11-30' });
    const undone = await desk.post(`/obligations/${owed('VC20-REFER')}/rulings/${voided.body.rulingId}/undoing`, {
      reason,
    });
    expect(undone).toMatchObject({ status: 403, body: { code: 'role-missing' } });
    at(stack, '2026-12-05T10:00:00Z');
    const report = await performance.get('/compliance?from=2026-11-30&to=2026-12-03&groupBy=commitment');
    const counts = report.body.rows.map(({ group, fellDue, waived: w, voided: v, display }: any) => [
      group.commitment,
      { fellDue, w, v, display },
    ]);
    expect(counts).toContainEqual(['QOS-INITIAL', { fellDue: 1, w: 1, v: 0, display: 'none due' }]);
    // Voided before it was due: it never fell due.
    expect(counts.map(([commitment]: any) => commitment)).not.toContain('VC20-REFER');
    const { body } = await desk.get(`/cases/${caseId}/timeline`);
    const told = body.items.find(({ type }: any) => type === 'WaiverRuled');
    expect(told).toMatchObject({ note: waiver.reason, ids: { rulingId: waived.body.rulingId } });
    const forPerformance = await performance.get(`/cases/${caseId}/timeline`);
    expect(JSON.stringify(forPerformance.body)).not.toContain(waiver.reason);
  });

  /** No commitment of the default policy can be extended; the right to review can. */
  async function adopt(...adopts: string[]): Promise<void> {
    const admin = await stack.as('admin');
    const ladder = [{ rung: 'missed', days: 0, to: 'supervisor' }];
    const seen = async () => ({ 'if-match': (await admin.get('/policies')).headers.get('etag')! });
    const drafted = await admin.post('/policies/drafts', { adopts, ladder, lateAfterHours: 72 }, await seen());
    const path = `/policies/drafts/${drafted.body.versionId}/activation`;
    const { status } = await cases.supervisor.post(path, { reach: 'new-only' }, await seen());
    expect(status).toBe(201);
  }

  it('extends what the commitment lets be extended, and shows by how much', async () => {
    const { desk, obligation } = cases;
    at(stack, '2026-12-01T08:00:00Z');
    await adopt('qos-2006', 'victims-code-2020', 'victims-right-to-review');
    at(stack, '2026-12-01T10:00:00Z');
    const { caseId } = await cases.crime({}, '2026-12-01T09:00:00Z');
    const asked = { type: 'review-requested', occurredAt: '2026-12-01T09:30:00Z' };
    const { body } = await desk.post(`/cases/${caseId}/milestones`, asked);
    const { obligationId: id, dueOn } = body.obligations.find((each: any) => each.commitment === 'VRR-DECIDE');
    const extended = await desk.post(`/obligations/${id}/extension`, { by: 'P1D', reason });
    expect(extended).toMatchObject({
      status: 201,
      body: {
        moved: { fromDueOn: dueOn, toDueOn: '2027-01-18' },
        obligation: { generation: 2 },
        obligations: [],
        version: expect.any(Number),
        position: expect.any(String),
      },
    });
    expect((await obligation(id)).rulings).toMatchObject([{ kind: 'extension', by: 'P1D', note: reason }]);
  });

  it('shows a clock that stands still as paused in the report, and the figures add up', async () => {
    const { desk, performance } = cases;
    at(stack, '2026-12-07T10:00:00Z');
    const { owed } = await cases.crime({}, '2026-12-07T09:00:00Z');
    await desk.post(`/obligations/${owed('VC20-REFER')}/pause`, { reason: 'consent-awaited' });
    at(stack, '2026-12-12T10:00:00Z');
    const { body } = await performance.get('/compliance?from=2026-12-09&to=2026-12-09&commitment=VC20-REFER');
    expect(body.totals).toMatchObject({ fellDue: 0, paused: 1, missed: 0, display: 'none due' });
  });

  it.each<[string, string, string, object, number, string, string | undefined]>([
    ['a waiver without a reason', 'QOS-INITIAL', 'waiver', { requestedBy: 'x' }, 422, 'invalid', '#/reason'],
    [
      'a waiver of a time to come',
      'QOS-INITIAL',
      'waiver',
      { reason, requestedBy: 'victim', at: '2027-01-04T10:00:00.001Z' },
      422,
      'in-the-future',
      '#/at',
    ],
    [
      'a waiver from before it was owed',
      'QOS-INITIAL',
      'waiver',
      { reason, requestedBy: 'victim', at: '2027-01-04T08:59:59.999Z' },
      422,
      'before-case',
      '#/at',
    ],
    [
      'a pause that the commitment does not allow',
      'QOS-INITIAL',
      'pause',
      { reason: 'busy' },
      422,
      'pause-not-allowed',
      '#/reason',
    ],
    [
      'a pause for another commitment’s reason',
      'VC20-REFER',
      'pause',
      { reason: 'no-update-wanted' },
      422,
      'pause-not-allowed',
      '#/reason',
    ],
    [
      'a pause that is no pause but an excusal',
      'QOS-INITIAL',
      'pause',
      { reason: 'excused' },
      422,
      'pause-not-allowed',
      '#/reason',
    ],
    [
      'a pause that is no pause but a voiding',
      'VC20-REFER',
      'pause',
      { reason: 'voided' },
      422,
      'pause-not-allowed',
      '#/reason',
    ],
    [
      'a pause from a time to come',
      'VC20-REFER',
      'pause',
      { reason: 'consent-awaited', from: '2027-01-05T10:00:00Z' },
      422,
      'in-the-future',
      '#/from',
    ],
    [
      'a pause of what has no due date',
      'VC20-NEEDS',
      'pause',
      { reason: 'victim-declines' },
      409,
      'no-due-date',
      undefined,
    ],
    ['a resumption of what runs', 'VC20-REFER', 'resume', {}, 409, 'not-paused', undefined],
    [
      'an extension of what cannot be extended',
      'QOS-INITIAL',
      'extension',
      { by: 'P5D', reason },
      409,
      'extension-not-allowed',
      undefined,
    ],
    ['an extension by nothing', 'QOS-INITIAL', 'extension', { by: 'P0D', reason }, 422, 'invalid', '#/by'],
    ['an undoing of nothing', 'QOS-INITIAL', 'rulings/nothing/undoing', { reason }, 404, 'unknown-ruling', undefined],
    ['an undoing without a reason', 'QOS-INITIAL', 'rulings/nothing/undoing', {}, 422, 'invalid', '#/reason'],
  ])('refuses %s', async (_, commitment, door, body, status, code, pointer) => {
    at(stack, '2027-01-04T10:00:00Z');
    const { caseId, victim, owed } = await cases.crime({}, '2027-01-04T09:00:00Z');
    const before = (await cases.whole(caseId)).version;
    const asked = JSON.parse(JSON.stringify(body).replace('"victim"', `"${victim}"`));
    const answer = await cases.desk.post(`/obligations/${owed(commitment)}/${door}`, asked);
    expect(answer).toMatchObject({ status, body: { code } });
    if (pointer) expect(answer.body.errors).toMatchObject([{ pointer }]);
    expect((await cases.whole(caseId)).version).toBe(before);
  });

  it('refuses a second pause, a resumption before the pause, and any ruling on what is not there or has ended', async () => {
    at(stack, '2027-01-04T10:00:00Z');
    const { desk, supervisor } = cases;
    const { victim, owed } = await cases.crime({}, '2027-01-04T09:00:00Z');
    const path = `/obligations/${owed('VC20-REFER')}`;
    await desk.post(`${path}/pause`, { reason: 'consent-awaited' });
    const again = await desk.post(`${path}/pause`, { reason: 'consent-awaited' });
    expect(again).toMatchObject({ status: 409, body: { code: 'already-paused' } });
    const early = await desk.post(`${path}/resume`, { at: '2027-01-04T09:59:59.999Z' });
    expect(early).toMatchObject({
      status: 422,
      body: { code: 'ends-before-it-begins', errors: [{ pointer: '#/at' }] },
    });
    const asked = {
      pause: { reason },
      resume: {},
      waiver: { reason, requestedBy: victim },
      extension: { reason, by: 'P1D' },
    };
    for (const [door, body] of Object.entries({ ...asked, pause: { reason: 'consent-awaited' } }))
      expect(await desk.post(`/obligations/nothing/${door}`, body)).toMatchObject({ status: 404 });
    await supervisor.post(`/obligations/${owed('QOS-INITIAL')}/void`, { reason });
    const ended = await desk.post(`/obligations/${owed('QOS-INITIAL')}/waiver`, { reason, requestedBy: victim });
    expect(ended).toMatchObject({ status: 409, body: { code: 'already-ended' } });
  });

  it('records a ruling once for one key, and refuses one on a case that has moved on', async () => {
    at(stack, '2027-01-04T10:00:00Z');
    const { caseId, owed, etag } = await cases.crime({}, '2027-01-04T09:00:00Z');
    const path = `/obligations/${owed('VC20-REFER')}/pause`;
    const key = { 'idempotency-key': `pause of ${caseId}`.replaceAll(' ', '-') };
    const body = { reason: 'consent-awaited' };
    const first = await cases.desk.post(path, body, key);
    const second = await cases.desk.post(path, body, key);
    expect(second.body).toEqual(first.body);
    const stale = await cases.desk.post(`/obligations/${owed('VC20-REFER')}/resume`, {}, { 'if-match': etag });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-version' } });
  });

  it('a supervisor alone pauses what would prejudice a matter in which they became a suspect, and takes it back', async () => {
    const { desk, supervisor } = cases;
    const { owed } = await cases.crime({}, stack.clock.now());
    const door = `/obligations/${owed('QOS-INITIAL')}`;
    const pause = { reason: 'would-prejudice', note: 'Interviewed under caution.' };
    expect((await desk.post(`${door}/pause`, pause)).status).toBe(403);
    const { status, body } = await supervisor.post(`${door}/pause`, pause);
    expect([status, body.obligation.status]).toEqual([201, 'paused']);
    const undoing = `${door}/rulings/${body.rulingId}/undoing`;
    expect((await desk.post(undoing, { reason })).status).toBe(403);
    expect((await supervisor.post(undoing, { reason })).body.obligation.status).toBe('open');
  });

  it('tell from their facts what is open as the tables list it', async () => {
    const { told, listed } = await openFromBoth(stack.database, stack.clock.now());
    expect(listed.length).toBeGreaterThan(5);
    expect(told).toEqual(listed);
  });
});
