import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fold, reconcile, streamOf, type FollowUpEvent } from '@kept-informed/follow-up';
import { aMonthOf, aStore, factsOf, type AStore } from '../../../../test/support/imported.js';
import { caseIdOf } from './imported-ids.js';
import { anOutcomesFile, aStreetFile, crimeId, outcome, street } from '../../../../test/support/police-uk.js';
import { reverseImport } from '../reversal/reverse-import.js';
import { importPoliceUk, type PoliceUkOptions } from './import-police-uk.js';

const NOW = '2019-02-01T12:00:00.000Z';
const REAL_TIME = '2026-12-01T00:00:00.000Z';
const stores: AStore[] = [];

afterEach(async () => {
  await Promise.all(stores.splice(0).map(({ close }) => close()));
});

async function anEmptyStore(now = NOW): Promise<AStore> {
  const store = await aStore(now);
  stores.push(store);
  return store;
}

type More = Partial<PoliceUkOptions> & { readonly outcomes?: readonly string[] };

function importing(store: AStore, street: string[], { outcomes = [], ...more }: More = {}) {
  const asked = { files: [...street, ...outcomes], requestId: `import-${randomUUID()}`, dryRun: false };
  return importPoliceUk({ ...asked, realTime: REAL_TIME, ...more }, store.parts);
}

const typesOf = async ({ query }: AStore, key: string) =>
  (
    await query<{ type: string }>('select type from facts where stream = $1 order by version', [
      streamOf(caseIdOf(key)),
    ])
  ).map(({ type }) => type);

const KEY = crimeId('one');
const burglary = () => aStreetFile([street({ id: KEY, month: '2018-11' })]);

