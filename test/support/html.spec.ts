import { describe, expect, it } from '@jest/globals';
import { malformed } from './html.js';

const box = (id: string) =>
  `<input id="${id}" type="checkbox" name="who[]" value="${id}"><label for="${id}">${id}</label>`;

describe('what is wrong with the HTML of a page', () => {
  it.each([
    ['what is never closed', '<div><p>One</div>', /no-implicit-close/],
    ['one id twice', '<p id="one">One</p><p id="one">Two</p>', /no-dup-id/],
    ['a picture without words', '<p><img src="a.svg"></p>', /wcag/],
    ['one name twice', '<form><input aria-label="a" name="a"><input aria-label="b" name="a"></form>', /form-dup-name/],
  ])('is told: %s', (_, html, told) => {
    expect(malformed(html).join('\n')).toMatch(told);
  });

  it('is not that several boxes answer one question', () => {
    expect(malformed(`<form>${box('one')}${box('two')}<button>Send</button></form>`)).toEqual([]);
  });
});
