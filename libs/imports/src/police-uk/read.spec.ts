import { describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import {
  aFile,
  anOutcomesFile,
  antisocial,
  aStreetFile,
  crimeId,
  outcome,
  reading,
  street,
  STREET_HEADER,
  TERMS,
} from '../../../../test/support/police-uk.js';

const file = (...lines: string[]) => [STREET_HEADER, ...lines, ''].join('\n');
/** Of one sentence, that says what to do after a colon. */
const aSentence = expect.stringMatching(/^(?!.*\. )[A-Z].*: .+\.$/);

/** At which one column is at fault, where it is one. */
const columnOf: Readonly<Record<string, string>> = {
  'bad-month': 'Month',
  'in-the-future': 'Month',
  'bad-crime-id': 'Crime ID',
  'no-crime-type': 'Crime type',
  'unknown-offence-group': 'Crime type',
};

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
    ['CR alone', file(street()).replaceAll('\n', '\r')],
    ['CR alone, and none at its end', `${STREET_HEADER}\r${street()}`],
    ['line ends of all three kinds', `${STREET_HEADER}\r\r\n\n\r${street()}\r\r\n`],
    ['blank lines', `\n \n${STREET_HEADER}\n\n${street()}\n   \n\n`],
    ['no end of its last line', `${STREET_HEADER}\n${street()}`],
    ['spaces around its values', `${STREET_HEADER.replaceAll(',', ' ,')}\n${street().replaceAll(',', ' , ')}\t\n`],
    ['its header in capitals', `${STREET_HEADER.toUpperCase()}\n${street()}\n`],
    ['values in quotes', `${STREET_HEADER}\n"${street().replaceAll(',', '","')}"\n`],
    ['values in quotes and CR LF', `${STREET_HEADER}\r\n"${street().replaceAll(',', '","')}"\r\n`],
    ['a column twice that nobody reads', `${STREET_HEADER},Note,Note\n${street()},one,two\n`],
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
    ['the year 0', street({ month: '0000-05' }), 'bad-month'],
    ['a month before any record', street({ month: '1066-11' }), 'bad-month'],
    ['a month that is yet to come', street({ month: '2027-05' }), 'in-the-future'],
    ['a crime type of 208 letters', street({ type: 'Burglary'.repeat(26) }), 'unknown-offence-group'],
    ['a crime type of no letter', street({ type: '***' }), 'unknown-offence-group'],
    ['a crime type that the force does not know', street({ type: 'Witchcraft' }), 'unknown-offence-group'],
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
    const column = columnOf[code] === undefined ? {} : { column: columnOf[code] };
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
    expect(refusals).toEqual([{ file: expect.any(String), line: 4, code, ...column, detail: aSentence }]);
  });

  it.each([
    ['1899-12', '2026-12-01T00:00:00.000Z', ['2 bad-month']],
    ['1900-01', '2026-12-01T00:00:00.000Z', []],
    ['2026-07', '2026-07-31T22:59:59.999Z', ['2 in-the-future']],
    ['2026-07', '2026-07-31T23:00:00.000Z', []],
  ])('of %s published by %s is refused with %j', async (month, publishedBy, refusals) => {
    expect((await reading(aStreetFile([street({ month })]), { ...TERMS, publishedBy })).refused).toEqual(refusals);
  });

  it.each([
    ['LF', 0, 'LF'],
    ['CR LF', 1, 'CR LF'],
    ['CR', 2, 'CR'],
  ])('has the same numbers of lines where it has %s', async (_, kind) => {
    const ends = file(street(), '', 'not a row', street({ id: crimeId(2) })).replaceAll(
      '\n',
      ['\n', '\r\n', '\r'][kind]!,
    );
    const { rows, refused } = await reading(aFile(ends));
    expect([rows.map(({ line }) => line), refused]).toEqual([[2, 5], ['4 wrong-column-count']]);
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
      outcome(crimeId(1), '2019-03', 'Offender deported'),
      outcome(crimeId(1), '2027-03', 'Suspect charged'),
    ]);
    const { rows, refused } = await reading(path);
    expect(rows).toEqual([
      { kind: 'outcome', file: path, line: 2, crimeId: crimeId(1), month: '2019-03', outcome: 'Suspect charged' },
    ]);
    expect(refused).toEqual(['3 no-crime-id', '4 no-outcome', '5 unknown-outcome', '6 in-the-future']);
  });
});
