import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases } from '../support/cases.js';
import { openFromBoth } from '../support/open-from-both.js';
import { startStack, type Stack } from '../support/stack.js';

const reason = 'Not until the trial.';

/** What participants want and do not want, and who may ask for them. */
describe('opt-outs, plans and representatives', () => {
  let stack: Stack;
  let cases: Cases;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    cases = await onCases(stack);
  });
  afterAll(() => stack?.stop());

  const owing = async (caseId: string, commitment: string) =>
    (await cases.desk.get(`/obligations?caseId=${caseId}&commitment=${commitment}`)).body.items;

  it('an opt-out by somebody not identified, or who may not speak for them, is refused', async () => {
    at(stack, '2026-11-02T10:00:00Z');
    const { caseId, victim } = await cases.crime();
    const path = `/cases/${caseId}/participants/${victim}/opt-outs`;
    const asked = { scope: 'periodic', reason, requestedBy: victim, identifiedBy: 'not-identified' };
    expect(await cases.desk.post(path, asked)).toMatchObject({
      status: 422,
      body: { code: 'not-identified', errors: [{ pointer: '#/identifiedBy' }] },
    });
    const stranger = { ...asked, identifiedBy: 'known-number', requestedBy: 'him' };
    expect((await cases.desk.post(path, stranger)).body).toMatchObject({
      code: 'no-authority',
      errors: [{ pointer: '#/requestedBy' }],
    });
    expect(await owing(caseId, 'QOS-UPDATE')).toMatchObject([{ status: 'open' }]);
  });

  it('opted out they are owed no updates, but a Code’s event duties; opting back in begins the periods again', async () => {
    at(stack, '2026-11-02T10:00:00Z');
    const { caseId, victim } = await cases.crime();
    at(stack, '2026-11-05T10:00:00Z');
    const path = `/cases/${caseId}/participants/${victim}/opt-outs`;
    const asked = { scope: 'all', reason, requestedBy: victim, identifiedBy: 'known-number', until: '2027-06-30' };
    const from = '2026-11-05T09:30:00Z';
    const { status, body } = await cases.desk.post(path, { ...asked, from });
    expect(status).toBe(201);
    expect(body).toMatchObject({ optOutId: expect.any(String), obligations: [], version: expect.any(Number) });
    expect(await owing(caseId, 'QOS-UPDATE')).toMatchObject([{ status: 'waived', open: false }]);
    const arrest = { type: 'suspect-arrested', occurredAt: '2026-11-05T09:00:00Z' };
    await cases.desk.post(`/cases/${caseId}/milestones`, arrest);
    expect(await owing(caseId, 'VC20-ARREST')).toMatchObject([{ status: 'open' }]);
    const recorded = {
      optOutId: body.optOutId,
      participantId: victim,
      from,
      optedBackInAt: null,
      voidedAt: null,
      ...asked,
    };
    Object.assign(recorded, { statutoryNamed: false });
    expect((await cases.whole(caseId)).optOuts).toEqual([recorded]);
    expect(JSON.stringify((await cases.performance.get(`/cases/${caseId}`)).body)).not.toContain(reason);
    at(stack, '2026-11-20T10:00:00Z');
    const back = await cases.desk.delete(`${path}/${body.optOutId}`);
    expect(back).toMatchObject({
      status: 200,
      body: { obligations: [{ commitment: 'QOS-UPDATE', dueOn: '2026-12-20' }] },
    });
    const optedBackInAt = '2026-11-20T10:00:00Z';
    expect((await cases.whole(caseId)).optOuts).toEqual([{ ...recorded, optedBackInAt }]);
    const again = await cases.desk.delete(`${path}/${body.optOutId}`);
    expect(again).toMatchObject({ status: 409, body: { code: 'already-ended' } });
    expect(await cases.desk.delete(`${path}/nothing`)).toMatchObject({
      status: 404,
      body: { code: 'unknown-opt-out' },
    });
  });

  it('a plan keeps when it is safe to call, for those who call; later ones are shown beside it', async () => {
    at(stack, '2026-11-23T10:00:00Z');
    const { caseId, victim } = await cases.crime({}, '2026-11-23T09:00:00Z');
    const path = `/cases/${caseId}/participants/${victim}/contact-plan`;
    const planned = await cases.desk.post(path, {
      frequency: 'P14D',
      method: 'phone',
      safeTimes: 'Tuesdays, not at home',
    });
    expect(planned).toMatchObject({
      status: 201,
      body: { obligations: [{ commitment: 'VC20-PERIODIC', dueOn: '2026-12-07' }] },
    });
    expect((await cases.whole(caseId)).plans).toEqual([
      {
        planId: planned.body.planId,
        participantId: victim,
        frequency: 'P14D',
        method: 'phone',
        agreedAt: '2026-11-23T10:00:00Z',
        until: null,
        contactId: null,
        safeTimes: 'Tuesdays, not at home',
      },
    ]);
    const facts = await stack.database.query(`select data from facts where type = 'ContactPlanAgreed'`);
    expect(JSON.stringify(facts)).not.toContain('Tuesdays');
    expect((await cases.performance.get(`/cases/${caseId}`)).body.plans[0]).not.toHaveProperty('safeTimes');
  });

  it('a child who comes of age is told themselves: the parent’s authority ends, and with it what they asked for', async () => {
    at(stack, '2026-11-24T10:00:00Z');
    const { caseId, victim, participants } = await cases.crime(
      {
        participants: [
          { role: 'victim', name: 'The child' },
          { role: 'representative', name: 'The parent', represents: '#1', authorityUntil: '2026-11-30' },
        ],
      },
      '2026-11-24T09:00:00Z',
    );
    const parent = participants[1]!;
    const path = `/cases/${caseId}/participants/${victim}/opt-outs`;
    const asked = { scope: 'periodic', reason, requestedBy: parent, identifiedBy: 'in-person' };
    expect((await cases.desk.post(path, asked)).status).toBe(201);
    expect(await owing(caseId, 'QOS-UPDATE')).toMatchObject([{ status: 'waived' }]);
    at(stack, '2026-12-01T09:00:00Z');
    const late = await cases.desk.post(path, { ...asked, scope: 'QOS-INITIAL' });
    expect(late).toMatchObject({ status: 422, body: { code: 'no-authority' } });
    // Whatever is recorded next settles the case; the periods had begun again at midnight.
    await cases.desk.post(`/cases/${caseId}/contacts`, cases.call(parent, '2026-12-01T08:30:00Z'));
    const updates = await owing(caseId, 'QOS-UPDATE');
    expect(updates.map(({ status, dueOn }: any) => [status, dueOn])).toEqual(
      expect.arrayContaining([['open', '2027-01-01']]),
    );
    expect((await cases.whole(caseId)).participants[1]).toMatchObject({
      role: 'representative',
      name: 'The parent',
      represents: victim,
      authorityUntil: '2026-11-30',
      authorityEndedAt: null,
      entitlement: 'unassessed',
      joinedAt: '2026-11-24T09:00:00Z',
    });
  });

  it('authority can be ended before its day, once; contacts then reach the representative alone', async () => {
    at(stack, '2026-12-02T10:00:00Z');
    const { caseId, participants, victim } = await cases.crime(
      { participants: [{ role: 'victim' }, { role: 'representative', represents: '#1' }] },
      '2026-12-02T09:00:00Z',
    );
    const path = `/cases/${caseId}/participants`;
    const ended = await cases.desk.post(`${path}/${participants[1]}/authority-end`, { reason: 'withdrawn' });
    expect(ended.status).toBe(201);
    expect((await cases.whole(caseId)).participants[1]).toMatchObject({ authorityEndedAt: '2026-12-02T10:00:00Z' });
    at(stack, '2026-12-02T11:00:00Z');
    await cases.desk.post(`/cases/${caseId}/contacts`, cases.call(participants[1]!, '2026-12-02T10:30:00Z'));
    expect((await owing(caseId, 'QOS-UPDATE'))[0]).toMatchObject({ status: 'open', participantId: victim });
    const again = await cases.desk.post(`${path}/${participants[1]}/authority-end`, { reason: 'withdrawn' });
    expect(again).toMatchObject({ status: 409, body: { code: 'already-ended' } });
    const nobody = await cases.desk.post(`${path}/${victim}/authority-end`, { reason: 'withdrawn' });
    expect(nobody).toMatchObject({ status: 422, body: { code: 'not-a-representative' } });
    at(stack, '2026-12-31T10:00:00Z');
    const silence = await cases.performance.get('/compliance/silence?days=29');
    expect(silence.body.items.map(({ participantId }: any) => participantId)).toContain(victim);
  });

  it('whoever died is owed nothing more, and silence is not told of them; taken back, they are owed it again', async () => {
    at(stack, '2026-12-02T10:00:00Z');
    const { caseId, victim } = await cases.crime({}, '2026-12-02T09:00:00Z');
    const death = `/cases/${caseId}/participants/${victim}/death`;
    expect(await cases.desk.post(death, { on: '2026-12-03' })).toMatchObject({
      status: 422,
      body: { code: 'in-the-future', errors: [{ pointer: '#/on' }] },
    });
    expect((await cases.desk.post(death, { on: '2026-12-02' })).status).toBe(201);
    expect(await cases.desk.post(death, {})).toMatchObject({ status: 409, body: { code: 'already-recorded' } });
    const { participants, version } = await cases.whole(caseId);
    expect(participants[0]).toMatchObject({ participantId: victim, diedOn: '2026-12-02' });
    expect((await owing(caseId, 'QOS-UPDATE')).map(({ status }: any) => status)).toEqual(['superseded']);
    const { body } = await cases.desk.get(`/cases/${caseId}/timeline?limit=500`);
    expect(body.items.map(({ words }: any) => words)).toContain('A participant died on 2026-12-02');

    const wrong = await cases.desk.delete(death, { 'if-match': `"${version}"` }, { reason: 'Another of that name.' });
    expect(wrong.status).toBe(200);
    expect((await cases.whole(caseId)).participants[0]).toMatchObject({ diedOn: null });
    expect((await owing(caseId, 'QOS-UPDATE')).map(({ status }: any) => status)).toEqual(['open']);
  });

  it('a business is owed what a Code promises once it names somebody to receive it', async () => {
    at(stack, '2026-12-03T10:00:00Z');
    const opened = await cases.crime(
      { participants: [{ role: 'victim', name: 'A Shop Ltd', business: true }] },
      '2026-12-03T09:00:00Z',
    );
    const codes = ({ obligations }: any) =>
      obligations
        .filter(({ edition }: any) => edition === 'victims-code-2020')
        .map(({ commitment }: any) => commitment);
    expect(codes(opened.body)).toEqual([]);
    const named = await cases.desk.post(`/cases/${opened.caseId}/participants`, {
      role: 'representative',
      name: 'The manager',
      represents: opened.victim,
    });
    expect(codes(named.body)).toContain('VC20-REFER');
    const { participants } = await cases.whole(opened.caseId);
    expect(participants[0]).toMatchObject({ business: true });
    expect(participants[1]).toMatchObject({ participantId: named.body.participantId, business: false });
  });

  it('an assessment is shown with the participant, and the time that they joined stays', async () => {
    at(stack, '2026-12-04T10:00:00Z');
    const { caseId, victim } = await cases.crime({}, '2026-12-04T09:00:00Z');
    const path = `/cases/${caseId}/participants/${victim}/entitlement`;
    const assessed = (entitlement: string, assessedAt: string) =>
      cases.desk.post(path, { entitlement, reasons: ['intimidated'], assessedAt });
    expect((await assessed('enhanced', '2026-12-04T09:45:00Z')).status).toBe(201);
    // Found out later, and of before: what holds now stays.
    expect((await assessed('standard', '2026-12-04T09:30:00Z')).status).toBe(201);
    expect((await cases.whole(caseId)).participants).toMatchObject([
      { entitlement: 'enhanced', joinedAt: '2026-12-04T09:00:00Z' },
    ]);
    const asked = { entitlement: 'standard', reasons: ['intimidated'], assessedAt: '2026-12-04T10:00:00Z' };
    const stale = await cases.desk.post(path, asked, { 'if-match': '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-version' } });
  });

  it('a route is added to somebody on the case, and makes what is sent by it reach them', async () => {
    at(stack, '2026-12-07T10:00:00Z');
    const { caseId, victim } = await cases.crime({}, '2026-12-07T09:00:00Z');
    const route = { method: 'email', value: 'a@example.org', safe: true };
    const added = await cases.desk.post(`/cases/${caseId}/participants/${victim}/routes`, route);
    expect(added).toMatchObject({ status: 201, body: { routeId: expect.any(String) } });
    expect((await cases.whole(caseId)).participants[0].routes).toMatchObject([route]);
    const nobody = await cases.desk.post(`/cases/${caseId}/participants/nobody/routes`, route);
    expect(nobody.status).toBe(404);
    at(stack, '2026-12-07T11:00:00Z');
    const sent = cases.call(victim, '2026-12-07T10:30:00Z', { method: 'email', outcome: 'sent' });
    expect((await cases.desk.post(`/cases/${caseId}/contacts`, sent)).body).toMatchObject({ reached: true });
  });

  const optOut = (victim: string, more: object = {}) => ({
    scope: 'periodic',
    reason,
    requestedBy: victim,
    identifiedBy: 'in-person',
    ...more,
  });
  it.each<[string, string, (victim: string) => object, string, string]>([
    [
      'a plan with frequency zero',
      'contact-plan',
      () => ({ frequency: 'P0D', method: 'phone' }),
      'frequency-not-positive',
      '#/frequency',
    ],
    [
      'a plan in hours',
      'contact-plan',
      () => ({ frequency: 'PT24H', method: 'phone' }),
      'frequency-not-positive',
      '#/frequency',
    ],
    [
      'an opt-out that ends before it begins',
      'opt-outs',
      (victim) => optOut(victim, { until: '2027-01-03' }),
      'ends-before-it-begins',
      '#/until',
    ],
    [
      'an opt-out from a time to come',
      'opt-outs',
      (victim) => optOut(victim, { from: '2027-01-04T10:00:00.001Z' }),
      'in-the-future',
      '#/from',
    ],
    [
      'an opt-out from before the case',
      'opt-outs',
      (victim) => optOut(victim, { from: '2027-01-04T08:59:59.999Z' }),
      'before-case',
      '#/from',
    ],
    [
      'an opt-out of nothing that is promised',
      'opt-outs',
      (victim) => optOut(victim, { scope: 'the-weather' }),
      'unknown-commitment',
      '#/scope',
    ],
    ['an opt-out without a reason', 'opt-outs', (victim) => optOut(victim, { reason: ' ' }), 'invalid', '#/reason'],
    [
      'an opt-out without who asked',
      'opt-outs',
      (victim) => optOut(victim, { requestedBy: undefined }),
      'invalid',
      '#/requestedBy',
    ],
    [
      'authority ended for no reason of the list',
      'authority-end',
      () => ({ reason: 'because' }),
      'invalid',
      '#/reason',
    ],
  ])('refuses %s', async (_, door, body, code, pointer) => {
    at(stack, '2027-01-04T10:00:00Z');
    const { caseId, victim } = await cases.crime({}, '2027-01-04T09:00:00Z');
    const before = (await cases.whole(caseId)).version;
    const answer = await cases.desk.post(`/cases/${caseId}/participants/${victim}/${door}`, body(victim));
    expect(answer).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } });
    expect((await cases.whole(caseId)).version).toBe(before);
  });

  it('refuses authority that ends of somebody who represents nobody', async () => {
    at(stack, '2027-01-04T10:00:00Z');
    const { caseId } = await cases.crime({}, '2027-01-04T09:00:00Z');
    const witness = { role: 'witness', authorityUntil: '2027-02-01' };
    expect(await cases.desk.post(`/cases/${caseId}/participants`, witness)).toMatchObject({
      status: 422,
      body: { code: 'not-a-representative', errors: [{ pointer: '#/authorityUntil' }] },
    });
  });

  it('tell from their facts what is open as the tables list it', async () => {
    const { told, listed } = await openFromBoth(stack.database, stack.clock.now());
    expect(listed.length).toBeGreaterThan(5);
    expect(told).toEqual(listed);
  });
});
