import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const openedAt = '2026-11-02T09:00:00Z';

/** What somebody works from: rows that say by themselves what they are about, and for those who ring, whom. */
describe('lists of work', () => {
  let stack: Stack;
  let desk: Client;
  let caseId: string;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    desk = await stack.as('desk');
    const opened = await desk.post('/cases', {
      kind: 'enquiry',
      reference: 'EN/7/26',
      openedAt,
      area: { bcu: 'South Cumbria', lpt: 'Barrow' },
      owner: 'pc-1234',
      participants: [
        { role: 'enquirer', name: 'Ada Fell' },
        { role: 'witness', name: 'Ben Crag' },
      ],
    });
    expect(opened.status).toBe(201);
    caseId = opened.body['caseId'];
  });
  afterAll(() => stack?.stop());

  const first = async (path: string, role = 'desk') => (await (await stack.as(role)).get(path)).body['items'][0];

  it('an obligation says of which case it is, what it is called, when it is due, whose it is and whom it is owed to', async () => {
    expect(await first(`/obligations?caseId=${caseId}`)).toMatchObject({
      case: { reference: 'EN/7/26', kind: 'enquiry' },
      title: expect.stringMatching(/^[A-Z].* /),
      dueInWords: expect.stringMatching(/^due in \d+ days$/),
      owner: 'pc-1234',
      person: { role: 'enquirer', name: 'Ada Fell' },
    });
  });

  it('of one obligation the same is said, and of those that a request made arise all but the person', async () => {
    const { obligationId } = await first(`/obligations?caseId=${caseId}`);
    const { body } = await desk.get(`/obligations/${obligationId}`);
    expect(body).toMatchObject({ case: { reference: 'EN/7/26' }, person: { name: 'Ada Fell' } });
    const whole = (await desk.get(`/cases/${caseId}`)).body['obligations'][0];
    expect(whole).toMatchObject({ title: body['title'], dueInWords: body['dueInWords'] });
    expect(whole).not.toHaveProperty('person');
  });

  it('whoever makes no contacts is told no names', async () => {
    for (const role of ['performance', 'service']) {
      const owed = await first(`/obligations?caseId=${caseId}`, role);
      expect(owed).toMatchObject({ case: { reference: 'EN/7/26' } });
      expect(owed).not.toHaveProperty('person');
    }
  });

  describe('of alerts', () => {
    /** Two enquiries, of which the one that was opened later is due first, with an alert of each rung by 16 December. */
    beforeAll(async () => {
      await stack.worker();
      const chase = { direction: 'inbound', method: 'phone', outcome: 'received', purpose: 'chase' };
      const { participants } = (await desk.get(`/cases/${caseId}`)).body as any;
      const participantIds = [participants[0].participantId];
      const chased = await desk.post(`/cases/${caseId}/contacts`, {
        ...chase,
        participantIds,
        occurredAt: stack.clock.now(),
      });
      expect(chased.status).toBe(201);
      stack.clock.set('2026-12-16T10:00:00Z');
      await until(
        () => all('?status=open,acknowledged,snoozed&limit=500'),
        (found) => found.some(({ rung }) => rung === 'unresolved'),
        20_000,
      );
    });

    const all = async (query: string, role = 'supervisor'): Promise<Record<string, any>[]> =>
      (await (await stack.as(role)).get(`/alerts${query}`)).body['items'];

    it('an alert says the same, of its obligation or of the contact that calls for attention', async () => {
      const [missed] = await all(`?caseId=${caseId}&rung=unresolved`);
      expect(missed).toMatchObject({
        case: { reference: 'EN/7/26', kind: 'enquiry' },
        title: expect.stringMatching(/^[A-Z].* /),
        dueInWords: expect.stringMatching(/^overdue by \d+ days$/),
        owner: 'pc-1234',
        person: { role: 'enquirer', name: 'Ada Fell' },
      });
      expect((await all(`?caseId=${caseId}&rung=chased`))[0]).toMatchObject({
        title: 'Somebody asked why they have heard nothing',
        commitment: null,
        dueInWords: null,
        person: { role: 'enquirer', name: 'Ada Fell' },
      });
      const [unnamed] = await all(`?caseId=${caseId}&rung=unresolved`, 'performance');
      expect(unnamed).not.toHaveProperty('person');
    });

    it('one alert can be asked for by its id, and what is no alert is not found', async () => {
      const [listed] = await all(`?caseId=${caseId}&rung=unresolved`);
      const supervisor = await stack.as('supervisor');
      const { body } = await supervisor.get(`/alerts/${listed!['alertId']}`);
      expect({ ...body, deliveries: [] }).toEqual({ ...listed, deliveries: [] });
      expect((await supervisor.get('/alerts/nothing')).status).toBe(404);
      expect((await supervisor.get('/alerts/duty')).body).toHaveProperty('overdue');
    });

    it('several statuses can be asked for, and my own; another word is refused', async () => {
      const [one] = await all(`?caseId=${caseId}&status=open`);
      const supervisor = await stack.as('supervisor');
      await supervisor.post(`/alerts/${one!['alertId']}/handover`, { to: 'sgt-2001', reason: 'Mine.' });
      await supervisor.post(`/alerts/${one!['alertId']}/acknowledgement`, {});
      const both = await all(`?caseId=${caseId}&status=open,acknowledged`);
      expect(new Set(both.map(({ status }) => status))).toEqual(new Set(['open', 'acknowledged']));
      expect((await all('?recipient=me')).map(({ alertId }) => alertId)).toEqual([one!['alertId']]);
      expect((await supervisor.get('/alerts?status=open,done')).status).toBe(422);
    });

    it('are paged in either order, each once', async () => {
      for (const [sort, by] of [
        ['raisedAt', 'raisedAt'],
        ['dueAt', 'dueAt'],
      ] as const) {
        const whole = await all(`?sort=${sort}&limit=500`);
        const read: Record<string, any>[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const page: any = (await desk.get(`/alerts?sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`)).body;
          read.push(...page.items);
          cursor = page.next;
        }
        expect(read.map(({ alertId }) => alertId)).toEqual(whole.map(({ alertId }) => alertId));
        expect(read.map((alert) => alert[by])).toEqual(read.map((alert) => alert[by]).toSorted());
        expect(read.length).toBeGreaterThan(2);
      }
      const { next } = (await desk.get('/alerts?sort=dueAt&limit=1')).body;
      expect((await desk.get(`/alerts?sort=raisedAt&cursor=${next}`)).status).toBe(422);
    });
  });
});
