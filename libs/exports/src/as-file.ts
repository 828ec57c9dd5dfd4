import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { ExportFile } from './export-file.js';

/** A file under its own name, sent as it is made. */
export function asFile({ name, type, bytes }: ExportFile): StreamableFile {
  const told = { type, disposition: `attachment; filename="${name}"` };
  return bytes instanceof Readable ? new StreamableFile(bytes, told) : new StreamableFile(bytes, told);
}
