import { describe, expect, it } from '@jest/globals';
import { oncePer } from './once-per.js';

describe('what is made of an answer that several get', () => {
  it('is made once of each answer, also where nothing comes of it', () => {
    const made: object[] = [];
    const make = oncePer((answer: { readonly text?: string }) => {
      made.push(answer);
      return answer.text;
    });
    const [one, like, none] = [{ text: 'a' }, { text: 'a' }, {}];
    expect([one, like, none, one, like, none].map(make)).toEqual(['a', 'a', undefined, 'a', 'a', undefined]);
    expect(made).toEqual([one, like, none]);
  });
});
