import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { only, rulebook } from '../../../test/support/given.js';
import * as ruled from '../../../test/support/rulings.js';
import { assessed, assigned, corrected, instant, putRight, recordedAt } from '../../../test/support/facts.js';
import { arrested, crime, scene, victimOf, type Scene } from '../../../test/support/reported-cases.js';
import { reportedPromises } from './reported-promise.rules.js';
import { complianceOf } from './compliance.queries.js';
import { restatedLines, type RestatedLine, type PlaceInReport } from './restatement.queries.js';
import { toldOfArrest } from '../../../test/support/reported-cases.js';
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

describe('a report of days that lie ahead', () => {
  it('A9: counts what was met already only once it falls due, and until then is "none due"', async () => {
    const s = await scene(only('VC20-ARREST'));
    try {
      await s.record('met', ...crime('met', opened), arrested(monday), toldOfArrest('met', '2026-10-06T10:00:00Z'));
      await s.record('open', ...crime('open', opened), arrested(monday));
      const totals = async (asOf: string) => (await complianceOf(s.manager, { ...october, asOf }, [])).totals;
      const none = { fellDue: 0, met: 0, missed: 0, notDueYet: 2, rate: null, rateAsStood: null, display: 'none due' };
      expect(await totals('2026-10-12T22:59:59.999Z')).toMatchObject(none);
      const due = { fellDue: 2, met: 1, missed: 1, notDueYet: 0, rate: 0.5, rateAsStood: 0.5, display: '50.0%' };
      expect(await totals('2026-10-12T23:00:00Z')).toMatchObject(due);
    } finally {
      await s.close();
    }
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

/*
 * Arrests of Monday 5 October, due on the 12th, in the report as known on 1 November and on 20 November. Since then: a call of
 * the 8th was keyed (`claimed`, disputed), one was told on the 10th of November (`late`), a case was keyed whole (`keyed`), its unit was put
 * right (`moved`), and a call was a visit (`visited`); `same` has not changed.
 */
const fell = ({ countedAs }: PlaceInReport) => countedAs === 'fell-due';
const counting: Record<string, (place: PlaceInReport) => boolean> = {
  fellDue: fell,
  met: (place) => fell(place) && place.status === 'met',
  metLate: (place) => fell(place) && place.status === 'met-late',
  missed: (place) => fell(place) && place.status === 'missed',
  disputed: (place) => fell(place) && place.disputed,
  recordedAfterDue: (place) => fell(place) && place.recordedAfterDue,
};

describe('a restatement', () => {
  let s: Scene;
  const [before, after] = ['2026-11-01T09:00:00.000Z', '2026-11-20T09:00:00.000Z'];
  const asked = (knownAt: string, asOf = knownAt) => ({ ...october, knownAt, asOf });
  const lines = (asOf?: string) =>
    restatedLines(s.manager, { before: asked(before, asOf), after: asked(after, asOf) }, { limit: 100 });
  const of = (found: readonly RestatedLine[], caseId: string) => found.find((line) => line.caseId === caseId)!;

  beforeAll(async () => {
    s = await scene(only('VC20-ARREST'));
    for (const id of ['claimed', 'late', 'moved', 'same'])
      await s.record(id, ...crime(id, opened), assigned('pc-1', opened), arrested(monday));
    await s.check('2026-10-13T09:00:00Z', 'claimed', 'late', 'moved', 'same');
    await s.tell('claimed', toldOfArrest('claimed', '2026-10-08T09:00:00Z', '2026-11-05T09:00:00Z'));
    await s.tell('late', toldOfArrest('late', '2026-11-10T09:00:00Z'));
    const keyed = [...crime('keyed', opened), arrested(monday)].map((fact) => recordedAt(fact, '2026-11-06T09:00:00Z'));
    await s.record('keyed', ...keyed);
    await s.tell('moved', putRight({ area: { bcu: 'North Cumbria', lpt: 'Carlisle' } }, '2026-11-07T09:00:00Z'));
    const [told, found] = ['2026-10-08T09:00:00Z', '2026-11-08T09:00:00Z'] as const;
    await s.record('visited', ...crime('visited', opened), arrested(monday), toldOfArrest('visited', told));
    const visit = { method: 'in-person', outcome: 'told-in-person', tells: ['suspect-arrested'] } as const;
    const contactId = `contact of visited ${instant(told)}`;
    await s.tell('visited', corrected(contactId, victimOf('visited'), told, found, visit));
    s.clock.set('2026-11-20T09:00:00Z');
  });
  afterAll(() => s.close());

  it('lists what is counted otherwise, from what to what, and by which facts', async () => {
    const found = await lines();
    expect(found.map(({ caseId }) => caseId).sort()).toEqual(['claimed', 'keyed', 'late', 'moved', 'visited']);
    expect(of(found, 'visited')).toMatchObject({
      before: { status: 'met', group: { method: 'phone' } },
      after: { status: 'met', group: { method: 'in-person' } },
      changed: ['method'],
      facts: [{ type: 'ContactCorrected', because: null }],
    });
    expect(of(found, 'late')).toMatchObject({
      before: { countedAs: 'fell-due', status: 'missed' },
      after: { countedAs: 'fell-due', status: 'met-late', dischargedAt: '2026-11-10T09:00:00.000Z' },
      changed: ['status', 'dischargedAt', 'method'],
      facts: [{ type: 'ObligationMet', because: 'ContactMade', recordedAt: '2026-11-10T09:00:00.000Z' }],
    });
    expect(of(found, 'keyed')).toMatchObject({
      before: null,
      after: { recordedAfterDue: true },
      changed: ['countedAs'],
    });
    expect(of(found, 'moved')).toMatchObject({
      before: { group: { bcu: 'South Cumbria' } },
      after: { group: { bcu: 'North Cumbria' } },
      changed: ['bcu', 'lpt'],
      facts: [{ type: 'CaseDetailsCorrected', because: null }],
    });
  });

  it('adds up: what was counted before and what the lines say is what is counted after', async () => {
    const [then, now] = await Promise.all([asked(before), asked(after)].map((one) => complianceOf(s.manager, one, [])));
    const found = await lines();
    const moved = (wanted: (place: PlaceInReport) => boolean) =>
      found.filter(({ after: to }) => to && wanted(to)).length -
      found.filter(({ before: from }) => from && wanted(from)).length;
    for (const [name, wanted] of Object.entries(counting))
      expect([name, then!.totals[name as 'met'] + moved(wanted)]).toEqual([name, now!.totals[name as 'met']]);
  });

  it('of one `asOf` leaves out what happened since and was not only recorded since', async () => {
    const found = await lines(before);
    expect(found.map(({ caseId }) => caseId).sort()).toEqual(['claimed', 'keyed', 'moved', 'visited']);
  });

  it('of one time is empty, and goes on from after a line', async () => {
    expect(await restatedLines(s.manager, { before: asked(after), after: asked(after) }, { limit: 9 })).toEqual([]);
    const all = await lines();
    const question = { before: asked(before), after: asked(after) };
    const first = await restatedLines(s.manager, question, { limit: 2 });
    const rest = await restatedLines(s.manager, question, { limit: 9, afterId: first.at(-1)!.obligationId });
    expect([...first, ...rest]).toEqual(all);
  });
});
