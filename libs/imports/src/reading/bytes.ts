import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { constants, createGunzip } from 'node:zlib';

export type FilePacking = 'plain' | 'gzip';

/** What a path leads to: a file that can be read, or what else. */
export type PathKind = FilePacking | 'zip-archive' | 'utf-16' | 'folder' | 'unreadable';

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK\x03\x04');
const UTF16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/**
 * Goes by the first bytes; names lie (`.csv` that is gzip, `.gz` that was unpacked by the browser). Throws as the file
 * system does where there is nothing, or where it may not be read.
 */
export async function kindOf(path: string): Promise<PathKind> {
  const about = await stat(path);
  if (about.isDirectory()) return 'folder';
  // A pipe would be empty when it is read a second time, and nothing ends the wait for one that nobody writes to.
  if (!about.isFile()) return 'unreadable';
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return kindBy(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function kindBy(head: Buffer): PathKind {
  const two = head.subarray(0, 2);
  if (two.equals(GZIP)) return 'gzip';
  if (head.equals(ZIP)) return 'zip-archive';
  // Without a mark it is known by the empty half of each letter.
  return UTF16.some((mark) => two.equals(mark)) || head.includes(0) ? 'utf-16' : 'plain';
}

/** How a file's bytes are read. */
export interface ByteReading {
  /** Ends it, also in the middle. */
  readonly signal?: AbortSignal;
  /** So many bytes at most, unpacked: little can be packed that is very much. */
  readonly most?: number;
}

/** More comes out of a file than is taken. */
export class TooLarge extends Error {}

/**
 * The file's bytes, unpacked. A gzip file that was cut off gives all that can be unpacked and then simply ends
 * (`Z_SYNC_FLUSH`): the strict way would throw away what is still on its way when it meets the cut. Throws the signal's
 * reason once it is aborted, and TooLarge.
 */
export async function* bytesOf(path: string, packing: FilePacking, reading: ByteReading): AsyncGenerator<Buffer> {
  const file = packing === 'gzip' ? unpacked(path, constants.Z_SYNC_FLUSH) : createReadStream(path);
  yield* bounded(file as AsyncIterable<Buffer>, reading);
}

async function* bounded(chunks: AsyncIterable<Buffer>, { signal, most = Infinity }: ByteReading) {
  let bytes = 0;
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    bytes += chunk.length;
    if (bytes > most) throw new TooLarge();
    yield chunk;
  }
}

/** Whether a gzip file is complete. Unpacks it a second time, strictly, because the lenient way cannot tell. */
export async function isWholeGzip(path: string, reading: ByteReading): Promise<boolean> {
  try {
    for await (const _ of bounded(unpacked(path, constants.Z_FINISH), reading));
    return true;
  } catch (error) {
    if (reading.signal?.aborted || error instanceof TooLarge) throw error;
    return false;
  }
}

async function* unpacked(path: string, finishFlush: number): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const gunzip = createGunzip({ finishFlush });
  file.on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } finally {
    file.destroy();
  }
}
