import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readCatalogue } from '@kept-informed/commitments';
import { catalogueIn } from './catalogue.js';

describe('two readings of the catalogue', () => {
  it('find the same in every row', () => {
    const found = catalogueIn(readFileSync('libs/commitments/data/commitments.csv', 'utf8'));
    expect(found).toEqual(readCatalogue());
  });
});
