import { describe, expect, it } from '@jest/globals';
import { matchInWords } from './match-words.js';

describe('by what somebody was found', () => {
  it.each([
    ['01229 555001', { on: 'phone', how: 'exact' }, 'telephone ends 001'],
    ['+44 (0)1229 555-001', { on: 'phone', how: 'exact' }, 'telephone ends 001'],
    ['555001', { on: 'phone', how: 'ending' }, 'telephone ends 001'],
    ['Smith', { on: 'name', how: 'exact' }, 'name'],
    ['Smtih', { on: 'name', how: 'nearly' }, 'a name spelt nearly so'],
    ['Smyth', { on: 'name', how: 'sounds-alike' }, 'a name that sounds like it'],
    ['28/02/1990', { on: 'born-on', how: 'exact' }, 'date of birth'],
  ] as const)('%s: %j is %s', (q, match, said) => {
    expect(matchInWords([match], q)).toBe(said);
  });

  it('is all of it', () => {
    const both = [
      { on: 'name', how: 'exact' },
      { on: 'post-code', how: 'exact' },
    ] as const;
    expect(matchInWords(both, 'Smith LA14 1AB')).toBe('name, post code');
  });
});
