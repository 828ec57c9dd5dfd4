import { describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { NO_AREAS } from './areas.js';
import {
  aFile,
  anOutcomesFile,
  antisocial,
  aStreetFile,
  crimeId,
  outcome,
  planning,
  street,
  STREET_HEADER,
} from '../../../../test/support/police-uk.js';
import type { ImportRefusal } from '../reading/refusal.js';

const march = () =>
  aStreetFile([
    street({ id: crimeId(1) }),
    street({ id: crimeId(2), type: 'Drugs', lsoa: 'Barrow-in-Furness 001A' }),
    antisocial(),
    antisocial(),
    antisocial({ lsoa: '' }),
    street({ id: crimeId(3), lsoa: 'Lancaster 001A', outcome: 'Offender fined' }),
  ]);
const april = () =>
  aStreetFile(
    [street({ id: crimeId(1), month: '2019-04' }), street({ id: crimeId(4), month: '2019-04' })],
    '2019-04-made-street.csv',
  );
const outcomes = () =>
  anOutcomesFile([
    outcome(crimeId(1), '2019-05', 'Offender given a caution'),
    outcome(crimeId(4), '2019-04', 'Suspect charged'),
    outcome(crimeId(9), '2019-04', 'Suspect charged'),
    outcome(crimeId(2), '2019-04', 'Offender deported'),
  ]);

describe('the plan of an import', () => {
  it('counts what is in the files so that it can be checked against them', async () => {
    const { cases, counts } = await planning([march(), april(), outcomes()]);
    expect(cases).toHaveLength(7);
    expect(counts).toEqual({
      files: 3,
      rows: { street: 8, outcome: 3 },
      repeated: 1,
      cases: { crime: 4, incident: 3 },
      victims: 3,
      areas: { 'North Cumbria / Carlisle': 4, 'South Cumbria / Barrow': 1 },
      unplaced: { 'no-lsoa': 1, 'outside-force': 1 },
      milestones: { 'disposal-given': 1, 'charge-decided': 1 },
      outcomesWithoutCase: 1,
      refused: { 'unknown-outcome': 1 },
    });
    expect(counts.rows.street).toBe(counts.cases.crime + counts.cases.incident + counts.repeated);
  });

  it('gives each case its milestones', async () => {
    const { cases } = await planning([march(), outcomes()]);
    const found = new Map(cases.map((one) => [one.key, one.milestones.map(({ type, ends }) => ({ type, ends }))]));
    expect(found.get(crimeId(1))).toEqual([{ type: 'disposal-given', ends: true }]);
    expect(found.get(crimeId(2))).toEqual([]);
  });

  it('makes no milestone of the last outcome of a street file, which has no date', async () => {
    const { cases } = await planning([march()]);
    expect(cases.find(({ key }) => key === crimeId(3))).toMatchObject({
      lastOutcome: 'Offender fined',
      milestones: [],
    });
  });

  it('is the same for the same files in any order, and in the order of opening', async () => {
    const [a, b, c] = [march(), april(), outcomes()];
    const plan = await planning([a, b, c]);
    expect(await planning([c, b, a])).toEqual(plan);
    const opened = plan.cases.map(({ openedAt }) => openedAt);
    expect(opened).toEqual([...opened].sort());
  });

  it('keeps the earlier month of a crime that stands in two', async () => {
    const { cases } = await planning([april(), march()]);
    expect(cases.find(({ key }) => key === crimeId(1))!.openedAt).toMatch(/^2019-03|^2019-02-28T/);
  });

  it('makes no second set of cases of a file given twice, packed or not', async () => {
    const file = march();
    const packed = aFile(
      gzipSync([STREET_HEADER, antisocial(), antisocial(), street()].join('\n')),
      '2019-03-again-street.csv.gz',
    );
    const { cases, counts } = await planning([file, file, packed]);
    expect(cases).toEqual((await planning([file])).cases);
    expect(counts.repeated).toBe(9);
  });

  it('goes on past files and rows that cannot be read, and names each', async () => {
    const refused: ImportRefusal[] = [];
    const bad = aStreetFile(['a,b', street({ id: crimeId(5) })], '2019-03-bad-street.csv');
    const { cases, counts } = await planning(['/nowhere/x.csv', bad, aFile('', 'empty.csv')], {
      onRefused: (one) => refused.push(one),
    });
    expect(cases.map(({ key }) => key)).toEqual([crimeId(5)]);
    expect(counts.refused).toEqual({ 'wrong-column-count': 1, 'file-not-found': 1, 'empty-file': 1 });
    expect(refused.map(({ file, line }) => [file.split('/').at(-1), line])).toEqual([
      ['2019-03-bad-street.csv', 2],
      ['empty.csv', 0],
      ['x.csv', 0],
    ]);
  });

  it('leaves areas out where the force has no table', async () => {
    const { counts } = await planning([march()], { areas: NO_AREAS });
    expect([counts.areas, counts.unplaced]).toEqual([{}, { 'no-lsoa': 1, 'outside-force': 5 }]);
  });

  it('is empty for no files', async () => {
    expect((await planning([])).cases).toEqual([]);
  });
});
