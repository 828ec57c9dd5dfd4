import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { never } from '@kept-informed/calendar';
import { only, rulebook } from '../../../test/support/given.js';
import { assigned, milestone } from '../../../test/support/facts.js';
import { arrested, crime, scene, type Scene } from '../../../test/support/reported-cases.js';
import { reportedPromises } from './reported-promise.rules.js';
import { complianceOf } from './compliance.queries.js';
import { countedObligations } from './counted-obligations.queries.js';
import type { Dimension } from './compliance.measures.js';
import type { ComplianceFilter } from './dimension.queries.js';

const opened = '2026-03-20T09:00:00Z';

/* Due on 31 March (arrest of the 24th), 1 April (arrest of the 25th), and, of charges dropped and a hearing on Friday 27 March. */
describe('what fell due by whom it binds, its standard and the year', () => {
  let s: Scene;
  const asked = (filter: ComplianceFilter = {}) => ({
    from: '2026-01-01',
    to: '2026-12-31',
    asOf: s.clock.now(),
    zone: 'Europe/London',
    promised: reportedPromises(rulebook, new Set(['witness-care', 'cps'])),
    filter,
  });
  const counted = async (by: Dimension[], filter?: ComplianceFilter) => {
    const { rows } = await complianceOf(s.manager, asked(filter), by);
    return rows.map(({ group, fellDue }) => [...Object.values(group), fellDue]);
  };

  beforeAll(async () => {
    s = await scene(only('VC20-ARREST', 'VC20-DROP', 'VC20-HEARING', 'VC20-CHARGE', 'QOS-UPDATE'));
    await s.record(
      'one',
      ...crime('one', opened),
      assigned('pc-1', opened),
      arrested('2026-03-24T10:00:00Z'),
      milestone('suspect-arrested', '2026-03-25T10:00:00Z', 'suspect-2'),
      milestone('charge-decided', '2026-03-26T10:00:00Z'),
      milestone('charges-dropped', '2026-03-27T10:00:00Z'),
      milestone('hearing-notified', '2026-03-27T10:00:00Z'),
    );
    await s.check('2026-05-01T09:00:00Z', 'one');
  });
  afterAll(() => s.close());

  it('counts a miss under the body that it binds', async () => {
    expect(await counted(['body', 'commitment'])).toEqual([
      ['cps', 'VC20-DROP', 1],
      ['force', 'QOS-UPDATE', 1],
      ['force', 'VC20-ARREST', 2],
      ['force-or-cps', 'VC20-CHARGE', 1],
      ['witness-care', 'VC20-HEARING', 1],
    ]);
  });

  it('holds by owner or team the force’s own duties only, and the same rows behind each cell', async () => {
    expect(await counted(['owner'])).toEqual([['pc-1', 4]]);
    expect(await counted([], { team: 'team-1' })).toEqual([[4]]);
    expect(await countedObligations(s.manager, asked({ owner: 'pc-1' }), {}, { limit: 10 })).toHaveLength(4);
    expect(await countedObligations(s.manager, asked(), {}, { limit: 10 })).toHaveLength(6);
  });

  it('belongs to one of the six standards', async () => {
    expect(await counted(['standard'])).toEqual([
      ['keeping-informed', 1],
      ['victims-of-crime', 5],
    ]);
  });

  it('begins a financial year, and a quarter, on 1 April', async () => {
    const arrests = { commitment: 'VC20-ARREST' };
    expect(await counted(['financialYear', 'quarter', 'month'], arrests)).toEqual([
      ['2025-26', '2026-Q1', '2026-03', 1],
      ['2026-27', '2026-Q2', '2026-04', 1],
    ]);
    expect(await counted([], { ...arrests, financialYear: '2026-27' })).toEqual([[1]]);
    expect(await counted([], { ...arrests, quarter: '2026-Q1' })).toEqual([[1]]);
  });
});

describe('what awaits a calendar', () => {
  it('is in no period, listed beside every one, and can be asked for', async () => {
    const s = await scene(only('VC20-ARREST'));
    try {
      const at = '2028-12-20T09:00:00Z';
      await s.record('one', ...crime('one', at), assigned('pc-1', at), arrested('2028-12-21T10:00:00Z'));
      const question = {
        from: '2028-12-01',
        to: '2029-01-31',
        asOf: s.clock.now(),
        zone: 'Europe/London',
        promised: reportedPromises(rulebook, new Set(['witness-care', 'cps'])),
      };
      for (const knownAt of [undefined, s.clock.now()]) {
        const { totals } = await complianceOf(s.manager, { ...question, knownAt }, []);
        expect(totals).toMatchObject({ fellDue: 0, notDueYet: 0, awaitingCalendar: 1, display: 'none due' });
      }
      const cell = { awaitingCalendar: true };
      const [awaiting] = await countedObligations(s.manager, question, cell, { limit: 10 });
      expect(awaiting).toMatchObject({ caseId: 'one', dueOn: null, dueAt: null, status: 'open' });
      const after = { dueAt: never, obligationId: awaiting!.obligationId };
      expect(await countedObligations(s.manager, question, cell, { after, limit: 10 })).toEqual([]);
      expect(await countedObligations(s.manager, question, { status: 'open' }, { limit: 10 })).toEqual([]);
    } finally {
      await s.close();
    }
  });
});
