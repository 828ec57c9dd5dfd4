import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases, type Opened } from '../support/cases.js';
import { countingWay, type CountingWay } from '../support/counting-way.js';
import { startStack, type Stack } from '../support/stack.js';

/** How often a request asks the database and waits; BEGIN and COMMIT count. */
describe('a request', () => {
  let stack: Stack;
  let way: CountingWay;
  let cases: Cases;
  let crime: Opened;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z', 'postgres', {}, async (url) => {
      way = await countingWay(url);
      return way.url;
    });
    cases = await onCases(stack);
    crime = await cases.crime();
  });
  afterAll(async () => {
    await stack?.stop();
    way?.close();
  });

  async function tripsOf(ask: () => Promise<{ status: number }>, status: number): Promise<number> {
    // Its connection is open by then, and knows the statements.
    await ask();
    const each: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      const before = way.roundTrips();
      expect((await ask()).status).toBe(status);
      each.push(way.roundTrips() - before);
    }
    // What a busy machine sends too late to go with the rest counts as one more, though it waited for nothing.
    return Math.min(...each);
  }

  const call = (more = {}, headers = {}) =>
    cases.desk.post(`/cases/${crime.caseId}/contacts`, cases.call(crime.victim, '2026-11-02T09:59:00Z', more), headers);

  it('that records a contact takes at most six round trips', async () => {
    expect(await tripsOf(() => call(), 201)).toBeLessThanOrEqual(6);
  });

  it('that records a contact with a note and a reason takes one more', async () => {
    at(stack, '2026-11-02T10:01:00Z');
    expect(await tripsOf(() => call({ note: 'Rang her.', lateReason: 'On patrol.' }), 201)).toBeLessThanOrEqual(7);
  });

  it('for a whole case takes four: the tables, who they are, what was noted, and that it was looked at', async () => {
    expect(await tripsOf(() => cases.desk.get(`/cases/${crime.caseId}`), 200)).toBeLessThanOrEqual(4);
  });

  it('for a list of obligations takes three: what is shared, the list, and that people of it were looked at', async () => {
    expect(await tripsOf(() => cases.desk.get('/obligations?open=true&limit=50'), 200)).toBe(3);
  });
});
