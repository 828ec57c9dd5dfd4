import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { constants, createGunzip } from 'node:zlib';

/** What a file is by its first bytes; names lie (`.csv` that is gzip, `.gz` that was unpacked by the browser). */
export type FilePacking = 'plain' | 'gzip' | 'zip';

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK\x03\x04');

/** Throws as the file system does where the file is missing or may not be read. */
export async function packingOf(path: string): Promise<FilePacking> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.subarray(0, 2).equals(GZIP)) return 'gzip';
    return head.equals(ZIP) ? 'zip' : 'plain';
  } finally {
    await file.close();
  }
}

/**
 * The file's bytes, unpacked. A gzip file that was cut off gives all that can be unpacked and then simply ends
 * (`Z_SYNC_FLUSH`): the strict way would throw away what is still on its way when it meets the cut.
 */
export async function* bytesOf(path: string, packing: FilePacking): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  if (packing !== 'gzip') return yield* file as AsyncIterable<Buffer>;
  const unpacked = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  file.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  try {
    yield* unpacked as AsyncIterable<Buffer>;
  } finally {
    file.destroy();
  }
}

/** Whether a gzip file is complete. Unpacks it a second time, strictly, because the lenient way cannot tell. */
export async function isWholeGzip(path: string): Promise<boolean> {
  const file = createReadStream(path);
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  try {
    for await (const _ of unpacked) void _;
    return true;
  } catch {
    return false;
  } finally {
    file.destroy();
  }
}
