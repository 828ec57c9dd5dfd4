import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issuerForAnybody } from '../support/anybody.js';
import type { Client } from '../support/client.js';
import { forceFileWith, type ForceFileOfSpec } from '../support/force-file.js';
import type { Issuer } from '../support/issuer.js';
import { startStack, type Stack } from '../support/stack.js';

const NOW = '2026-11-02T10:00:00Z';
let stack: Stack;
let issuer: Issuer;
let force: ForceFileOfSpec;
let desk: Client;
let references = 0;

/** The usual reach, and a sergeant of the north who is on duty for the south on the evening of the 3rd. */
beforeAll(async () => {
  issuer = await issuerForAnybody();
  force = forceFileWith((file) => {
    delete file.reach;
    const evening = { from: '2026-11-03T18:00', to: '2026-11-03T22:00' };
    file.rota = [{ bcu: 'south', role: 'supervisor', staff: 'sgt-2003', ...evening }];
  });
  stack = await startStack(NOW, 'postgres', {
    OIDC_ISSUER: issuer.url,
    FORCE_FILE: force.file,
    REQUESTS_PER_MINUTE: '2000',
  });
  desk = await stack.as('desk@pc-1001');
});

afterAll(async () => {
  await stack?.stop();
  issuer?.stop();
  force?.forget();
});

const crime = async (owner: string | undefined, more: object = {}) => {
  references += 1;
  const { status, body } = await desk.post('/cases', {
    kind: 'crime',
    reference: `RC/${references}/26`,
    openedAt: NOW,
    area: { bcu: 'North Cumbria', lpt: 'Carlisle' },
    ...(owner && { owner }),
    participants: [{ role: 'victim', name: 'A Victim' }],
    ...more,
  });
  expect(status).toBe(201);
  return { ...body, reference: `RC/${references}/26`, victim: body['participants'][0].participantId } as Record<
    string,
    any
  >;
};
const sees = async (who: string, caseId: string) => {
  const client = await stack.as(who);
  const { status } = await client.get(`/cases/${caseId}`);
  const { body } = await client.get('/cases?limit=500');
  const listed = body['items'].some((one: any) => one.caseId === caseId);
  expect([who, listed]).toEqual([who, status === 200]);
  return listed as boolean;
};
const restrict = async (caseId: string, staffIds: string[]) =>
  (await desk.post(`/cases/${caseId}/restriction`, { staffIds, reason: 'A colleague is the suspect.' })).status;

