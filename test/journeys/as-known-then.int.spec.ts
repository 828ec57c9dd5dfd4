import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases, type Opened } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

/** What one route answered, and what it answers later of that time. */
interface Answered {
  readonly at: string;
  readonly path: string;
  readonly body: Record<string, any>;
}

/** What is as it is now: how far the store is, and what became of messages, which is no fact. */
function told({ position: _position, ...body }: Record<string, any>): Record<string, any> {
  const items = (body['items'] as Record<string, any>[] | undefined)?.map(
    ({ deliveries: _deliveries, ...item }) => item,
  );
  return { ...body, ...(items && { items }) };
}

/** Every route that is asked as known at a time says what it said then, or nothing yet. */
describe('asked as known then', () => {
  let stack: Stack;
  let cases: Cases;
  let first: Opened;
  let second: Opened;
  let contactId: string;
  let alertId: string;
  const answered: Answered[] = [];

  const recorded = async (path: string, body: object, headers = {}) => {
    const answer = await cases.supervisor.post(path, body, headers);
    expect([path, answer.status, answer.body.code, answer.body.errors]).toEqual([path, 201, undefined, undefined]);
    return answer.body;
  };
  const ask = async (path: string, knownAt?: string) => {
    const asked = knownAt === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}knownAt=${knownAt}`;
    return cases.supervisor.get(asked);
  };

  /** The sweep comes first: the duty view brings every case up to date. */
  const paths = () => [
    '/alerts/duty',
    '/alerts/duty?bcu=North%20Cumbria',
    '/cases',
    '/cases?status=closed',
    '/cases?owner=pc-1235',
    '/cases?bcu=South%20Cumbria&status=open',
    `/cases/${first.caseId}`,
    `/cases/${second.caseId}`,
    '/alerts',
    '/alerts?sort=dueAt&status=open,acknowledged',
    '/alerts?bcu=North%20Cumbria',
    `/alerts?caseId=${second.caseId}`,
    '/disputes',
    '/disputes?decided=false',
    '/compliance/silence?days=1',
    '/compliance/silence?days=1&owner=pc-1235',
    '/compliance/promises?from=2026-11-01&to=2026-11-30&groupBy=owner,bcu',
    '/compliance?from=2026-11-01&to=2026-11-30&groupBy=bcu,lpt',
    '/compliance?from=2026-11-01&to=2026-12-31&groupBy=commitment&bcu=South%20Cumbria',
    '/compliance/obligations?from=2026-11-01&to=2026-11-30',
    '/compliance/no-limit?from=2026-11-01&to=2026-11-30&groupBy=bcu',
    '/obligations',
    '/obligations?status=missed',
    '/obligations?open=true&owner=pc-1235',
    '/obligations?toBeDone=true&bcu=South%20Cumbria',
    `/obligations?caseId=${first.caseId}&dueAfter=2026-11-09T00:00:00Z`,
    `/obligations?participantId=${second.victim}`,
    '/workload',
    '/workload?owner=pc-1235&days=3',
  ];

  async function moment(instant: string, happens: () => Promise<unknown>): Promise<void> {
    at(stack, instant);
    await happens();
    for (const path of paths()) {
      const { status, body } = await ask(path);
      expect({ path, status }).toEqual({ path, status: 200 });
      answered.push({ at: instant, path, body: told(body) });
    }
  }

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    cases = await onCases(stack);
    await moment('2026-11-02T10:00:00Z', async () => {
      first = await cases.crime();
      second = await cases.crime({ owner: 'pc-1235' });
    });
    const one = `/cases/${first.caseId}`;
    const etag = () => cases.etagOf(first.caseId);
    await moment('2026-11-02T11:00:00Z', () =>
      recorded(`${one}/milestones`, { type: 'suspect-arrested', occurredAt: '2026-11-02T09:30:00Z' }),
    );
    await moment('2026-11-04T10:00:00Z', async () => {
      const call = cases.call(first.victim, '2026-11-04T09:00:00Z', { promisedNext: '2026-11-06' });
      ({ contactId } = await recorded(`${one}/contacts`, call));
    });
    await moment('2026-11-10T09:00:00Z', async () => undefined);
    const { items } = (await ask(`/alerts?caseId=${first.caseId}&rung=missed`)).body;
    ({ alertId } = items.find(({ commitment }: any) => commitment === 'VC20-ARREST'));
    await moment('2026-11-10T09:30:00Z', () =>
      recorded(`/alerts/${alertId}/acknowledgement`, { note: 'I ring today.' }),
    );
    await moment('2026-11-11T09:00:00Z', async () => {
      await recorded(`${one}/owner`, { staffId: 'pc-1235', from: '2026-11-11T09:00:00Z' }, await etag());
      const area = { bcu: 'North Cumbria', lpt: 'Carlisle' };
      await recorded(`${one}/details`, { area, reason: 'The other side of the river.' }, await etag());
    });
    await moment('2026-11-12T09:00:00Z', () =>
      recorded(`${one}/contacts`, cases.call(first.victim, '2026-11-12T08:00:00Z', { tells: ['suspect-arrested'] })),
    );
    const person = `${one}/participants/${first.victim}`;
    await moment('2026-11-13T09:00:00Z', async () => {
      await recorded(`${person}/contact-plan`, { frequency: 'P14D', method: 'phone' }, await etag());
      await recorded(
        `${person}/entitlement`,
        { entitlement: 'enhanced', reasons: ['bereaved'], assessedAt: '2026-11-13T08:30:00Z' },
        await etag(),
      );
    });
    await moment('2026-11-14T09:00:00Z', async () =>
      recorded(`${one}/contacts/${contactId}/correction`, { strikeOut: true, reason: 'Another victim.' }, await etag()),
    );
    await moment('2026-11-16T09:00:00Z', async () => {
      const merger = { into: first.caseId, participants: {}, reason: 'Reported twice.' };
      await recorded(`/cases/${second.caseId}/merger`, merger, await cases.etagOf(second.caseId));
    });
    await moment('2026-11-18T09:00:00Z', async () =>
      recorded(`${one}/closure`, { reason: 'resolved', closedAt: '2026-11-18T09:00:00Z' }, await etag()),
    );
    at(stack, '2026-12-24T09:00:00Z');
    await ask('/alerts/duty');
  });
  afterAll(() => stack?.stop());

  it('they say what they said then', async () => {
    for (const { at: knownAt, path, body } of answered) {
      const { status, body: now } = await ask(path, knownAt);
      expect({ path, status, body: told(now) }).toEqual({ path, status: 200, body: { ...body, knownAt } });
    }
    const said = answered.filter(({ body }) => body['items']?.length !== 0);
    expect(new Set(said.map(({ path }) => path)).size).toBeGreaterThan(12);
  });

  it('a case has the version that it had, as its ETag, by which nothing can be changed that has moved on', async () => {
    const asked = await ask(`/cases/${first.caseId}`, '2026-11-02T10:00:00Z');
    expect(asked.headers.get('etag')).toBe(`"${asked.body.version}"`);
    expect(asked.body.version).toBe(Number(first.etag.replaceAll('"', '')));
    const closure = { reason: 'resolved', closedAt: '2026-12-24T09:00:00Z' };
    const refused = await cases.desk.post(`/cases/${first.caseId}/closure`, closure, { 'if-match': first.etag });
    expect(refused).toMatchObject({ status: 412, body: { code: 'stale-version' } });
  });

  it('people are told as they are now', async () => {
    const asked = (knownAt?: string) => ask(`/cases/${second.caseId}`, knownAt);
    expect((await asked()).body.participants).toEqual([]);
    const [victim] = (await asked('2026-11-02T10:00:00Z')).body.participants;
    expect(victim).toMatchObject({ participantId: second.victim, name: 'A Victim' });
    const details = { name: 'Ann Other', reason: 'Misheard.' };
    const { caseId } = first;
    const at = `/cases/${caseId}/participants/${second.victim}/details`;
    await recorded(at, details, await cases.etagOf(caseId));
    expect((await asked('2026-11-02T10:00:00Z')).body.participants).toEqual([{ ...victim, name: 'Ann Other' }]);
  });

  it('before it was recorded there was none, and the moment after there is', async () => {
    const [before, then] = ['2026-11-02T09:59:59.999Z', '2026-11-02T10:00:00Z'];
    expect(await ask(`/cases/${first.caseId}`, before)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await ask(`/cases/${first.caseId}`, then)).status).toBe(200);
    expect((await ask('/cases', before)).body.items).toEqual([]);
    expect((await ask('/cases', then)).body.items).toHaveLength(2);
    const { raisedAt } = (await ask(`/alerts/${alertId}`)).body;
    const justBefore = new Date(Date.parse(raisedAt) - 1).toISOString();
    expect(await ask(`/alerts/${alertId}`, justBefore)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await ask(`/alerts/${alertId}`, raisedAt)).body).toMatchObject({ alertId, status: 'open' });
  });

  it('an obligation tells the rung that came next, by the ladder that it had', async () => {
    const periodic = async (knownAt?: string) =>
      (await ask(`/obligations?caseId=${first.caseId}&open=true&limit=500`, knownAt)).body.items.find(
        ({ participantId, commitment }: any) => participantId === first.victim && commitment === 'QOS-UPDATE',
      );
    const opened = await periodic('2026-11-02T10:00:00Z');
    const moved = await periodic('2026-11-12T09:00:00Z');
    expect([opened.generation, opened.nextRung.rung]).toEqual([1, 'due-soon']);
    expect(moved.nextRung.at > opened.nextRung.at).toBe(true);
  });

  it('an alert is as it stood from each of its facts on, and without what became of messages', async () => {
    const status = async (knownAt: string) => (await ask(`/alerts/${alertId}`, knownAt)).body.status;
    expect(await status('2026-11-10T09:29:59.999Z')).toBe('open');
    expect(await status('2026-11-10T09:30:00Z')).toBe('acknowledged');
    expect(await status('2026-11-12T08:59:59.999Z')).toBe('acknowledged');
    expect(await status('2026-11-12T09:00:00Z')).toBe('cleared');
    expect((await ask(`/alerts/${alertId}`)).body.deliveries).toEqual(expect.any(Array));
    expect((await ask(`/alerts/${alertId}`, '2026-11-12T09:00:00Z')).body.deliveries).toBeUndefined();
  });

  it('pages go on where they ended, of the same time', async () => {
    for (const path of ['/cases', '/alerts', '/compliance/silence?days=1', '/obligations', '/obligations?open=true']) {
      const knownAt = '2026-11-11T09:00:00Z';
      const limited = (limit: number) => `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;
      const whole = (await ask(limited(500), knownAt)).body.items;
      const found: unknown[] = [];
      for (let next: string | null = ''; next !== null;) {
        const page: any = (await ask(`${limited(1)}${next === '' ? '' : `&cursor=${next}`}`, knownAt)).body;
        found.push(...page.items);
        next = page.next;
      }
      expect({ path, found }).toEqual({ path, found: whole });
      expect(found.length).toBeGreaterThan(1);
    }
  });

  it('a page of silence keeps the time of the first, also where it is not said again', async () => {
    const { next, knownAt } = (await ask('/compliance/silence?days=1&limit=1', '2026-11-11T09:00:00Z')).body;
    expect(knownAt).toBe('2026-11-11T09:00:00Z');
    const second = (await ask(`/compliance/silence?days=1&limit=1&cursor=${next}`)).body;
    expect(second).toMatchObject({ knownAt, asOf: knownAt });
  });

  it('minPosition is waited for, and the position is that of now', async () => {
    const { position } = (await ask('/cases?limit=1')).body;
    const asked = await ask(`/cases?limit=1&minPosition=${position}`, '2026-11-02T10:00:00Z');
    expect(asked.body).toMatchObject({ position });
    const ahead = await ask(`/cases?minPosition=${BigInt(position) + 1_000n}`, '2026-11-02T10:00:00Z');
    expect(ahead).toMatchObject({ status: 503, body: { code: 'not-there-yet' } });
  });

  it('who sees a case goes by what it is now, though nobody was kept from it then', async () => {
    const { caseId } = await cases.crime({ owner: 'pc-1235' }, '2026-12-24T08:00:00Z');
    const then = '2026-12-24T09:00:00Z';
    const sees = async () =>
      (await cases.desk.get(`/cases?limit=500&knownAt=${then}`)).body.items.some(
        (found: any) => found.caseId === caseId,
      );
    expect(await sees()).toBe(true);
    at(stack, '2026-12-24T10:00:00Z');
    await recorded(`/cases/${caseId}/restriction`, { staffIds: ['pc-1235'], reason: 'A colleague is the suspect.' });
    expect(await sees()).toBe(false);
    expect((await cases.desk.get(`/cases/${caseId}?knownAt=${then}`)).status).toBe(404);
  });

  it('what is no instant, and what is still to come, is refused everywhere', async () => {
    for (const path of [...paths(), `/alerts/${alertId}`]) {
      const refused = { errors: [{ pointer: '?knownAt' }] };
      const future = await ask(path, '2026-12-24T10:00:00.001Z');
      expect({ path, ...future }).toMatchObject({ path, status: 422, body: { ...refused, code: 'in-the-future' } });
      for (const strange of ['yesterday', '2026-11-31T00:00:00Z', '2026-11-02', ''])
        expect({ path, strange, ...(await ask(path, strange)) }).toMatchObject({
          path,
          strange,
          status: 422,
          body: refused,
        });
    }
    const asOf = await ask('/compliance/silence?asOf=2026-12-25T00:00:00Z', '2026-11-02T10:00:00Z');
    expect(asOf).toMatchObject({ status: 422, body: { code: 'in-the-future', errors: [{ pointer: '?asOf' }] } });
  });
});
