import { foldedFromRight, fullSubtrees, hashOfFull, type LeafRange } from './merkle.js';

/** How many hashes a full tile has (C2SP tlog-tiles). */
export const tileWidth = 256;
const tileHeight = 8;

/** Hashes that stand beside each other in a tree: each over 256 to the power of `level` leaves. */
export interface Tile {
  /** `entries`: what the leaves are hashes of. */
  readonly level: number | 'entries';
  /** The how manieth of its level, from 0. */
  readonly index: number;
  /** 256 where it is full. */
  readonly width: number;
}

/** As `0/x001/234` or `entries/005.p/17`; undefined where it is no address of a tile. */
export function tileAt(path: string): Tile | undefined {
  const match = /^(entries|[1-5]?\d|6[0-3])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (!match) return undefined;
  const [, level, number, width = String(tileWidth)] = match as unknown as [string, string, string, string?];
  const tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(number.replaceAll(/[x/]/g, '')),
    width: Number(width),
  } as const;
  // Only in the one way in which it is written: without groups of zeroes before it, a full one without its width.
  return pathOf(tile) === path ? tile : undefined;
}

export function pathOf({ level, index, width }: Tile): string {
  const groups = [String(index % 1_000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1_000); rest > 0; rest = Math.floor(rest / 1_000))
    groups.unshift(`x${String(rest % 1_000).padStart(3, '0')}`);
  return `${level}/${groups.join('/')}${width < tileWidth ? `.p/${width}` : ''}`;
}

/** The tiles that a tree of a size is made of, the partial ones only where they are its end. */
export function tilesOf(size: number): readonly (Tile & { readonly level: number })[] {
  const found: (Tile & { readonly level: number })[] = [];
  for (let [level, hashes] = [0, size]; hashes > 0; level++, hashes = Math.floor(hashes / tileWidth))
    for (let index = 0; index * tileWidth < hashes; index++)
      found.push({ level, index, width: Math.min(tileWidth, hashes - index * tileWidth) });
  return found;
}

/** Gives the hashes of a level from one up to another, which is not one of them. */
export type HashesOf = (level: number, range: LeafRange) => Promise<readonly Buffer[]>;

/** The hash over a range of leaves, from those that are kept. */
export async function hashOver(range: LeafRange, hashesOf: HashesOf): Promise<Buffer> {
  const subtrees = fullSubtrees(range).map(async ({ from, to }) => {
    const level = Math.floor(Math.log2(to - from) / tileHeight);
    const each = tileWidth ** level;
    return hashOfFull(await hashesOf(level, { from: from / each, to: to / each }));
  });
  return foldedFromRight(await Promise.all(subtrees));
}

/** The end of a tree: of each level the hashes that fill no tile yet. Enough to go on, and to know the root. */
export class TreeEdge {
  readonly #levels: Buffer[][];

  /** @param levels as they stood at this size; none: of the empty tree. */
  constructor(
    private count = 0,
    levels: readonly (readonly Buffer[])[] = [],
  ) {
    this.#levels = levels.map((hashes) => [...hashes]);
  }

  get size(): number {
    return this.count;
  }

  get root(): Buffer {
    const peaks = this.#levels
      .map((hashes) =>
        fullSubtrees({ from: 0, to: hashes.length }).map(({ from, to }) => hashOfFull(hashes.slice(from, to))),
      )
      .toReversed()
      .flat();
    return foldedFromRight(peaks);
  }

  /** Takes in the next leaf, by its hash. `onFull` is told of each tile that is full with it, by the hash above it. */
  add(hash: Buffer, onFull: (above: HashAbove) => void = () => {}): void {
    this.count += 1;
    let above = hash;
    for (let level = 0; ; level++) {
      const hashes = (this.#levels[level] ??= []);
      hashes.push(above);
      if (hashes.length < tileWidth) return;
      above = hashOfFull(hashes);
      this.#levels[level] = [];
      onFull({ level: level + 1, index: this.count / tileWidth ** (level + 1) - 1, hash: above });
    }
  }
}

/** A hash of a level above the leaves. */
export interface HashAbove {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

/** Of each level of a tree of a size, the range of hashes that fill no tile. */
export function edgeRanges(size: number): readonly LeafRange[] {
  const ranges: LeafRange[] = [];
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / tileWidth))
    ranges.push({ from: hashes - (hashes % tileWidth), to: hashes });
  return ranges;
}
