import { buffer, text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { definitionsFile, type ExportColumn, fileOf } from './index.js';
import { spreadsheet } from './spreadsheet.js';

interface Line {
  readonly said: string | null;
  readonly on: string | null;
  readonly at: string;
  readonly count: number | null;
  readonly marked: boolean;
}

const columns: readonly ExportColumn<Line>[] = [
  { name: 'said', kind: 'text', sentence: 'What was said.', of: ({ said }) => said },
  { name: 'on', kind: 'date', sentence: 'On which day.', of: ({ on }) => on },
  { name: 'at', kind: 'instant', sentence: 'When.', of: ({ at }) => at },
  { name: 'count', kind: 'number', sentence: 'How often.', of: ({ count }) => count },
  { name: 'marked', kind: 'flag', sentence: 'Whether it is marked.', of: ({ marked }) => marked },
];
const words = {
  title: 'Lines, 2026',
  definition: 'Every line.',
  facts: [['position', '=7']],
  measures: [['in-time', 'In time, of all.']],
} as const;
const line: Line = { said: 'x', on: '2026-11-27', at: '2026-11-27T14:05:30.000Z', count: 1.5, marked: true };
const table = (rows: Iterable<Line> | AsyncIterable<Line>) => ({ name: 'lines', words, columns, rows });

const csvOf = async (...rows: Line[]) => text((await fileOf(table(rows), 'csv')).bytes);

async function bookOf(rows: Iterable<Line> | AsyncIterable<Line>) {
  const { bytes, type, name } = await fileOf(table(rows), 'xlsx');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await buffer(bytes)) as never);
  return { book, type, name };
}

const cells = (sheet: ExcelJS.Worksheet, row: number): unknown[] => (sheet.getRow(row).values as unknown[]).slice(1);