describe('importing crimes of data.police.uk', () => {
  it('opens each with its unnamed victim and what they are owed, all recorded now by the import', async () => {
    const store = await anEmptyStore();
    const report = await importing(store, [burglary()]);
    expect(report).toMatchObject({ cases: { new: 1, changed: 0, alreadyThere: 0 }, facts: 7, obligations: 5 });
    expect(await typesOf(store, KEY)).toEqual(['CaseOpened', 'ParticipantAdded', ...Array(5).fill('ObligationArose')]);
    const [facts] = await store.query(
      'select distinct recorded_by as by, recorded, simulated, request_id as "requestId" from facts',
    );
    expect(facts).toEqual({ by: 'import', recorded: NOW, simulated: false, requestId: report.requestId });
    expect(await store.query('select kind, bcu, lpt, imported from cases')).toEqual([
      { kind: 'crime', bcu: 'North Cumbria', lpt: 'Carlisle', imported: true },
    ]);
    expect(await store.query('select * from people')).toEqual([]);
  });

  it('twice adds nothing the second time', async () => {
    const store = await anEmptyStore();
    const file = aStreetFile(aMonthOf(450));
    const first = await importing(store, [file]);
    const facts = await factsOf(store);
    const second = await importing(store, [file]);
    expect(first.cases).toEqual({ new: 450, changed: 0, alreadyThere: 0 });
    expect(second).toMatchObject({ cases: { new: 0, changed: 0, alreadyThere: 450 }, facts: 0, obligations: 0 });
    expect(await factsOf(store)).toEqual(facts);
  });

  it('at the same time from two processes makes each case once', async () => {
    const store = await anEmptyStore();
    const file = aStreetFile(aMonthOf(450));
    const reports = await Promise.all([importing(store, [file]), importing(store, [file])]);
    expect(reports.reduce((sum, { cases }) => sum + cases.new, 0)).toBe(450);
    expect(await store.query('select count(*)::int as count from cases')).toEqual([{ count: 450 }]);
  });

  it.each([
    ['asked to stop', { stop: true }],
    ['failing', { stop: false }],
  ])('%s in the middle and run again leaves what one run leaves', async (_, { stop }) => {
    const [whole, halved] = [await anEmptyStore(), await anEmptyStore()];
    const file = aStreetFile(aMonthOf(1_100));
    await importing(whole, [file]);
    const stopping = new AbortController();
    const onProgress = () => {
      if (!stop) throw new Error('the machine fell');
      stopping.abort();
    };
    const running = importing(halved, [file], { onProgress, signal: stopping.signal });
    if (stop) expect((await running).stopped).toBe(true);
    else await expect(running).rejects.toThrow('the machine fell');
    const [{ count }] = (await halved.query<{ count: number }>('select count(*)::int as count from cases')) as [
      { count: number },
    ];
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(1_100);
    const { cases } = await importing(halved, [file]);
    expect(cases).toEqual({ new: 1_100 - count, changed: 0, alreadyThere: count });
    expect(await factsOf(halved)).toEqual(await factsOf(whole));
  });

  it('for a trial writes nothing and reports the same', async () => {
    const store = await anEmptyStore();
    const file = aStreetFile(aMonthOf(250));
    const { requestId: _, ...trial } = await importing(store, [file], { dryRun: true });
    expect(await factsOf(store)).toEqual([]);
    const { requestId: __, ...report } = await importing(store, [file]);
    expect(trial).toEqual({ ...report, dryRun: true });
  });

  it('reports a bad row in the middle with its file, line and reason, and takes the others', async () => {
    const store = await anEmptyStore();
    const file = aStreetFile([street({ id: crimeId(1) }), 'not a row', street({ id: crimeId(2) })]);
    const refused: object[] = [];
    const report = await importing(store, [file], { onRefused: (refusal) => refused.push(refusal) });
    expect(refused).toEqual([
      { file, line: 3, code: 'wrong-column-count', detail: expect.stringContaining('1 value where the header has 12') },
    ]);
    expect(report.counts.refused).toEqual({ 'wrong-column-count': 1 });
    expect(report.cases.new).toBe(2);
  });

  it.each([
    ['a month that no calendar has', { month: '0000-05' }, 'bad-month'],
    ['a month that is yet to come', { month: '2027-05' }, 'in-the-future'],
    ['a crime type that the force does not know', { type: '***' }, 'unknown-offence-group'],
  ])('takes all but the one row with %s, and says so in a trial too', async (_, wrong, code) => {
    const store = await anEmptyStore('2026-12-01T00:00:00.000Z');
    const rows = [street({ id: crimeId(1) }), street({ id: crimeId(2), ...wrong }), street({ id: crimeId(3) })];
    const file = aStreetFile(rows);
    const run = async (dryRun: boolean) => {
      const told: string[] = [];
      const onRefused: PoliceUkOptions['onRefused'] = ({ line, code: why }) => told.push(`${line} ${why}`);
      const { cases, counts, facts } = await importing(store, [file], { dryRun, onRefused });
      return { told, cases, refused: counts.refused, facts };
    };
    const trial = await run(true);
    expect(trial).toMatchObject({ told: [`3 ${code}`], cases: { new: 2 }, refused: { [code]: 1 } });
    expect(await run(false)).toEqual(trial);
  });

  it('takes months that its own clock has yet to reach, once they are over', async () => {
    const store = await anEmptyStore('2018-10-01T00:00:00.000Z');
    const before = await importing(store, [burglary()], { realTime: '2018-11-30T23:59:59.999Z' });
    expect(before).toMatchObject({ cases: { new: 0 }, counts: { refused: { 'in-the-future': 1 } } });
    expect(await importing(store, [burglary()], { realTime: '2018-12-01T00:00:00.000Z' })).toMatchObject({
      cases: { new: 1 },
      counts: { refused: {} },
    });
  });

  it('asked to stop while the files are read records nothing, and says that it stopped', async () => {
    const store = await anEmptyStore();
    const stopping = new AbortController();
    const file = aStreetFile(['not a row', ...aMonthOf(20_000)]);
    const report = await importing(store, [file], { onRefused: () => stopping.abort(), signal: stopping.signal });
    expect(report).toMatchObject({ stopped: true, cases: { new: 0 }, facts: 0 });
    expect(await factsOf(store)).toEqual([]);
  });

  it('imports without an area what lies where the force has none, and says so', async () => {
    const store = await anEmptyStore();
    const areas = { Carlisle: { bcu: 'North Cumbria', lpt: 'Atlantis' } };
    const { warnings } = await importing(store, [burglary()], { areas });
    expect(warnings).toEqual(['The force has no area North Cumbria / Atlantis: 1 case was imported without one.']);
    expect(await store.query('select bcu, lpt from cases')).toEqual([{ bcu: null, lpt: null }]);
  });

  it('brings in a case of a year whose bank holidays are not known, what it owes in working days awaiting them', async () => {
    const store = await anEmptyStore('2031-01-01T00:00:00.000Z');
    const file = aStreetFile([street({ id: KEY, month: '2030-06' }), street({ id: crimeId(2), month: '2028-06' })]);
    expect((await importing(store, [file])).cases.new).toBe(2);
    const awaiting = await store.query(
      'select commitment, due_on from obligations where awaits = 2030 and due_at is null',
    );
    expect(awaiting).toContainEqual({ commitment: 'QOS-INITIAL', due_on: null });
  });

  it.each([
    ['2019-11-30T23:00:00.000Z', 0],
    ['2019-12-01T00:00:00.000Z', 1],
    ['2026-11-24T00:00:00.000Z', 1],
  ])('at %s warns %i times of files of November 2018', async (now, warnings) => {
    const store = await anEmptyStore(now);
    expect((await importing(store, [burglary()])).warnings).toHaveLength(warnings);
  });
});

