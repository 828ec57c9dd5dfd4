import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { openDatabase, UnitOfWork } from '@kept-informed/event-store';
import { domainOn } from '@kept-informed/follow-up';
import type { DataSource } from 'typeorm';
import { RetentionSweep } from '../../apps/worker/src/retention.sweep.js';
import { onCases, type Cases, type Opened } from '../support/cases.js';
import type { Client } from '../support/client.js';
import { migratedDatabase, type FreshDatabase } from '../support/database.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const closed = '2020-11-20T12:00:00Z';
const reason = 'The inquest goes on.';

let fresh: FreshDatabase;
let stack: Stack;
let on: Cases;
let admin: Client;

beforeAll(async () => {
  fresh = await migratedDatabase();
  stack = await startStack(closed, 'postgres', {}, undefined, fresh);
  on = await onCases(stack);
  admin = await stack.as('admin');
});
afterAll(() => stack?.stop());

async function closedCase(kind: string, more: object = {}): Promise<Opened> {
  const opened = await on.crime({ kind, ...more }, '2020-11-02T09:15:00Z');
  await close(opened.caseId);
  return opened;
}

async function close(caseId: string): Promise<void> {
  const { status } = await on.desk.post(
    `/cases/${caseId}/closure`,
    { reason: 'no-further-action' },
    await on.etagOf(caseId),
  );
  expect(status).toBe(201);
}

/** The participants that are due at an instant, on whichever page. */
async function dueAt(instant: string, ...among: readonly string[]): Promise<string[]> {
  stack.clock.set(instant);
  const due: any[] = [];
  let page = '/retention/due?limit=2';
  for (;;) {
    const { status, body } = await on.supervisor.get(page);
    expect(status).toBe(200);
    due.push(...body['items']);
    if (body['next'] === null) break;
    page = `/retention/due?limit=2&cursor=${encodeURIComponent(body['next'])}`;
  }
  const ids = due.map(({ participantId }) => participantId as string);
  return among.length === 0 ? ids : ids.filter((id) => among.includes(id));
}

const erasing = (participantId: string, basis = 'retention-ended') =>
  on.supervisor.post('/erasures', { participantId, basis, reason });

