import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { only, rulebook } from '../../../test/support/given.js';
import * as ruled from '../../../test/support/rulings.js';
import { assessed, assigned, recordedAt } from '../../../test/support/facts.js';
import { arrested, crime, scene, victimOf, type Scene } from '../../../test/support/reported-cases.js';
import { reportedPromises } from './reported-promise.rules.js';
import { complianceOf } from './compliance.queries.js';
import type { Dimension, Measure } from './compliance.measures.js';

const zone = 'Europe/London';
const opened = '2026-10-01T09:00:00Z';
const october = {
  from: '2026-10-01',
  to: '2026-10-31',
  zone,
  promised: reportedPromises(rulebook, new Set(['witness-care', 'cps'])),
};
const monday = '2026-10-05T10:00:00Z';

/* Arrests of Monday 5 October, of which the victims are to be told by the end of the 12th, 23:00 UTC. */
describe('a report of the past', () => {
  let s: Scene;
  const told = async (by: Dimension[], asOf: string, knownAt?: string) => {
    const { rows } = await complianceOf(s.manager, { ...october, asOf, knownAt }, by);
    return rows.map(({ group, fellDue }) => [Object.values(group)[0], fellDue]);
  };

  beforeAll(async () => {
    s = await scene(only('VC20-ARREST'));
    const owned = (id: string) => [...crime(id, opened), assigned('pc-1', opened), arrested(monday)];
    await s.record('one', ...owned('one'), assessed(victimOf('one'), 'enhanced', '2026-10-14T10:00:00Z'));
    const before = assessed(victimOf('two'), 'enhanced', '2026-10-06T10:00:00Z');
    await s.record('two', ...owned('two'), recordedAt(before, '2026-10-14T11:00:00Z'));
    const keyed = '2026-10-20T09:00:00Z';
    const late = [...crime('late', opened), arrested(monday), assigned('pc-9', '2026-10-19T09:00:00Z')];
    await s.record('late', ...late.map((fact) => recordedAt(fact, keyed)), assigned('pc-10', '2026-10-21T09:00:00Z'));
    s.clock.set('2026-11-20T09:00:00Z');
  });
  afterAll(() => s.close());

  it('groups by the entitlement that held and was known at due time, whatever was assessed since', async () => {
    const knownThen = () => told(['entitlement'], '2026-10-13T09:00:00Z', '2026-10-13T09:00:00Z');
    expect(await knownThen()).toEqual([['unassessed', 2]]);
    expect(await told(['entitlement'], s.clock.now())).toEqual([['unassessed', 3]]);
  });

  it('attributes what was keyed after its due time to the owner when it was keyed, and marks it', async () => {
    expect(await told(['owner'], s.clock.now())).toEqual([
      ['pc-1', 2],
      ['pc-9', 1],
    ]);
    const { totals } = await complianceOf(s.manager, { ...october, asOf: s.clock.now() }, []);
    expect(totals).toMatchObject({ fellDue: 3, missed: 3, recordedAfterDue: 1 });
  });

  it('of a month that lies ahead is "none due", met or not', async () => {
    const ahead = { ...october, asOf: '2026-10-12T22:59:59.999Z', knownAt: '2026-10-12T22:59:59.999Z' };
    const { totals } = await complianceOf(s.manager, ahead, []);
    expect(totals).toMatchObject({ fellDue: 0, notDueYet: 2, rate: null, display: 'none due' });
  });
});

describe('a case that nobody has looked at for months', () => {
  const figures = async (looks: readonly string[], knownAt?: string): Promise<Measure> => {
    const s = await scene(only('QOS-UPDATE'));
    try {
      await s.record('one', ...crime('one', opened), assigned('pc-1', opened));
      for (const at of looks) await s.check(at, 'one');
      s.clock.set('2027-02-20T09:00:00Z');
      const asked = {
        from: '2026-10-01',
        to: '2027-01-31',
        asOf: knownAt ?? s.clock.now(),
        zone,
        promised: reportedPromises(rulebook, new Set(['witness-care', 'cps'])),
      };
      return (await complianceOf(s.manager, { ...asked, knownAt }, [])).totals;
    } finally {
      await s.close();
    }
  };
  const often = ['2026-11-02T00:00:00Z', '2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z', '2027-01-02T00:00:00Z'];
  const atTheEnd = '2027-02-20T09:00:00Z';

  it('has the figures of one that was looked at each month, now and as known at any time', async () => {
    for (const knownAt of [undefined, '2026-11-15T00:00:00Z', '2026-12-15T00:00:00Z']) {
      const late = await figures([atTheEnd], knownAt);
      expect(late).toEqual(await figures([...often, atTheEnd], knownAt));
      expect(late.missed).toBeGreaterThan(0);
    }
  });
});

describe('what was recorded after a due time', () => {
  it('counts as it stood while it is disputed, and beside the rate as it stood once it is confirmed', async () => {
    const s = await scene(only('VC20-ARREST'));
    try {
      const milestone = arrested(monday);
      const { milestoneId } = milestone.fact.data as { milestoneId: string };
      const voided = recordedAt(ruled.milestoneVoided(milestoneId, '2026-10-06T10:00:00Z'), '2026-10-20T10:00:00Z');
      await s.record('one', ...crime('one', opened), assigned('pc-1', opened), milestone, voided);
      const totals = async () => (await complianceOf(s.manager, { ...october, asOf: s.clock.now() }, [])).totals;
      expect(await totals()).toMatchObject({ fellDue: 1, missed: 1, disputed: 1, changedAfterDue: 0, rate: 0 });
      await s.decide('one', true);
      expect(await totals()).toMatchObject({
        fellDue: 1,
        voided: 1,
        missed: 0,
        disputed: 0,
        changedAfterDue: 1,
        rate: null,
        rateAsStood: 0,
      });
    } finally {
      await s.close();
    }
  });
});