describe('whose cases somebody sees', () => {
  it('is the whole force for the desk, own teams for a supervisor, and none for an administrator', async () => {
    const own = await crime('pc-1021');
    const foreign = await crime('pc-1011');
    expect(await sees('desk@pc-1041', foreign['caseId'])).toBe(true);
    expect(await sees('supervisor@sgt-2003', own['caseId'])).toBe(true);
    expect(await sees('supervisor@sgt-2003', foreign['caseId'])).toBe(false);
    expect(await sees('supervisor@insp-6001', foreign['caseId'])).toBe(true);
    expect(await sees('supervisor@insp-6002', foreign['caseId'])).toBe(false);
    expect((await (await stack.as('admin@admin-4001')).get('/cases')).status).toBe(403);
  });

  it('is the BCU for a supervisor while on duty for it, and not the moment before or after', async () => {
    const { caseId } = await crime('pc-1234', { area: { bcu: 'South Cumbria', lpt: 'Barrow' } });
    for (const [at, found] of [
      ['2026-11-03T17:59:59.999Z', false],
      ['2026-11-03T18:00:00Z', true],
      ['2026-11-03T21:59:59.999Z', true],
      ['2026-11-03T22:00:00Z', false],
    ] as const) {
      stack.clock.set(at);
      expect([at, await sees('supervisor@sgt-2003', caseId)]).toEqual([at, found]);
    }
  });

  it('is, of what nobody has, the supervisor of the area’s', async () => {
    const { caseId } = await crime(undefined);
    expect(await sees('supervisor@sgt-2001', caseId)).toBe(true);
    expect(await sees('supervisor@sgt-2002', caseId)).toBe(false);
  });

  it('hides that somebody out of sight is to be erased, and was, but from administrators, who confirm it', async () => {
    const { victim } = await crime('pc-1011');
    const [own, other, admin] = await Promise.all(
      ['supervisor@insp-6001', 'supervisor@sgt-2003', 'admin@admin-4001'].map((who) => stack.as(who)),
    );
    const { status, body } = await own!.post('/erasures', { participantId: victim, reason: 'Asked for it.' });
    expect(status).toBe(201);
    const path = `/erasures/${body['erasureId']}`;
    const seen = async (client: Client) => {
      const listed = (await client.get('/erasures')).body['items'].map((one: any) => one.erasureId);
      return [(await client.get(path)).status, listed.includes(body['erasureId'])];
    };
    const hidden = [await other!.post(`${path}/confirmation`, {}), await other!.delete(path)];
    for (const answer of hidden) expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    for (const client of [own!, admin!]) expect(await seen(client)).toEqual([200, true]);
    expect(await seen(other!)).toEqual([404, false]);
    expect((await admin!.post(`${path}/confirmation`, {})).status).toBe(201);
    expect([await seen(own!), await seen(other!)]).toEqual([
      [200, true],
      [404, false],
    ]);
  });

  it('leaves what is out of sight as though it were not there, whatever is asked', async () => {
    const { caseId, obligations, victim } = await crime('pc-1011');
    const supervisor = await stack.as('supervisor@sgt-2003');
    const asked = (id: string, owed: string) =>
      Promise.all([
        supervisor.get(`/cases/${id}`),
        supervisor.get(`/cases/${id}/timeline`),
        supervisor.get(`/obligations/${owed}`),
        supervisor.get(`/obligations/${owed}/derivation`),
        supervisor.post(`/cases/${id}/closure`, {}),
        supervisor.post(`/cases/${id}/contacts`, { participantIds: [victim] }),
        supervisor.post(`/obligations/${owed}/void`, { reason: 'x' }),
        supervisor.post('/cases/owners', { items: [{ caseId: id, staffId: 'pc-1021', version: 1 }] }),
        supervisor.get(`/alerts?caseId=${id}`),
        supervisor.get(`/obligations?caseId=${id}`),
        supervisor.get(`/disputes?caseId=${id}`),
      ]);
    const told = ({ status, headers, body }: Awaited<ReturnType<Client['get']>>) => {
      const { requestId: _request, position: _position, ...rest } = body as Record<string, unknown>;
      return JSON.stringify([status, headers.get('etag'), headers.get('link'), rest]);
    };
    const [there, nowhere] = await Promise.all([
      asked(caseId, obligations[0].obligationId),
      asked('nothing', 'nothing'),
    ]);
    const alike = (answers: typeof there, id: string, owed: string) =>
      answers.map((one) => told(one).replaceAll(id, 'it').replaceAll(owed, 'it'));
    expect(alike(there, caseId, obligations[0].obligationId)).toEqual(alike(nowhere, 'nothing', 'nothing'));
  });

  it('is told by GET /me', async () => {
    const reachOf = async (who: string) => (await (await stack.as(who)).get('/me')).body['reach'];
    expect(await reachOf('supervisor@sgt-2003')).toEqual({ cases: 'team', people: true });
    expect(await reachOf('supervisor+performance@sgt-2003')).toEqual({ cases: 'force', people: true });
    expect(await reachOf('admin@admin-4001')).toEqual({ cases: 'none', people: false });
  });
});

