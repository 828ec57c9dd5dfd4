import { hash } from 'node:crypto';

/** Hashing of RFC 6962, 2.1, by SHA-256. */
export function leafHash(entry: Uint8Array): Buffer {
  if (entry.length !== hashBytes) return sha256(Buffer.concat([leafPrefix, entry]));
  leaf.set(entry, 1);
  return sha256(leaf);
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== hashBytes || right.length !== hashBytes) return sha256(Buffer.concat([nodePrefix, left, right]));
  node.set(left, 1);
  node.set(right, 1 + hashBytes);
  return sha256(node);
}

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

const hashBytes = 32;
const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);
/** Filled anew for each hash: in one piece it takes two thirds of the time. */
const leaf = Buffer.concat([leafPrefix, Buffer.alloc(hashBytes)]);
const node = Buffer.concat([nodePrefix, Buffer.alloc(2 * hashBytes)]);

/** So many leaves, and the hash over them all. */
export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

/** Leaves of a tree, from one up to another, which is not one of them. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** The subtrees whose hashes, in this order, prove that a leaf is in the tree of a size (RFC 6962, 2.1.1). */
export function inclusionPath(leaf: number, size: number): readonly LeafRange[] {
  const path = (from: number, to: number): LeafRange[] => {
    if (to - from === 1) return [];
    const middle = from + largestPowerBelow(to - from);
    return leaf < middle ? [...path(from, middle), { from: middle, to }] : [...path(middle, to), { from, to: middle }];
  };
  return path(0, size);
}

/** The subtrees whose hashes, in this order, prove that a tree begins with all of an older one (RFC 6962, 2.1.2). */
export function consistencyPath(older: number, size: number): readonly LeafRange[] {
  const path = (from: number, to: number, isWhole: boolean): LeafRange[] => {
    if (older === to) return isWhole ? [] : [{ from, to }];
    const middle = from + largestPowerBelow(to - from);
    return older <= middle
      ? [...path(from, middle, isWhole), { from: middle, to }]
      : [...path(middle, to, false), { from, to: middle }];
  };
  return older === 0 ? [] : path(0, size, true);
}

/** The full subtrees that a range is made of, the largest first; its hash folds theirs from the right. */
export function fullSubtrees({ from, to }: LeafRange): readonly LeafRange[] {
  const found: LeafRange[] = [];
  for (let at = from; at < to;) {
    const size = largestPowerUpTo(to - at);
    found.push({ from: at, to: at + size });
    at += size;
  }
  return found;
}

/** The hash over those of subtrees that get smaller from left to right. */
export const foldedFromRight = (hashes: readonly Buffer[]): Buffer =>
  hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => nodeHash(left, right));

/** The hash over as many hashes of one height as a power of two. */
export function hashOfFull(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) row = row.flatMap((left, at) => (at % 2 === 0 ? [nodeHash(left, row[at + 1]!)] : []));
  return row[0]!;
}

/** Whether these hashes prove that the leaf with this hash has this place in the tree of this size and root. */
export function provesInclusion(hash: Buffer, leaf: number, tree: TreeHead, hashes: readonly Buffer[]): boolean {
  const path = leaf < tree.size ? inclusionPath(leaf, tree.size) : undefined;
  if (path?.length !== hashes.length) return false;
  const root = path.reduce((own, { from }, at) => {
    const other = hashes[at]!;
    return from > leaf ? nodeHash(own, other) : nodeHash(other, own);
  }, hash);
  return root.equals(tree.root);
}

/** Whether these hashes prove that a tree begins with all of an older one; by the steps of RFC 9162, 2.1.4.2. */
export function provesConsistency(older: TreeHead, tree: TreeHead, hashes: readonly Buffer[]): boolean {
  if (older.size === tree.size) return hashes.length === 0 && older.root.equals(tree.root);
  if (older.size === 0) return hashes.length === 0 && older.root.equals(emptyRoot);
  if (older.size > tree.size || hashes.length === 0) return false;
  const isFull = largestPowerUpTo(older.size) === older.size;
  const [first, ...rest] = isFull ? [older.root, ...hashes] : hashes;
  // The last leaf of each, then whatever is above it.
  const last = { older: older.size - 1, tree: tree.size - 1 };
  const up = () => Object.assign(last, { older: half(last.older), tree: half(last.tree) });
  while (isOdd(last.older)) up();
  let [olderRoot, root] = [first!, first!];
  for (const hash of rest) {
    if (last.tree === 0) return false;
    if (isOdd(last.older) || last.older === last.tree) {
      [olderRoot, root] = [nodeHash(hash, olderRoot), nodeHash(hash, root)];
      while (!isOdd(last.older) && last.older !== 0) up();
    } else root = nodeHash(root, hash);
    up();
  }
  return last.tree === 0 && olderRoot.equals(older.root) && root.equals(tree.root);
}

// Not by bits, of which JavaScript's whole numbers have 32.
const half = (count: number): number => Math.floor(count / 2);
const isOdd = (count: number): boolean => count % 2 === 1;

function largestPowerUpTo(count: number): number {
  let power = 1;
  while (power * 2 <= count) power *= 2;
  return power;
}

const largestPowerBelow = (count: number): number => largestPowerUpTo(count - 1);