/** Looks again until it is so, or the spec is out of time: packing is done in threads. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a CSV file', () => {
  it.each([
    ['plain text', 'Barrow', 'Barrow'],
    ['a comma', 'Egremont, Millom', '"Egremont, Millom"'],
    ['a quote', 'the "Nook"', '"the ""Nook"""'],
    ['a line break', 'a\nb', '"a\nb"'],
    ['nothing', null, ''],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula after a space', ' =1+1', "' =1+1"],
    ['a plus', '+44', "'+44"],
    ['a minus', '-team', "'-team"],
    ['an at', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab', '\t=1', "'\t=1"],
    ['a carriage return', '\r=1', `"'\r=1"`],
    ['a formula after a no-break space', '\u00a0=1', "'\u00a0=1"],
    ['a formula with a quote', '="x"', `"'=""x"""`],
  ])('holds %s', async (_, said, expected) => {
    expect(await csvOf({ ...line, said, count: -1.5 })).toBe(
      `said,on,at,count,marked\r\n${expected},2026-11-27,2026-11-27T14:05:30.000Z,-1.5,true\r\n`,
    );
  });

  it('is made as it is read, and no row is asked for that nobody takes', async () => {
    let asked = 0;
    let isLetGo = false;
    async function* endless(): AsyncGenerator<Line> {
      try {
        for (;;) {
          asked += 1;
          yield line;
        }
      } finally {
        isLetGo = true;
      }
    }
    const { bytes } = await fileOf(table(endless()), 'csv');
    let taken = 0;
    for await (const chunk of bytes) {
      taken += String(chunk).length;
      if (taken > 1_000) break;
    }
    expect(asked).toBeLessThan(2_000);
    await until(() => isLetGo);
    expect([isLetGo, bytes.destroyed]).toEqual([true, true]);
  });

  it('that cannot be read to its end breaks off, and does not look whole', async () => {
    async function* broken(): AsyncGenerator<Line> {
      yield line;
      throw new Error('The database is away');
    }
    const { bytes } = await fileOf(table(broken()), 'csv');
    await expect(text(bytes)).rejects.toThrow('The database is away');
  });

  it('has beside it what its columns mean', () => {
    const { name, type, bytes } = definitionsFile({ name: 'lines', words, columns });
    expect([name, type]).toEqual(['lines.csv-metadata.json', 'application/csvm+json']);
    expect(JSON.parse(String(bytes))).toMatchObject({
      url: 'lines.csv',
      notes: [{ name: 'position', value: '=7' }, { name: 'in-time' }],
      tableSchema: { columns: [{ name: 'said', datatype: 'string' }, { name: 'on', datatype: 'date' }, {}, {}, {}] },
    });
  });
});

describe('a spreadsheet', () => {
  it('has real dates, and what begins like a formula is a text', async () => {
    const { book, type, name } = await bookOf([
      { ...line, said: '=cmd|"/c calc"!A1' },
      { ...line, on: null, said: null },
    ]);
    expect([type, name]).toEqual(['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'lines.xlsx']);
    const data = book.getWorksheet('Data')!;
    expect(cells(data, 1)).toEqual(['said', 'on', 'at', 'count', 'marked']);
    expect(cells(data, 2)).toEqual(['=cmd|"/c calc"!A1', new Date('2026-11-27'), new Date(line.at), 1.5, true]);
    expect(data.getCell('A2').type).toBe(ExcelJS.ValueType.String);
    expect([data.getCell('B2').numFmt, data.getCell('C2').numFmt]).toEqual(['yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss']);
    expect([data.getCell('A3').value, data.getCell('B3').value]).toEqual([null, null]);
    expect(data.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  });

  it('says on a sheet of its own what it is of and what its columns and measures mean', async () => {
    const sheet = (await bookOf([line])).book.getWorksheet('Definitions')!;
    const said = new Map(sheet.getRows(1, sheet.rowCount)!.map((row) => [row.getCell(1).value, row.getCell(2).value]));
    expect(Object.fromEntries(said)).toMatchObject({
      title: 'Lines, 2026',
      position: '=7',
      definition: 'Every line.',
      on: 'On which day.',
      'in-time': 'In time, of all.',
    });
    expect(sheet.getCell('B2').type).toBe(ExcelJS.ValueType.String);
  });

  it('of more rows than lie beside definitions is made as it is read, of rows alone', async () => {
    let made = 0;
    function* rows(): Generator<Line> {
      for (; made < 501; made += 1) yield { ...line, count: made };
    }
    const bytes = await spreadsheet(table(rows()), 500);
    const names: string[] = [];
    let last: unknown[] = [];
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(
      bytes as never,
      { worksheets: 'emit', styles: 'cache' } as never,
    );
    for await (const sheet of reader) {
      names.push((sheet as unknown as { name: string }).name);
      for await (const row of sheet) last = (row.values as unknown[]).slice(1);
    }
    expect(names).toHaveLength(1);
    expect(last.slice(0, 4)).toEqual(['x', new Date('2026-11-27'), new Date(line.at), 500]);
    expect((await bookOf(Array.from({ length: 3 }, () => line))).book.worksheets).toHaveLength(2);
  });

  it('is let go of where whoever takes it goes away', async () => {
    let isLetGo = false;
    async function* endless(): AsyncGenerator<Line> {
      try {
        for (;;) yield line;
      } finally {
        isLetGo = true;
      }
    }
    for await (const _ of await spreadsheet(table(endless()), 10)) break;
    await until(() => isLetGo);
    expect(isLetGo).toBe(true);
  });
});

describe('the same rows', () => {
  it('are the same in each form', async () => {
    const rows = [line, { ...line, said: 'a, "b"', count: null, on: null }, { ...line, marked: false, count: -2 }];
    const parsed = (parse(await csvOf(...rows)) as string[][]).slice(1);
    const data = (await bookOf(rows)).book.getWorksheet('Data')!;
    const shown = (value: unknown, at: number): string => {
      if (value instanceof Date) return at === 1 ? value.toISOString().slice(0, 10) : value.toISOString();
      return value === null || value === undefined ? '' : String(value);
    };
    const read = rows.map((_, index) =>
      columns.map((__, at) => shown(data.getRow(index + 2).getCell(at + 1).value, at)),
    );
    expect(read).toEqual(parsed);
  });
});
