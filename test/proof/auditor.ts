import { createHash, createPublicKey, verify } from 'node:crypto';

/**
 * What an auditor checks a log by, written from RFC 6962, RFC 9162 and C2SP alone: none of it is the product's, and its
 * recursion is as the RFC says it, where the product goes by ranges.
 */

const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

export const leafHash = (entry: Uint8Array): Buffer => sha256(Buffer.of(0), entry);
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(1), left, right);

/** The hash over leaves whose own hashes these are (RFC 6962, 2.1: MTH). */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0]!;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return nodeHash(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

/** RFC 9162, 2.1.3.2. */
export function isIncluded(hash: Buffer, leaf: number, size: number, root: Buffer, path: readonly Buffer[]): boolean {
  if (leaf >= size) return false;
  let [fn, sn, r] = [leaf, size - 1, hash];
  for (const p of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else r = nodeHash(r, p);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 && r.equals(root);
}

/** RFC 9162, 2.1.4.2. */
export function isConsistent(
  [first, firstRoot]: readonly [number, Buffer],
  [second, secondRoot]: readonly [number, Buffer],
  proof: readonly Buffer[],
): boolean {
  if (first === second) return proof.length === 0 && firstRoot.equals(secondRoot);
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : [...proof];
  if (path.length === 0) return false;
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [fn >> 1, sn >> 1];
  let [fr, sr] = [path[0]!, path[0]!];
  for (const c of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeHash(c, fr), nodeHash(c, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else sr = nodeHash(sr, c);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 && fr.equals(firstRoot) && sr.equals(secondRoot);
}

/** What a checkpoint says, once its signature by this public key (`name+id+base64`) holds; throws where it does not. */
export function openedCheckpoint(note: string, key: string): { origin: string; size: number; root: Buffer } {
  const [name, id, encoded] = key.split('+', 2).concat(key.split('+').slice(2).join('+')) as [string, string, string];
  const raw = Buffer.from(encoded, 'base64').subarray(1);
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  });
  const at = note.indexOf('\n\n') + 1;
  const [text, signatures] = [note.slice(0, at), note.slice(at + 1).split('\n')];
  const line = signatures.find((one) => one.startsWith(`— ${name} `));
  const signature = Buffer.from(line?.split(' ')[2] ?? '', 'base64');
  const isOwn = signature.subarray(0, 4).toString('hex') === id;
  if (!isOwn || !verify(null, Buffer.from(text), publicKey, signature.subarray(4))) throw new Error('not signed');
  const [origin, size, root] = text.split('\n') as [string, string, string];
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

/** The hashes of a tile, or the entries of a bundle. */
export function hashesIn(tile: Buffer): Buffer[] {
  return Array.from({ length: tile.length / 32 }, (_, at) => tile.subarray(at * 32, at * 32 + 32));
}

export function entriesIn(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at))
    entries.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)));
  return entries;
}
