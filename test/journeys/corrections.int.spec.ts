import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases, type Opened } from '../support/cases.js';
import { openFromBoth } from '../support/open-from-both.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const two = {
  participants: [
    { role: 'victim', name: 'One' },
    { role: 'victim', name: 'Two' },
  ],
};
const reason = 'Written on the wrong line.';

/** What was recorded wrongly, put right by further facts, with a worker that raises what follows. */
describe('corrections', () => {
  let stack: Stack;
  let cases: Cases;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    await stack.worker();
    cases = await onCases(stack);
  });
  afterAll(() => stack?.stop());

  const arrested = async ({ caseId }: Opened, occurredAt: string) =>
    (await cases.desk.post(`/cases/${caseId}/milestones`, { type: 'suspect-arrested', occurredAt })).body;
  const told = { tells: ['suspect-arrested'] };
  const arrests = async ({ caseId }: Opened) =>
    (await cases.desk.get(`/obligations?caseId=${caseId}&commitment=VC20-ARREST`)).body.items;
  /** The worker settles cases too, so what was read may be stale: then it is read again, as a page would. */
  const correct = ({ caseId }: Opened, contactId: string, body: object) =>
    until(
      async () =>
        cases.desk.post(`/cases/${caseId}/contacts/${contactId}/correction`, body, await cases.etagOf(caseId)),
      ({ status }) => status !== 412,
    );

  /** A victim who was rung within the hour about an arrest. */
  async function toldOfAnArrest() {
    at(stack, '2026-11-02T10:00:00Z');
    const opened = await cases.crime();
    await arrested(opened, '2026-11-02T09:30:00Z');
    const call = cases.call(opened.victim, '2026-11-02T09:45:00Z', told);
    const { body: contact } = await cases.desk.post(`/cases/${opened.caseId}/contacts`, call);
    return { opened, contact };
  }

  it('a contact that never was is struck out: what it met is open again, missed, and its alert follows', async () => {
    const { opened, contact } = await toldOfAnArrest();
    expect(await arrests(opened)).toMatchObject([{ status: 'met', dueOn: '2026-11-09' }]);
    at(stack, '2026-11-10T09:00:00Z');
    const struck = await correct(opened, contact.contactId, { strikeOut: true, reason });
    expect(struck).toMatchObject({ status: 201, body: { discharged: [] } });
    expect(struck.body.obligations).toEqual(
      expect.arrayContaining([expect.objectContaining({ commitment: 'VC20-ARREST', status: 'missed', open: true })]),
    );
    const alerts = await until(
      async () => (await cases.supervisor.get(`/alerts?caseId=${opened.caseId}&rung=missed`)).body.items,
      (items) => items.some(({ generation }: any) => generation === 2),
    );
    const [{ obligationId }] = await arrests(opened);
    expect(alerts.filter((alert: any) => alert.obligationId === obligationId)).toMatchObject([
      { status: 'open', generation: 2 },
    ]);
    expect(await correct(opened, contact.contactId, { strikeOut: true, reason })).toMatchObject({
      status: 404,
      body: { code: 'unknown-contact' },
    });
    const silence = await cases.performance.get('/compliance/silence?days=8');
    expect(silence.body.items).toMatchObject([{ caseId: opened.caseId, lastUpdateAt: null }]);
  });

  it('each thing that follows names the fact that brought it about', async () => {
    const { opened, contact } = await toldOfAnArrest();
    await correct(opened, contact.contactId, { strikeOut: true, reason });
    const [{ obligationId }] = await arrests(opened);
    const { body } = await cases.desk.get(`/cases/${opened.caseId}/timeline`);
    const versions = new Map(body.items.map(({ type, version }: any) => [type, version]));
    const ofArrest = body.items.filter(({ ids }: any) => ids.obligationId === obligationId);
    expect(ofArrest.map(({ type, causedBy }: any) => [type, causedBy])).toEqual([
      ['ObligationArose', versions.get('MilestoneReached')],
      ['ObligationMet', versions.get('ContactMade')],
      ['ObligationReopened', versions.get('ContactStruckOut')],
      ['ObligationRederived', versions.get('ContactStruckOut')],
    ]);
    expect(body.items[0]).not.toHaveProperty('causedBy');
  });

  it('a call to the other victim is moved to them, and only once', async () => {
    at(stack, '2026-11-10T10:00:00Z');
    const opened = await cases.crime(two, '2026-11-10T09:00:00Z');
    await arrested(opened, '2026-11-10T09:30:00Z');
    const [one, other] = opened.participants as [string, string];
    const { body } = await cases.desk.post(
      `/cases/${opened.caseId}/contacts`,
      cases.call(one, '2026-11-10T09:45:00Z', told),
    );
    const corrected = await correct(opened, body.contactId, { participantIds: [other], reason });
    expect(corrected.status).toBe(201);
    const standing = (await arrests(opened)).map(({ participantId, status }: any) => [participantId, status]);
    expect(new Map(standing)).toEqual(
      new Map([
        [one, 'open'],
        [other, 'met'],
      ]),
    );
    const again = await correct(opened, body.contactId, { outcome: 'no-answer', reason });
    expect(again).toMatchObject({ status: 409, body: { code: 'already-corrected' } });
    const { body: timeline } = await cases.desk.get(`/cases/${opened.caseId}/timeline`);
    expect(timeline.items.find(({ type }: any) => type === 'ContactCorrected')).toMatchObject({ reason });
  });

  it('a letter that went to a route known as unsafe discharges nothing once its method is corrected', async () => {
    const routes = [
      { method: 'letter', value: '1 Any Street', safe: false },
      { method: 'email', value: 'one@example.org', safe: true },
    ];
    const opened = await cases.crime(
      { participants: [{ role: 'victim', name: 'One', routes }] },
      '2026-11-10T09:00:00Z',
    );
    at(stack, '2026-11-10T11:00:00Z');
    await arrested(opened, '2026-11-10T10:10:00Z');
    const sent = { ...told, method: 'email', outcome: 'sent' };
    const { body } = await cases.desk.post(
      `/cases/${opened.caseId}/contacts`,
      cases.call(opened.victim, '2026-11-10T10:30:00Z', sent),
    );
    expect(await arrests(opened)).toMatchObject([{ status: 'met' }]);
    await correct(opened, body.contactId, { method: 'letter', reason });
    expect(await arrests(opened)).toMatchObject([{ status: 'open' }]);
  });

  it('a letter is looked up anew where it really went to somebody whose route is marked unsafe', async () => {
    at(stack, '2026-11-10T10:00:00Z');
    const opened = await cases.crime(two, '2026-11-10T09:00:00Z');
    const [one, other] = opened.participants as [string, string];
    const routes = (participantId: string) => `/cases/${opened.caseId}/participants/${participantId}/routes`;
    await cases.desk.post(routes(one), { method: 'letter', value: '1 Any Street', safe: true });
    await cases.desk.post(routes(other), { method: 'letter', value: '2 Any Street', safe: false });
    at(stack, '2026-11-10T11:00:00Z');
    await arrested(opened, '2026-11-10T09:10:00Z');
    const letter = cases.call(one, '2026-11-10T10:30:00Z', { ...told, method: 'letter', outcome: 'sent' });
    const { body } = await cases.desk.post(`/cases/${opened.caseId}/contacts`, letter);
    expect(body.reached).toBe(true);
    const corrected = await correct(opened, body.contactId, { participantIds: [other], reason });
    expect(corrected).toMatchObject({ status: 201, body: { discharged: [] } });
    expect((await arrests(opened)).map(({ status }: any) => status)).toEqual(['open', 'open']);
  });

  it('a call on the wrong case is moved to the right one, in one step, with the time it was first recorded', async () => {
    at(stack, '2026-11-11T10:00:00Z');
    const wrong = await cases.crime({}, '2026-11-11T09:00:00Z');
    const right = await cases.crime({}, '2026-11-11T09:00:00Z');
    await arrested(right, '2026-11-11T09:10:00Z');
    const call = cases.call(wrong.victim, '2026-11-11T09:45:00Z', { ...told, note: 'Told her.' });
    const { body } = await cases.desk.post(`/cases/${wrong.caseId}/contacts`, call);
    at(stack, '2026-11-19T10:00:00Z');
    const move = { caseId: right.caseId, participantIds: [right.victim], reason };
    const moved = await correct(wrong, body.contactId, move);
    const [{ obligationId, dischargedBy }] = await arrests(right);
    expect(moved.body.movedTo).toEqual({
      caseId: right.caseId,
      contactId: dischargedBy,
      discharged: expect.arrayContaining([obligationId]),
    });
    // Due on 18 November and moved on the 19th: it was recorded in time all the same.
    expect(await arrests(right)).toMatchObject([{ status: 'met', recordedLate: false, dueOn: '2026-11-18' }]);
    const { body: there } = await cases.desk.get(`/cases/${right.caseId}/timeline`);
    expect(there.items.find(({ type }: any) => type === 'ContactMade')).toMatchObject({ note: 'Told her.' });
    const { body: here } = await cases.desk.get(`/cases/${wrong.caseId}/timeline`);
    expect(here.items.find(({ type }: any) => type === 'ContactStruckOut').words).toMatch(/belongs to another case/);
  });

  it('an attempt that reached them after all is corrected, and counts from when it took place', async () => {
    at(stack, '2026-11-18T10:30:00Z');
    const opened = await cases.crime({}, '2026-11-18T09:00:00Z');
    await arrested(opened, '2026-11-18T09:10:00Z');
    const attempt = cases.call(opened.victim, '2026-11-18T09:45:00Z', { ...told, outcome: 'no-answer' });
    const { body } = await cases.desk.post(`/cases/${opened.caseId}/contacts`, attempt);
    expect(body).toMatchObject({ reached: false, discharged: [] });
    const right = { outcome: 'spoke', occurredAt: '2026-11-18T09:50:00Z', reason };
    const corrected = await correct(opened, body.contactId, right);
    const { version } = await cases.whole(opened.caseId);
    expect(corrected.body).toMatchObject({ contactId: body.contactId, version, position: expect.any(String) });
    expect(corrected.body).not.toHaveProperty('movedTo');
    const { discharged, obligations } = corrected.body;
    const [{ obligationId }] = await arrests(opened);
    // The month's update is not among them: the case was opened on that day.
    expect(discharged).toEqual([obligationId]);
    expect(obligations.map((each: any) => each.obligationId)).toEqual(expect.arrayContaining(discharged));
    expect(await arrests(opened)).toMatchObject([{ status: 'met', dischargedAt: '2026-11-18T09:50:00Z' }]);
  });

  it('a milestone that did not happen is voided with what it made owed, and an early one is refused', async () => {
    at(stack, '2026-11-19T11:00:00Z');
    const opened = await cases.crime({}, '2026-11-19T10:00:00Z');
    const { milestoneId } = await arrested(opened, '2026-11-19T10:30:00Z');
    const path = `/cases/${opened.caseId}/milestones`;
    const voided = await cases.desk.post(`${path}/${milestoneId}/void`, { reason });
    expect(voided.status).toBe(201);
    expect(await arrests(opened)).toMatchObject([{ status: 'voided', open: false }]);
    const { body: timeline } = await cases.desk.get(`/cases/${opened.caseId}/timeline`);
    expect(timeline.items.find(({ type }: any) => type === 'MilestoneVoided')).toMatchObject({ note: reason });
    const again = await cases.desk.post(`${path}/${milestoneId}/void`, { reason });
    expect(again).toMatchObject({ status: 409, body: { code: 'already-voided' } });
    const early = await cases.desk.post(path, { type: 'suspect-arrested', occurredAt: '2026-11-19T09:59:59.999Z' });
    expect(early).toMatchObject({ status: 422, body: { code: 'before-case', errors: [{ pointer: '#/occurredAt' }] } });
  });

  it('case 82: a contact is recorded with hindsight, reasoned, flagged and counted apart', async () => {
    at(stack, '2026-11-20T09:00:00Z');
    const opened = await cases.crime({}, '2026-11-19T10:00:00Z');
    await arrested(opened, '2026-11-19T10:30:00Z');
    at(stack, '2026-12-01T09:00:00Z');
    const call = cases.call(opened.victim, '2026-11-20T08:00:00Z', told);
    const path = `/cases/${opened.caseId}/contacts`;
    const unexplained = await cases.desk.post(path, call);
    expect(unexplained.body).toMatchObject({ code: 'late-reason-required', errors: [{ pointer: '#/lateReason' }] });
    await cases.desk.post(path, { ...call, lateReason: 'The notebook was in the car.' });
    expect(await arrests(opened)).toMatchObject([{ status: 'met', recordedLate: true, dueOn: '2026-11-26' }]);
    const report = await cases.performance.get('/compliance?from=2026-11-26&to=2026-11-26&commitment=VC20-ARREST');
    expect(report.body.totals).toMatchObject({ met: 1, recordedLate: 1 });
  });

  it.each<[string, object, number, string, string | undefined]>([
    ['nothing to correct', { reason }, 422, 'nothing-to-correct', undefined],
    ['no reason', { strikeOut: true }, 422, 'invalid', '#/reason'],
    [
      'two corrections at once',
      { strikeOut: true, outcome: 'voicemail', reason },
      422,
      'one-correction-at-a-time',
      '#/strikeOut',
    ],
    [
      'a move that also corrects',
      { caseId: 'c', outcome: 'voicemail', reason },
      422,
      'one-correction-at-a-time',
      '#/caseId',
    ],
    ['a move to nobody', { caseId: 'c', reason }, 422, 'unknown-participant', '#/participantIds'],
    ['a move to no case', { caseId: 'c', participantIds: ['p'], reason }, 422, 'unknown-case', '#/caseId'],
    ['a time to come', { occurredAt: '2027-01-01T00:00:00Z', reason }, 422, 'in-the-future', '#/occurredAt'],
    ['somebody not on the case', { participantIds: ['p'], reason }, 422, 'unknown-participant', '#/participantIds/0'],
  ])('refuses %s', async (_, body, status, code, pointer) => {
    at(stack, '2026-12-01T10:00:00Z');
    const opened = await cases.crime({}, '2026-12-01T09:00:00Z');
    const { body: contact } = await cases.desk.post(
      `/cases/${opened.caseId}/contacts`,
      cases.call(opened.victim, '2026-12-01T09:30:00Z'),
    );
    const before = (await cases.whole(opened.caseId)).version;
    const answer = await correct(opened, contact.contactId, body);
    expect(answer).toMatchObject({ status, body: { code } });
    if (pointer) expect(answer.body.errors).toMatchObject([{ pointer }]);
    expect((await cases.whole(opened.caseId)).version).toBe(before);
    const missing = await cases.desk.post(`/cases/${opened.caseId}/contacts/${contact.contactId}/correction`, body);
    expect(missing.status).toBe(428);
  });

  it('tell from their facts what is open as the tables list it', async () => {
    const { told, listed } = await openFromBoth(stack.database, stack.clock.now());
    expect(listed.length).toBeGreaterThan(5);
    expect(told).toEqual(listed);
  });
});
