import { bytesOf, isWholeGzip, packingOf, type FilePacking } from './bytes.js';
import { columnsOf, valuesOf, type Columns } from './columns.js';
import { linesOf, type Line } from './lines.js';
import { rowOf, type RowRefusal, type RowRefusalCode } from './row-or-refusal.js';
import type { PoliceUkRow } from './rows.js';

/** Takes down what was not read. */
export type OnRefused = (refusal: RowRefusal) => void;
type Refuse = (line: number, code: RowRefusalCode, detail: string) => void;

/**
 * The rows of one street or outcomes file of data.police.uk, packed with gzip or not; which of the two it is says
 * its header. Never throws for what is in the file or for a missing file: what cannot be read is handed to
 * `onRefused` and the reading goes on, with the next line where one line is bad. Holds one line at a time.
 */
export async function* readRows(path: string, onRefused: OnRefused): AsyncGenerator<PoliceUkRow> {
  const refuse: Refuse = (line, code, detail) => onRefused({ file: path, line, code, detail });
  const packing = await packingOf(path).catch((error: NodeJS.ErrnoException) => refuseFile(error, refuse));
  if (!packing) return;
  if (packing === 'zip') return refuse(0, 'zip-archive', 'a zip archive: unpack it and give the files in it');
  const progress = { line: 0 };
  const whole = packing === 'plain' || (await isWholeGzip(path));
  try {
    yield* rowsOf({ path, packing, whole }, progress, refuse);
    if (!whole)
      refuse(progress.line, 'truncated', `the packed file ends too early: read as far as line ${progress.line}`);
  } catch (error) {
    if (!isReadError(error)) throw error;
    refuse(progress.line, 'damaged', `cannot be read on after line ${progress.line} (${error.code})`);
  }
}

interface PackedFile {
  readonly path: string;
  readonly packing: FilePacking;
  /** Not cut short, as far as can be told without unpacking it. */
  readonly whole: boolean;
}

async function* rowsOf({ path, packing, whole }: PackedFile, progress: { line: number }, refuse: Refuse) {
  let columns: Columns | undefined;
  for await (const line of linesOf(bytesOf(path, packing))) {
    if ('text' in line && line.text.trim() === '') continue;
    if (!whole && !line.ended) return refuse(line.number, 'cut-off', 'the row is cut off where the file ends');
    progress.line = line.number;
    const values = readable(line, refuse);
    if (!columns) {
      columns = values && headerOf(values, line.number, refuse);
      if (!columns) return;
    } else if (values) {
      const row = rowOf({ file: path, line: line.number, values, columns }, (code, detail) =>
        refuse(line.number, code, detail),
      );
      if (row) yield row;
    }
  }
  if (!columns && whole) refuse(0, 'empty-file', 'there is nothing in it');
}

const FAULTS = {
  'invalid-utf8': 'the line is not UTF-8',
  'line-too-long': 'the line is longer than 64 KiB',
} as const;

function readable(line: Line, refuse: Refuse): readonly string[] | undefined {
  if ('fault' in line) return void refuse(line.number, line.fault, FAULTS[line.fault]);
  return valuesOf(line.text) ?? void refuse(line.number, 'broken-quotes', 'its quotes do not pair up');
}

function headerOf(values: readonly string[], line: number, refuse: Refuse): Columns | undefined {
  const columns = columnsOf(values);
  if ('kind' in columns) return columns;
  refuse(line, 'wrong-header', `not a street or outcomes file: missing ${columns.missing.join(', ')}`);
  return undefined;
}

function refuseFile(error: NodeJS.ErrnoException, refuse: Refuse): undefined {
  if (error.code === 'ENOENT') refuse(0, 'file-not-found', 'there is no such file');
  else refuse(0, 'unreadable', `cannot be opened (${error.code})`);
}

/** The file system and zlib say by a code what is wrong; an error without one is a fault of ours. */
function isReadError(error: unknown): error is NodeJS.ErrnoException {
  return typeof (error as NodeJS.ErrnoException | null)?.code === 'string';
}
