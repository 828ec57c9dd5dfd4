import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { onCases, type Cases, type Opened } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

const now = '2026-11-20T12:00:00Z';
const secret = 'The man next door is the one.';

let stack: Stack;
let on: Cases;
let counter: Client;
let burglary: Opened;
let routes: Record<string, string>;

/** A burglary of two, of which an arrest is to be told that nobody has told yet. */
beforeAll(async () => {
  stack = await startStack(now);
  on = await onCases(stack);
  counter = await stack.as('counter');
  burglary = await on.crime({
    participants: [
      {
        role: 'victim',
        name: 'Una Counterley',
        bornOn: '1990-02-28',
        routes: [
          { method: 'phone', value: '01229 555 001', safe: true, times: 'after six' },
          { method: 'sms', value: '07700 900123', safe: false },
        ],
      },
      { role: 'witness', name: 'Somebody Elsewise' },
    ],
  });
  await on.desk.post(
    `/cases/${burglary.caseId}/contacts`,
    on.call(burglary.victim, '2026-11-18T10:00:00Z', { note: secret }),
  );
  await on.desk.post(`/cases/${burglary.caseId}/milestones`, {
    type: 'suspect-arrested',
    occurredAt: '2026-11-19T10:00:00Z',
  });
  const { participants } = await on.whole(burglary.caseId);
  routes = Object.fromEntries(participants[0].routes.map(({ method, routeId }: any) => [method, routeId]));
});
afterAll(() => stack?.stop());

const maySay = (query = '?checked=born-on,reference', of = burglary.victim, by = counter) =>
  by.get(`/cases/${burglary.caseId}/participants/${of}/may-say${query}`);
const looks = (answer: { headers: Headers }) =>
  stack.database.query(
    'select staff_id, participant_ids, fields from looks join shown_people using (shown_id) where request_id = $1',
    [answer.headers.get('x-request-id')],
  ) as Promise<Record<string, any>[]>;
const alertsOf = async (caseId: string) =>
  (await on.desk.get(`/alerts?caseId=${caseId}&rung=message-left`)).body['items'] as Record<string, any>[];

