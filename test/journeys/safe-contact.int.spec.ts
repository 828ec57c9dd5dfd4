import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { onCases, type Cases, type Opened } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

const now = '2026-11-20T12:00:00Z';
const secret = 'The parcel is at the library.';

let stack: Stack;
let on: Cases;
let machine: Client;

beforeAll(async () => {
  stack = await startStack(now);
  on = await onCases(stack);
  machine = await stack.as('service', 'cases:write');
});
afterAll(() => stack?.stop());

const phone = { method: 'phone', value: '01229 555001' };
const withRoutes = (...routes: object[]): Promise<Opened> =>
  on.crime({ participants: [{ role: 'victim', name: 'A Victim', routes }] });
const routesOf = ({ caseId, victim }: Opened) => `/cases/${caseId}/participants/${victim}/routes`;
const routesNow = async ({ caseId }: Opened) =>
  (await on.whole(caseId))['participants'][0].routes as Record<string, any>[];
const factsOf = async ({ caseId }: Opened, type: string) =>
  (await stack.database.query('select data, recorded_by as by from facts where stream = $1 and type = $2', [
    `case-${caseId}`,
    type,
  ])) as { data: Record<string, any>; by: string }[];

describe('a route', () => {
  it('carries what to say and what never to, sealed, and shows it to whoever makes contacts', async () => {
    const words = { say: secret, neverSay: 'Never say who rings.' };
    const opened = await withRoutes({ ...phone, safe: true, ...words });
    expect(await routesNow(opened)).toEqual([expect.objectContaining(words)]);
    const [row] = await stack.database.query(
      'select sealed, routes::text as text from routes where participant_id = $1',
      [opened.victim],
    );
    expect([row.text.includes(secret), row.sealed.includes(secret)]).toEqual([false, false]);
    const given = await on.supervisor.get(`/subject-access/${opened.victim}`, { accept: 'text/html' });
    expect(String(given.body)).toContain(secret);
    const looks = await stack.database.query(
      'select fields from looks join shown_people using (shown_id) where request_id = $1',
      [given.headers.get('x-request-id')],
    );
    expect(looks).toEqual([{ fields: { [opened.victim]: ['name', 'routes'] } }]);
  });

  it('that is changed or ended tells what may be on its way to where it leads, and nothing that came, or was sent before', async () => {
    const home = { method: 'letter', value: '1 Any Street, Barrow, LA14 1AB', safe: true };
    const opened = await withRoutes(home, { ...phone, safe: true });
    const sent = async (occurredAt: string, more: object = {}) =>
      (
        await on.desk.post(
          `/cases/${opened.caseId}/contacts`,
          on.call(opened.victim, occurredAt, { method: 'letter', outcome: 'sent', lateReason: 'Keyed late.', ...more }),
        )
      ).body['contactId'] as string;
    await sent('2026-11-13T12:00:00Z');
    const coming = await sent('2026-11-13T12:00:00.001Z');
    const came = await sent('2026-11-18T12:00:00Z');
    await on.desk.post(`/cases/${opened.caseId}/contacts/${came}/receipt`, { outcome: 'delivered', at: now });
    const refuge = { method: 'letter', value: '9 Other Road, Kendal, LA9 4AB', safe: true };
    const added = await on.desk.post(routesOf(opened), refuge);
    const [{ routeId }] = (await routesNow(opened)).filter(({ value }) => value === home.value) as [
      { routeId: string },
    ];
    const warned = [{ contactId: coming, method: 'letter', routeId, occurredAt: '2026-11-13T12:00:00.001Z' }];
    expect(added.body).toMatchObject({ foundSafe: false, onTheWay: warned });
    expect((await on.desk.post(routesOf(opened), { ...phone, safe: false })).body['onTheWay']).toEqual([]);
    const ended = await on.desk.delete(`${routesOf(opened)}/${routeId}`, {}, { reason: 'Moved out.' });
    expect([ended.status, ended.body]).toEqual([200, { onTheWay: warned }]);
  });

  it('that is unsafe says who said so, when and why, also once its case was merged', async () => {
    const [opened, other] = [await withRoutes({ ...phone, safe: true }), await withRoutes()];
    expect((await routesNow(opened))[0]).not.toHaveProperty('unsafeMark');
    await on.supervisor.post(routesOf(opened), { ...phone, safe: false, reason: secret });
    const [{ recordedAt: at }] = (await routesNow(opened)) as [{ recordedAt: string }];
    const unsafeMark = { by: 'sgt-2001', at, reason: secret };
    expect(await routesNow(opened)).toMatchObject([{ safe: false, unsafeMark }]);
    const into = { into: other.caseId, participants: { [opened.victim]: other.victim }, reason: 'The same burglary.' };
    const merged = await on.desk.post(`/cases/${opened.caseId}/merger`, into, await on.etagOf(opened.caseId));
    expect(merged.status).toBe(201);
    expect(await routesNow(other)).toMatchObject([{ safe: false, unsafeMark }]);
    expect(JSON.stringify(await factsOf(opened, 'CaseMerged'))).not.toContain(secret);
    const given = await on.supervisor.get(`/subject-access/${other.victim}`);
    expect([given.status, JSON.stringify(given.body).includes(secret)]).toEqual([200, false]);
  });

  it('that was marked unsafe is found safe by a person with a reason, as a fact, and by no machine', async () => {
    const opened = await withRoutes({ ...phone, safe: false });
    const safe = { ...phone, value: '+44 1229 555001', safe: true };
    const reason = 'She says he has moved away.';
    for (const by of [machine]) {
      expect((await by.post(routesOf(opened), { ...safe, reason })).body).toMatchObject({
        status: 422,
        code: 'not-by-a-service',
      });
    }
    expect((await on.desk.post(routesOf(opened), safe)).body).toMatchObject({ status: 422, code: 'reason-required' });
    expect(await routesNow(opened)).toMatchObject([{ safe: false }]);
    const found = await on.desk.post(routesOf(opened), { ...safe, reason });
    expect([found.status, found.body['foundSafe']]).toEqual([201, true]);
    const [fact] = await factsOf(opened, 'RouteFoundSafe');
    expect(fact).toMatchObject({
      by: 'pc-1001',
      data: { participantId: opened.victim, routeId: found.body['routeId'] },
    });
    expect(JSON.stringify(fact)).not.toContain('moved');
    const { body } = await on.desk.get(`/cases/${opened.caseId}/timeline?limit=200`);
    expect(body['items'].find(({ type }: any) => type === 'RouteFoundSafe')).toMatchObject({ note: reason });
    expect((await machine.post(routesOf(opened), { ...phone, safe: false })).status).toBe(201);
    expect((await machine.post(routesOf(opened), { method: 'email', value: 'a@b.example', safe: true })).status).toBe(
      201,
    );
  });

  it('that was ended as unsafe, or is said to be another dwelling, is found safe no more easily', async () => {
    const home = { method: 'letter', value: '1 Any Street, Barrow, LA14 1AB' };
    const opened = await withRoutes({ ...home, safe: false }, { ...phone, safe: false });
    const [first] = (await routesNow(opened)).filter(({ method }) => method === 'phone') as [{ routeId: string }];
    await on.desk.delete(`${routesOf(opened)}/${first.routeId}`, {}, { reason: 'Given up.' });
    for (const route of [
      { ...phone, safe: true },
      { method: 'sms', value: phone.value, safe: true },
      { method: 'letter', value: '2 Any Street, Barrow, LA14 1AB', safe: true, otherDwelling: true },
    ])
      expect((await machine.post(routesOf(opened), { ...route, reason: 'x' })).body['code']).toBe('not-by-a-service');
  });

  it('keeps its mark whatever a contact says by which value it went before', async () => {
    const opened = await withRoutes();
    stack.clock.set('2026-11-21T12:00:00Z');
    await on.desk.post(routesOf(opened), { ...phone, safe: false });
    const contact = on.call(opened.victim, '2026-11-20T11:00:00Z', { route: phone });
    const { body } = await on.desk.post(`/cases/${opened.caseId}/contacts`, contact);
    expect(body['reached']).toBe(true);
    expect(await routesNow(opened)).toMatchObject([{ safe: false }]);
    expect(
      (await on.desk.post(`/cases/${opened.caseId}/contacts`, on.call(opened.victim, '2026-11-21T12:00:00Z'))).body,
    ).toMatchObject({
      reached: false,
      concerns: [{ concern: 'unsafe-contact' }],
    });
    stack.clock.set(now);
  });

  it('that is unsafe is allowed by a supervisor for a while, and what goes by it meets nothing and says so', async () => {
    stack.clock.set('2026-11-22T12:00:00Z');
    const opened = await withRoutes({ ...phone, safe: false });
    const [{ routeId }] = (await routesNow(opened)) as [{ routeId: string }];
    const allowance = `${routesOf(opened)}/${routeId}/allowance`;
    expect((await on.desk.post(allowance, { reason: 'She asked.' })).status).toBe(403);
    const allowed = await on.supervisor.post(allowance, { reason: secret });
    expect(allowed.status).toBe(201);
    const { body } = await on.desk.post(
      `/cases/${opened.caseId}/contacts`,
      on.call(opened.victim, '2026-11-22T12:00:00Z'),
    );
    expect(body).toMatchObject({ reached: false, discharged: [], concerns: [{ concern: 'unsafe-contact' }] });
    const [attempt] = await factsOf(opened, 'ContactAttempted');
    expect(attempt!.data).toMatchObject({ route: 'unsafe', allowanceId: allowed.body['allowanceId'] });
    expect((await on.supervisor.post(`${routesOf(opened)}/none/allowance`, { reason: 'x' })).status).toBe(404);
    stack.clock.set(now);
  });
});

