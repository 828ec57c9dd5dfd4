import { expect, it } from '@jest/globals';
import { linesOf } from './lines.js';

it('lines are the same wherever the pieces end in which they are read', async () => {
  const text = Buffer.from('one\r\ntwo\r\n\r\nfour\rfive\n\rseven');
  const linesIn = async (pieces: Buffer[]) => {
    const lines: string[] = [];
    async function* bytes() {
      yield* pieces;
    }
    for await (const line of linesOf(bytes())) lines.push('text' in line ? line.text : line.fault);
    return lines;
  };
  for (let cut = 0; cut <= text.length; cut += 1) {
    const pieces = [text.subarray(0, cut), Buffer.alloc(0), text.subarray(cut)];
    expect(await linesIn(pieces)).toEqual(['one', 'two', '', 'four', 'five', '', 'seven']);
  }
});