describe('what has a time of its own', () => {
  let asWorker: DataSource;
  let sweep: RetentionSweep;
  const ids = async (text: string): Promise<string[]> =>
    (await stack.database.query(text)).map(({ id }: { id: string }) => id);

  beforeAll(async () => {
    asWorker = await openDatabase({ url: fresh.worker, poolSize: 2 });
    const { force } = domainOn({
      database: asWorker,
      clock: stack.clock,
      directory: new DirectoryHolder(demoForceFile()),
    });
    sweep = new RetentionSweep(new UnitOfWork(asWorker), force, stack.clock);
  });
  afterAll(() => asWorker?.destroy());

  const look = (requestId: string, at: string, participantId = 'nobody') =>
    stack.database.query(
      `with shown as (
         insert into shown_people (shown_id, month, case_ids, participant_ids, fields)
         values ($1, date_trunc('month', (${at})::timestamptz at time zone 'UTC'), '{}', array[$2], '{}')
       )
       insert into looks (at, staff_id, request_id, route, came_from, why, shown_id, own_name, colleagues)
       values (${at}, 'pc-1', $1, 'GET /', 'here', 'desk', $1, '{}', '{}')`,
      [requestId, participantId],
    );

  it('is swept: answers for a repeated key after a day', async () => {
    await stack.database.query(`delete from idempotency_keys`);
    await stack.database.query(
      `insert into idempotency_keys (asker, key, request_digest, status, headers, created_at)
       values ('a', 'old', '', 201, '{}', now() - interval '24 hours 1 second'),
         ('a', 'young', '', 201, '{}', now() - interval '23 hours 59 minutes')`,
    );
    expect(await sweep.sweep()).toBeGreaterThanOrEqual(1);
    expect(await ids('select key as id from idempotency_keys')).toEqual(['young']);
  });

  it('is swept: looks after six years, and not of whoever is under a legal hold', async () => {
    stack.clock.set(closed);
    const { victim } = await on.crime({}, '2020-11-02T09:15:00Z');
    const holds = `/participants/${victim}/legal-holds`;
    const { body } = await on.supervisor.post(holds, { reason });
    await look('old', `'2020-11-20T10:00:00Z'`);
    await look('of-held', `'2020-11-20T10:00:00Z'`, victim);
    await look('younger', `'2020-11-21T00:00:00Z'`);
    await look('of-this-year', `now() - interval '364 days'`);
    const left = () => ids(`select request_id as id from looks where staff_id = 'pc-1' order by 1`);
    const shown = () =>
      ids(`select shown_id as id from shown_people where participant_ids && array['nobody', '${victim}']
        and case_ids = '{}' order by 1`);
    stack.clock.set('2026-11-20T23:59:59.999Z');
    await sweep.sweep();
    expect(await left()).toEqual(['of-held', 'of-this-year', 'old', 'younger']);
    stack.clock.set('2026-11-21T00:00:00.000Z');
    await sweep.sweep();
    expect(await left()).toEqual(['of-held', 'of-this-year', 'younger']);
    await on.supervisor.delete(`${holds}/${body['holdId']}`, {}, { reason });
    // A clock that is far ahead takes nothing of the last year by the database's own.
    stack.clock.set('2090-01-01T00:00:00Z');
    await sweep.sweep();
    expect(await left()).toEqual(['of-this-year']);
    // Whom nobody's look is at any more goes with the next turn.
    await sweep.sweep();
    expect(await shown()).toEqual(['of-this-year']);
    await expect(asWorker.query('delete from shown_people')).rejects.toThrow('permission denied');
    await expect(asWorker.query('delete from looks')).rejects.toThrow('permission denied');
    await expect(asWorker.query('select from idempotency_keys')).rejects.toThrow('permission denied');
  });

  it('is swept: messages 90 days after their end, but for what still waits, or tells of whoever is held', async () => {
    stack.clock.set('2026-08-20T12:00:00Z');
    const { caseId, victim } = await on.crime({}, '2026-08-20T09:15:00Z');
    await on.supervisor.post(`/participants/${victim}/legal-holds`, { reason });
    await stack.database.query(
      `insert into alerts (alert_id, case_id, generation, rung, due_at, raised_at, recipient, caught_up, status, position)
       values ('alert-held', $1, 1, 'missed', now(), now(), 'sgt-2001', false, 'open', 1)`,
      [caseId],
    );
    const message = (id: string, state: string, alert: string, channel = 'email') =>
      stack.database.query(
        `with m as (insert into messages (message_id, channel, recipient, state, not_before, created_at, changed_at, attempts, last_attempt)
           values ($1, $4, 'sgt-2001', $2, $5, $5, $5, 1, 11)),
         a as (insert into message_attempts (message_id, attempt, at) values ($1, 1, $5))
         insert into deliveries (alert_id, channel, message_id, at, state) values ($3, $4, $1, $5, $2)`,
        [id, state, alert, channel, '2026-08-23T12:00:00Z'],
      );
    await message('sent', 'sent', 'alert-1');
    await message('held', 'sent', 'alert-held');
    await message('waiting', 'waiting', 'alert-2');
    await message('unseen', 'dead', 'alert-3');
    await message('dead-hook', 'dead', 'alert-4', 'webhook');
    const left = () => ids('select message_id as id from messages order by 1');
    stack.clock.set('2026-11-21T23:59:59.999Z');
    await sweep.sweep();
    expect(await left()).toEqual(['dead-hook', 'held', 'sent', 'unseen', 'waiting']);
    stack.clock.set('2026-11-22T00:00:00.000Z');
    await sweep.sweep();
    expect(await left()).toEqual(['held', 'unseen', 'waiting']);
    expect(await ids('select message_id as id from message_attempts order by 1')).toEqual([
      'held',
      'unseen',
      'waiting',
    ]);
    await stack.database.query(`update deliveries set seen_to_at = now() where message_id = 'unseen'`);
    // What became of an alert stays with it.
    expect(await ids(`select alert_id as id from deliveries where message_id = 'sent'`)).toEqual(['alert-1']);
  });

  it('is swept by every worker that runs', async () => {
    await stack.database.query(
      `insert into idempotency_keys (asker, key, request_digest, status, headers, created_at)
       values ('a', 'older', '', 201, '{}', now() - interval '2 days')`,
    );
    const worker = await stack.worker();
    await until(
      () => ids(`select key as id from idempotency_keys where key = 'older'`),
      (found) => found.length === 0,
    );
    await worker.close();
  });
});