describe('a case of high risk', () => {
  it('shows it, asks each contact for a confirmation, and is lifted by a supervisor alone', async () => {
    stack.clock.set('2026-11-23T12:00:00Z');
    const { caseId, victim } = await on.crime();
    expect((await on.desk.post(`/cases/${caseId}/high-risk`, { reason: secret })).status).toBe(201);
    expect((await on.whole(caseId))['highRisk']).toBe(true);
    const before = await on.desk.get(`/cases/${caseId}?knownAt=2026-11-23T11:59:59Z`);
    expect([before.status, before.body['highRisk']]).toEqual([404, undefined]);
    const contacts = `/cases/${caseId}/contacts`;
    const call = on.call(victim, '2026-11-23T12:00:00Z');
    expect((await on.desk.post(contacts, call)).body).toMatchObject({
      code: 'confirmation-required',
      errors: [{ pointer: '#/confirmedSafe' }],
    });
    expect((await on.desk.post(contacts, { ...call, confirmedSafe: false })).body).toMatchObject({
      reached: true,
      concerns: [{ concern: 'not-confirmed-safe' }],
    });
    expect((await on.desk.post(contacts, { ...call, confirmedSafe: true })).body['concerns']).toEqual([]);
    expect((await on.desk.delete(`/cases/${caseId}/high-risk`, {}, { reason: 'x' })).status).toBe(403);
    expect((await on.supervisor.delete(`/cases/${caseId}/high-risk`, {}, { reason: 'Moved.' })).status).toBe(200);
    expect((await on.desk.post(contacts, call)).status).toBe(201);
  });
});
