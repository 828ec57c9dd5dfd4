import { describe, expect, it } from '@jest/globals';
import { edgeRanges, pathOf, tileAt, TreeEdge, tilesOf } from './tile.js';
import { grown } from './tree.fixture.js';
import { leafHash } from './merkle.js';

describe('the address of a tile', () => {
  it.each([
    ['0/000', { level: 0, index: 0, width: 256 }],
    ['0/000.p/1', { level: 0, index: 0, width: 1 }],
    ['63/x001/x234/067', { level: 63, index: 1_234_067, width: 256 }],
    ['entries/x001/000.p/255', { level: 'entries', index: 1_000, width: 255 }],
  ] as const)('%s is read and written', (path, tile) => {
    expect(tileAt(path)).toEqual(tile);
    expect(pathOf(tile)).toBe(path);
  });

  it.each([
    '',
    '0',
    '0/0',
    '0/1000',
    '0/x000/001',
    '64/000',
    '00/000',
    '0/000.p/0',
    '0/000.p/256',
    '0/000.p/01',
    '-1/000',
    '0/000/',
  ])('%p is none', (path) => expect(tileAt(path)).toBeUndefined());
});

describe('a tree', () => {
  it('of 70,000 leaves has the tiles that the specification counts', () => {
    const tiles = tilesOf(70_000);
    const of = (level: number) => tiles.filter((tile) => tile.level === level).map(({ width }) => width);
    expect(of(0)).toEqual([...Array<number>(273).fill(256), 112]);
    expect(of(1)).toEqual([256, 17]);
    expect(of(2)).toEqual([1]);
    expect(of(3)).toEqual([]);
  });

  it('of 256 leaves has a full tile and one above with one hash', () => {
    expect(tilesOf(256).map(pathOf)).toEqual(['0/000', '1/000.p/1']);
  });

  it('goes on from its edge as if it had never stopped', async () => {
    const whole = grown(Array.from({ length: 66_000 }, (_, at) => Buffer.from(`${at}`)));
    for (const size of [0, 1, 255, 256, 300, 65_536, 65_999]) {
      const levels = await Promise.all(edgeRanges(size).map((range, level) => whole.hashesOf(level, range)));
      const edge = new TreeEdge(size, levels);
      for (const entry of whole.entries.slice(size)) edge.add(leafHash(entry));
      expect([size, edge.size, edge.root.equals(whole.edge.root)]).toEqual([size, 66_000, true]);
    }
  });
});
