import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { aForce, problemsOf } from './directory.fixture.js';
import { parseDirectory } from './load-directory.js';
import { hasShape } from './references.js';

describe('the shape of a reference', () => {
  it.each([
    ['CR/#+/##', 'CR/1/26', 'CR/10234/26'],
    ['@@#####', 'AB12345', 'ZZ00000'],
    ['ASB @+-#', 'ASB X-1', 'ASB LONG-9'],
    ['26.#+', '26.1', '26.99'],
  ])('%s has %s and %s', (shape, one, other) => {
    expect([hasShape(one, shape), hasShape(other, shape)]).toEqual([true, true]);
  });

  it.each([
    ['CR/#+/##', 'CR//26'],
    ['CR/#+/##', 'CR/1/2'],
    ['CR/#+/##', 'CR/1/266'],
    ['CR/#+/##', 'XCR/1/26'],
    ['CR/#+/##', 'CR/1/26/X'],
    ['26.#', '2611'],
  ])('%s has not %s', (shape, reference) => {
    expect(hasShape(reference, shape)).toBe(false);
  });
});

describe('a force file', () => {
  it('may say how references of a kind are written', () => {
    const directory = parseDirectory(stringify({ ...aForce(), references: { crime: ['CR/#+/##', 'OLD#+'] } }));
    expect(directory.referenceShapes('crime')).toEqual(['CR/#+/##', 'OLD#+']);
    expect(directory.referenceShapes('enquiry')).toBeUndefined();
  });

  it.each([
    [{ crime: [] }, 'references.crime: must be a list of 1 to 10 items'],
    [{ crime: ['cr/#'] }, expect.stringMatching(/^references\.crime\[0\]: must be a shape/)],
    [{ crime: ['CR/+'] }, expect.stringMatching(/^references\.crime\[0\]: must be a shape/)],
    [{ crimes: ['CR/#'] }, 'references.crimes: is not a key of the force file'],
  ])('is refused with the references %j', (references, problem) => {
    expect(problemsOf({ ...aForce(), references })).toEqual([problem]);
  });
});
