import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { startStack, type Stack } from '../support/stack.js';

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
      participants: [{ role: 'enquirer', name: 'Ada Fell' }],
    });
    expect(opened.status).toBe(201);
    caseId = opened.body['caseId'];
  }, 60_000);
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
    for (const role of ['performance', 'admin', 'service']) {
      const owed = await first(`/obligations?caseId=${caseId}`, role);
      expect(owed).toMatchObject({ case: { reference: 'EN/7/26' } });
      expect(owed).not.toHaveProperty('person');
    }
  });
});
