import { describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import {
  aFile,
  aStreetFile,
  crimeId,
  OUTCOMES_HEADER,
  reading,
  street,
  STREET_HEADER,
  TERMS,
} from '../../../../test/support/police-uk.js';
import { readRows } from './read.js';

const file = (...lines: string[]) => [STREET_HEADER, ...lines, ''].join('\n');
/** Of one sentence, that says what to do after a colon. */
const aSentence = expect.stringMatching(/^(?!.*\. )[A-Z].*: .+\.$/);
const many = (n: number) => Array.from({ length: n }, (_, i) => street({ id: crimeId(i) }));

describe('a file as a whole', () => {
  it.each([
    ['empty', '', '0 empty-file'],
    ['blank', '\n\n \n', '0 empty-file'],
    ['empty inside gzip', gzipSync(''), '0 empty-file'],
    ['a zip archive', Buffer.from('PK\x03\x04rest'), '0 zip-archive'],
    ['UTF-16', Buffer.from('\uFEFF' + file(street()), 'utf16le'), '0 utf-16'],
    ['UTF-16 the other way round', Buffer.from('\uFEFF' + file(street()), 'utf16le').swap16(), '0 utf-16'],
    ['UTF-16 without a mark', Buffer.from(file(street()), 'utf16le'), '0 utf-16'],
    ['UTF-16 inside gzip', gzipSync(Buffer.from('\uFEFF' + file(street()), 'utf16le')), '1 not-text'],
    ['not text', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0x0a]), '1 not-text'],
    ['without line ends', 'x'.repeat(70_000), '1 wrong-header'],
    ['of other columns', 'Type,Date,Part of a policing operation\nx,y,z\n', '1 wrong-header'],
    ['an outcomes file without months', `${OUTCOMES_HEADER.replace('Month', 'Day')}\n`, '1 wrong-header'],
    ['parted by semicolons', file(street()).replaceAll(',', ';'), '1 wrong-separator'],
    ['parted by tabs', file(street()).replaceAll(',', '\t'), '1 wrong-separator'],
    ['one that has Month twice', `${STREET_HEADER},Month\n${street()},never\n`, '1 doubled-column'],
    ['one that has an optional column twice', `${STREET_HEADER},falls within\n${street()},x\n`, '1 doubled-column'],
    ['a header with an open quote', `"${STREET_HEADER}\n${street()}\n`, '1 wrong-header'],
    ['a header only', STREET_HEADER, '0 no-rows'],
    ['a header only, of outcomes', `${OUTCOMES_HEADER}\n\n`, '0 no-rows'],
  ])('is refused when it is %s, in a sentence', async (_, content, refusal) => {
    const { rows, refused, refusals } = await reading(aFile(content));
    expect({ rows, refused }).toEqual({ rows: [], refused: [refusal] });
    expect(refusals[0]!.detail).toEqual(aSentence);
  });

  it.each([
    ['Month,Location,Crime type\n', /lacks Crime ID, Longitude, Latitude, LSOA name;/],
    [file(street()).replaceAll(',', ';'), /parted by semicolons: save it with commas/],
    [`${STREET_HEADER},MONTH\n`, /has the column Month twice: take one/],
  ])('says what it looks like and what to do', async (content, says) => {
    expect((await reading(aFile(content))).refusals[0]!.detail).toMatch(says);
  });

  it('that has rows, but none that can be taken, is not said to have none', async () => {
    expect(await reading(aStreetFile(['not a row']))).toMatchObject({ rows: [], refused: ['2 wrong-column-count'] });
  });

  it('is refused when it is not there, or is a folder', async () => {
    expect(await reading('/nowhere/2019-03-made-street.csv')).toMatchObject({
      rows: [],
      refused: ['0 file-not-found'],
    });
    expect(await reading(mkdtempSync(`${tmpdir()}/police-uk-`))).toMatchObject({ rows: [], refused: ['0 folder'] });
  });

  it('is refused when it is none that can be read twice', async () => {
    expect(await reading('/dev/null')).toMatchObject({ rows: [], refused: ['0 unreadable'] });
  });
});

describe('a file that was cut off', () => {
  const content = file(street(), street({ id: crimeId(2), location: 'On or near Cafe é' }));

  it.each([
    ['a row', content.slice(0, -30)],
    ['a value in quotes', `${file(street())}${crimeId(2)},2019-03,"Made Fo`],
    ['a letter', Buffer.from(content).subarray(0, Buffer.from(content).indexOf(0xc3) + 1)],
  ])('in the middle of %s gives what stands before, and is told apart from a bad row', async (_, cut) => {
    const { rows, refused } = await reading(aFile(cut));
    expect([rows.map(({ line }) => line), refused]).toEqual([[2], ['3 cut-off']]);
  });

  it.each([
    ['with an end', `${street()}\nnot a row\n`, '3 wrong-column-count'],
    ['with too many values', `${street()}\n${street()},more`, '3 wrong-column-count'],
  ])('is not one whose last row is bad, but %s', async (_, rows, refusal) => {
    expect((await reading(aFile(`${STREET_HEADER}\n${rows}`))).refused).toEqual([refusal]);
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
      [last + 1, 'cut-off', 'The row is cut off where the file ends: fetch the file again.'],
      [last, 'truncated', `The packed file ends too early, after line ${last}: fetch it again.`],
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

describe('the reading of a file', () => {
  it.each([
    ['plain', false],
    ['packed', true],
  ])('ends in the middle of one that is %s once it is asked to stop', async (_, packed) => {
    const stopping = new AbortController();
    const content = file('not a row', ...many(20_000));
    const rows = readRows(aFile(packed ? gzipSync(content) : content), {
      terms: TERMS,
      onRefused: () => stopping.abort(),
      signal: stopping.signal,
    });
    let read = 0;
    const all = async () => {
      for await (const row of rows) read += row.line > 0 ? 1 : 0;
    };
    const thrown: unknown = await all().catch((error: unknown) => error);
    expect(thrown).toBe(stopping.signal.reason);
    expect(read).toBeLessThan(1_000);
  });

  it('ends before it unpacks one, too', async () => {
    const path = aFile(gzipSync(file(...many(20_000))));
    const rows = readRows(path, { terms: TERMS, onRefused: () => {}, signal: AbortSignal.abort() });
    await expect(rows.next()).rejects.toMatchObject({ name: 'AbortError' });
  });
});
