import { setImmediate } from 'node:timers/promises';
import { type ByteReading, TooLarge } from './bytes.js';

/** One line of a file, numbered from 1, or why it cannot be read as text. */
export type Line =
  | { readonly number: number; readonly text: string; readonly ended: boolean }
  | { readonly number: number; readonly fault: 'invalid-utf8' | 'line-too-long'; readonly ended: boolean };

/** The longest line of the real files has about 330 bytes. The bound keeps a file without line ends out of memory. */
const LONGEST_LINE = 65_536;
const LF = 0x0a;
const CR = 0x0d;

/** Where a file may have so many bytes, it may have a line for so many: shorter ones take more memory than their bytes say. */
const shortestLine = 200;
/** So many milliseconds others wait at most while a piece is gone through. */
const longestTurn = 20;

/**
 * Cuts bytes into lines ended by LF, CR LF or CR alone; the last may have no end (`ended` tells). A byte order mark is
 * dropped. Each line is decoded by itself, so that a broken byte costs its line and no other. Pauses for whatever else the
 * process does. Throws TooLarge.
 */
export async function* linesOf(bytes: AsyncIterable<Buffer>, { most = Infinity }: ByteReading): AsyncGenerator<Line> {
  let pending: Buffer[] = [];
  let held = 0;
  let number = 0;
  let afterCr = false;
  let began = performance.now();
  const hold = (part: Buffer) => {
    if (held <= LONGEST_LINE) pending.push(part);
    held += part.length;
  };
  const release = (ended: boolean): Line => {
    const line = lineOf((number += 1), held > LONGEST_LINE ? null : Buffer.concat(pending), ended);
    pending = [];
    held = 0;
    return line;
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (const end of lineEndsIn(chunk)) {
      const secondHalf = afterCr && end === from && chunk[end] === LF;
      if (!secondHalf) {
        hold(chunk.subarray(from, end));
        yield release(true);
        if (number > most / shortestLine) throw new TooLarge();
      }
      afterCr = chunk[end] === CR;
      from = end + 1;
      if (performance.now() - began < longestTurn) continue;
      await setImmediate();
      began = performance.now();
    }
    if (from === chunk.length) continue;
    hold(chunk.subarray(from));
    afterCr = false;
  }
  if (held > 0) yield release(false);
}

/** Where a CR or an LF stands, in order. Each is looked for by itself: most files have one of the two alone. */
function* lineEndsIn(chunk: Buffer): Generator<number> {
  let [lf, cr] = [chunk.indexOf(LF), chunk.indexOf(CR)];
  while (lf !== -1 || cr !== -1) {
    if (cr === -1 || (lf !== -1 && lf < cr)) {
      yield lf;
      lf = chunk.indexOf(LF, lf + 1);
    } else {
      yield cr;
      cr = chunk.indexOf(CR, cr + 1);
    }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function lineOf(number: number, bytes: Buffer | null, ended: boolean): Line {
  if (!bytes) return { number, fault: 'line-too-long', ended };
  try {
    return { number, text: utf8.decode(bytes), ended };
  } catch {
    return { number, fault: 'invalid-utf8', ended };
  }
}
