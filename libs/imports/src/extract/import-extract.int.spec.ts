import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { aStore, factsOf, type AStore, everybody } from '../../../../test/support/imported.js';
import { aFile } from '../../../../test/support/police-uk.js';
import { importExtract, type ExtractOptions } from './import-extract.js';
import { reverseImport } from '../reversal/reverse-import.js';
import { mappingIn } from './load-mapping.js';

const NOW = '2026-11-20T12:00:00.000Z';
const examples = 'docs/examples/imports';
const textOf = (name: string) => readFileSync(`${examples}/${name}`, 'utf8');
const crimes = textOf('records-crimes.csv');
const contacts = textOf('records-contacts.ndjson');
const ofCrimes = mappingIn(textOf('records-crimes.yaml'), 'records-crimes.yaml');
const ofContacts = mappingIn(textOf('records-contacts.yaml'), 'records-contacts.yaml');

const stores: AStore[] = [];
afterEach(async () => {
  await Promise.all(stores.splice(0).map(({ close }) => close()));
});

async function aNewStore(): Promise<AStore> {
  const store = await aStore(NOW);
  stores.push(store);
  return store;
}

/** What an import reports, and which rows it refuses. */
async function bringing(store: AStore, mapping: typeof ofCrimes, content: string, more: Partial<ExtractOptions> = {}) {
  const refused: string[] = [];
  const report = await importExtract(
    mapping,
    {
      requestId: randomUUID(),
      dryRun: false,
      files: [aFile(content, 'extract')],
      onRefused: ({ line, column, code, detail }) => {
        refused.push(`${line} ${column ?? '-'} ${code}`);
        expect(detail).not.toMatch(/Made-up|07700|V\d|CR\//);
      },
      ...more,
    },
    store.parts,
  );
  const { requestId: _, ...told } = report;
  return { ...told, told: refused };
}

/** An import settles as at the opening; what came since is found by the sweep. */
async function swept(store: AStore): Promise<void> {
  const cases = await store.query<{ case_id: string }>('select case_id from cases');
  await store.parts.streams.check(
    cases.map(({ case_id: caseId }) => caseId),
    { by: 'worker', requestId: 'check-1' },
  );
}

async function typesSince(store: AStore, before: readonly object[]): Promise<string[]> {
  const after = (await factsOf(store)) as { type: string }[];
  const known = new Set(before.map((fact) => JSON.stringify(fact)));
  return after.filter((fact) => !known.has(JSON.stringify(fact))).map(({ type }) => type);
}

describe('the example of a crime extract', () => {
  it('becomes cases with their victims, owners, milestones and closure, and names and routes of people', async () => {
    const store = await aNewStore();
    const done = await bringing(store, ofCrimes, crimes);
    expect(done).toMatchObject({
      told: [],
      cases: { new: 2, changed: 0, alreadyThere: 0 },
      counts: { rows: 3, cases: 2, people: 3, milestones: 1, contacts: 0 },
    });
    expect(
      await store.query(
        'select reference, offence_group, bcu, lpt, owner, closure_reason, opened_at from cases order by 1',
      ),
    ).toEqual([
      {
        reference: 'CR/2001/26',
        offence_group: 'burglary-dwelling',
        bcu: 'North Cumbria',
        lpt: 'Carlisle',
        owner: 'pc-1011',
        closure_reason: null,
        opened_at: '2026-11-02T09:15:00.000Z',
      },
      {
        reference: 'CR/2002/26',
        offence_group: 'criminal-damage',
        bcu: 'South Cumbria',
        lpt: 'Barrow',
        owner: null,
        closure_reason: 'no-suspect-identified',
        opened_at: '2026-11-04T00:00:00.000Z',
      },
    ]);
    const people = (await everybody(store)).flatMap(({ participantId, name, routes }) =>
      routes.map(({ method, value, safe }) => ({ participantId, name, method, value, safe })),
    );
    const entitled = new Map(
      (
        await store.query<{ id: string; entitlement: string }>(
          'select participant_id as id, entitlement from participants',
        )
      ).map(({ id, entitlement }) => [id, entitlement]),
    );
    const shown = people.map(({ participantId, ...one }) => ({ ...one, entitlement: entitled.get(participantId) }));
    expect(shown.sort((one, other) => (one.value < other.value ? -1 : 1))).toEqual([
      { name: 'Made-up Person One', method: 'phone', value: '07700 900001', safe: true, entitlement: 'enhanced' },
      { name: 'Made-up Person Two', method: 'phone', value: '07700 900002', safe: false, entitlement: 'unassessed' },
      { name: 'Person Three, Made-up', method: 'phone', value: '07700 900003', safe: true, entitlement: 'standard' },
      { name: 'Made-up Person Two', method: 'email', value: 'two@example.org', safe: true, entitlement: 'unassessed' },
    ]);
    const said = JSON.stringify(await factsOf(store));
    for (const personal of ['Made-up', '07700', 'example.org', '"V1"']) expect(said).not.toContain(personal);
  });

  it('and that of a contact extract, each brought in twice, add nothing the second time', async () => {
    const store = await aNewStore();
    await bringing(store, ofCrimes, crimes);
    const first = await bringing(store, ofContacts, contacts);
    expect(first).toMatchObject({ told: [], cases: { changed: 2 }, counts: { contacts: 3 } });
    await swept(store);
    const outcomes = await store.query<{ id: string; outcome: string | null }>(
      `select participant_id as id, outcome from obligations where commitment = 'VC20-ARREST'`,
    );
    const names = new Map((await everybody(store)).map(({ participantId, name }) => [participantId, name]));
    const met = outcomes.map(({ id, outcome }) => ({ name: names.get(id), outcome }));
    expect(met.sort((one, other) => (one.name! < other.name! ? -1 : 1))).toEqual([
      { name: 'Made-up Person One', outcome: 'met' },
      { name: 'Made-up Person Two', outcome: null },
    ]);
    const before = [
      await factsOf(store),
      await store.query('select * from routes'),
      await store.query('select * from people'),
    ];
    expect(await bringing(store, ofCrimes, crimes)).toMatchObject({ facts: 0, cases: { alreadyThere: 2 } });
    expect(await bringing(store, ofContacts, contacts)).toMatchObject({ facts: 0, cases: { alreadyThere: 2 } });
    const after = [
      await factsOf(store),
      await store.query('select * from routes'),
      await store.query('select * from people'),
    ];
    expect(after).toEqual(before);
  });

  it('reports in a dry run what the run reports, and writes nothing, of people neither', async () => {
    const store = await aNewStore();
    const content = crimes.replace('CARLISLE', 'NOWHERE');
    const trial = await bringing(store, ofCrimes, content, { dryRun: true });
    expect([await factsOf(store), await store.query('select * from people')]).toEqual([[], []]);
    expect({ ...(await bringing(store, ofCrimes, content)), dryRun: true }).toEqual(trial);
    expect(trial.told).toEqual(['2 District bad-value']);
  });
});

describe('what reads otherwise in a later extract', () => {
  it('is a further fact: an entitlement, a charge, an arrest on another day, a closure, an owner, a route', async () => {
    const store = await aNewStore();
    await bringing(store, ofCrimes, crimes);
    const before = await factsOf(store);
    const later = crimes
      .replace('V2,Made-up Person Two,,07700 900002,N', 'V2,Made-up Person Two,N,07700 900004,Y')
      .replaceAll('03/11/2026 08:00,', '03/11/2026 09:30,12/11/2026 11:00')
      .replaceAll('CARLISLE,pc-1011,,', 'CARLISLE,pc-1012,13/11/2026 10:00,CHG');
    expect(await bringing(store, ofCrimes, later)).toMatchObject({ told: [], cases: { changed: 1, alreadyThere: 1 } });
    const types = await typesSince(store, before);
    expect(types.slice(0, 6).sort()).toEqual([
      'CaseAssigned',
      'CaseClosed',
      'EntitlementAssessed',
      'MilestoneReached',
      'MilestoneReached',
      'MilestoneVoided',
    ]);
    const values = (await everybody(store)).flatMap(({ routes }) => routes.map(({ value }) => value));
    expect(values.filter((value) => value.endsWith('900004'))).toHaveLength(1);
    expect(await bringing(store, ofCrimes, later)).toMatchObject({ facts: 0 });
  });

  it('of a contact corrects it', async () => {
    const store = await aNewStore();
    await bringing(store, ofCrimes, crimes);
    await bringing(store, ofContacts, contacts);
    const before = await factsOf(store);
    const later = contacts.replace('"NOANS"', '"SPOKE"');
    expect(await bringing(store, ofContacts, later)).toMatchObject({ cases: { changed: 1, alreadyThere: 1 } });
    expect((await typesSince(store, before))[0]).toBe('ContactCorrected');
    expect(await bringing(store, ofContacts, later)).toMatchObject({ facts: 0 });
  });
});

describe('an extract that was taken back', () => {
  const takeBack = (store: AStore, importId: string) =>
    reverseImport({ importId, by: 'admin-1', seal: { noteId: 'note-1', noteDigest: 'digest' } }, store.parts);
  const casesIn = (store: AStore) =>
    store.query<{ reference: string; holds: boolean | null; people: number }>(
      `select reference, holds_reference as holds, (select count(*)::int from participants p where p.case_id = c.case_id) as people
       from cases c order by reference, holds_reference nulls last, case_id`,
    );

  it('is brought in anew when it is put right, as often as that happens, and once', async () => {
    const store = await aNewStore();
    const right = crimes.replace('Made-up Person One', 'Made-up Person Uno');
    for (const times of [1, 2]) {
      await bringing(store, ofCrimes, crimes, { requestId: `crimes-${times}` });
      await bringing(store, ofContacts, contacts, { requestId: `contacts-${times}` });
      expect(await takeBack(store, `contacts-${times}`)).toMatchObject({ undone: 2, left: 0 });
      expect(await takeBack(store, `crimes-${times}`)).toMatchObject({ cancelled: 2, left: 0 });
    }
    const trial = await bringing(store, ofCrimes, right, { dryRun: true });
    expect(await bringing(store, ofCrimes, right)).toEqual({ ...trial, dryRun: false });
    expect(trial).toMatchObject({ told: [], cases: { new: 2, changed: 0, alreadyThere: 0 } });
    expect(await bringing(store, ofContacts, contacts)).toMatchObject({ told: [], cases: { changed: 2 } });
    expect(await bringing(store, ofCrimes, right)).toMatchObject({ facts: 0, cases: { alreadyThere: 2 } });
    expect(await bringing(store, ofContacts, contacts)).toMatchObject({ facts: 0 });
    const found = await casesIn(store);
    expect(found.filter(({ holds }) => holds).map(({ reference, people }) => [reference, people])).toEqual([
      ['CR/2001/26', 2],
      ['CR/2002/26', 1],
    ]);
    expect(found).toHaveLength(6);
  });

  it('of cases that were there brings what it had added in anew: contacts, milestones and the closure', async () => {
    const store = await aNewStore();
    const early = crimes.replaceAll('03/11/2026 08:00', '').replace('10/11/2026 16:30,NSI', ',');
    await bringing(store, ofCrimes, early);
    expect(await bringing(store, ofCrimes, crimes, { requestId: 'later' })).toMatchObject({ cases: { changed: 2 } });
    await bringing(store, ofContacts, contacts, { requestId: 'contacts' });
    expect(await takeBack(store, 'contacts')).toMatchObject({ undone: 2 });
    expect(await takeBack(store, 'later')).toMatchObject({ undone: 2 });
    const before = await factsOf(store);
    expect((await bringing(store, ofCrimes, crimes)).cases.changed).toBe(2);
    expect((await bringing(store, ofContacts, contacts)).cases.changed).toBe(2);
    const types = new Set(await typesSince(store, before));
    for (const type of ['ContactMade', 'MilestoneReached', 'CaseClosed']) expect(types).toContain(type);
    expect(await bringing(store, ofCrimes, crimes)).toMatchObject({ facts: 0 });
    expect(await bringing(store, ofContacts, contacts)).toMatchObject({ facts: 0 });
  });
});

describe('a row of an extract is refused by its column, and no other', () => {
  it.each([
    ['a time in another form', '02/11/2026 09:15', '2026-11-02', '2 Reported bad-time'],
    ['a day that no calendar has', '02/11/2026 09:15', '31/11/2026', '2 Reported bad-time'],
    ['a time to come', '02/11/2026 09:15', '21/11/2026', '2 Reported not-yet'],
    ['no time', '02/11/2026 09:15', '', '2 Reported missing-value'],
    ['an offence that the mapping does not know', 'Burglary Dwelling', 'Witchcraft', '2 Offence bad-value'],
    ['nobody of that name', 'pc-1011', 'pc-9999', '2 OIC unknown-staff'],
    ['no key', 'CR/2001/26', '', '2 Crime No missing-value'],
    ['a reference of odd signs', 'CR/2001/26', 'CR*2001', '2 Crime No bad-value'],
    ['a value too many', 'pc-1011', 'pc-1011,', '2 - wrong-column-count'],
  ])('%s', async (_, was, is, refused) => {
    const store = await aNewStore();
    const done = await bringing(store, ofCrimes, crimes.replace(was, is));
    expect([done.told, done.counts.rows]).toEqual([[refused], 2]);
  });

  it('a contact with nobody there, of no case, before its case, or that cannot end so', async () => {
    const store = await aNewStore();
    await bringing(store, ofCrimes, crimes);
    const lines = [
      contacts.split('\n')[0]!.replace('"V1"', '"V9"'),
      contacts.split('\n')[1]!.replace('CR/2001/26', 'CR/9999/26'),
      contacts.split('\n')[0]!.replace('"ref": 1', '"ref": 4').replace('2026-11-03 10:15', '2026-11-01 10:15'),
      contacts.split('\n')[2]!.replace('"SENT"', '"SPOKE"'),
      '{"ref": {"is": 5}}',
      contacts.split('\n')[2]!,
    ];
    const done = await bringing(store, ofContacts, lines.join('\n'));
    expect(done.told.sort()).toEqual([
      '1 - unknown-person',
      '2 crime unknown-case',
      '3 - before-case',
      '4 result outcome-does-not-fit',
      '5 - bad-json',
    ]);
    expect(done).toMatchObject({ cases: { changed: 1 }, facts: expect.any(Number) });
  });

  it('a crime whose reference another case has, by hand or in the extract', async () => {
    const store = await aNewStore();
    await bringing(store, { ...ofCrimes, source: 'another' }, crimes.split('\n').slice(0, 2).join('\n'));
    const done = await bringing(store, ofCrimes, crimes);
    expect([done.told, done.cases.new]).toEqual([['2 Crime No reference-taken'], 1]);
  });
});

describe('an extract is refused whole', () => {
  it.each([
    [
      'that lacks columns, by their names',
      ofCrimes,
      crimes.replace('Victim URN,Victim,', 'X,Y,'),
      /lacks Victim URN, Victim:/,
    ],
    ['that lacks a name in every row', ofContacts, contacts.replaceAll('"keyed"', '"when keyed"'), /lacks keyed:/],
    ['that has a column twice', ofCrimes, crimes.replace('Charged', 'OIC'), /column twice/],
    ['that is empty', ofCrimes, '', /nothing in it/],
  ])('%s', async (_, mapping, content, says) => {
    const store = await aNewStore();
    const details: string[] = [];
    const onRefused: ExtractOptions['onRefused'] = ({ detail }) => details.push(detail);
    const done = await bringing(store, mapping, content, { onRefused });
    expect(details).toEqual([expect.stringMatching(says)]);
    expect([done.counts.rows, await factsOf(store)]).toEqual([0, []]);
  });
});
