import { describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import {
  aFile,
  anOutcomesFile,
  antisocial,
  aStreetFile,
  crimeId,
  outcome,
  OUTCOMES_HEADER,
  reading,
  street,
  STREET_HEADER,
} from './police-uk.fixture.js';

const file = (...lines: string[]) => [STREET_HEADER, ...lines, ''].join('\n');
const many = (n: number) => Array.from({ length: n }, (_, i) => street({ id: crimeId(i) }));

describe('a street file', () => {
  it('gives its rows', async () => {
    const path = aStreetFile([street({ outcome: 'Local resolution' }), antisocial()]);
    const { rows, refused } = await reading(path);
    expect(refused).toEqual([]);
    const same = {
      kind: 'street',
      file: path,
      month: '2019-03',
      force: 'Made Force',
      longitude: '-2.900001',
      latitude: '54.900001',
    };
    const place = { location: 'On or near Made Street', lsoaName: 'Carlisle 001A' };
    expect(rows).toEqual([
      { ...same, ...place, line: 2, crimeId: crimeId(1), crimeType: 'Burglary', lastOutcome: 'Local resolution' },
      { ...same, ...place, line: 3, crimeType: 'Anti-social behaviour', lastOutcome: '' },
    ]);
  });

  it.each([
    ['a byte order mark', '\uFEFF' + file(street())],
    ['CR LF', file(street()).replaceAll('\n', '\r\n')],
    ['blank lines', `\n \n${STREET_HEADER}\n\n${street()}\n   \n\n`],
    ['no end of its last line', `${STREET_HEADER}\n${street()}`],
    ['spaces around its values', `${STREET_HEADER.replaceAll(',', ' ,')}\n${street().replaceAll(',', ' , ')}\t\n`],
    ['its header in capitals', `${STREET_HEADER.toUpperCase()}\n${street()}\n`],
    ['values in quotes', `${STREET_HEADER}\n"${street().replaceAll(',', '","')}"\n`],
    ['values in quotes and CR LF', `${STREET_HEADER}\r\n"${street().replaceAll(',', '","')}"\r\n`],
    ['a column given twice, of which the first counts', `${STREET_HEADER},Month\n${street()},never\n`],
    ['a Crime ID in capitals', file(street({ id: crimeId(1).toUpperCase() }))],
    ['gzip around it, whatever its name', gzipSync(file(street()))],
    ['gzip around it in two parts', Buffer.concat([gzipSync(`${STREET_HEADER}\n`), gzipSync(`${street()}\n`)])],
  ])('is read with %s', async (_, content) => {
    const { rows, refused } = await reading(aFile(content));
    expect(refused).toEqual([]);
    expect(rows).toEqual([
      expect.objectContaining({
        crimeId: crimeId(1),
        month: '2019-03',
        lsoaName: 'Carlisle 001A',
        crimeType: 'Burglary',
      }),
    ]);
  });

  it('is read with commas inside quotes', async () => {
    const { rows } = await reading(aStreetFile([street({ location: '"On or near Dock, Old ""Quay"""' })]));
    expect(rows).toEqual([expect.objectContaining({ location: 'On or near Dock, Old "Quay"', crimeType: 'Burglary' })]);
  });

  it('is read with its columns in another order and with more of them', async () => {
    const header = 'Note,Crime type,LSOA name,Location,Latitude,Longitude,Month,Crime ID';
    const { rows, refused } = await reading(aFile(`${header}\nx,Drugs,Eden 001A,Near,54,-2,2019-03,${crimeId(2)}\n`));
    expect(refused).toEqual([]);
    expect(rows).toEqual([
      expect.objectContaining({
        crimeId: crimeId(2),
        crimeType: 'Drugs',
        lsoaName: 'Eden 001A',
        lastOutcome: '',
        force: '',
      }),
    ]);
  });

  it.each([
    ['too few values', 'a,b,c', 'wrong-column-count'],
    ['too many values', `${street()},more`, 'wrong-column-count'],
    ['a month in words', street({ month: 'March 2019' }), 'bad-month'],
    ['a thirteenth month', street({ month: '2019-13' }), 'bad-month'],
    ['no month', street({ month: '' }), 'bad-month'],
    ['a short Crime ID', street({ id: 'abc123' }), 'bad-crime-id'],
    ['no crime type', street({ type: ' ' }), 'no-crime-type'],
    [
      'a byte that is not UTF-8',
      Buffer.concat([Buffer.from(street().slice(0, 90)), Buffer.from([0xff]), Buffer.from(street().slice(90))]),
      'invalid-utf8',
    ],
    ['a quote that never closes', street({ location: '"On or near' }), 'broken-quotes'],
    ['a stray quote', street({ location: 'On or "near' }), 'broken-quotes'],
    ['no end for 70,000 bytes', street({ location: 'x'.repeat(70_000) }), 'line-too-long'],
  ])('loses the row with %s and no other', async (_, line, code) => {
    const around = [street({ id: crimeId('before') }), street({ id: crimeId('after') })];
    const content = [STREET_HEADER, '', around[0]!, line, around[1]!, ''].flatMap((part) => [
      Buffer.from(part as string),
      Buffer.from('\n'),
    ]);
    const { rows, refusals } = await reading(aFile(Buffer.concat(content)));
    expect(rows.map((row) => [row.line, row.crimeId])).toEqual([
      [3, crimeId('before')],
      [5, crimeId('after')],
    ]);
    expect(refusals).toEqual([{ file: expect.any(String), line: 4, code, detail: expect.any(String) }]);
  });

  it('never repeats what stands in a refused row', async () => {
    const { refusals } = await reading(
      aStreetFile(['Jo Bloggs,07700900000', street({ month: 'Jo Bloggs' }), street({ id: 'Jo Bloggs' })]),
    );
    expect(refusals).toHaveLength(3);
    expect(JSON.stringify(refusals)).not.toMatch(/Bloggs|07700/);
  });
});

describe('an outcomes file', () => {
  it('gives its rows and loses those that belong to nothing', async () => {
    const path = anOutcomesFile([
      outcome(crimeId(1), '2019-03', 'Suspect charged'),
      outcome('', '2019-03', 'Suspect charged'),
      outcome(crimeId(1), '2019-03', ''),
    ]);
    const { rows, refused } = await reading(path);
    expect(rows).toEqual([
      { kind: 'outcome', file: path, line: 2, crimeId: crimeId(1), month: '2019-03', outcome: 'Suspect charged' },
    ]);
    expect(refused).toEqual(['3 no-crime-id', '4 no-outcome']);
  });
});

describe('a file as a whole', () => {
  it.each([
    ['empty', '', '0 empty-file'],
    ['blank', '\n\n \n', '0 empty-file'],
    ['empty inside gzip', gzipSync(''), '0 empty-file'],
    ['a zip archive', Buffer.from('PK\x03\x04rest'), '0 zip-archive'],
    ['of other columns', 'Type,Date,Part of a policing operation\nx,y,z\n', '1 wrong-header'],
    ['an outcomes file without months', `${OUTCOMES_HEADER.replace('Month', 'Day')}\n`, '1 wrong-header'],
    ['not text', Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x41]), '1 invalid-utf8'],
  ])('is refused when it is %s', async (_, content, refusal) => {
    expect(await reading(aFile(content))).toMatchObject({ rows: [], refused: [refusal] });
  });

  it('says which columns are missing', async () => {
    const { refusals } = await reading(aFile('Month,Location,Crime type\n'));
    expect(refusals[0]!.detail).toBe('not a street or outcomes file: missing Crime ID, Longitude, Latitude, LSOA name');
  });

  it('gives nothing and refuses nothing when it has a header only', async () => {
    expect(await reading(aFile(STREET_HEADER))).toMatchObject({ rows: [], refused: [] });
  });

  it('is refused when it is not there, or is a folder', async () => {
    expect(await reading('/nowhere/2019-03-made-street.csv')).toMatchObject({
      rows: [],
      refused: ['0 file-not-found'],
    });
    expect(await reading(mkdtempSync(`${tmpdir()}/police-uk-`))).toMatchObject({ rows: [], refused: ['0 unreadable'] });
  });
});

