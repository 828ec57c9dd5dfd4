import { describe, expect, it } from '@jest/globals';
import { TooLarge } from './bytes.js';
import { linesOf } from './lines.js';

it('lines are the same wherever the pieces end in which they are read', async () => {
  const text = Buffer.from('one\r\ntwo\r\n\r\nfour\rfive\n\rseven');
  const linesIn = async (pieces: Buffer[]) => {
    const lines: string[] = [];
    async function* bytes() {
      yield* pieces;
    }
    for await (const line of linesOf(bytes(), {})) lines.push('text' in line ? line.text : line.fault);
    return lines;
  };
  for (let cut = 0; cut <= text.length; cut += 1) {
    const pieces = [text.subarray(0, cut), Buffer.alloc(0), text.subarray(cut)];
    expect(await linesIn(pieces)).toEqual(['one', 'two', '', 'four', 'five', '', 'seven']);
  }
});

describe('a file of very many lines', () => {
  async function* bytes() {
    for (let piece = 0; piece < 10; piece += 1) yield Buffer.alloc(65_536, '\n');
  }

  it('lets others go on while it is read', async () => {
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    let lines = 0;
    for await (const _ of linesOf(bytes(), {})) lines += 1;
    clearInterval(counting);
    expect([lines, turns > 5]).toEqual([10 * 65_536, true]);
  });

  it('is too large where its bytes are not', async () => {
    const reading = async () => {
      for await (const _ of linesOf(bytes(), { most: 10_000_000 }));
    };
    await expect(reading()).rejects.toThrow(TooLarge);
  });
});
