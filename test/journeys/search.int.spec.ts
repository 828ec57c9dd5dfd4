import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { indexMissing } from '@kept-informed/people';
import { openDatabase } from '@kept-informed/event-store';
import { onCases, type Cases, type Opened } from '../support/cases.js';
import { peopleKeeper } from '../support/people-key.js';
import { startStack, type Stack } from '../support/stack.js';

const now = '2026-11-20T12:00:00Z';

describe('a search', () => {
  let stack: Stack;
  let on: Cases;
  let anne: Opened;

  beforeAll(async () => {
    stack = await startStack(now);
    on = await onCases(stack);
    const routes = [
      { method: 'phone', value: '01229 555001', safe: true },
      { method: 'letter', value: '1 Any Street, Barrow, LA14 1AB', safe: true },
    ];
    const person = { role: 'victim', name: 'Anne Smith', bornOn: '1990-02-28', routes };
    anne = await on.crime({ reference: 'CR/10234/26', participants: [person] });
    await on.crime({ reference: 'CR/20234/26', participants: [{ role: 'victim', name: 'Anna Smithson' }] });
    await on.crime({ reference: 'CR/30999/26', participants: [{ role: 'victim', name: 'Smith Jones' }] });
  });
  afterAll(() => stack?.stop());

  const found = async (q: string, more: object = {}) => {
    const { status, body } = await on.desk.post('/search', { q, ...more });
    expect(status).toBe(200);
    return body.items as any[];
  };

  it('finds somebody by whatever is said of them, and says what matched', async () => {
    const [first] = await found('smith anne');
    expect(first).toEqual({
      caseId: anne.caseId,
      participantId: anne.victim,
      reference: 'CR/10234/26',
      kind: 'crime',
      closed: false,
      role: 'victim',
      name: 'Anne Smith',
      bornOn: '1990-02-28',
      matched: [{ on: 'name', how: 'exact' }],
    });
    for (const [q, on_, how] of [
      ['Smtih', 'name', 'nearly'],
      ['+44 1229 555001', 'phone', 'exact'],
      ['555001', 'phone', 'ending'],
      ['la141ab', 'post-code', 'exact'],
      ['28/02/1990', 'born-on', 'exact'],
    ] as const)
      expect([q, (await found(q)).find(({ participantId }) => participantId === anne.victim)?.matched]).toEqual([
        q,
        [{ on: on_, how }],
      ]);
  });

  it('puts whoever meets everything first, and those who meet some of it where nobody does', async () => {
    expect((await found('anne smith')).map(({ name }) => name)).toEqual(['Anne Smith']);
    expect((await found('Anne Jones 28/02/1990')).map(({ name }) => name)).toEqual(['Anne Smith']);
    expect((await found('Anne Jones')).map(({ name }) => name)).toEqual(['Anne Smith', 'Smith Jones']);
    expect(await found('Nobody Atall')).toEqual([]);
    expect(await found('smith', { limit: 1 })).toHaveLength(1);
  });

  it('finds cases by any part of a reference, the whole one first', async () => {
    expect((await found('234')).map(({ reference }) => reference)).toEqual(['CR/10234/26', 'CR/20234/26']);
    expect(await found('cr 10234 26')).toMatchObject([{ matched: [{ on: 'reference', how: 'exact' }] }]);
    expect(await found('23')).toEqual([]);
    expect(await found('10234', { in: ['people'] })).toEqual([]);
    expect(await found('Smith', { in: ['references'] })).toEqual([]);
  });

  it('follows what is put right, added and ended, and a merger', async () => {
    const opened = await on.crime({ participants: [{ role: 'victim', name: 'Zebedee Quill' }] });
    const of = `/cases/${opened.caseId}/participants/${opened.victim}`;
    const route = { method: 'sms', value: '07700 900123', safe: true };
    const { body } = await on.desk.post(`${of}/routes`, route);
    expect(await found('07700900123')).toHaveLength(1);
    await on.desk.delete(`${of}/routes/${body.routeId}`, {}, { reason: 'Given up.' });
    expect(await found('07700900123')).toEqual([]);
    const right = { name: 'Zebedee Feather', reason: 'Misheard.' };
    await on.desk.post(`${of}/details`, right, await on.etagOf(opened.caseId));
    expect((await found('Quill')).length).toBe(0);
    expect(await found('Feather')).toMatchObject([{ name: 'Zebedee Feather' }]);
    const merger = { into: anne.caseId, reason: 'The same.', participants: { [opened.victim]: anne.victim } };
    const merged = await on.desk.post(`/cases/${opened.caseId}/merger`, merger, await on.etagOf(opened.caseId));
    expect(merged.status).toBe(201);
    expect(await found('Feather')).toEqual([]);
  });

  it('is for those who make contacts, is refused where nothing is asked, and leaves nothing behind', async () => {
    expect((await on.performance.post('/search', { q: 'Smith' })).status).toBe(403);
    expect((await on.desk.post('/search', { q: '' })).status).toBe(422);
    expect((await on.desk.post('/search', { q: 'Smith', in: ['cars'] })).status).toBe(422);
    const key = { 'idempotency-key': 'search-1' };
    await on.desk.post('/search', { q: 'Smith' }, key);
    const kept = await stack.database.query(`select count(*)::int as n from idempotency_keys where key = 'search-1'`);
    expect(kept).toEqual([{ n: 0 }]);
  });

  it('finds whom an earlier version kept, once migrated', async () => {
    await stack.database.query('delete from person_index');
    expect(await found('Smithson')).toEqual([]);
    const owner = await openDatabase({ url: stack.ownerUrl, poolSize: 2 });
    try {
      expect(await indexMissing(owner, () => peopleKeeper)).toBeGreaterThanOrEqual(4);
      expect(await indexMissing(owner, () => peopleKeeper)).toBe(0);
    } finally {
      await owner.destroy();
    }
    expect(await found('Smithson')).toMatchObject([{ name: 'Anna Smithson' }]);
  });
});