describe('a gzip file that was cut off', () => {
  const content = file(...many(3000));
  const packed = gzipSync(content);

  it('gives the rows before the cut, drops the row at it and says how far it got', async () => {
    const { rows, refusals } = await reading(aFile(packed.subarray(0, packed.length / 2)));
    expect(rows.length).toBeGreaterThan(1000);
    expect(rows.map(({ crimeId: id }) => id)).toEqual(many(rows.length).map((line) => line.split(',')[0]));
    const last = rows.at(-1)!.line;
    expect(refusals.map(({ line, code, detail }) => [line, code, detail])).toEqual([
      [last + 1, 'cut-off', 'the row is cut off where the file ends'],
      [last, 'truncated', `the packed file ends too early: read as far as line ${last}`],
    ]);
  });

  it('is noticed even when only the check at its end is missing', async () => {
    const { rows, refused } = await reading(aFile(packed.subarray(0, packed.length - 4)));
    expect(rows).toHaveLength(3000);
    expect(refused).toEqual(['3001 truncated']);
  });

  it('is noticed when it has nothing but its mark', async () => {
    expect(await reading(aFile(packed.subarray(0, 5)))).toMatchObject({ rows: [], refused: ['0 truncated'] });
  });

  it('is told from one that is damaged in the middle', async () => {
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, packed.length - 2000, packed.length - 1000);
    const { rows, refused } = await reading(aFile(damaged));
    expect(rows.length).toBeGreaterThan(100);
    expect(refused.at(-1)).toMatch(/damaged$/);
  });
});