describe('a restricted case', () => {
  it('is seen by the staff whom it names and who answers for them alone', async () => {
    const { caseId } = await crime('pc-1011');
    expect(await restrict(caseId, ['pc-1011', 'pc-1041'])).toBe(201);
    for (const [who, found] of [
      ['desk@pc-1011', true],
      ['desk@pc-1041', true],
      ['supervisor@sgt-2002', true],
      ['supervisor@sgt-2004', true],
      ['supervisor@insp-6001', false],
      ['desk@pc-1001', false],
      ['performance@perf-3001', false],
      ['service@svc-5001', false],
    ] as const)
      expect([who, await sees(who, caseId)]).toEqual([who, found]);
  });

  it('is told of, by its id alone, to a supervisor who asks for its whole reference, and to nobody else', async () => {
    const { caseId, reference } = await crime('pc-1011');
    const told = async (who: string, q = reference) =>
      (await (await stack.as(who)).post('/search', { q })).body['restricted'];
    expect(await told('supervisor@sgt-2004')).toBeNull();
    expect(await restrict(caseId, ['pc-1011'])).toBe(201);
    expect(await told('supervisor@sgt-2004')).toBe(caseId);
    expect(await told('supervisor@sgt-2002')).toBeNull();
    expect(await told('supervisor@sgt-2004', reference.slice(0, -1))).toBeNull();
    for (const who of ['desk@pc-1001', 'counter@desk-1101']) expect(await told(who)).toBeNull();
  });

  it('must name whoever has it, and is given to nobody else', async () => {
    const { caseId } = await crime('pc-1011');
    expect(await restrict(caseId, ['pc-1041'])).toBe(422);
    expect(await restrict(caseId, ['nobody'])).toBe(422);
    expect(await restrict(caseId, ['pc-1011'])).toBe(201);
    const owner = await stack.as('desk@pc-1011');
    const { headers } = await owner.get(`/cases/${caseId}`);
    const given = await owner.post(
      `/cases/${caseId}/owner`,
      { staffId: 'pc-1001' },
      { 'if-match': headers.get('etag')! },
    );
    expect([given.status, given.body['code']]).toEqual([422, 'owner-left-out']);
  });

  it('names itself by no reference that is taken, no link and no answer that is given again', async () => {
    const { caseId, reference, victim } = await crime('pc-1011');
    const other = await crime('pc-1011');
    await desk.post(`/cases/${other['caseId']}/links`, { caseId, kind: 'series' });
    const key = { 'idempotency-key': `again-${caseId}` };
    const contact = {
      participantIds: [victim],
      direction: 'outbound',
      method: 'phone',
      outcome: 'spoke',
      purpose: 'update',
      occurredAt: stack.clock.now(),
    };
    const first = await desk.post(`/cases/${caseId}/contacts`, contact, key);
    expect((await desk.post(`/cases/${caseId}/contacts`, contact, key)).headers.get('idempotent-replayed')).toBe(
      'true',
    );
    const opening = { 'idempotency-key': `opened-${caseId}` };
    const own = {
      kind: 'crime',
      reference: `RC/again${references}/26`,
      openedAt: NOW,
      owner: 'pc-1011',
      participants: [{ role: 'victim', name: 'A' }],
    };
    const opened = await desk.post('/cases', own, opening);
    expect([first.status, opened.status]).toEqual([201, 201]);

    expect(await restrict(caseId, ['pc-1011'])).toBe(201);
    expect(await restrict(opened.body['caseId'], ['pc-1011'])).toBe(201);

    expect((await desk.post(`/cases/${caseId}/contacts`, contact, key)).status).toBe(404);
    expect((await desk.post('/cases', own, opening)).status).toBe(404);
    const taken = await desk.post('/cases', { ...own, reference });
    expect([taken.status, taken.body['code'], taken.body['caseId']]).toEqual([409, 'reference-taken', undefined]);
    expect((await desk.get(`/cases/${other['caseId']}`)).body['links']).toEqual([]);
    expect((await desk.post(`/cases/${other['caseId']}/links`, { caseId, kind: 'same-victim' })).body['code']).toBe(
      'unknown-case',
    );
    const named = await stack.as('desk@pc-1011');
    expect((await named.post('/cases', { ...own, reference })).body['caseId']).toBe(caseId);
    expect((await named.get(`/cases/${other['caseId']}`)).body['links']).toHaveLength(1);
  });

  it('is not merged with what is seen by others', async () => {
    const [one, other] = [await crime('pc-1011'), await crime('pc-1011')];
    expect(await restrict(one['caseId'], ['pc-1011'])).toBe(201);
    const named = await stack.as('desk@pc-1011');
    const merge = async () => {
      const { headers } = await named.get(`/cases/${one['caseId']}`);
      const asked = { into: other['caseId'], reason: 'The same.' };
      return (await named.post(`/cases/${one['caseId']}/merger`, asked, { 'if-match': headers.get('etag')! })).body;
    };
    expect((await merge())['code']).toBe('restricted-otherwise');
    expect(await restrict(other['caseId'], ['pc-1011'])).toBe(201);
    expect((await merge())['code']).toBeUndefined();
    const supervisor = await stack.as('supervisor@sgt-2002');
    const lifted = await supervisor.delete(`/cases/${other['caseId']}/restriction`, {}, { reason: 'It is over.' });
    expect(lifted.status).toBe(200);
    expect(await sees('desk@pc-1001', one['caseId'])).toBe(true);
    expect(await restrict(other['caseId'], ['pc-1011'])).toBe(201);
    expect(await sees('desk@pc-1001', one['caseId'])).toBe(false);
  });

  it('is seen for an hour by whoever breaks the glass, of which whoever answers for it is told at once', async () => {
    const { caseId } = await crime('pc-1011');
    const outsider = await stack.as('desk@pc-1041');
    const broken = (reason: object = { reason: 'She is at the counter.' }) =>
      outsider.post(`/cases/${caseId}/break-glass`, reason);
    expect((await broken()).body['code']).toBe('not-restricted');
    expect(await restrict(caseId, ['pc-1011'])).toBe(201);
    expect((await broken({})).status).toBe(422);
    const before = stack.clock.now();
    expect((await broken()).status).toBe(201);
    expect(await sees('desk@pc-1041', caseId)).toBe(true);
    expect(await sees('desk@pc-1001', caseId)).toBe(false);

    const supervisor = await stack.as('supervisor@sgt-2002');
    const { items } = (await supervisor.get(`/alerts?recipient=me&status=open&caseId=${caseId}`)).body;
    expect(items).toMatchObject([
      { rung: 'glass-broken', title: 'Somebody looks at a restricted case', contactId: null },
    ]);
    const hour = 60 * 60_000;
    stack.clock.set(new Date(Date.parse(before) + hour - 1).toISOString());
    expect(await sees('desk@pc-1041', caseId)).toBe(true);
    stack.clock.set(new Date(Date.parse(before) + hour).toISOString());
    expect(await sees('desk@pc-1041', caseId)).toBe(false);
    expect((await supervisor.post(`/alerts/${items[0].alertId}/acknowledgement`, { note: 'I know.' })).status).toBe(
      201,
    );
    expect((await supervisor.get(`/alerts/${items[0].alertId}`)).body['status']).toBe('cleared');
  });

  it('that is not there cannot be looked at by breaking the glass', async () => {
    const { caseId } = await crime('pc-1011');
    const foreign = await stack.as('supervisor@sgt-2003');
    const ask = async (id: string) => (await foreign.post(`/cases/${id}/break-glass`, { reason: 'x' })).body;
    expect([(await ask('nothing'))['code'], (await ask(caseId))['code']]).toEqual(['unknown-case', 'unknown-case']);
  });

  it('counts in the figures of the force, and its rows are withheld', async () => {
    const day = stack.clock.now().slice(0, 10);
    const period = `from=${day}&to=2026-12-31`;
    const { caseId } = await crime('pc-1011', { openedAt: stack.clock.now() });
    const performance = await stack.as('performance@perf-3001');
    const supervisor = await stack.as('supervisor@sgt-2004');
    const figures = async (who: Client) => (await who.get(`/compliance?${period}`)).body['totals'].notDueYet as number;
    const rows = async (who: Client) =>
      (await who.get(`/compliance/obligations?${period}&status=open&limit=500`)).body as Record<string, any>;
    const before = await figures(performance);
    const [seen, withheld] = [await rows(performance), (await rows(performance))['withheld']];
    expect(await restrict(caseId, ['pc-1011'])).toBe(201);
    expect(await figures(performance)).toBe(before);
    const after = await rows(performance);
    const own = seen['items'].filter((one: any) => one.caseId === caseId).length;
    expect(own).toBeGreaterThan(0);
    expect(after['items'].length).toBe(seen['items'].length - own);
    expect(after['withheld']).toBe(withheld + own);
    expect(await figures(supervisor)).toBe((await rows(supervisor))['items'].length);
  });
});
