import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migratedDatabase, type FreshDatabase } from '../support/database.js';
import { onCases, type Cases, type Opened } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

const now = '2026-11-20T12:00:00Z';
const wrong = Buffer.alloc(32, 99).toString('base64');

describe('an API with a key that opens nobody', () => {
  let fresh: FreshDatabase;
  let stacks: Stack[];
  let here: Cases;
  let opened: Opened;

  beforeAll(async () => {
    fresh = await migratedDatabase();
    const shared = { ...fresh, drop: async () => undefined };
    const right = await startStack(now, 'postgres', {}, undefined, shared);
    const routes = [{ method: 'phone', value: '01229 555001', safe: true }];
    opened = await (await onCases(right)).crime({ participants: [{ role: 'victim', name: 'A Victim', routes }] });
    const other = await startStack(now, 'postgres', { PEOPLE_KEY: wrong }, undefined, shared);
    stacks = [right, other];
    here = await onCases(other);
  });
  afterAll(async () => {
    await Promise.all(stacks?.map((stack) => stack.stop()) ?? []);
    await fresh?.drop();
  });

  const rows = async () => {
    const counts = `select (select count(*) from facts)::int as facts, (select count(*) from notes)::int as notes,
      (select count(*) from person_keys)::int as keys, (select count(*) from routes)::int as routes`;
    return (await stacks[0]!.database.query(counts))[0];
  };
  const unreadable = { status: 503, body: { code: 'people-unreadable', status: 503 } };

  it('says so wherever somebody is to be read, and when to ask again', async () => {
    const answers = await Promise.all([
      here.desk.get(`/cases/${opened.caseId}`),
      here.desk.get(`/obligations?caseId=${opened.caseId}`),
      here.desk.get(`/cases/${opened.caseId}/participants/${opened.victim}/history`),
    ]);
    expect(answers[0]).toMatchObject(unreadable);
    expect(answers[0]!.headers.get('retry-after')).toBe('30');
    expect(answers[1]).toMatchObject(unreadable);
    expect(answers[2]).toMatchObject({ status: 200, body: { items: [] } });
  });

  it('keeps nothing of what would have to be sealed, not even half', async () => {
    const before = await rows();
    const { caseId, victim } = opened;
    const call = here.call(victim, '2026-11-20T10:00:00Z', { note: 'Rings back.' });
    const participants = [{ role: 'victim', name: 'B Victim' }];
    const route = { method: 'sms', value: '07700 900001', safe: true };
    const opening = { kind: 'crime', reference: 'CR/UNREAD/26', openedAt: now, owner: 'pc-1234', participants };
    const area = { bcu: 'South Cumbria', lpt: 'Barrow' };
    for (const [path, body] of [
      [`/cases/${caseId}/contacts`, call],
      [`/cases`, { ...opening, area }],
      [`/cases/${caseId}/participants`, { role: 'witness', name: 'C' }],
      [`/cases/${caseId}/participants/${victim}/routes`, route],
    ] as const)
      expect(await here.desk.post(path, body)).toMatchObject(unreadable);
    expect(await rows()).toEqual(before);
  });

  it('records and counts whatever needs nobody read', async () => {
    const { caseId, victim } = opened;
    const recorded = await here.desk.post(`/cases/${caseId}/contacts`, here.call(victim, '2026-11-20T11:00:00Z'));
    expect(recorded).toMatchObject({ status: 201, body: { reached: true } });
    expect(await here.performance.get(`/cases/${caseId}`)).toMatchObject({ status: 200 });
    expect(await here.performance.get('/compliance?from=2026-11-01&to=2026-11-30')).toMatchObject({ status: 200 });
  });
});
