import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, UnitOfWork } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import { migratedDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { peopleKeeper } from '../../../test/support/people-key.js';
import type { DraftPlace, Drafts, DraftFields } from './drafts.js';
import { erase } from './erasures.js';
import { People } from './people.js';

const at = '2026-03-02T10:00:00.000Z';
const place = { staffId: 'pc-1', form: 'contact', caseId: 'case-1' };
const typed = { note: 'Rang Zyxwv', 'who[]': ['person-1'], how: undefined };

describe('a draft', () => {
  let fresh: FreshDatabase;
  let owner: DataSource;
  let desk: DataSource;
  let drafts: Drafts;

  beforeAll(async () => {
    fresh = await migratedDatabase();
    owner = await openDatabase({ url: fresh.owner, poolSize: 2 });
    desk = await openDatabase({ url: fresh.desk, poolSize: 4 });
    const people = new People(new UnitOfWork(desk), peopleKeeper);
    await people.prepare();
    for (const participantId of ['person-1', 'person-2'])
      await people.keepPerson({ participantId, caseId: 'case-1', name: 'Demo', since: at }, { by: 'pc-1', at });
    drafts = people.drafts;
  });

  afterAll(async () => {
    await Promise.all([owner?.destroy(), desk?.destroy()]);
    await fresh?.drop();
  });

  const keep = (where: DraftPlace, formKey: string, fields: DraftFields, into: string[] = []) =>
    drafts.keep(where, { formKey, fields, caseIds: [...(where.caseId ? [where.caseId] : []), ...into] }, at);
  const raw = async (): Promise<string> => JSON.stringify(await owner.query('select * from drafts'));

  it('is read by its writer as it was typed, and the last one stays', async () => {
    await keep(place, 'key', { note: 'Rang' });
    await keep(place, 'key', typed);
    expect(await drafts.of(place, at)).toEqual({
      fields: { note: 'Rang Zyxwv', 'who[]': ['person-1'] },
      keptAt: at,
    });
    expect(await raw()).not.toContain('Zyxwv');
  });

  it.each([
    ['of somebody else', { staffId: 'pc-2' }],
    ['of another form', { form: 'feedback' }],
    ['of another case', { caseId: 'case-2' }],
    ['of no case', { caseId: null }],
  ])('is not there for the place %s, and does not open in it', async (_, other) => {
    await keep(place, 'key', typed);
    const there = { ...place, ...other };
    expect(await drafts.of(there, at)).toBeUndefined();
    await keep(there, 'key', { note: 'Theirs' });
    await owner.query(
      `update drafts set (sealed, named) = (select sealed, named from drafts
         where staff_id = 'pc-1' and form = 'contact' and case_id = 'case-1')`,
    );
    await expect(drafts.of(there, at)).rejects.toMatchObject({ refusal: { code: 'people-unreadable' } });
    await owner.query('delete from drafts');
  });

  it('is gone after a day, and from the table by then', async () => {
    await keep(place, 'key', typed);
    expect(await drafts.of(place, '2026-03-03T09:59:59.999Z')).toBeDefined();
    expect(await drafts.of(place, '2026-03-03T10:00:00.000Z')).toBeUndefined();
    await drafts.forget('2026-03-03T09:59:59.999Z');
    expect(await raw()).not.toBe('[]');
    await drafts.forget('2026-03-03T10:00:00.000Z');
    expect(await raw()).toBe('[]');
  });

  it('of what is recorded goes, and does not come back by one that was on its way', async () => {
    await keep(place, 'key', typed);
    await drafts.finish(place, 'key', at);
    await keep(place, 'key', typed);
    expect(await drafts.of(place, at)).toBeUndefined();
    await keep(place, 'next', typed);
    expect(await drafts.of(place, at)).toBeDefined();
    await drafts.drop(place);
    expect(await raw()).toBe('[]');
  });

  it('of another window stays when the one before is recorded', async () => {
    await keep(place, 'other window', typed);
    await drafts.finish(place, 'key', at);
    expect(await drafts.of(place, at)).toBeDefined();
    await drafts.drop(place);
  });

  it('is kept of a case on which nobody is, and of none', async () => {
    for (const other of [{ caseId: 'case-9' }, { caseId: null }]) {
      await keep({ ...place, ...other }, 'key', typed);
      expect(await drafts.of({ ...place, ...other }, at)).toMatchObject({ fields: { note: 'Rang Zyxwv' } });
    }
  });

  it('is under the keys of those with whom its case was merged', async () => {
    const merged = { ...place, caseId: 'merged' };
    await keep(merged, 'key', typed, ['case-1']);
    const [{ named }] = await owner.query(`select named from drafts where case_id = 'merged'`);
    expect(named.toSorted()).toEqual(['person-1', 'person-2', 'writer pc-1']);
    expect(await drafts.of(merged, at)).toBeDefined();
  });

  it('goes with anybody of its case who is erased, and the next is under the keys of those who are left', async () => {
    await keep(place, 'key', typed);
    await erase(new UnitOfWork(owner), ['person-2']);
    expect(await drafts.of(place, at)).toBeUndefined();
    await keep(place, 'key', { note: 'Anew' });
    expect((await drafts.of(place, at))?.fields).toEqual({ note: 'Anew' });
  });

  it('is one of the newest hundred of its writer', async () => {
    await owner.query('delete from drafts');
    const on = (second: number) => ({ ...place, caseId: `many-${second}` });
    const after = (second: number) => new Date(Date.parse(at) + second * 1_000).toISOString();
    for (let second = 0; second <= 100; second += 1)
      await drafts.keep(on(second), { formKey: 'key', fields: { note: 'Rang' }, caseIds: [] }, after(second));
    await keep({ ...place, staffId: 'pc-2' }, 'key', typed);
    expect(await drafts.of(on(0), after(100))).toBeUndefined();
    expect(await drafts.of(on(1), after(100))).toBeDefined();
    const [{ kept }] = await owner.query('select count(*)::int as kept from drafts');
    expect(kept).toBe(101);
    await owner.query('delete from drafts');
  });

  it('is nothing that the API or the worker may read', async () => {
    for (const url of [fresh.api, fresh.worker]) {
      const other = await openDatabase({ url, poolSize: 1 });
      await expect(other.query('select * from drafts')).rejects.toThrow('permission denied');
      await other.destroy();
    }
  });
});
