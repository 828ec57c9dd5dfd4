import { leafHash, type LeafRange } from './merkle.js';
import { hashOver, TreeEdge, type HashesOf } from './tile.js';

/** A tree in memory. */
export interface GrownTree {
  readonly entries: readonly Buffer[];
  readonly edge: TreeEdge;
  readonly hashesOf: HashesOf;
  hashOver(range: LeafRange): Promise<Buffer>;
}

export function grown(entries: readonly Buffer[]): GrownTree {
  const edge = new TreeEdge();
  const levels: Buffer[][] = [entries.map(leafHash)];
  for (const hash of levels[0]!)
    edge.add(hash, ({ level, index, hash: above }) => ((levels[level] ??= [])[index] = above));
  const hashesOf: HashesOf = async (level, { from, to }) => levels[level]!.slice(from, to);
  return { entries, edge, hashesOf, hashOver: (range) => hashOver(range, hashesOf) };
}
