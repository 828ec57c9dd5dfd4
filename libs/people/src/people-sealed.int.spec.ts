import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, UnitOfWork } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import { migratedDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { heldKeys } from './key-keeper.js';
import { startKeyService } from './key-service.fixture.js';
import { People } from './people.js';
import { nameOf } from './person-names.js';
import type { ReadInClear } from './people-watch.js';
import { rotateKeys } from './rotation.js';
import { sealClear } from './seal-clear.js';

const [one, next] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const at = '2026-03-02T10:00:00.000Z';
const keeping = { by: 'pc-1', at };
const marker = 'Zyxwv';

let fresh: FreshDatabase;
let database: DataSource;
let work: UnitOfWork;
beforeAll(async () => {
  fresh = await migratedDatabase();
  database = await openDatabase({ url: fresh.owner, poolSize: 4 });
  work = new UnitOfWork(database);
  await new People(work, heldKeys([one])).prepare();
});
afterAll(async () => {
  await database?.destroy();
  await fresh?.drop();
});

let count = 0;
async function kept(people: People, more: object = {}) {
  const participantId = `person-${(count += 1)}`;
  const caseId = `case-${count}`;
  const routes = [{ method: 'phone', value: `01229 5550${String(count).padStart(2, '0')}`, safe: true, times: marker }];
  await people.keepPerson({ participantId, caseId, name: `${marker} Demo`, routes, since: at, ...more }, keeping);
  return { participantId, caseId };
}

async function allText(): Promise<string> {
  const tables: { name: string }[] = await database.query(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(tables.map(({ name }) => database.query(`select t::text as text from "${name}" t`)));
  return rows
    .flat()
    .map(({ text }: { text: string }) => decoded(text))
    .join('\n');
}

/** Bytes as text too. */
const decoded = (text: string): string =>
  text + text.replace(/\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1'));

const refusedWith = (code: string) => ({ refusal: { code, kind: 'unreadable' } });

describe('people are sealed', () => {
  it('and read as they were kept, with nothing of them in clear', async () => {
    const people = new People(work, heldKeys([one]));
    const characteristics = { ethnicity: 'refused', religion: marker };
    const { participantId, caseId } = await kept(people, { bornOn: '1990-02-28', needs: marker, characteristics });
    const note = await people.notes.keep(
      { caseId, kind: 'contact', text: `${marker} rang`, whom: [participantId] },
      at,
    );
    const [found] = await people.ofCase(caseId);
    expect(found).toMatchObject({ name: `${marker} Demo`, bornOn: '1990-02-28', needs: marker, characteristics });
    expect(found!.routes).toMatchObject([{ method: 'phone', value: '01229 555001', times: marker, safe: true }]);
    expect((await people.notes.texts([note.noteId])).get(note.noteId)).toBe(`${marker} rang`);
    expect(await people.notes.holds(note)).toBe(true);
    const text = await allText();
    expect(text).toContain(participantId);
    for (const clear of [marker, '555001', '1990-02-28', 'refused']) expect(text).not.toContain(clear);
  });

  it('with who put what right, when and why', async () => {
    const people = new People(work, heldKeys([one]));
    const { participantId } = await kept(people, { characteristics: { sex: 'female' } });
    const details = { name: 'Another', characteristics: { religion: 'refused' } };
    expect(await people.differing(participantId, details)).toEqual(['name', 'characteristics']);
    await people.putRight(participantId, details, { by: 'pc-2', at, noteId: 'why' });
    expect(await people.earlierOf(participantId)).toEqual([
      { field: 'characteristics.religion', value: null, replacedAt: at, replacedBy: 'pc-2', noteId: 'why' },
      { field: 'name', value: `${marker} Demo`, replacedAt: at, replacedBy: 'pc-2', noteId: 'why' },
    ]);
    expect(await people.differing(participantId, details)).toEqual([]);
    const [found] = await people.ofCase(`case-${count}`);
    expect(found).toMatchObject({ name: 'Another', characteristics: { sex: 'female', religion: 'refused' } });
  });

  it('each for its own place: put in another’s it does not open', async () => {
    const people = new People(work, heldKeys([one]));
    const [mine, theirs] = [await kept(people), await kept(people)];
    await database.query(
      `update person_keys set wrapped = (select wrapped from person_keys where key_id = $1) where key_id = $2`,
      [mine.participantId, theirs.participantId],
    );
    await expect(people.ofCase(theirs.caseId)).rejects.toMatchObject(refusedWith('people-unreadable'));
    await database.query(
      'update routes set sealed = (select sealed from people where participant_id = $1) where participant_id = $1',
      [mine.participantId],
    );
    await expect(people.ofCase(mine.caseId)).rejects.toMatchObject(refusedWith('people-unreadable'));
  });

  it('and are named in the rows of others', async () => {
    const people = new People(work, heldKeys([one]));
    const { participantId } = await kept(people);
    const asFound = `select jsonb_build_object('name', ${nameOf('$1')}) as person`;
    const [row] = await database.query(asFound, [participantId]);
    expect(JSON.stringify(row)).not.toContain(marker);
    await people.names.unseal([row, { caseId: 'c', person: null }, { caseId: 'c', person: { name: null } }]);
    expect(row.person.name).toBe(`${marker} Demo`);
    await people.putRight(participantId, { name: 'Another' }, { by: 'pc-2', at, noteId: 'why' });
    const [later, same] = [
      await database.query(asFound, [participantId]),
      await database.query(asFound, [participantId]),
    ];
    await people.names.unseal([later[0], same[0]]);
    expect([later[0].person.name, same[0].person.name]).toEqual(['Another', 'Another']);
  });
});

describe('what people said of themselves', () => {
  it('is had for many at once, with who refused, was not asked and was erased, and is told to nobody', async () => {
    const read: ReadInClear[] = [];
    const people = new People(work, heldKeys([one]), (each) => void read.push(each));
    const white = await kept(people, { bornOn: '1990-02-28', characteristics: { ethnicity: 'W1', religion: marker } });
    const refusing = await kept(people, { characteristics: { ethnicity: 'refused' } });
    const unasked = await kept(people, { characteristics: { religion: marker } });
    const gone = await kept(people, { characteristics: { ethnicity: 'B1' } });
    const erasure = { participantId: gone.participantId, participantIds: [gone.participantId], noteId: 'why' };
    const id = await people.erasures.ask({ ...erasure, basis: 'requested' }, keeping);
    await people.erasures.confirm(id, { ...keeping, by: 'pc-2' });
    const others = Array.from({ length: 500 }, (_, index) => `never-kept-${index}`);
    const [own, last] = [
      [white, refusing],
      [unasked, gone],
    ].map((some) => some.map((each) => each.participantId));
    const ids = [...own!, ...others, ...last!];
    const said = await people.said.of(ids, 'characteristics.ethnicity');
    expect(own!.map((each) => said.get(each))).toEqual(['W1', 'refused']);
    expect(others.every((each) => said.get(each) === 'not-asked')).toBe(true);
    expect(last!.map((each) => said.get(each))).toEqual(['not-asked', 'erased']);
    const born = await people.said.of(ids, 'bornOn');
    expect(own!.map((each) => born.get(each))).toEqual(['1990-02-28', 'not-asked']);
    expect(read).toEqual([]);
    const wrong = new People(work, heldKeys([next]));
    await expect(wrong.said.of(ids, 'characteristics.ethnicity')).rejects.toMatchObject(
      refusedWith('people-unreadable'),
    );
  });
});

describe('whoever keeps account of what is read in clear', () => {
  it('is told of everybody who is handed over, what of them and what was noted, and of nobody who is only compared', async () => {
    const read: ReadInClear[] = [];
    const people = new People(work, heldKeys([one]), (each) => void read.push(each));
    const { participantId, caseId } = await kept(people);
    await people.reindex(participantId);
    await people.unshown([participantId]);
    const told = { caseId, participantId };
    const note = await people.notes.keep({ caseId, kind: 'details', text: marker }, at);
    expect(read).toEqual([]);
    const [view] = await people.ofCase(caseId);
    expect(read.splice(0)).toMatchObject([
      { ...told, name: view!.name, fields: expect.arrayContaining(['name', 'routes']) },
    ]);
    expect(view).not.toHaveProperty('caseId');
    await people.putRight(participantId, { name: 'Another Name' }, { at, by: 'pc-1' });
    expect(read).toEqual([]);
    await people.earlierOf(participantId);
    await people.notes.texts([note.noteId]);
    expect(read.splice(0)).toEqual([
      { ...told, fields: ['name'] },
      { ...told, fields: ['notes'] },
    ]);
    const ofNobody = await people.notes.keep({ caseId: 'nobody-here', kind: 'details', text: marker }, at);
    await people.notes.texts([ofNobody.noteId]);
    expect(read).toEqual([{ caseId: 'nobody-here', fields: ['notes'] }]);
  });
});

describe('a note', () => {
  it('that names nobody is under the keys of all on the case, and goes with any of them', async () => {
    const people = new People(work, heldKeys([one]));
    const { participantId, caseId } = await kept(people);
    const other = await kept(people, { caseId });
    const note = await people.notes.keep({ caseId, kind: 'details', text: marker }, at);
    expect((await people.notes.texts([note.noteId])).size).toBe(1);
    await database.query('delete from person_keys where key_id = $1', [other.participantId]);
    expect((await people.notes.texts([note.noteId])).size).toBe(0);
    expect(await people.notes.holds(note)).toBeNull();
    expect((await people.ofCase(caseId)).map((each) => each.participantId)).toEqual([participantId]);
  });

  it('on a case without anybody is under a key of the case', async () => {
    const people = new People(work, heldKeys([one]));
    const note = await people.notes.keep({ caseId: 'nobody-there', kind: 'details', text: marker }, at);
    const [{ named }] = await database.query('select named from notes where note_id = $1', [note.noteId]);
    expect(named).toEqual(['nobody-there']);
    expect((await people.notes.texts([note.noteId])).get(note.noteId)).toBe(marker);
  });
});

describe('where keys cannot be had', () => {
  it('a wrong key reads nobody and seals nobody', async () => {
    const { caseId, participantId } = await kept(new People(work, heldKeys([one])));
    const people = new People(work, heldKeys([next]));
    const before = await allText();
    await expect(people.ofCase(caseId)).rejects.toMatchObject(refusedWith('people-unreadable'));
    await expect(kept(people)).rejects.toMatchObject(refusedWith('people-unreadable'));
    const note = { caseId: 'new-case', kind: 'contact', text: marker };
    await expect(people.notes.keep(note, at)).rejects.toMatchObject(refusedWith('people-unreadable'));
    const route = { method: 'phone', value: '01229 555999', safe: true };
    const adding = people.routes.add({ participantId, caseId }, route, keeping);
    await expect(adding).rejects.toMatchObject(refusedWith('people-unreadable'));
    expect(await allText()).toBe(before);
  });

  it('a service that is away, or hangs, is told as such, is asked once for what it unwrapped, and is missed by no contact', async () => {
    const service = await startKeyService();
    await database.query('truncate person_keys cascade');
    const people = new People(work, service.keeper);
    await people.prepare();
    const { caseId, participantId } = await kept(people);
    const times = service.asked;
    await people.ofCase(caseId);
    expect(service.asked).toBe(times);
    const use = { direction: 'outbound', method: 'phone', purpose: 'update', occurredAt: at };
    for (const mood of ['away', 'hanging'] as const) {
      service.mood = mood;
      expect(await people.ofCase(caseId)).toMatchObject([{ name: `${marker} Demo` }]);
      const cold = new People(work, service.keeper);
      const before = await allText();
      await expect(cold.ofCase(caseId)).rejects.toMatchObject(refusedWith('people-keys-away'));
      await expect(kept(cold)).rejects.toMatchObject(refusedWith('people-keys-away'));
      expect(await allText()).toBe(before);
      expect(await cold.routes.used({ ...use, participantIds: [participantId] })).toMatchObject({ route: 'safe' });
    }
    service.stop();
  });

  it('a service renews its key while people are read, and one that lost its keys reads nobody', async () => {
    const service = await startKeyService();
    await database.query('truncate person_keys cascade');
    const people = new People(work, service.keeper);
    await people.prepare();
    const { caseId } = await kept(people);
    service.renew();
    const done = await rotateKeys(work, service.keeper);
    expect(done).toEqual({ rotated: expect.any(Number), unreadable: 0 });
    expect(done.rotated).toBeGreaterThanOrEqual(2);
    expect(await new People(work, service.keeper).ofCase(caseId)).toMatchObject([{ name: `${marker} Demo` }]);
    service.renew(true);
    const cold = new People(work, service.keeper);
    await expect(cold.ofCase(caseId)).rejects.toMatchObject(refusedWith('people-unreadable'));
    expect((await rotateKeys(work, service.keeper)).rotated).toBe(0);
    service.stop();
    await database.query('truncate person_keys cascade');
    await new People(work, heldKeys([one])).prepare();
  });
});

describe('keys are rotated', () => {
  it('while people are read and kept, and the old key opens nothing afterwards', async () => {
    await database.query(`delete from person_keys where wrapped not like '%.%' or key_id in
      (select participant_id from people where case_id like 'case-%')`);
    const people = new People(work, heldKeys([one]));
    const before = await kept(people);
    const both = heldKeys([next, one]);
    const during = new People(work, both);
    const meanwhile = await kept(people);
    const done = await rotateKeys(work, both);
    expect(done.unreadable).toBe(0);
    expect(done.rotated).toBeGreaterThanOrEqual(3);
    expect(await rotateKeys(work, both)).toEqual({ rotated: 0, unreadable: 0 });
    for (const { caseId } of [before, meanwhile])
      for (const reader of [during, new People(work, heldKeys([next]))])
        expect(await reader.ofCase(caseId)).toMatchObject([{ name: `${marker} Demo` }]);
    await expect(new People(work, heldKeys([one])).ofCase(before.caseId)).rejects.toMatchObject(
      refusedWith('people-unreadable'),
    );
    expect(await rotateKeys(work, heldKeys([Buffer.alloc(32, 9)]))).toMatchObject({ rotated: 0 });
    expect(await rotateKeys(work, heldKeys([one, next]))).toMatchObject({ unreadable: 0 });
  });
});

describe('what lay in clear before', () => {
  it('is sealed by whoever migrates, and not without a key', async () => {
    await database.query(`insert into people (participant_id, case_id) values ('old-1', 'old-case')`);
    await database.query(
      `insert into routes (route_id, participant_id, method, kind, meaning, mark, safe, known_since, recorded_at)
       values ('old-route', 'old-1', 'phone', 'number', '', '', false, $1, $1)`,
      [at],
    );
    await database.query(`insert into earlier_details (participant_id, replaced_at) values ('old-1', $1)`, [at]);
    await database.query(
      `insert into notes (note_id, case_id, kind, recorded_at) values ('old-note', 'old-case', 'contact', $1)`,
      [at],
    );
    const [{ place }] = await database.query(`select place from earlier_details where participant_id = 'old-1'`);
    const words = {
      person: ['old-1', { name: marker, needs: 'large print' }],
      route: ['old-route', { participantId: 'old-1', method: 'phone', value: '01229 555777', times: 'after 18:00' }],
      earlier: [String(place), { participantId: 'old-1', field: 'name', value: `${marker} before` }],
      note: ['old-note', { caseId: 'old-case', text: `${marker} rang`, salt: Buffer.alloc(16).toString('base64') }],
    };
    for (const [what, [id, clear]] of Object.entries(words))
      await database.query('insert into unsealed (what, id, words) values ($1, $2, $3)', [what, id, clear]);
    const noKey = () => {
      throw new Error('PEOPLE_KEY: Missing.');
    };
    await expect(sealClear(database, noKey)).rejects.toThrow('PEOPLE_KEY');
    expect(await sealClear(database, () => heldKeys([one]))).toBe(4);
    expect(await sealClear(database, noKey)).toBe(0);
    const people = new People(work, heldKeys([one]));
    expect(await people.ofCase('old-case')).toMatchObject([
      { name: marker, needs: 'large print', routes: [{ value: '01229 555777', times: 'after 18:00', safe: false }] },
    ]);
    expect(await people.earlierOf('old-1')).toMatchObject([{ field: 'name', value: `${marker} before` }]);
    expect((await people.notes.texts(['old-note'])).get('old-note')).toBe(`${marker} rang`);
    const use = { direction: 'outbound', method: 'sms', purpose: 'update', occurredAt: '2026-03-03T10:00:00.000Z' };
    expect(await people.routes.used({ ...use, participantIds: ['old-1'] })).toMatchObject({ route: 'unsafe' });
    expect(await allText()).not.toContain(marker);
  });
});
