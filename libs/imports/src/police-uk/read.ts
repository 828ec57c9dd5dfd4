import { bytesOf, isWholeGzip, kindOf, TooLarge, type ByteReading, type FilePacking } from '../reading/bytes.js';
import { valuesOf } from '../reading/csv-line.js';
import { columnsOf, type Columns } from './columns.js';
import { linesOf, type Line } from '../reading/lines.js';
import { isReadError, refusalOf, type Fault, type OnRefused } from '../reading/refusal.js';
import { rowOf, type RowTerms } from './row-or-fault.js';
import type { PoliceUkRow } from './rows.js';

export interface ReadingOptions extends ByteReading {
  readonly terms: RowTerms;
  readonly onRefused: OnRefused;
}

/**
 * The rows of one street or outcomes file of data.police.uk, packed with gzip or not; which of the two it is says
 * its header. Never throws for what is in the file or for a missing file: what cannot be read is handed to
 * `onRefused` and the reading goes on, with the next line where one line is bad. Holds one line at a time. Throws the
 * signal's reason once it is aborted.
 */
export async function* readRows(path: string, options: ReadingOptions): AsyncGenerator<PoliceUkRow> {
  yield* new FileReading(path, options).rows();
}

class FileReading {
  /** The last line that was read. */
  #line = 0;

  constructor(
    private readonly path: string,
    private readonly options: ReadingOptions,
  ) {}

  async *rows(): AsyncGenerator<PoliceUkRow> {
    const { signal } = this.options;
    const packing = await this.#packing();
    if (!packing) return;
    try {
      const whole = packing === 'plain' || (await isWholeGzip(this.path, this.options));
      yield* this.#rowsIn(linesOf(bytesOf(this.path, packing, this.options), this.options), whole);
      if (!whole) this.#refuse(this.#line, { code: 'truncated', detail: endsTooEarly(this.#line) });
    } catch (error) {
      if (error instanceof TooLarge) return this.#refuse(0, { code: 'too-large' });
      if (signal?.aborted || !isReadError(error)) throw error;
      this.#refuse(this.#line, { code: 'damaged' });
    }
  }

  /** How the file is packed, where it can be read at all. */
  async #packing(): Promise<FilePacking | undefined> {
    const kind = await kindOf(this.path).catch((error: unknown) => {
      if (!isReadError(error)) throw error;
      return error.code === 'ENOENT' ? 'file-not-found' : 'unreadable';
    });
    if (kind === 'plain' || kind === 'gzip') return kind;
    this.#refuse(0, { code: kind });
    return undefined;
  }

  async *#rowsIn(lines: AsyncIterable<Line>, whole: boolean): AsyncGenerator<PoliceUkRow> {
    let columns: Columns | undefined;
    let rows = 0;
    for await (const line of lines) {
      if ('text' in line && line.text.trim() === '') continue;
      if (!whole && !line.ended) return this.#refuse(line.number, { code: 'cut-off' });
      this.#line = line.number;
      const found = columns ? this.#rowIn(line, columns) : headerIn(line);
      if ('code' in found) this.#refuse(line.number, found);
      else if ('count' in found) columns = found;
      else yield found;
      if (!columns) return;
      rows += 1;
    }
    if (whole && rows < 2) this.#refuse(0, { code: columns ? 'no-rows' : 'empty-file' });
  }

  #rowIn(line: Line, columns: Columns): PoliceUkRow | Fault {
    const values = 'text' in line ? valuesOf(line.text) : null;
    if (!line.ended && isCutOff(line, values, columns)) return { code: 'cut-off' };
    if ('fault' in line) return { code: line.fault };
    if (!values) return { code: 'broken-quotes' };
    return rowOf({ file: this.path, line: line.number, values, columns }, this.options.terms);
  }

  #refuse(line: number, fault: Fault): void {
    this.options.onRefused(refusalOf(this.path, line, fault));
  }
}

function headerIn(line: Line): Columns | Fault {
  return 'text' in line ? columnsOf(line.text) : { code: line.fault === 'invalid-utf8' ? 'not-text' : 'wrong-header' };
}

/** Whether a line without an end breaks off in the middle of a letter, of quotes or of its row. */
function isCutOff(line: Line, values: readonly string[] | null, columns: Columns): boolean {
  if ('fault' in line) return line.fault === 'invalid-utf8';
  return !values || values.length < columns.count;
}

function endsTooEarly(line: number): string {
  return `The packed file ends too early, after line ${line}: fetch it again.`;
}
