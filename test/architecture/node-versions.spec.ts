import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Package {
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, Package>>;
};
const own = packages['']!;

type Version = readonly [number, number, number];

function versionIn(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return [major, minor, patch];
}

const compared = (one: Version, other: Version): number => one[0] - other[0] || one[1] - other[1] || one[2] - other[2];

/** Whether a range as these packages write them takes a version: `^20.19.0 || >=22`, `>= 10`. */
function takes(range: string, version: Version): boolean {
  return range.split('||').some((one) => {
    const [, operator = '', text = ''] = /^\s*(\^|>=|)\s*([\d.]+)\s*$/.exec(one) ?? [];
    if (text === '') throw new Error(`“${one}” is no range that this spec reads`);
    const least = versionIn(text);
    if (compared(version, least) < 0) return false;
    return operator === '>=' || version[0] === least[0];
  });
}

describe('what is used', () => {
  const oldest = versionIn(own.engines!.node!.replace('>=', ''));
  const names = Object.keys({ ...own.dependencies, ...own.devDependencies });

  it('runs on the oldest Node that is promised', () => {
    expect(names.length).toBeGreaterThan(60);
    const ranges = names.flatMap((name) => {
      const range = packages[`node_modules/${name}`]!.engines?.node;
      return range === undefined ? [] : [{ name, range }];
    });
    expect(ranges.length).toBeGreaterThan(30);
    expect(ranges.filter(({ range }) => !takes(range, oldest))).toEqual([]);
  });

  it.each([
    ['>=22.22.0', false],
    ['^22.13.0 || >=24', false],
    ['^20.19.0 || >=22.12.0', true],
    ['>= 10', true],
    ['^20.20', false],
  ])('would be found out where it wants %s', (range, isTaken) => {
    expect(takes(range, [20, 19, 0])).toBe(isTaken);
  });
});
