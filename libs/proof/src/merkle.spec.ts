import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  consistencyPath,
  emptyRoot,
  inclusionPath,
  leafHash,
  provesConsistency,
  provesInclusion,
  type LeafRange,
} from './merkle.js';
import { grown, type GrownTree } from './tree.fixture.js';

/** The tree of certificate-transparency's own tests, with its roots by size. */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const hashesAt = (tree: GrownTree, path: readonly LeafRange[]) =>
  Promise.all(path.map((range) => tree.hashOver(range)));
const within = (limit: number) => fc.nat({ max: limit - 1 });
const sizes = fc.integer({ min: 1, max: 2_000 });

describe('the hash of a tree', () => {
  it.each(roots.map((root, size) => [size, root] as const))(
    'of %d published leaves is as published',
    async (size, root) => {
      const tree = grown(inputs.slice(0, size).map((hex) => Buffer.from(hex, 'hex')));
      expect(tree.edge.root.toString('hex')).toBe(root);
      expect((await tree.hashOver({ from: 0, to: size })).toString('hex')).toBe(root);
    },
  );

  it('is the same from its edge and from its tiles, whatever its size', async () => {
    for (const size of [255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000]) {
      const tree = grown(numbered(size));
      expect([size, (await tree.hashOver({ from: 0, to: size })).equals(tree.edge.root)]).toEqual([size, true]);
    }
  });
});

const numbered = (count: number) => Array.from({ length: count }, (_, at) => Buffer.from(`entry ${at}`));
const big = grown(numbered(2_000));

describe('a proof of inclusion', () => {
  it('holds for its leaf, and for no other leaf, place, size or root', async () => {
    const asked = sizes.chain((size) =>
      fc.record({ size: fc.constant(size), leaf: within(size), other: within(size) }),
    );
    await fc.assert(
      fc.asyncProperty(asked, async ({ size, leaf, other }) => {
        const root = await big.hashOver({ from: 0, to: size });
        const hashes = await hashesAt(big, inclusionPath(leaf, size));
        const hash = leafHash(big.entries[leaf]!);
        expect(provesInclusion(hash, leaf, { size, root }, hashes)).toBe(true);
        expect(provesInclusion(leafHash(big.entries[other]!), leaf, { size, root }, hashes)).toBe(other === leaf);
        expect(provesInclusion(hash, size, { size, root }, hashes)).toBe(false);
        expect(provesInclusion(hash, leaf, { size, root: emptyRoot }, hashes)).toBe(false);
        expect(provesInclusion(hash, leaf, { size, root }, [...hashes, hash])).toBe(false);
      }),
      { seed: 2006, numRuns: 100 },
    );
  });
});

describe('a proof of consistency', () => {
  it('holds between a tree and what it grew to, and not once either or a hash of it is another', async () => {
    const asked = sizes.chain((size) => fc.record({ size: fc.constant(size), older: fc.nat({ max: size }) }));
    await fc.assert(
      fc.asyncProperty(asked, async ({ size, older }) => {
        const head = async (count: number) => ({ size: count, root: await big.hashOver({ from: 0, to: count }) });
        const [from, to] = [await head(older), await head(size)];
        const hashes = await hashesAt(big, consistencyPath(older, size));
        expect(provesConsistency(from, to, hashes)).toBe(true);
        const wrong = leafHash(Buffer.from('another'));
        expect(provesConsistency({ ...from, root: wrong }, to, hashes)).toBe(false);
        // Everything grew from nothing, so nothing proves that it did not.
        if (older > 0) expect(provesConsistency(from, { ...to, root: wrong }, hashes)).toBe(false);
        for (const at of hashes.keys()) expect(provesConsistency(from, to, hashes.with(at, wrong))).toBe(false);
        expect(provesConsistency(from, to, [...hashes, wrong])).toBe(false);
      }),
      { seed: 2006, numRuns: 100 },
    );
  });

  it('never holds from a tree to a smaller one', () => {
    expect(provesConsistency({ size: 2, root: emptyRoot }, { size: 1, root: emptyRoot }, [])).toBe(false);
  });
});
