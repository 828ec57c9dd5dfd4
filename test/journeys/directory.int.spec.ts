import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { forceFileWith } from '../support/force-file.js';
import { startStack, type Stack } from '../support/stack.js';

/** Who works where, for whoever has to name somebody; with a sergeant on leave and another who acts for her. */
describe('the directory', () => {
  let stack: Stack;
  let desk: Client;
  const { file, forget } = forceFileWith((force) => {
    Object.assign(force, {
      leave: [{ staff: 'sgt-2022', from: '2026-11-02', to: '2026-11-06', deputy: 'sgt-2021' }],
    });
  });

  beforeAll(async () => {
    stack = await startStack('2026-11-06T23:59:59.999Z', 'postgres', { FORCE_FILE: file });
    desk = await stack.as('desk');
  });
  afterAll(async () => {
    await stack?.stop();
    forget();
  });

  const items = async (path: string) => (await desk.get(path)).body['items'];

  it('tells of the units with their teams by the names that a case takes', async () => {
    const areas = await items('/areas');
    expect(areas.map(({ bcu }: any) => bcu)).toEqual(['North Cumbria', 'South Cumbria', 'West Cumbria']);
    expect(areas[1]).toMatchObject({ bcu: 'South Cumbria', inspector: 'insp-6003' });
    expect(areas[1].lpts).toContain('Barrow');
  });

  it('tells of the teams, with who answers for each now', async () => {
    const team = async () => (await items('/teams?limit=500')).find((one: any) => one.team === 'barrow-lpt');
    expect(await team()).toMatchObject({ bcu: 'South Cumbria', lpt: 'Barrow', supervisor: 'sgt-2021' });
    stack.clock.set('2026-11-07T00:00:00.000Z');
    expect(await team()).toMatchObject({ supervisor: 'sgt-2022' });
    stack.clock.set('2026-11-06T23:59:59.999Z');
  });

  it('tells of posts of a team and a role, and whether they are there; never of names', async () => {
    const sergeants = await items('/staff?team=barrow-lpt&role=sergeant');
    expect(sergeants).toContainEqual({
      staffId: 'sgt-2022',
      title: expect.any(String),
      team: 'barrow-lpt',
      role: 'sergeant',
      present: false,
    });
    expect(new Set(sergeants.map(({ team, role }: any) => `${team} ${role}`))).toEqual(
      new Set(['barrow-lpt sergeant']),
    );
    for (const strange of ['team=no-such-team', 'role=wizard'])
      expect((await desk.get(`/staff?${strange}`)).status).toBe(422);
  });

  it('is paged, each once, in the order of ids', async () => {
    const all = (await items('/staff?limit=500')).map(({ staffId }: any) => staffId);
    const read: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: any = (await desk.get(`/staff?limit=7${next === '' ? '' : `&cursor=${next}`}`)).body;
      read.push(...page.items.map(({ staffId }: any) => staffId));
      next = page.next;
    }
    expect(read).toEqual(all);
    expect(all).toEqual(all.toSorted());
    expect(all.length).toBeGreaterThan(14);
    expect((await desk.get('/teams?cursor=nonsense')).status).toBe(422);
  });

  it('tells who asks what they may do, where they work and what they see', async () => {
    const me = async (role: string) => (await (await stack.as(role)).get('/me')).body;
    expect(await me('desk')).toMatchObject({ roles: ['desk'], reach: { cases: 'force', people: true } });
    expect(await me('supervisor')).toMatchObject({ staffId: expect.stringMatching(/^s/), roles: ['supervisor'] });
    expect(await me('performance')).toMatchObject({ reach: { people: false } });
    expect(await me('service')).toMatchObject({ title: expect.anything(), supervises: [] });
  });

  it('says which areas there are where a case names another', async () => {
    const answer = await desk.post('/cases', {
      kind: 'enquiry',
      reference: 'EN/1/26',
      openedAt: '2026-11-02T09:00:00Z',
      area: { bcu: 'South Cumbria', lpt: 'Carlisle' },
      participants: [{ role: 'enquirer' }],
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'unknown-area' } });
    expect(answer.body['errors'][0]).toMatchObject({
      pointer: '#/area/lpt',
      detail: expect.stringMatching(/^Expected one of Barrow, Kendal, /),
    });
  });
});
