import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases } from '../support/cases.js';
import { forceFileWith, type ForceFileOfSpec } from '../support/force-file.js';
import { startStack, type Stack } from '../support/stack.js';

let stack: Stack;
let cases: Cases;
let force: ForceFileOfSpec;

/** Every team of the force acts for probation. */
beforeAll(async () => {
  force = forceFileWith(({ bodies, teams }) => bodies.push({ body: 'probation', teams: teams.map(({ id }) => id) }));
  stack = await startStack('2026-03-16T12:00:00Z', 'postgres', { FORCE_FILE: force.file });
  cases = await onCases(stack);
});
afterAll(async () => {
  await stack?.stop();
  force?.forget();
});

const statusOf = async (caseId: string, commitment: string) => {
  const { body } = await cases.desk.get(`/obligations?caseId=${caseId}&commitment=${commitment}`);
  return body.items.map(({ status }: any) => status);
};

describe('what a contact says', () => {
  it('an outcome that its method cannot have is refused, and nothing is recorded', async () => {
    const { caseId, victim } = await cases.crime({}, '2026-03-16T09:00:00Z');
    const sent = cases.call(victim, '2026-03-16T10:00:00Z', { outcome: 'sent' });
    expect(await cases.desk.post(`/cases/${caseId}/contacts`, sent)).toMatchObject({
      status: 422,
      body: { code: 'outcome-does-not-fit', errors: [{ pointer: '#/outcome' }] },
    });
    const { body } = await cases.desk.get(`/cases/${caseId}/timeline`);
    expect(body.items.filter(({ type }: any) => type.startsWith('Contact'))).toEqual([]);
  });

  it('why it was recorded late stands in the timeline, for those who make contacts alone', async () => {
    at(stack, '2026-03-16T12:00:00Z');
    const { caseId, victim } = await cases.crime({}, '2026-03-09T09:00:00Z');
    const late = cases.call(victim, '2026-03-10T10:00:00Z', { lateReason: 'The notebook was found today.' });
    expect(await cases.desk.post(`/cases/${caseId}/contacts`, late)).toMatchObject({ status: 201 });
    const made = async (client: Cases['desk']) =>
      (await client.get(`/cases/${caseId}/timeline`)).body.items.find(({ type }: any) => type === 'ContactMade');
    expect(await made(cases.desk)).toMatchObject({ lateReason: 'The notebook was found today.' });
    expect(await made(cases.performance)).not.toHaveProperty('lateReason');
  });

  it('spoken to somebody who did not prove who they are it discharges nothing, and the supervisor is told', async () => {
    const { caseId, victim } = await cases.crime({}, '2026-03-16T09:00:00Z');
    await cases.desk.post(`/cases/${caseId}/milestones`, {
      type: 'suspect-arrested',
      occurredAt: '2026-03-16T09:30:00Z',
    });
    const call = cases.call(victim, '2026-03-16T10:00:00Z', { tells: ['suspect-arrested'], identityVerified: false });
    const { body } = await cases.desk.post(`/cases/${caseId}/contacts`, call);
    expect(body).toMatchObject({ reached: false, discharged: [] });
    expect(await statusOf(caseId, 'VC20-ARREST')).toEqual(['open']);
    const alerts = await cases.supervisor.get('/alerts?rung=identity-not-proved');
    expect(alerts.body.items).toMatchObject([{ caseId, contactId: body.contactId }]);
  });
});

