import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chanceOf } from '../../apps/cli/src/simulate/chance.js';
import { onCases, type Cases, type Opened } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

const now = '2026-11-20T12:00:00Z';
const reason = 'She said so.';

let stack: Stack;
let on: Cases;

beforeAll(async () => {
  stack = await startStack(now, 'postgres', { REQUESTS_PER_MINUTE: '100000' });
  on = await onCases(stack);
});
afterAll(() => stack?.stop());

const phone = (value: string, safe = true) => ({ method: 'phone', value, safe });

const victim = (name: string, ...routes: object[]): Promise<Opened> =>
  on.crime({ participants: [{ role: 'victim', name, routes }] });

const link = (one: string, other: string) =>
  on.desk.post(`/participants/${one}/links`, { participantId: other, reason });

const unlink = (one: string, linkId: string) => on.desk.delete(`/participants/${one}/links/${linkId}`, {}, { reason });

const personOf = async (participantId: string) => (await on.desk.get(`/participants/${participantId}/person`)).body;

const routesOn = async ({ caseId, victim: id }: Opened): Promise<any[]> =>
  (await on.whole(caseId))['participants'].find((one: any) => one.participantId === id).routes;

const called = async ({ caseId, victim: id }: Opened, more: object = {}) =>
  (await on.desk.post(`/cases/${caseId}/contacts`, on.call(id, '2026-11-20T11:59:00Z', more))).body;

