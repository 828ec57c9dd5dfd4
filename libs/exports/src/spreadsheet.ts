import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type CellValue, type ColumnDef, writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import { type ExportColumn, type ExportTable, type ExportWords, valuesOf } from './export-table.js';

export const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Up to so many rows lie in one book with what they mean; more are a stream of rows alone. */
const mostBesideDefinitions = 50_000;

/** Whoever makes a book with two sheets holds all of it in memory: one after the other. */
let made: Promise<unknown> = Promise.resolve();

/**
 * A book with two sheets, Definitions and Data; of more than 50,000 rows Data alone, made as it is read. Dates are dates, and what
 * begins like a formula is a text. This file is the only one that knows the library, which is young.
 */
export async function spreadsheet<Row>(
  { words, columns, rows }: ExportTable<Row>,
  most = mostBesideDefinitions,
): Promise<Readable> {
  const { first, rest } = await upTo(most, rows);
  if (rest) return streamed(columns, chained(first, rest));
  const book = made.then(() => bookOf(words, columns, first));
  made = book.catch(() => undefined);
  return Readable.from([Buffer.from(await book)]);
}

function bookOf<Row>(
  words: ExportWords,
  columns: readonly ExportColumn<Row>[],
  rows: readonly Row[],
): Promise<Uint8Array> {
  const data = rows.map((row) => cellsOf(columns, row));
  return writeXlsx({
    sheets: [
      { name: 'Definitions', columns: [{ width: 28 }, { width: 100 }], rows: definitionsOf(words, columns) },
      {
        name: 'Data',
        columns: columns.map(columnOf),
        rows: [columns.map(({ name }) => name), ...data],
        freezePane: { rows: 1 },
      },
    ],
    activeSheet: 1,
  });
}

function definitionsOf<Row>(words: ExportWords, columns: readonly ExportColumn<Row>[]): CellValue[][] {
  return [
    ['title', words.title],
    ...words.facts.map(([name, value]) => [name, value]),
    ['definition', words.definition],
    ['times', 'Times are in UTC; dates are those of the force.'],
    [],
    ['Column', 'What it means'],
    ...columns.map(({ name, sentence }) => [name, sentence]),
    [],
    ['Measure', 'What it means'],
    ...words.measures.map(([id, sentence]) => [id, sentence]),
  ];
}

function streamed<Row>(columns: readonly ExportColumn<Row>[], rows: AsyncGenerator<Row>): Readable {
  const options = { name: 'Data', columns: columns.map(columnOf), freezePane: { rows: 1 } };
  const bytes = writeXlsxStream(cellsOfEach(columns, rows), options) as ReadableStream<Uint8Array>;
  // Of whoever goes away early the library lets its reader alone.
  return Readable.fromWeb(bytes).on('close', () => void rows.return(undefined));
}

async function* cellsOfEach<Row>(
  columns: readonly ExportColumn<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<CellValue[]> {
  for await (const row of rows) yield cellsOf(columns, row);
}

const formats: Readonly<Partial<Record<ExportColumn<never>['kind'], string>>> = {
  date: 'yyyy-mm-dd',
  instant: 'yyyy-mm-dd hh:mm:ss',
};

function columnOf<Row>({ name, kind }: ExportColumn<Row>): ColumnDef {
  const numFmt = formats[kind];
  return { header: name, width: Math.max(12, name.length + 2), ...(numFmt !== undefined && { numFmt }) };
}

function cellsOf<Row>(columns: readonly ExportColumn<Row>[], row: Row): CellValue[] {
  return valuesOf(columns, row).map((value, at) =>
    typeof value === 'string' && formats[columns[at]!.kind] !== undefined ? new Date(value) : value,
  );
}

interface BegunRows<Row> {
  readonly first: Row[];
  /** Undefined: there are no more. */
  readonly rest: AsyncIterator<Row> | undefined;
}

/** Takes so many rows and one more, to know whether there are any. */
async function upTo<Row>(most: number, rows: Iterable<Row> | AsyncIterable<Row>): Promise<BegunRows<Row>> {
  const all = Readable.from(rows, { objectMode: true, highWaterMark: 1 })[Symbol.asyncIterator]() as AsyncIterator<Row>;
  const first: Row[] = [];
  for (;;) {
    const next = await all.next();
    if (next.done) return { first, rest: undefined };
    first.push(next.value);
    if (first.length > most) return { first, rest: all };
  }
}

async function* chained<Row>(first: Row[], rest: AsyncIterator<Row>): AsyncGenerator<Row> {
  try {
    // Let go of one by one: together they are what streaming is to avoid.
    yield* first.splice(0);
    for (;;) {
      const next = await rest.next();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}
