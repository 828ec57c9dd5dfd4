import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { englandAndWales } from '@kept-informed/calendar';
import { UnitOfWork } from '@kept-informed/event-store';
import { eraseAgain, erasedPeople, ErasuresForgotten, ErasuresOutside, People } from '@kept-informed/people';
import { alertLife, caseLife, feedbackLife, open, termsLife, type Succeed } from '../fuzz/lives.js';
import { client } from '../support/client.js';
import { lyingInClear } from '../support/in-clear.js';
import { isMarked, marked, markedNumber, marker } from '../support/markers.js';
import { peopleKeeper } from '../support/people-key.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const [morning, later] = ['2026-11-02T10:00:00Z', '2026-11-25T10:00:00Z'];
/** Case 79 (sliceworkz/sliceworkz-eventstore PR#127): facts, counts and the proof stay as they were, and nothing of them is anywhere. */
describe('somebody who is erased', () => {
  let stack: Stack;
  const home = mkdtempSync(join(tmpdir(), 'ki-erasures-'));
  const list = join(home, 'beside-the-key', 'erasures.ndjson');
  const joined: string[] = [];
  const cases: string[] = [];

  const succeed: Succeed = async (role, method, path, body, tag = '*') => {
    if (/^\/(erasures|participants)/.test(path)) return { erasureId: 'left-out', holdId: 'left-out' };
    const asker = await stack.as(role);
    const headers = { 'if-match': tag, ...(method === 'POST' && { 'idempotency-key': `key-${Math.random()}` }) };
    const sent = body && marked(path, body);
    const answer =
      method === 'GET'
        ? await asker.get(path)
        : method === 'POST'
          ? await asker.post(path, sent ?? {}, headers)
          : await asker.delete(path, headers, sent);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    if (method === 'POST' && path === '/cases') cases.push(answer.body.caseId);
    for (const { participantId } of answer.body.participants ?? []) if (method === 'POST') joined.push(participantId);
    if (method === 'POST' && path.endsWith('/participants')) joined.push(answer.body.participantId);
    return answer.body;
  };

  beforeAll(async () => {
    stack = await startStack(morning, 'postgres', { ERASURES_FILE: list });
    const holidays = [...englandAndWales.holidays.values()].filter(({ date }) => date >= '2026');
    await termsLife(
      succeed,
      holidays.map(({ date, title }) => ({ date, title })),
    );
    await caseLife(succeed, morning);
    await feedbackLife(succeed, morning);
    await alertLife(succeed, stack, morning, later);
    for (const caseId of cases) await people().drafts.keep(drafted(caseId), await draftOn(caseId), later);
  }, 300_000);
  afterAll(async () => {
    await stack?.stop();
    rmSync(home, { recursive: true });
  });

  /** Where the marker or the number lies in clear. */
  const found = (needle = marker): Promise<string[]> =>
    lyingInClear(stack.database, (text) => isMarked(text) || text.includes(needle));

  const people = (): People => new People(new UnitOfWork(stack.database), peopleKeeper);
  const drafted = (caseId: string) => ({ staffId: 'pc-1', form: 'contact', caseId });
  const draftOn = async (caseId: string) => {
    const [{ into }] = await stack.database.query('select merged_into as into from cases where case_id = $1', [caseId]);
    const fields = { note: `${marker} ${markedNumber}` };
    return { formKey: 'key', fields, caseIds: into ? [caseId, into] : [caseId] };
  };
  const draftsLeft = async (): Promise<number> =>
    (await Promise.all(cases.map((caseId) => people().drafts.of(drafted(caseId), later)))).filter((one) => one).length;

  const kept = async (): Promise<number[]> =>
    Object.values(
      (
        await stack.database.query(`select (select count(*) from people)::int a, (select count(*) from routes)::int b,
        (select count(*) from notes)::int c, (select count(*) from earlier_details)::int d,
        (select count(*) from person_index)::int e, (select count(*) from person_keys where key_id !~ '^(index|writer )')::int f`)
      )[0],
    );

  /** All that counts, as the performance unit and the proof see it. */
  async function figures(): Promise<unknown> {
    const performance = await stack.as('performance');
    const asked = ['/compliance?from=2026-11-01&to=2026-11-30&groupBy=commitment', '/obligations?limit=500'];
    const told = await Promise.all([
      ...asked.map((path) => performance.get(path)),
      ...cases.map((caseId) => performance.get(`/cases/${caseId}/timeline?limit=500`)),
      ...cases.map((caseId) => performance.get(`/cases/${caseId}`)),
    ]);
    return [
      told.map(({ status, body }) => [status, body]),
      await stack.database.query('select * from facts order by position'),
    ];
  }

  const notesIn = async (): Promise<string> => {
    const desk = await stack.as('desk');
    const pages = await Promise.all(
      cases.flatMap((id) => [desk.get(`/cases/${id}/timeline?limit=500`), desk.get(`/cases/${id}`)]),
    );
    return JSON.stringify(pages.map(({ body }) => body));
  };

  it('lay in clear nowhere before, and was told to who may see them', async () => {
    expect(await notesIn()).toContain(marker);
    expect((await kept()).every((count) => count > 0)).toBe(true);
    expect(await draftsLeft()).toBe(cases.length);
    expect(await found()).toEqual([]);
    // The control: a reference, which is no secret.
    expect(await found('FZ/')).toEqual(expect.arrayContaining(['public.cases', 'public.facts']));
    expect(stack.warnings.filter((line) => line.includes(marker))).toEqual([]);
  });

  it('is erased by two persons, not while a legal hold stands, and not twice', async () => {
    const [supervisor, admin] = await Promise.all([stack.as('supervisor'), stack.as('admin')]);
    const [participantId] = joined;
    const reason = `${marker} asked.`;
    const holds = `/participants/${participantId}/legal-holds`;
    const { body: held } = await supervisor.post(holds, { reason });
    const asking = () => supervisor.post('/erasures', { participantId, reason });
    expect(await asking()).toMatchObject({ status: 409, body: { code: 'legal-hold', holdId: held.holdId } });
    expect((await supervisor.delete(`${holds}/${held.holdId}`, {}, { reason })).status).toBe(204);
    const { status, body } = await asking();
    expect([status, body.state, body.basis]).toEqual([201, 'asked', 'requested']);
    expect(await asking()).toMatchObject({ status: 409, body: { code: 'already-asked' } });
    const confirm = `/erasures/${body.erasureId}/confirmation`;
    expect(await supervisor.post(confirm, {})).toMatchObject({ status: 409, body: { code: 'own-erasure' } });
    // Where the list outside the database cannot be written, nobody goes who would come back with a backup.
    expect(await admin.post(confirm, {})).toMatchObject({ status: 503, body: { code: 'erasures-unlisted' } });
    expect((await admin.get(`/erasures/${body.erasureId}`)).body.state).toBe('asked');
    mkdirSync(join(home, 'beside-the-key'));
    expect(await notesIn()).toContain(marker);
    expect(await admin.post(confirm, {})).toMatchObject({
      status: 201,
      body: { state: 'erased', decidedBy: 'admin-4001' },
    });
    expect(await admin.post(confirm, {})).toMatchObject({ status: 409, body: { code: 'already-decided' } });
    expect(await asking()).toMatchObject({ status: 409, body: { code: 'person-erased' } });
    const unknown = await supervisor.post('/erasures', { participantId: 'nobody', reason });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown-participant' } });
  });

  describe('and about whom somebody writes at the same moment', () => {
    const keeping = { by: 'sgt-2001', at: later };
    const waiting = `select count(*)::int as count from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`;
    const untilOneWaits = () =>
      until(
        () => stack.database.query(waiting),
        ([{ count }]) => count > 0,
      );

    /** Asks while `write` is not stored yet, which it is once whoever asks waits for it or was answered. */
    async function asksMeanwhile(write: (people: People) => Promise<unknown>, ask: () => Promise<any>): Promise<any> {
      const work = new UnitOfWork(stack.database);
      const { asking } = await work.run(async () => {
        await write(new People(work, peopleKeeper));
        const asking = ask();
        await Promise.race([asking, untilOneWaits()]);
        return { asking };
      });
      return asking;
    }

    it('stays where that is a hold, and else nothing of it is left', async () => {
      const [supervisor, admin] = await Promise.all([stack.as('supervisor'), stack.as('admin')]);
      const { caseId, participants } = await open(succeed, morning);
      const [participantId, other] = participants.map((one: any) => one.participantId as string);
      const asked = await Promise.all(
        [participantId, other].map((id) => supervisor.post('/erasures', { participantId: id, reason: marker })),
      );
      const [confirm, confirmOther] = asked.map(
        ({ body }) =>
          () =>
            admin.post(`/erasures/${body.erasureId}/confirmation`, {}),
      );
      const note = (whom: string) => ({ caseId, whom: [whom], kind: 'legal-hold', text: marker });
      let holdId = '';
      const held = await asksMeanwhile(async ({ notes, holds }) => {
        const { noteId } = await notes.keep(note(participantId), later);
        holdId = await holds.place(participantId, noteId, keeping);
      }, confirm!);
      expect(held).toMatchObject({ status: 409, body: { code: 'legal-hold', holdId } });
      const gone = await asksMeanwhile(({ notes }) => notes.keep(note(other), later), confirmOther!);
      expect(gone.status).toBe(201);
      const left = 'select count(*)::int as count from notes where named @> array[$1]';
      expect(await stack.database.query(left, [other])).toEqual([{ count: 0 }]);
      await people().holds.lift(participantId, holdId, holdId, keeping);
      expect((await confirm!()).status).toBe(201);
    });

    it('is asked for once where two ask', async () => {
      const supervisor = await stack.as('supervisor');
      const { caseId, participants } = await open(succeed, morning);
      const [{ participantId }] = participants;
      let erasureId = '';
      const second = await asksMeanwhile(
        async ({ notes, erasures }) => {
          const { noteId } = await notes.keep({ caseId, whom: [participantId], kind: 'erasure', text: marker }, later);
          const asked = { participantId, participantIds: [participantId], basis: 'requested' as const, noteId };
          erasureId = await erasures.ask(asked, keeping);
        },
        () => supervisor.post('/erasures', { participantId, reason: marker }),
      );
      expect(second).toMatchObject({ status: 409, body: { code: 'already-asked', erasureId } });
      await people().erasures.withdraw(erasureId, keeping);
    });

    it('is erased at the second try where the first and whoever writes waited for each other', async () => {
      const [supervisor, admin] = await Promise.all([stack.as('supervisor'), stack.as('admin')]);
      const { participants } = await open(succeed, morning);
      const [{ participantId }] = participants;
      const { body } = await supervisor.post('/erasures', { participantId, reason: marker });
      const writing = stack.database.createQueryRunner();
      await writing.startTransaction();
      await writing.query('select from routes where participant_id = $1 for update', [participantId]);
      const confirming = admin.post(`/erasures/${body.erasureId}/confirmation`, {});
      await untilOneWaits();
      await writing.query('select from person_keys where key_id = $1 for key share', [participantId]);
      await writing.commitTransaction();
      await writing.release();
      expect((await confirming).status).toBe(201);
    });
  });

  it('leaves nothing, once all are; what was owed, every date, count and fact is as it was', async () => {
    const [supervisor, admin] = await Promise.all([stack.as('supervisor'), stack.as('admin')]);
    const before = await figures();
    for (const participantId of joined) {
      const { status, body } = await supervisor.post('/erasures', { participantId, reason: `${marker} asked.` });
      if (status === 409) continue;
      expect(status).toBe(201);
      expect((await admin.post(`/erasures/${body.erasureId}/confirmation`, {})).status).toBe(201);
    }
    expect(await kept()).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await draftsLeft()).toBe(0);
    expect(await found()).toEqual([]);
    expect(await notesIn()).not.toMatch(new RegExp(`${marker}|960.?777`));
    expect(await figures()).toEqual(before);
    expect(readFileSync(list, 'utf8')).not.toMatch(new RegExp(`${marker}|960.?777`));
    expect((await supervisor.post('/search', { q: marker })).body.items).toEqual([]);
  });

  it('is not kept again, and whatever needs no words is recorded', async () => {
    const desk = await stack.as('desk');
    const supervisor = await stack.as('supervisor');
    const caseId = cases.at(-1)!;
    const { body } = await supervisor.get(`/cases/${caseId}`);
    const [{ participantId }] = body.participants;
    const call = { direction: 'outbound', method: 'phone', outcome: 'spoke', purpose: 'update', occurredAt: later };
    const contact = { ...call, participantIds: [participantId], identityVerified: true };
    const refused = { status: 409, body: { code: 'person-erased' } };
    expect(await desk.post(`/cases/${caseId}/contacts`, { ...contact, note: marker })).toMatchObject(refused);
    const route = { method: 'phone', value: markedNumber, safe: true };
    expect(await desk.post(`/cases/${caseId}/participants/${participantId}/routes`, route)).toMatchObject(refused);
    expect((await desk.post(`/cases/${caseId}/contacts`, contact)).status).toBe(201);
    expect(await found()).toEqual([]);
  });

  it('is erased again where a backup of before is restored', async () => {
    const { caseId, participants } = await open(succeed, later);
    const ids = participants.map(({ participantId }: any) => participantId as string);
    const work = new UnitOfWork(stack.database);
    expect(await eraseAgain(work, [])).toBe(0);
    const outside = new ErasuresOutside(list);
    const known = JSON.parse(JSON.stringify(await erasedPeople(work)));
    // In the order in which they were erased, which were all at one time.
    expect(outside.listed()).toHaveLength(known.length);
    expect(outside.listed()).toEqual(expect.arrayContaining(known));
    expect(await outside.compared(work)).toEqual([]);
    // As if what was kept of them had come back, while the list beside the backup still says that they were erased.
    const [listed] = await erasedPeople(work);
    const since = { ...listed!, erasureId: 'listed', participantId: ids[0]!, participantIds: ids };
    await outside.add([since, since]);
    await expect(outside.compared(work)).rejects.toThrow(ErasuresForgotten);
    expect(await eraseAgain(work, outside.listed())).toBe(3);
    expect(await eraseAgain(work, [])).toBe(0);
    expect(await outside.compared(work)).toEqual([]);
    const again = await (
      await stack.as('desk')
    ).post(`/cases/${caseId}/participants/${ids[0]}/routes`, {
      method: 'phone',
      value: markedNumber,
      safe: true,
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'person-erased' } });
    const { body } = await (await client(stack.url, 'desk')).get(`/cases/${caseId}`);
    expect(body.participants.map(({ name }: any) => name ?? null)).toEqual([null, null, null]);
  });
});
