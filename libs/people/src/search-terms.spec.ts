import { describe, expect, it } from '@jest/globals';
import { judged } from './search-match.js';
import { formsOf, labelsOf, termsIn } from './search-terms.js';

describe('what somebody typed', () => {
  it.each([
    [
      'Smith, Anne',
      [
        { on: 'name', word: 'smith' },
        { on: 'name', word: 'anne' },
      ],
    ],
    ['01229 555 001', [{ on: 'phone', number: '+441229555001' }]],
    ['+44 (0)1229 555001', [{ on: 'phone', number: '+441229555001' }]],
    ['Ann@Example.org', [{ on: 'email', email: 'ann@example.org' }]],
    ['la14 1ab', [{ on: 'post-code', postCode: 'la141ab' }]],
    ['28/2/1990', [{ on: 'born-on', date: '1990-02-28' }]],
    ['1990-02-28', [{ on: 'born-on', date: '1990-02-28' }]],
    ['28th February 1990', [{ on: 'born-on', date: '1990-02-28' }]],
    [
      'Smith 28.02.1990 LA141AB',
      [
        { on: 'born-on', date: '1990-02-28' },
        { on: 'post-code', postCode: 'la141ab' },
        { on: 'name', word: 'smith' },
      ],
    ],
    ['CR/10234/26', [{ on: 'name', word: 'cr' }]],
    ['10234', []],
    ['  ', []],
  ])('%j', (text, terms) => expect(termsIn(text)).toEqual(terms));

  it('is no date that there is not', () => expect(termsIn('30/02/1990').map(({ on }) => on)).not.toContain('born-on'));
});

const anne = {
  name: 'Anne O’Neill-Smith',
  bornOn: '1990-02-28',
  routes: [
    { method: 'phone', value: '01229 555001' },
    { method: 'letter', value: '1 Any Street, Barrow, LA14 1AB' },
    { method: 'email', value: 'anne@example.org' },
  ],
} as const;
const howMet = (text: string) => judged(termsIn(text), anne).matched.map(({ on, how }) => `${on} ${how}`);

describe('somebody', () => {
  it.each([
    ['smith anne', ['name exact']],
    ['Smtih', ['name nearly']],
    ['Smyth', ['name nearly']],
    ['Ann', ['name sounds-alike']],
    ['(01229) 555-001', ['phone exact']],
    ['555001', ['phone ending']],
    ['0044 1229 555 001', ['phone exact']],
    ['ANNE@example.ORG', ['email exact']],
    ['LA141AB', ['post-code exact']],
    ['28 Feb 1990', ['born-on exact']],
    ['Jones', []],
    ['555002', []],
  ])('is met by %j', (text, matched) => expect(howMet(text)).toEqual(matched));

  it('is met in the index by whatever meets them in the clear', () => {
    const labels = new Set(labelsOf(anne));
    for (const text of ['smith', 'Smtih', 'Smyth', 'Ann', '555001', '01229555001', 'LA14 1AB', '1990-02-28', 'oneil'])
      for (const term of termsIn(text)) {
        const { exact, near, sound } = formsOf(term);
        expect([text, [...exact, ...near, ...sound].some((label) => labels.has(label))]).toEqual([text, true]);
      }
  });

  it('who meets more is better than who meets less, and exactly better than nearly', () => {
    const score = (text: string) => judged(termsIn(text), anne).score;
    expect(score('anne smith')).toBeGreaterThan(score('anne jones'));
    expect(score('anne smith')).toBeGreaterThan(score('anne smtih'));
    expect(score('anne smith 1990-02-28')).toBeGreaterThan(score('anne smith 1990-02-27'));
  });
});