describe('what came of an imported crime', () => {
  const concluded = outcome(KEY, '2018-12', 'Investigation complete; no suspect identified');
  const chargedLater = outcome(KEY, '2019-01', 'Suspect charged');

  it('is told of with it: its milestones, and its closure with the reason', async () => {
    const store = await anEmptyStore();
    await importing(store, [burglary()], { outcomes: [anOutcomesFile([concluded])] });
    expect(await typesOf(store, KEY)).toEqual(
      expect.arrayContaining(['CaseOpened', 'ParticipantAdded', 'MilestoneReached', 'CaseClosed', 'ObligationArose']),
    );
    expect(await store.query('select closure_reason as reason from cases')).toEqual([
      { reason: 'no-suspect-identified' },
    ]);
    const owed = await store.query<{ commitment: string }>('select commitment from obligations order by 1');
    expect(owed.map(({ commitment }) => commitment)).toEqual(
      expect.arrayContaining(['QOS-CLOSE', 'QOS-UPDATE', 'VC15-CONCLUDE', 'VC15-INFO']),
    );
  });

  it.each([
    ['with the street file', true],
    ['without it', false],
  ])('afterwards is added in a later import, %s, once', async (_, withStreet) => {
    const store = await anEmptyStore();
    const [streets, outcomes] = [
      [burglary()],
      [anOutcomesFile([concluded, outcome(crimeId(9), '2018-12', 'Local resolution')])],
    ];
    await importing(store, streets);
    const before = await typesOf(store, KEY);
    const later = await importing(store, withStreet ? streets : [], { outcomes });
    expect(later.cases).toEqual({ new: 0, changed: 1, alreadyThere: 0 });
    expect(later.rowsOfEarlierCases).toBe(withStreet ? 0 : 1);
    const added = (await typesOf(store, KEY)).slice(before.length);
    expect(added.slice(0, 2)).toEqual(['MilestoneReached', 'CaseClosed']);
    expect(added.slice(2)).not.toContain('ObligationSuperseded');
    expect(await importing(store, streets, { outcomes })).toMatchObject({ facts: 0, cases: { alreadyThere: 1 } });
  });

  it('after the import had closed it opens it again', async () => {
    const store = await anEmptyStore();
    await importing(store, [burglary()], { outcomes: [anOutcomesFile([concluded])] });
    const before = await typesOf(store, KEY);
    const outcomes = [anOutcomesFile([concluded, chargedLater])];
    await importing(store, [burglary()], { outcomes });
    expect((await typesOf(store, KEY)).slice(before.length, before.length + 2)).toEqual([
      'CaseReopened',
      'MilestoneReached',
    ]);
    expect(await importing(store, [burglary()], { outcomes })).toMatchObject({ facts: 0 });
  });

  describe('before any file had told of it', () => {
    const november = { outcomes: [anOutcomesFile([concluded])] };
    const written = async (store: AStore) =>
      (await factsOf(store)).map((fact) => ({ ...fact, recorded: undefined, known: undefined }));

    it('is kept, and joined when the crime comes, as if it had come with it; once', async () => {
      const [apart, together] = [await anEmptyStore(), await anEmptyStore()];
      expect(await importing(apart, [], november)).toMatchObject({ rowsKept: 1, rowsOfEarlierCases: 0, facts: 0 });
      expect(await importing(apart, [], november)).toMatchObject({ rowsKept: 1, facts: 0 });
      const joined = await importing(apart, [burglary()]);
      const whole = await importing(together, [burglary()], november);
      expect(joined).toMatchObject({
        facts: whole.facts,
        cases: { new: 1 },
        counts: { milestones: whole.counts.milestones },
      });
      expect(await written(apart)).toEqual(await written(together));
      expect(await importing(apart, [burglary()], november)).toMatchObject({ facts: 0, rowsKept: 0 });
    });

    it('joins no other crime, and of a trial nothing waits', async () => {
      const store = await anEmptyStore();
      expect(await importing(store, [], { ...november, dryRun: true })).toMatchObject({ rowsKept: 1 });
      await importing(store, [burglary()]);
      expect(await typesOf(store, KEY)).not.toContain('MilestoneReached');
      await importing(store, [], { outcomes: [anOutcomesFile([outcome(crimeId(9), '2018-12', 'Local resolution')])] });
      await importing(store, [aStreetFile([street({ id: crimeId(8), month: '2018-11' })])]);
      expect(await typesOf(store, crimeId(8))).not.toContain('MilestoneReached');
    });

    it('is told in a trial of the crime as in the run', async () => {
      const store = await anEmptyStore();
      await importing(store, [], november);
      const { requestId: _, ...trial } = await importing(store, [burglary()], { dryRun: true });
      const { requestId: __, ...report } = await importing(store, [burglary()]);
      expect(report.counts.milestones).toEqual({ 'investigation-concluded': 1 });
      expect(trial).toEqual({ ...report, dryRun: true });
    });

    it('waits no more where its import was taken back', async () => {
      const store = await anEmptyStore();
      const { requestId } = await importing(store, [], november);
      await reverseImport({ importId: requestId, by: 'admin-1', seal: {} }, store.parts);
      await importing(store, [burglary()]);
      expect(await typesOf(store, KEY)).not.toContain('MilestoneReached');
    });
  });

  it('has a reason that says more, where the outcome does', async () => {
    const store = await anEmptyStore();
    const lines = [
      'Action to be taken by another organisation',
      'Unable to prosecute suspect',
      'Local resolution',
      'Offender fined',
    ];
    const streets = lines.map((_, n) => street({ id: crimeId(n), month: '2018-11' }));
    const outcomes = lines.map((category, n) => outcome(crimeId(n), '2018-12', category));
    await importing(store, [aStreetFile(streets)], { outcomes: [anOutcomesFile(outcomes)] });
    const rows = await store.query<{ reason: string }>('select closure_reason as reason from cases order by 1');
    expect(rows.map(({ reason }) => reason)).toEqual([
      'court-concluded',
      'disposed-of',
      'no-further-action',
      'transferred',
    ]);
  });
});

