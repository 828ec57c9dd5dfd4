import { readFileSync } from 'node:fs';

/** A file that somebody named and that cannot be used, told in words that a person knows. */
export class FileUnreadable extends Error {
  constructor(
    file: string,
    readonly detail: string,
  ) {
    super(`${file}: ${detail}`);
    this.name = 'FileUnreadable';
  }
}

const byCode: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file: look at its name and its folder.',
  ENOTDIR: 'There is no such file: look at its name and its folder.',
  EISDIR: 'It is a folder: name the file in it.',
  EACCES: 'It may not be read: see to it that whoever runs this may.',
  EPERM: 'It may not be read: see to it that whoever runs this may.',
};

/**
 * The text of a small file, without a byte order mark. Throws FileUnreadable where it is not there, is a folder or may not be
 * read, and where it is not UTF-8, naming the first line that is not: nothing in it is guessed at.
 */
export function textOf(file: string): string {
  const bytes = bytesOf(file);
  try {
    return strict().decode(bytes);
  } catch {
    throw new FileUnreadable(file, `Line ${firstBrokenLine(bytes)} is not UTF-8 text: save the file as UTF-8.`);
  }
}

/** What a file holds. Throws FileUnreadable. */
export function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new FileUnreadable(file, byCode[code] ?? `It cannot be read (${code}).`);
  }
}

const strict = () => new TextDecoder('utf-8', { fatal: true });

/** Decoded in one go up to each line end, so that a letter that is cut by the end of a line is broken on that line. */
function firstBrokenLine(bytes: Buffer): number {
  let from = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    try {
      strict().decode(bytes.subarray(from, end === -1 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end === -1) return line;
    from = end + 1;
  }
}
