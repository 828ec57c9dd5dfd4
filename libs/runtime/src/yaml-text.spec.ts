import { describe, expect, it } from '@jest/globals';
import { YamlInvalid, yamlIn } from './yaml-text.js';

/** Nine lines of aliases to the line before, ten each: a thousand million texts. */
const bomb = [
  'a0: &a0 lol',
  ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(10)}]`),
].join('\n');

const problemsOf = (text: string) => {
  try {
    return yamlIn(text);
  } catch (error) {
    if (error instanceof YamlInvalid) return error.problems;
    throw error;
  }
};

describe('a YAML text', () => {
  it('is read with its aliases', () => {
    expect(yamlIn('area: &a { bcu: North }\nother: *a\n')).toEqual({ area: { bcu: 'North' }, other: { bcu: 'North' } });
  });

  it.each([
    ['is broken', 'a: 1\nb: [\n', 3, /./],
    ['has a key twice', 'a: 1\na: 2\n', 2, /unique/],
    ['has a tag that nobody knows', 'a: 1\nb: !!js/function x\n', 2, /tag/],
    ['is two documents', 'a: 1\n---\nb: 2\n', 2, /multiple documents/],
    ['has an alias without its anchor', 'a: *nowhere\n', 1, /nowhere/],
    ['would become huge', bomb, 1, /alias/],
    ['would become huge by merging', `x: &x { a: 1 }\n${bomb}\n<<: *x\n`, 1, /alias/],
  ])('that %s is refused with its line', (_, text, line, detail) => {
    expect(problemsOf(text)).toEqual(expect.arrayContaining([{ line, detail: expect.stringMatching(detail) }]));
  });

  it('names every line that is wrong', () => {
    expect(problemsOf('a: !x 1\nb: 2\nb: 3\n')).toHaveLength(2);
  });

  it('takes no key for more than a key', () => {
    const read = yamlIn('__proto__: { admin: true }\nconstructor: 1\n') as object;
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect('admin' in read).toBe(false);
  });
});