describe('the counter', () => {
  it('finds somebody without the date of birth, which it asks them, and sees nothing of the case', async () => {
    const { body } = await counter.post('/search', { q: 'Counterley 28/02/1990' });
    expect(body['items']).toEqual([
      expect.objectContaining({
        name: 'Una Counterley',
        matched: expect.arrayContaining([{ on: 'born-on', how: 'exact' }]),
      }),
    ]);
    expect(JSON.stringify(body)).not.toContain('1990');
    for (const path of ['', '/timeline', `/participants/${burglary.victim}/history`])
      expect((await counter.get(`/cases/${burglary.caseId}${path}`)).status).toBe(403);
  });

  it('may say how it stands to whoever proved who they are, and nothing of what nobody has told them', async () => {
    const answer = await maySay();
    expect(answer.body).toMatchObject({
      identity: { verified: true, checked: ['born-on', 'reference'] },
      rule: { since: null },
      maySay: [
        { what: 'dealt-with', sentence: 'Your case is being dealt with.' },
        { what: 'team', sentence: 'It is with the Barrow local policing team.' },
        { what: 'last-update', sentence: 'You were last told about it on Wednesday 18 November 2026.' },
        // The month of updates, and not the five working days in which the arrest is to be told.
        { what: 'next-due', sentence: 'You will hear from us by Friday 18 December 2026.' },
        { what: 'leave-a-message' },
      ],
      callBack: [{ routeId: routes['phone'], method: 'phone', endsWith: '001', times: 'after six' }],
    });
    const said = JSON.stringify(answer.body);
    for (const unsaid of ['rrest', 'Elsewise', 'Counterley', '555', '900123', secret])
      expect(said).not.toContain(unsaid);
    expect(await looks(answer)).toEqual([
      {
        staff_id: 'desk-1101',
        participant_ids: [burglary.victim],
        fields: { [burglary.victim]: ['routes', 'what-may-be-said'] },
      },
    ]);
  });

  it('confirms nothing to whoever did not, and is on record all the same', async () => {
    for (const query of ['', '?checked=born-on']) {
      const answer = await maySay(query);
      expect(answer.body).toMatchObject({
        maySay: [{ what: 'cannot-confirm' }],
        mayNotSay: [{ what: 'anything', rule: 'identity' }],
        callBack: [],
      });
      expect(await looks(answer)).toMatchObject([{ fields: { [burglary.victim]: ['nothing-confirmed'] } }]);
    }
    expect((await maySay('?checked=mothers-name')).status).toBe(422);
    expect((await maySay(undefined, 'nobody')).status).toBe(404);
  });

  it('tells whoever may not hear for somebody any more as little as a stranger, and no end of a number, from the day after', async () => {
    const parent = async (authorityUntil: string) => {
      const { caseId } = await on.crime({
        participants: [
          { role: 'victim' },
          {
            role: 'representative',
            represents: '#1',
            authorityUntil,
            routes: [{ method: 'phone', value: '01229 555 007', safe: true }],
          },
        ],
      });
      const { participants } = await on.whole(caseId);
      const { participantId } = participants.find(({ role }: any) => role === 'representative');
      return counter.get(`/cases/${caseId}/participants/${participantId}/may-say?checked=document,reference`);
    };
    expect((await parent('2026-11-20')).body['callBack']).toMatchObject([{ endsWith: '007' }]);
    const answer = await parent('2026-11-19');
    expect(answer.body).toMatchObject({
      identity: { verified: true },
      maySay: [{ what: 'cannot-confirm' }],
      mayNotSay: [{ what: 'anything', rule: 'authority' }],
      callBack: [],
    });
    expect(Object.values((await looks(answer))[0]!['fields'])).toEqual([['nothing-confirmed']]);
  });

  it('names the date that they were told, as long as nobody has told them more', async () => {
    const { caseId, victim } = await on.crime();
    const next = async () =>
      (await counter.get(`/cases/${caseId}/participants/${victim}/may-say?checked=document,address`)).body[
        'maySay'
      ].find(({ what }: any) => what === 'next-due').sentence;
    await on.desk.post(
      `/cases/${caseId}/contacts`,
      on.call(victim, '2026-11-18T10:00:00Z', { promisedNext: '2026-11-19' }),
    );
    expect(await next()).toMatch(/^You should have heard from us by Thursday 19 November 2026/);
    await on.desk.post(`/cases/${caseId}/contacts`, on.call(victim, now));
    expect(await next()).toBe('You will hear from us by Sunday 20 December 2026.');
  });

  it('leaves a message for whoever has the case: its words with the people, a fact without them and an alert', async () => {
    const message = { to: 'owner', text: secret, participantId: burglary.victim, checked: ['born-on', 'address'] };
    const left = await counter.post(`/cases/${burglary.caseId}/messages`, {
      ...message,
      callBackBy: '2026-11-21T18:00:00Z',
      routeId: routes['phone'],
    });
    expect([left.status, Object.keys(left.body).sort()]).toEqual([201, ['messageId', 'position', 'version']]);
    const [fact] = await stack.database.query(`select data from facts where type = 'MessageLeft'`);
    expect(fact.data).toMatchObject({
      messageId: left.body['messageId'],
      participantId: burglary.victim,
      identityVerified: true,
      routeId: routes['phone'],
    });
    expect(JSON.stringify(fact)).not.toContain(secret);
    expect(JSON.stringify(fact)).not.toContain('born-on');
    const [note] = await stack.database.query('select named, sealed from notes where note_id = $1', [fact.data.noteId]);
    expect([note.named, note.sealed.includes(secret)]).toEqual([[burglary.victim], false]);
    expect(await alertsOf(burglary.caseId)).toEqual([
      expect.objectContaining({ recipient: 'pc-1234', status: 'open', title: 'Somebody left a message' }),
    ]);
    const { body } = await on.desk.get(`/cases/${burglary.caseId}/timeline?limit=200`);
    expect(body['items'].find(({ type }: any) => type === 'MessageLeft')).toMatchObject({ note: secret });
  });

  it('leaves it for the supervisor of the area where nobody has the case, and calls nobody back by an unsafe route', async () => {
    const nobodys = await on.crime({ owner: undefined });
    expect((await counter.post(`/cases/${nobodys.caseId}/messages`, { to: 'owner', text: 'Ring me.' })).status).toBe(
      201,
    );
    expect(await alertsOf(nobodys.caseId)).toEqual([expect.objectContaining({ recipient: 'sgt-2022' })]);
    const messages = `/cases/${burglary.caseId}/messages`;
    const by = (routeId: string) => ({ to: 'owner', text: 'x', participantId: burglary.victim, routeId });
    for (const [body, code] of [
      [by(routes['sms']!), 'unsafe-route'],
      [by('none'), 'unknown-route'],
      [{ to: 'owner', text: 'x', participantId: 'nobody' }, 'unknown-participant'],
      [{ to: 'owner', text: 'x', callBackBy: now }, 'ends-before-it-begins'],
    ] as const)
      expect((await counter.post(messages, body)).body).toMatchObject({ status: 422, code });
  });

  it('records that they asked, and is told nothing of what follows', async () => {
    const { caseId, victim } = await on.crime();
    const enquiry = { participantId: victim, purpose: 'chase', checked: ['born-on', 'address'], note: secret };
    const { status, body } = await counter.post(`/cases/${caseId}/enquiries`, enquiry);
    expect([status, Object.keys(body).sort()]).toEqual([201, ['contactId', 'position', 'version']]);
    const timeline = (await on.desk.get(`/cases/${caseId}/timeline?limit=200`)).body['items'] as any[];
    expect(timeline.find(({ type }) => type === 'ContactMade')).toMatchObject({
      words: 'Inbound counter for chase: received',
      recordedBy: 'desk-1101',
      note: secret,
    });
  });

  it('may say what the force chose, by the policy of the day, and why', async () => {
    const admin = await stack.as('admin');
    const versions = await admin.get('/policies');
    const { content } = (await admin.get(`/policies/drafts/${versions.body['inForce']}`)).body;
    const rule = { maySay: ['dealt-with', 'leave-a-message'], because: 'Officers name dates themselves.' };
    const change = async (by: Client, path: string, body: object) =>
      by.post(path, body, { 'if-match': (await admin.get('/policies')).headers.get('etag')! });
    const draft = await change(admin, '/policies/drafts', { ...content, counter: rule });
    const { versionId } = draft.body;
    await change(on.supervisor, `/policies/drafts/${versionId}/activation`, { reach: 'new-only' });
    const { body } = await maySay();
    expect(body).toMatchObject({
      rule: { policy: versionId, since: '2026-11-20T12:00:00Z', because: rule.because },
      maySay: [{ what: 'dealt-with' }, { what: 'leave-a-message' }],
    });
    expect(body['mayNotSay'].slice(0, 4)).toEqual(
      ['team', 'presence', 'last-update', 'next-due'].map((what) => ({ what, rule: 'force', because: rule.because })),
    );
  });
});