describe('people who were kept for their time', () => {
  let crime: Opened;
  let enquiry: Opened;
  let held: Opened;

  beforeAll(async () => {
    stack.clock.set(closed);
    crime = await closedCase('crime');
    enquiry = await closedCase('enquiry', { participants: [{ role: 'enquirer', name: 'An Enquirer' }] });
    held = await closedCase('crime');
  });

  it('are those of an enquiry two years after its closure and of a crime six, from the day after on', async () => {
    expect(await dueAt('2022-11-20T23:59:59.999Z')).toEqual([]);
    expect(await dueAt('2022-11-21T00:00:00.000Z')).toEqual([enquiry.victim]);
    expect((await on.supervisor.get('/retention/due')).body['items']).toEqual([
      {
        participantId: enquiry.victim,
        role: 'enquirer',
        caseId: enquiry.caseId,
        reference: enquiry.body['reference'] ?? expect.any(String),
        kind: 'enquiry',
        closedAt: '2020-11-20T12:00:00Z',
        keptUntil: '2022-11-20',
      },
    ]);
    expect(await dueAt('2026-11-20T23:59:59.999Z', crime.victim)).toEqual([]);
    expect(await erasing(crime.victim)).toMatchObject({ status: 409, body: { code: 'still-kept' } });
    expect(await dueAt('2026-11-21T00:00:00.000Z', crime.victim)).toEqual([crime.victim]);
  });

  it('are kept longer by a person, with a reason and until when, and then are due again', async () => {
    const keep = (date: string) =>
      on.supervisor.post(`/participants/${crime.victim}/retention`, { until: date, reason });
    expect(await keep('2026-11-20')).toMatchObject({ status: 422, body: { code: 'ends-before-it-begins' } });
    expect(await keep('2036-11-22')).toMatchObject({ status: 422, body: { code: 'too-far-ahead' } });
    const { status, body } = await keep('2027-01-31');
    expect(status).toBe(201);
    expect(await dueAt('2027-01-31T23:59:59.999Z', crime.victim)).toEqual([]);
    expect(await erasing(crime.victim)).toMatchObject({ status: 409, body: { code: 'still-kept' } });
    const { body: kept } = await on.supervisor.get(`/participants/${crime.victim}/retention`);
    expect(kept).toEqual({
      keptUntil: '2026-11-20',
      isDue: false,
      reviews: [
        {
          reviewId: body['reviewId'],
          keptUntil: '2027-01-31',
          reviewedAt: '2026-11-21T00:00:00Z',
          reviewedBy: expect.any(String),
        },
      ],
    });
    expect(await dueAt('2027-02-01T00:00:00.000Z', crime.victim)).toEqual([crime.victim]);
    expect((await on.supervisor.get(`/participants/${crime.victim}/retention`)).body['isDue']).toBe(true);
  });

  it('are not due while a legal hold stands', async () => {
    const holds = `/participants/${held.victim}/legal-holds`;
    const { body } = await on.supervisor.post(holds, { reason });
    expect(await dueAt('2027-02-01T00:00:00.000Z', held.victim)).toEqual([]);
    await on.supervisor.delete(`${holds}/${body['holdId']}`, {}, { reason });
    expect(await dueAt('2027-02-01T00:00:00.000Z', held.victim)).toEqual([held.victim]);
  });

  it('are not due once an erasure is asked for, are again when it is withdrawn, and are gone when it is confirmed', async () => {
    const { body } = await erasing(crime.victim);
    expect(body).toMatchObject({ state: 'asked', basis: 'retention-ended' });
    expect(await dueAt('2027-02-01T00:00:00.000Z', crime.victim)).toEqual([]);
    expect((await on.supervisor.delete(`/erasures/${body['erasureId']}`)).status).toBe(204);
    expect(await dueAt('2027-02-01T00:00:00.000Z', crime.victim)).toEqual([crime.victim]);
    const again = await erasing(crime.victim);
    expect((await admin.post(`/erasures/${again.body['erasureId']}/confirmation`, {})).status).toBe(201);
    expect(await dueAt('2027-02-01T00:00:00.000Z', crime.victim)).toEqual([]);
  });

  it('can be erased before their time because they asked for it', async () => {
    stack.clock.set('2021-01-04T12:00:00Z');
    expect(await erasing(held.victim, 'requested')).toMatchObject({ status: 201, body: { basis: 'requested' } });
  });

  it('are not due while a case of theirs is open, nor before the time of the last that was merged with it', async () => {
    stack.clock.set(closed);
    const [first, second] = [await on.crime({}, '2020-11-02T09:15:00Z'), await on.crime({}, '2020-11-02T09:15:00Z')];
    const same = { into: second.caseId, participants: { [first.victim]: second.victim }, reason };
    const merged = await on.desk.post(`/cases/${first.caseId}/merger`, same, await on.etagOf(first.caseId));
    expect(merged.status).toBe(201);
    const both = [first.victim, second.victim];
    expect(await dueAt('2026-11-21T00:00:00.000Z', ...both)).toEqual([]);
    expect((await on.supervisor.get(`/participants/${second.victim}/retention`)).body['keptUntil']).toBeNull();
    stack.clock.set('2021-01-05T12:00:00Z');
    await close(second.caseId);
    expect(await dueAt('2027-01-05T23:59:59.999Z', ...both)).toEqual([]);
    expect(await dueAt('2027-01-06T00:00:00.000Z', ...both)).toEqual([second.victim]);
    const { body } = await on.desk.post(`/cases/${second.caseId}/reopening`, {}, await on.etagOf(second.caseId));
    expect(body['version']).toBeGreaterThan(0);
    expect(await dueAt('2027-01-06T00:00:00.000Z', ...both)).toEqual([]);
  });

  it('are told of to nobody who does not see their case', async () => {
    stack.clock.set(closed);
    const { caseId, victim } = await closedCase('crime', { owner: 'pc-1234' });
    expect(await dueAt('2026-11-21T00:00:00.000Z', victim)).toEqual([victim]);
    const restricted = await on.supervisor.post(`/cases/${caseId}/restriction`, { staffIds: ['pc-1234'], reason });
    expect(restricted.status).toBe(201);
    expect(await dueAt('2026-11-21T00:00:00.000Z', victim)).toEqual([]);
    for (const answer of [
      await on.supervisor.get(`/participants/${victim}/retention`),
      await on.supervisor.post(`/participants/${victim}/retention`, { until: '2027-01-31', reason }),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-participant' } });
  });

  it('are those whom the policy that holds now says, from its activation on', async () => {
    stack.clock.set('2026-11-21T00:00:00.000Z');
    const before = await dueAt('2026-11-21T00:00:00.000Z', enquiry.victim);
    const { body: list, headers } = await admin.get('/policies');
    const { body: now } = await admin.get(`/policies/drafts/${list['inForce']}`);
    expect(now['content'].retention).toEqual({
      people: { crime: 'P72M', incident: 'P72M', enquiry: 'P24M', feedback: 'P24M' },
      looks: 'P72M',
      messages: 'P90D',
    });
    const tag = { 'if-match': headers.get('etag') ?? `"${list['version']}"` };
    const policy = { ...now['content'], retention: { people: { enquiry: 'P84M' } } };
    const wrong = { ...now['content'], retention: { looks: 'PT24H' } };
    expect(await admin.post('/policies/drafts', wrong, tag)).toMatchObject({ status: 422 });
    const { body: draft } = await admin.post('/policies/drafts', policy, tag);
    expect(await dueAt('2026-11-21T00:00:00.000Z', enquiry.victim)).toEqual(before);
    const activation = await on.supervisor.post(
      `/policies/drafts/${draft['versionId']}/activation`,
      { reach: 'new-only' },
      { 'if-match': `"${draft['version']}"` },
    );
    expect(activation.status).toBe(201);
    expect(await dueAt('2027-11-20T23:59:59.999Z', enquiry.victim)).toEqual([]);
    expect(await dueAt('2027-11-21T00:00:00.000Z', enquiry.victim)).toEqual([enquiry.victim]);
  });
});
