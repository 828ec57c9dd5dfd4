import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';

/** How the folders of uploads begin; the id of the process that they are of follows. */
export const uploadFolders = 'kept-informed-upload-';

/**
 * A file that came with a request: in a folder of its own that only this user can look into, until it is discarded. Whoever
 * needs it for longer than the request claims it, and discards it.
 */
export class Upload {
  #folder: string | undefined;
  #isDiscarded = false;
  /** Whoever claimed it discards it. */
  isClaimed = false;
  bytes = 0;
  /** SHA-256 of its bytes; empty before there is a file. */
  digest = '';

  get path(): string {
    return join(this.#folder!, 'file');
  }

  /** Keeps what comes, as it comes: no more of it is in memory than a piece. */
  async keep(from: Readable): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), `${uploadFolders}${process.pid}-`));
    if (this.#isDiscarded) return this.discard();
    const hash = createHash('sha256');
    const counted = async function* (this: Upload, pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece);
        this.bytes += piece.length;
        yield piece;
      }
    }.bind(this);
    await pipeline(from, counted, createWriteStream(this.path, { mode: 0o600 }));
    this.digest = hash.digest('hex');
  }

  readonly discard = async (): Promise<void> => {
    this.#isDiscarded = true;
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  };
}

interface UploadingRequest {
  upload?: Upload;
}

/** The file that came with a request, if one did. */
export function uploadOf(request: Request): Upload | undefined {
  return (request as UploadingRequest).upload;
}

export function withUpload(request: Request, upload: Upload): void {
  (request as UploadingRequest).upload = upload;
}
