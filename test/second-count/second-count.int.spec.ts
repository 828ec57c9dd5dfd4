import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { domainOn } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import { generateDemo } from '../../apps/cli/src/demo/generate-demo.js';
import { peopleKeeper } from '../support/people-key.js';
import { startStack, type Stack } from '../support/stack.js';
import { bookOf } from './force.js';
import { secondCount, type Count } from './second-count.js';

const now = '2026-11-24T15:00:00.000Z';

describe('a second count of the small demo', () => {
  let stack: Stack;
  let count: Count;

  beforeAll(async () => {
    stack = await startStack(now);
    const { database, clock } = stack;
    const directory = new DirectoryHolder(demoForceFile());
    const domain = domainOn({ database, directory, clock });
    await generateDemo('small', { ...domain, people: new People(domain.work, peopleKeeper) });
    count = {
      query: (sql, values) => database.query(sql, values),
      book: bookOf(demoForceFile()),
      asker: await stack.as('performance'),
      from: '2026-01-01',
      to: '2027-12-31',
      asOf: now,
      groupings: [
        ['commitment', 'month'],
        ['bcu', 'lpt'],
        ['team', 'owner'],
        ['kind', 'offenceGroup', 'entitlement'],
        ['standard', 'body', 'quarter'],
        ['financialYear', 'kind'],
      ],
    };
  }, 120_000);
  afterAll(() => stack?.stop());

  it('finds every obligation and every cell of the reports as the product has them', async () => {
    const counted = await secondCount(count);
    expect(counted.differences).toEqual([]);
    expect(counted.obligations).toBeGreaterThan(100);
    expect(counted.fellDue).toBeGreaterThan(50);
  });

  it('finds what is otherwise', async () => {
    const [{ obligation_id: id }] = (await count.query<any>(
      `select obligation_id from obligations where outcome = 'met' limit 1`,
    )) as any;
    await count.query(`update obligations set outcome = 'met-late' where obligation_id = $1`, [id]);
    const { differences } = await secondCount(count);
    expect(differences.some((line) => /oracle: .*: met,[^]*product: .*: met-late,/.test(line))).toBe(true);
    expect(differences.some((line) => /metLate: oracle \d+, product \d+/.test(line))).toBe(true);
  });
});