describe('by which route a contact went', () => {
  const address = { method: 'letter', value: '1 Any Street, Barrow LA14 1AA', safe: true };
  const route = async (caseId: string, participantId: string, given: object) =>
    (await cases.desk.post(`/cases/${caseId}/participants/${participantId}/routes`, given)).body.routeId as string;
  const letter = (participantId: string, occurredAt: string, more = {}) =>
    cases.call(participantId, occurredAt, { method: 'letter', outcome: 'sent', tells: ['suspect-arrested'], ...more });
  const arrested = async (more = {}) => {
    at(stack, '2026-03-16T12:00:00Z');
    const opened = await cases.crime(more, '2026-03-13T09:00:00Z');
    await cases.desk.post(`/cases/${opened.caseId}/milestones`, {
      type: 'suspect-arrested',
      occurredAt: '2026-03-16T09:30:00Z',
    });
    return opened;
  };
  const recorded = (caseId: string, contact: object) => cases.desk.post(`/cases/${caseId}/contacts`, contact);
  const alertsOf = async (caseId: string, rung: string) =>
    (await cases.supervisor.get(`/alerts?rung=${rung}`)).body.items.filter((one: any) => one.caseId === caseId);

  it('to the old home that is marked unsafe reaches nobody and alerts, to the refuge it does; unsaid it is refused', async () => {
    const { caseId, victim } = await arrested({ participants: [{ role: 'victim', name: 'V', routes: [address] }] });
    const old = await route(caseId, victim, { ...address, safe: false });
    const refuge = await route(caseId, victim, { method: 'letter', value: '9 New Road, Kendal LA9 4AA', safe: true });
    at(stack, '2026-03-16T12:05:00Z');
    const unsaid = await recorded(caseId, letter(victim, '2026-03-16T12:01:00Z'));
    expect(unsaid).toMatchObject({
      status: 422,
      body: { code: 'route-ambiguous', errors: [{ pointer: '#/routeId' }] },
    });
    expect(unsaid.body.routeIds.toSorted()).toEqual([old, refuge].toSorted());
    const toOld = await recorded(caseId, letter(victim, '2026-03-16T12:01:00Z', { routeId: old }));
    expect(toOld.body).toMatchObject({ reached: false, discharged: [] });
    expect(await alertsOf(caseId, 'unsafe-contact')).toMatchObject([{ contactId: toOld.body.contactId }]);
    expect(await statusOf(caseId, 'VC20-ARREST')).toEqual(['open']);
    const toRefuge = await recorded(caseId, letter(victim, '2026-03-16T12:01:00Z', { routeId: refuge }));
    expect(toRefuge.body).toMatchObject({ reached: true });
    expect(await statusOf(caseId, 'VC20-ARREST')).toEqual(['met']);
  });

  it('however a number is spelled it is one route, and an unsafe mark on it holds for calls and texts', async () => {
    const routes = [{ method: 'sms', value: '07700 900123', safe: true }];
    const { caseId, victim } = await arrested({ participants: [{ role: 'victim', name: 'V', routes }] });
    await route(caseId, victim, { method: 'sms', value: '+447700900123', safe: false });
    const known = (await cases.whole(caseId))['participants'][0].routes;
    expect(known).toMatchObject([{ value: '+447700900123', safe: false }]);
    at(stack, '2026-03-16T12:05:00Z');
    const text = cases.call(victim, '2026-03-16T12:01:00Z', { method: 'sms', outcome: 'delivered' });
    expect((await recorded(caseId, text)).body).toMatchObject({ reached: false });
    const call = cases.call(victim, '2026-03-16T12:02:00Z');
    expect((await recorded(caseId, call)).body).toMatchObject({ reached: false });
    expect(await alertsOf(caseId, 'unsafe-contact')).toHaveLength(2);
  });

  it('nothing written is recorded without a route to have gone by, and nobody of the case comes before that', async () => {
    const { caseId, victim } = await arrested();
    const refused = await recorded(caseId, letter(victim, '2026-03-16T11:00:00Z'));
    expect(refused).toMatchObject({ status: 422, body: { code: 'no-route', errors: [{ pointer: '#/routeId' }] } });
    expect(await recorded(caseId, letter('nobody', '2026-03-16T11:00:00Z'))).toMatchObject({
      status: 422,
      body: { code: 'unknown-participant' },
    });
    const referral = letter(victim, '2026-03-16T11:00:00Z', { method: 'email', purpose: 'referral', tells: [] });
    expect((await recorded(caseId, referral)).body).toMatchObject({ reached: true });
  });

  it('a route may be said by its value, is kept as theirs, and is not kept where the contact is refused', async () => {
    const { caseId, victim } = await arrested();
    const by = { route: { method: 'letter', value: '7 Some Lane, LA1 1AA' } };
    const twice = await recorded(caseId, letter(victim, '2026-03-16T11:00:00Z', { ...by, routeId: 'r1' }));
    expect(twice).toMatchObject({ status: 422, body: { code: 'route-said-twice' } });
    const misfit = await recorded(caseId, letter(victim, '2026-03-16T11:00:00Z', { ...by, outcome: 'spoke' }));
    expect(misfit).toMatchObject({ status: 422, body: { code: 'outcome-does-not-fit' } });
    expect((await cases.whole(caseId))['participants'][0].routes).toEqual([]);
    for (const value of ['7 Some Lane, LA1 1AA', '7 some lane la11aa']) {
      const said = letter(victim, '2026-03-16T11:00:00Z', { route: { method: 'letter', value } });
      expect((await recorded(caseId, said)).body).toMatchObject({ reached: true });
    }
    expect((await cases.whole(caseId))['participants'][0].routes).toMatchObject([{ value: '7 Some Lane, LA1 1AA' }]);
  });

  it('a route of another participant, or of no method of its kind, is refused', async () => {
    const phone = { method: 'phone', value: '01229 820001', safe: true };
    const two = [
      { role: 'victim', name: 'V', routes: [phone] },
      { role: 'victim', name: 'W', routes: [address] },
    ];
    const { caseId, participants } = await arrested({ participants: two });
    const { version, participants: on } = await cases.whole(caseId);
    const refused = async (routeId: string, code: string) =>
      expect(await recorded(caseId, letter(participants[0]!, '2026-03-16T11:00:00Z', { routeId }))).toMatchObject({
        status: 422,
        body: { code, errors: [{ pointer: '#/routeId' }] },
      });
    await refused(on[1].routes[0].routeId, 'unknown-route');
    await refused(on[0].routes[0].routeId, 'route-does-not-fit');
    expect((await cases.whole(caseId))['version']).toBe(version);
  });

  it('a letter to an address keyed later as known before counts, and needs a reason why it was keyed late', async () => {
    const { caseId, victim } = await arrested();
    const since = { ...address, knownSince: '2026-03-14T09:00:00Z' };
    const routes = `/cases/${caseId}/participants/${victim}/routes`;
    expect(await cases.desk.post(routes, since)).toMatchObject({ status: 422, body: { code: 'reason-required' } });
    const ahead = { ...since, knownSince: '2026-03-16T12:00:00.001Z', reason: 'r' };
    expect(await cases.desk.post(routes, ahead)).toMatchObject({ status: 422, body: { code: 'in-the-future' } });
    expect(await cases.desk.post(routes, { ...since, reason: 'On the paper form.' })).toMatchObject({ status: 201 });
    at(stack, '2026-03-17T12:00:00Z');
    const before = letter(victim, '2026-03-14T08:59:59Z', { tells: [] });
    expect(await recorded(caseId, before)).toMatchObject({ status: 422, body: { code: 'no-route' } });
    expect((await recorded(caseId, letter(victim, '2026-03-16T10:00:00Z'))).body).toMatchObject({ reached: true });
    expect(await statusOf(caseId, 'VC20-ARREST')).toEqual(['met']);
  });

  it('a letter to an address keyed only after the miss leaves it, disputed', async () => {
    at(stack, '2026-03-16T12:00:00Z');
    const { caseId, victim } = await arrested();
    at(stack, '2026-03-25T12:00:00Z');
    expect(await statusOf(caseId, 'VC20-ARREST')).toEqual(['missed']);
    const keyed = { ...address, knownSince: '2026-03-14T09:00:00Z', reason: 'On the paper form.' };
    await cases.desk.post(`/cases/${caseId}/participants/${victim}/routes`, keyed);
    const late = letter(victim, '2026-03-16T10:00:00Z', { lateReason: 'Found in the file.' });
    expect((await recorded(caseId, late)).body).toMatchObject({ reached: true });
    const { body } = await cases.desk.get(`/obligations?caseId=${caseId}&commitment=VC20-ARREST`);
    expect(body.items).toMatchObject([{ status: 'missed', disputed: true, open: false }]);
  });

  it('a route is ended with a reason: not theirs any more, but theirs for what went by it before', async () => {
    const { caseId, victim } = await arrested({ participants: [{ role: 'victim', name: 'V', routes: [address] }] });
    const [{ routeId }] = (await cases.whole(caseId))['participants'][0].routes;
    const path = `/cases/${caseId}/participants/${victim}/routes/${routeId}`;
    at(stack, '2026-03-16T13:00:00Z');
    expect(await cases.desk.delete(path)).toMatchObject({ status: 422 });
    const ended = await cases.desk.delete(path, {}, { reason: 'Moved away.' });
    expect(ended).toMatchObject({ status: 200, body: { onTheWay: expect.any(Array) } });
    expect(await cases.desk.delete(path, {}, { reason: 'Moved away.' })).toMatchObject({ status: 404 });
    expect((await cases.whole(caseId))['participants'][0].routes).toEqual([]);
    at(stack, '2026-03-16T14:00:00Z');
    expect(await recorded(caseId, letter(victim, '2026-03-16T13:00:00Z'))).toMatchObject({
      body: { code: 'no-route' },
    });
    expect((await recorded(caseId, letter(victim, '2026-03-16T12:59:59Z'))).body).toMatchObject({ reached: true });
  });

  it('by which something came back reaches nobody until it is entered anew', async () => {
    const { caseId, victim } = await arrested({ participants: [{ role: 'victim', name: 'V', routes: [address] }] });
    await recorded(caseId, letter(victim, '2026-03-16T10:00:00Z', { outcome: 'returned' }));
    expect((await recorded(caseId, letter(victim, '2026-03-16T10:30:00Z'))).body).toMatchObject({ reached: false });
    expect(await statusOf(caseId, 'VC20-ARREST')).toEqual(['open']);
    await route(caseId, victim, address);
    at(stack, '2026-03-16T12:05:00Z');
    expect((await recorded(caseId, letter(victim, '2026-03-16T12:01:00Z'))).body).toMatchObject({ reached: true });
  });
});

