import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileUnreadable, textOf } from './text-file.js';

const folder = mkdtempSync(join(tmpdir(), 'kept-informed-text-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(content: string | Buffer): string {
  const file = join(folder, 'some.txt');
  writeFileSync(file, content);
  return file;
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('a file that somebody names', () => {
  it('is read as UTF-8, without its mark', () => {
    expect(textOf(fileWith('\uFEFFCafé\n'))).toBe('Café\n');
  });

  it.each([
    ['on its first line', 'Ren\xe9e\nplain\n', 1],
    ['on its third line', 'plain\r\n\nRen\xe9e\n', 3],
    ['at the very end', 'plain\nRen\xe9', 2],
  ])('is refused, with the line, where it is not UTF-8 %s', (_, text, line) => {
    const reading = () => textOf(fileWith(latin1(text)));
    expect(reading).toThrow(FileUnreadable);
    expect(reading).toThrow(`some.txt: Line ${line} is not UTF-8 text: save the file as UTF-8.`);
  });

  it('is refused where a letter is cut by the end of a line', () => {
    expect(() => textOf(fileWith(Buffer.from([0x61, 0x0a, 0xc3, 0x0a, 0xa9])))).toThrow('Line 2 is not UTF-8');
  });

  it.each([
    ['that is not there', () => join(folder, 'nowhere.txt'), 'There is no such file: look at its name and its folder.'],
    [
      'below what is no folder',
      () => join(fileWith('x'), 'in-it.txt'),
      'There is no such file: look at its name and its folder.',
    ],
    ['that is a folder', () => folder, 'It is a folder: name the file in it.'],
  ])('is refused in words where it is one %s', (_, file, words) => {
    const name = file();
    expect(() => textOf(name)).toThrow(new FileUnreadable(name, words));
  });
});