describe('somebody who is the victim of one case and of another', () => {
  let here: Opened;
  let there: Opened;
  let linkId: string;

  beforeAll(async () => {
    here = await victim('Ada Marsh', phone('01229 555001'));
    there = await victim('A. Marsh', phone('01229 555001', false), phone('07700 900002'));
  });

  it('is two persons until somebody links them, once, and says why', async () => {
    expect((await personOf(here.victim))['places']).toHaveLength(1);
    expect(await called(here)).toMatchObject({ reached: true, concerns: [] });
    const { status, body } = await link(here.victim, there.victim);
    expect(status).toBe(201);
    ({ linkId } = body as { linkId: string });
    for (const [one, other] of [
      [here.victim, there.victim],
      [there.victim, here.victim],
    ] as const)
      expect(await link(one, other)).toMatchObject({ status: 409, body: { code: 'already-linked' } });
    expect(await link(here.victim, here.victim)).toMatchObject({ status: 422, body: { code: 'already-linked' } });
    expect(await link(here.victim, 'nobody')).toMatchObject({ status: 404, body: { code: 'unknown-participant' } });
  });

  it('is shown with what each case knows, and nothing of either is changed', async () => {
    const { places, links } = await personOf(there.victim);
    expect(places).toMatchObject([
      { participantId: there.victim, caseId: there.caseId, name: 'A. Marsh', role: 'victim', closed: false },
      { participantId: here.victim, caseId: here.caseId, name: 'Ada Marsh' },
    ]);
    expect(links).toMatchObject([{ linkId, byMerger: false, endedAt: null, linkedBy: expect.any(String) }]);
    expect((await on.whole(here.caseId))['participants']).toMatchObject([{ name: 'Ada Marsh' }]);
  });

  it('is on record as looked at, on both cases', async () => {
    await personOf(here.victim);
    const looked = await on.performance.get(`/audit/access?participantId=${there.victim}&limit=1`);
    const [look] = looked.body['items'];
    expect(new Set(look.caseIds)).toEqual(new Set([here.caseId, there.caseId]));
    expect(look).toMatchObject({
      route: 'GET /api/v1/participants/:participantId/person',
      fields: { [here.victim]: ['name', 'routes'], [there.victim]: ['name', 'routes'] },
    });
  });

  it('is not to be rung by what is unsafe there, since they were linked, and is shown so', async () => {
    expect(await routesOn(here)).toMatchObject([{ value: '01229 555001', safe: false }]);
    // Who said so there and why is for whoever sees that case.
    expect((await routesOn(here))[0]).not.toHaveProperty('unsafeMark');
    // Before they were known to be one person it was as safe as anybody knew.
    expect(await called(here)).toMatchObject({ reached: true, concerns: [] });
    stack.clock.set('2026-11-20T12:10:00Z');
    const call = { occurredAt: '2026-11-20T12:05:00Z' };
    const after = await called(here, call);
    expect(after).toMatchObject({ reached: false });
    expect(after['concerns']).toEqual(expect.arrayContaining([expect.objectContaining({ concern: 'unsafe-contact' })]));
    // What is safe there is no way to reach them here.
    const elsewhere = (await routesOn(there)).find(({ value }: any) => value === '07700 900002');
    const by = await on.desk.post(
      `/cases/${here.caseId}/contacts`,
      on.call(here.victim, call.occurredAt, { routeId: elsewhere.routeId }),
    );
    expect(by).toMatchObject({ status: 422, body: { code: 'unknown-route' } });
  });

  it('is two persons again, each as they were, when that is taken back', async () => {
    expect((await unlink(there.victim, linkId)).status).toBe(204);
    expect(await unlink(here.victim, linkId)).toMatchObject({ status: 409, body: { code: 'already-ended' } });
    expect(await unlink(here.victim, 'nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await routesOn(here)).toMatchObject([{ value: '01229 555001', safe: true }]);
    expect(await called(here, { occurredAt: '2026-11-20T12:06:00Z' })).toMatchObject({ reached: true });
    expect((await routesOn(there)).map(({ safe }: any) => safe)).toEqual([false, true]);
    const { places, links } = await personOf(here.victim);
    expect([places.length, links]).toEqual([1, []]);
    expect((await link(here.victim, there.victim)).status).toBe(201);
    expect((await personOf(here.victim))['links']).toMatchObject([
      { linkId, endedAt: expect.any(String), endedBy: expect.any(String) },
      { endedAt: null },
    ]);
  });
});

describe('a person with a restricted case', () => {
  let open: Opened;
  let restricted: Opened;

  beforeAll(async () => {
    open = await victim('Bea Marsh', phone('01229 555003'), phone('01229 555004'));
    restricted = await victim('Bea Marsh', phone('01229 555003', false));
    expect((await link(open.victim, restricted.victim)).status).toBe(201);
    const restriction = { staffIds: ['pc-1234'], reason };
    expect((await on.supervisor.post(`/cases/${restricted.caseId}/restriction`, restriction)).status).toBe(201);
  });

  it('gives nothing of it away to who does not see it, whichever way they ask', async () => {
    const { places, links } = await personOf(open.victim);
    expect([places.map(({ caseId }: any) => caseId), links]).toEqual([[open.caseId], []]);
    const unseen = await on.desk.get(`/participants/${restricted.victim}/person`);
    expect(unseen).toMatchObject({ status: 404, body: { code: 'unknown-participant' } });
    const third = await victim('Bea Marsh');
    for (const answer of [await link(third.victim, restricted.victim), await link(restricted.victim, third.victim)])
      expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-participant' } });
    const access = await on.supervisor.get(`/subject-access/${open.victim}`);
    expect(access.body['items'].map(({ caseId }: any) => caseId)).toEqual([open.caseId]);
    const told = JSON.stringify([places, links, access.body, (await on.whole(open.caseId))['participants']]);
    expect(told).not.toMatch(new RegExp(`${restricted.victim}|${restricted.caseId}`));
  });

  it('is safe from what is marked unsafe there all the same', async () => {
    expect((await routesOn(open)).map(({ value, safe }: any) => [value, safe])).toEqual([
      ['01229 555003', false],
      ['01229 555004', true],
    ]);
  });

  it('is erased as far as who asks sees them, and not while a hold stands that they do not see', async () => {
    const { body: held } = await stack.database
      .query(
        `insert into legal_holds (hold_id, participant_id, note_id, held_at, held_by) values ('h', $1, 'n', now(), 'x') returning hold_id`,
        [restricted.victim],
      )
      .then((rows: any) => ({ body: rows[0] }));
    const asked = () => on.supervisor.post('/erasures', { participantId: open.victim, reason });
    expect(await asked()).toMatchObject({ status: 409, body: { code: 'legal-hold' } });
    await stack.database.query(`update legal_holds set lifted_at = now() where hold_id = $1`, [held.hold_id]);
    expect(await asked()).toMatchObject({ status: 201, body: { participantIds: [open.victim] } });
  });
});

describe('a merger of cases', () => {
  it('links whom it says to be the same, for good, and with them whoever they are elsewhere', async () => {
    const third = await victim('Cy Marsh', phone('01229 555005', false));
    const [from, into] = [
      await victim('Cy Marsh', phone('01229 555005')),
      await victim('Cyril Marsh', phone('01229 555005')),
    ];
    expect((await link(third.victim, from.victim)).status).toBe(201);
    const merger = { into: into.caseId, participants: { [from.victim]: into.victim }, reason };
    const merged = await on.desk.post(`/cases/${from.caseId}/merger`, merger, await on.etagOf(from.caseId));
    expect(merged.status).toBe(201);
    expect((await routesOn(into)).every(({ safe }: any) => !safe)).toBe(true);
    const { places, links } = await personOf(into.victim);
    expect(places.map(({ caseId }: any) => caseId).sort()).toEqual([into.caseId, third.caseId].sort());
    const own = links.find(({ byMerger }: any) => byMerger);
    expect(await unlink(into.victim, own.linkId)).toMatchObject({ status: 409, body: { code: 'merged-elsewhere' } });
  });
});

/** A naive reader of the decision: who is linked to whom, and what is marked where. */
describe('whatever is linked, taken back and marked in whichever order', () => {
  it('a number is unsafe for somebody where it is so for anybody who they are, and for nobody else', async () => {
    const chance = chanceOf('one person');
    const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;
    const numbers = ['01229 556001', '01229 556002'];
    const people = await Promise.all(
      Array.from({ length: 7 }, () => victim('Dee Marsh', ...numbers.map((one) => phone(one)))),
    );
    const marks = new Set<string>();
    const links = new Map<string, readonly [number, number]>();
    const same = (of: number): ReadonlySet<number> => {
      const found = new Set([of]);
      for (const one of found)
        for (const pair of links.values()) if (pair.includes(one)) for (const other of pair) found.add(other);
      return found;
    };
    for (let step = 0; step < 60; step += 1) {
      const [one, other] = [pick([...people.keys()]), pick([...people.keys()])];
      const what = chance();
      if (what < 0.45) {
        const { status, body } = await link(people[one]!.victim, people[other]!.victim);
        expect([step, status]).toEqual([step, one === other ? 422 : same(one).has(other) ? 409 : 201]);
        if (status === 201) links.set(body['linkId'], [one, other]);
      } else if (what < 0.7 && links.size > 0) {
        const linkId = pick([...links.keys()]);
        expect((await unlink(people[links.get(linkId)![0]]!.victim, linkId)).status).toBe(204);
        links.delete(linkId);
      } else {
        const number = pick(numbers);
        const safe = chance() < 0.3;
        const { caseId, victim: id } = people[one]!;
        const route = { ...phone(number, safe), reason };
        const added = await on.desk.post(`/cases/${caseId}/participants/${id}/routes`, route);
        expect(added.status).toBe(201);
        if (safe) marks.delete(`${one} ${number}`);
        else marks.add(`${one} ${number}`);
      }
      for (const [index, person] of people.entries()) {
        const told = (await routesOn(person)).map(({ value, safe }: any) => [value, safe]).sort();
        const meant = numbers.map((number) => [number, ![...same(index)].some((id) => marks.has(`${id} ${number}`))]);
        expect([step, index, told]).toEqual([step, index, meant]);
      }
    }
    expect(links.size).toBeGreaterThan(0);
    expect(marks.size).toBeGreaterThan(0);
  }, 300_000);
});