describe('what a contact is about', () => {
  const reach = async (caseId: string, more: object) =>
    (await cases.desk.post(`/cases/${caseId}/milestones`, { occurredAt: '2026-03-16T09:30:00Z', ...more })).body
      .milestoneId as string;
  const opened = async () => {
    at(stack, '2026-03-16T12:00:00Z');
    return cases.crime({}, '2026-03-13T09:00:00Z');
  };
  const recorded = (caseId: string, contact: object) => cases.desk.post(`/cases/${caseId}/contacts`, contact);
  const statuses = async (caseId: string, commitment: string) => {
    const { body } = await cases.desk.get(`/obligations?caseId=${caseId}&commitment=${commitment}`);
    return body.items.map(({ status }: any) => status).toSorted();
  };

  it('is refused where two suspects were arrested and it names neither; naming one leaves the other open', async () => {
    const { caseId, victim } = await opened();
    const [one, other] = [
      await reach(caseId, { type: 'suspect-arrested', suspect: 'suspect-1' }),
      await reach(caseId, { type: 'suspect-arrested', suspect: 'suspect-2' }),
    ];
    const bare = cases.call(victim, '2026-03-16T10:00:00Z', { tells: ['suspect-arrested'] });
    const refused = await recorded(caseId, bare);
    expect(refused).toMatchObject({ status: 422, body: { code: 'several-open', errors: [{ pointer: '#/tells/0' }] } });
    expect(refused.body.choices.toSorted()).toEqual([one, other].toSorted());
    const named = cases.call(victim, '2026-03-16T10:00:00Z', { tells: [{ milestoneId: one }] });
    const { body } = await recorded(caseId, named);
    expect(await statuses(caseId, 'VC20-ARREST')).toEqual(['met', 'open']);
    expect(body.notDischarged).toMatchObject([{ because: 'not-named' }]);
  });

  it('is refused where the milestone is of another case, or was voided, or is no name', async () => {
    const [{ caseId, victim }, another] = [await opened(), await opened()];
    const elsewhere = await reach(another.caseId, { type: 'suspect-arrested' });
    const voided = await reach(caseId, { type: 'suspect-arrested' });
    await cases.desk.post(`/cases/${caseId}/milestones/${voided}/void`, { reason: 'Wrong case.' });
    const tried = async (tells: unknown) =>
      (await recorded(caseId, cases.call(victim, '2026-03-16T10:00:00Z', { tells: [tells] }))).body;
    const { version } = await cases.whole(caseId);
    const errors = [{ pointer: '#/tells/0' }];
    expect(await tried({ milestoneId: elsewhere })).toMatchObject({ code: 'unknown-milestone', errors });
    expect(await tried({ milestoneId: voided })).toMatchObject({ code: 'already-voided', errors });
    for (const odd of [
      { milestoneId: 7 },
      { milestone: voided },
      { milestoneId: voided, suspect: 's' },
      7,
      null,
      [voided],
    ])
      expect(await tried(odd)).toMatchObject({ errors });
    expect((await cases.whole(caseId))['version']).toBe(version);
  });

  it('says of each thing that it was about and did not meet why not', async () => {
    const { caseId, victim } = await opened();
    await reach(caseId, { type: 'suspect-arrested' });
    const because = async (more: object) => {
      const { body } = await recorded(caseId, cases.call(victim, '2026-03-16T10:00:00Z', more));
      return [body.discharged.length, [...new Set(body.notDischarged.map((one: any) => one.because))]];
    };
    const told = { tells: ['suspect-arrested'] };
    expect(await because({ ...told, outcome: 'no-answer' })).toEqual([0, ['not-reached']]);
    expect(await because({ ...told, identityVerified: false })).toEqual([0, ['identity-not-proved']]);
    const mail = { method: 'email', outcome: 'sent', route: { method: 'email', value: 'ann@example.org' } };
    expect(await because({ ...told, ...mail, automatic: 'bulk' })).toEqual([0, ['automatic']]);
    expect(await because({ purpose: 'written-confirmation' })).toEqual([1, ['method-not-accepted']]);
    expect(await because({ purpose: 'referral', by: 'probation' })).toEqual([0, ['other-body']]);
    expect(await because({ purpose: 'referral', service: 'victim-contact-scheme' })).toEqual([0, ['other-service']]);
    expect(await because({ ...told, by: 'cps' })).toEqual([1, ['other-body']]);
    expect(await because({ purpose: 'survey' })).toEqual([0, []]);
  });

  it('is refused where it names what the body that it was for does not owe, and nothing is recorded', async () => {
    const { caseId, victim } = await opened();
    const given = await cases.desk.post(`/cases/${caseId}/feedback`, {
      participantId: victim,
      receivedAt: '2026-03-16T10:00:00Z',
      method: 'email',
      type: 'comment',
      replyRequested: true,
    });
    const { version } = await cases.whole(caseId);
    const reply = { purpose: 'reply', replyTo: { feedbackId: given.body.feedbackId } };
    const referral = { purpose: 'referral', service: 'victim-support' };
    const about = (more: object) => recorded(caseId, cases.call(victim, '2026-03-16T11:00:00Z', more));
    for (const act of [reply, referral]) {
      const refused = await about({ ...act, by: 'cps' });
      expect(refused).toMatchObject({ status: 422, body: { code: 'body-not-bound', errors: [{ pointer: '#/by' }] } });
    }
    expect((await cases.whole(caseId))['version']).toBe(version);
    for (const act of [reply, referral]) expect(await about({ ...act, by: 'force' })).toMatchObject({ status: 201 });
    expect([await statuses(caseId, 'QOS-FB-REPLY'), await statuses(caseId, 'VC20-REFER')]).toEqual([['met'], ['met']]);
  });

  it('is an act of the body for which the team of whoever records it acts, unless it says on whose behalf it was', async () => {
    const { caseId, victim } = await opened();
    await reach(caseId, { type: 'vcs-referral-received' });
    const about = (more: object) => cases.call(victim, '2026-03-16T10:00:00Z', more);
    await recorded(caseId, about({ by: 'force' }));
    expect(await statusOf(caseId, 'VC20-VCS-VLO')).toEqual(['open']);
    await recorded(caseId, about({}));
    expect(await statusOf(caseId, 'VC20-VCS-VLO')).toEqual(['met']);
  });

  it('tells of the concern that it raised', async () => {
    const { caseId, victim } = await opened();
    const call = cases.call(victim, '2026-03-16T10:00:00Z', { identityVerified: false });
    const { body } = await recorded(caseId, call);
    expect(body.concerns).toEqual([{ concern: 'identity-not-proved', alertId: expect.any(String) }]);
  });

  it('is refused where a machine is said to have spoken, where somebody is named twice, or a reply answers what was voided', async () => {
    const { caseId, victim } = await opened();
    const milestoneId = await reach(caseId, { type: 'review-requested' });
    await cases.desk.post(
      `/cases/${caseId}/milestones/${milestoneId}/void`,
      { reason: 'Never was.' },
      await cases.etagOf(caseId),
    );
    const { version } = await cases.whole(caseId);
    for (const [more, code, pointer] of [
      [{ automatic: 'receipt' }, 'automatic-does-not-fit', '#/automatic'],
      [{ generated: true }, 'automatic-does-not-fit', '#/generated'],
      [{ promisedNext: '2026-03-15' }, 'promised-for-the-past', '#/promisedNext'],
      [{ participantIds: [victim, victim] }, 'unknown-participant', '#/participantIds/1'],
      [{ purpose: 'reply', replyTo: { milestoneId } }, 'already-voided', '#/replyTo/milestoneId'],
    ] as const)
      expect(await recorded(caseId, cases.call(victim, '2026-03-16T10:00:00Z', more))).toMatchObject({
        status: 422,
        body: { code, errors: [{ pointer }] },
      });
    expect((await cases.whole(caseId))['version']).toBe(version);
  });

  it('a reply must name what it answers where several things are open, and one thing that is there', async () => {
    const { caseId, victim } = await opened();
    const letter = cases.call(victim, '2026-03-16T10:00:00Z', {
      direction: 'inbound',
      method: 'letter',
      outcome: 'received',
      purpose: 'enquiry',
    });
    const { contactId } = (await recorded(caseId, letter)).body;
    const given = await cases.desk.post(`/cases/${caseId}/feedback`, {
      participantId: victim,
      receivedAt: '2026-03-16T10:30:00Z',
      method: 'email',
      type: 'comment',
      replyRequested: true,
    });
    const { feedbackId } = given.body;
    const reply = (more: object) =>
      recorded(caseId, cases.call(victim, '2026-03-16T11:00:00Z', { purpose: 'reply', ...more }));
    expect((await reply({})).body).toMatchObject({ code: 'several-open', errors: [{ pointer: '#/replyTo' }] });
    expect((await reply({ replyTo: {} })).body).toMatchObject({ code: 'say-one' });
    expect((await reply({ replyTo: { feedbackId, contactId } })).body).toMatchObject({ code: 'say-one' });
    expect((await reply({ replyTo: { feedbackId: 'f9' } })).body).toMatchObject({ code: 'unknown-feedback' });
    expect((await reply({ replyTo: { contactId: 'k9' } })).body).toMatchObject({ code: 'unknown-contact' });
    await reply({ replyTo: { contactId } });
    expect([await statuses(caseId, 'QOS-LETTER'), await statuses(caseId, 'QOS-FB-REPLY')]).toEqual([['met'], ['open']]);
    await reply({});
    expect(await statuses(caseId, 'QOS-FB-REPLY')).toEqual(['met']);
  });

  it('was settled when it was recorded: a second suspect keyed later changes nothing of it', async () => {
    const { caseId, victim } = await opened();
    await reach(caseId, { type: 'suspect-arrested', suspect: 'suspect-1' });
    await recorded(caseId, cases.call(victim, '2026-03-16T11:00:00Z', { tells: ['suspect-arrested'] }));
    await reach(caseId, { type: 'suspect-arrested', suspect: 'suspect-2' });
    expect(await statuses(caseId, 'VC20-ARREST')).toEqual(['met', 'open']);
  });
});
