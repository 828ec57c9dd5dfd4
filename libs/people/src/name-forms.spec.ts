import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOneOff, neighboursOf, soundsOf, wordsOf } from './name-forms.js';

const letters = fc.constantFrom(...'abcdeé');
const word = fc.array(letters, { minLength: 4, maxLength: 9 }).map((all) => all.join(''));

describe('the words of a name', () => {
  it.each([
    ['Anne  O’Neill-Smith', ['anne', 'oneill', 'smith']],
    ['ŁUKASZ Müller', ['lukasz', 'muller']],
    ['Straße', ['strasse']],
    ['José José', ['jose']],
    ['', []],
    ['李 小龙', ['李', '小龙']],
  ])('%j', (name, words) => expect(wordsOf(name)).toEqual(words));

  it('sound alike where they are spelled otherwise', () => {
    expect(soundsOf('smyth')).toEqual(expect.arrayContaining(soundsOf('smith').slice(0, 1)));
    expect(soundsOf('catherine')[0]).toBe(soundsOf('kathryn')[0]);
    expect(soundsOf('小龙')).toEqual([]);
  });
});

describe('neighbours', () => {
  it('of a short word are none', () => {
    expect(neighboursOf('lee')).toEqual(['lee']);
    expect(neighboursOf('leed')).toEqual(['leed', 'eed', 'led', 'lee']);
  });

  const meets = (one: string, other: string) => neighboursOf(one).some((form) => neighboursOf(other).includes(form));

  it('meet for one letter more, less, another or two swapped, and these are one off', () => {
    const change = fc.constantFrom('more', 'less', 'another', 'swapped');
    fc.assert(
      fc.property(word, fc.nat(), letters, change, (from, place, letter, how) => {
        const all = [...from];
        const at = place % all.length;
        if (how === 'more') all.splice(at, 0, letter);
        else if (how === 'less') all.splice(at, 1);
        else if (how === 'another') all[at] = letter;
        else [all[at], all[at + 1]] = [all[at + 1] ?? '', all[at]!];
        const to = all.join('');
        fc.pre(to.length >= 4);
        expect(meets(from, to)).toBe(true);
        if (to !== from) expect([from, to, isOneOff(from, to)]).toEqual([from, to, true]);
      }),
    );
  });

  it('are not one off for two changes', () => {
    expect(isOneOff('smith', 'smits')).toBe(true);
    expect(isOneOff('smith', 'smoth')).toBe(true);
    expect(isOneOff('smith', 'smohh')).toBe(false);
    expect(isOneOff('smith', 'smithes')).toBe(false);
    expect(isOneOff('smith', 'msiht')).toBe(false);
    expect(isOneOff('smith', 'mith')).toBe(true);
  });
});