describe('an imported case', () => {
  it('raises no alert for what was due before the import, and does for what is due after', async () => {
    const store = await anEmptyStore();
    const outcomes = [anOutcomesFile([outcome(KEY, '2018-12', 'Suspect charged')])];
    await importing(store, [burglary()], { outcomes });
    const stream = streamOf(caseIdOf(KEY));
    const facts = (await store.parts.store.load([stream])).get(stream)! as FollowUpEvent[];
    const book = await store.parts.force.rulebook();
    const raised = (now: string) =>
      reconcile(fold(facts), book, now).facts.filter(({ type }) => type === 'AlertRaised');
    expect(raised(NOW)).toEqual([]);
    const later = raised('2019-06-01T00:00:00.000Z');
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter(({ occurred }) => occurred <= NOW)).toEqual([]);
  });

  it.each([
    ['that nobody has touched', false],
    ['that officers work on', true],
  ])('%s raises none for what came of it since either', async (_, live) => {
    const store = await anEmptyStore('2018-11-30T12:00:00.000Z');
    await importing(store, [burglary()]);
    const stream = streamOf(caseIdOf(KEY));
    const expected = (await typesOf(store, KEY)).length;
    const occurred = '2018-11-30T13:00:00.000Z';
    const assigned = { type: 'CaseAssigned', data: { staffId: 'pc-1011', team: 'carlisle-lpt' }, occurred };
    const append = { stream, expected, facts: [assigned] };
    if (live) await store.parts.store.append([append], { by: 'sgt-2002', requestId: 'spec', recorded: occurred });
    store.parts.clock.set('2019-02-01T12:00:00.000Z');
    await importing(store, [], { outcomes: [anOutcomesFile([outcome(KEY, '2018-12', 'Suspect charged')])] });
    expect(await store.query('select * from alerts')).toEqual([]);
    const missed = await store.query(`select 1 from obligations where commitment = 'VC15-CHARGE' and missed`);
    expect(missed).toHaveLength(live ? 1 : 0);
  });

  it('has nothing of anybody in its facts: ids, dates and codes alone', async () => {
    const store = await anEmptyStore();
    await importing(store, [aStreetFile(aMonthOf(60))]);
    const said = JSON.stringify(await factsOf(store));
    for (const word of ['Made Street', 'Made Force', '54.9', '001A', 'E0000']) expect(said).not.toContain(word);
  });
});
