import { describe, expect, it } from '@jest/globals';
import { meaningOf } from './route-meaning.js';

describe('what a route means', () => {
  it.each([
    ['phone', '07700 900123'],
    ['sms', '07700900123'],
    ['sms', '+44 7700 900123'],
    ['phone', '0044 7700 900123'],
    ['phone', '07700\u00a0900\u00a0123'],
    ['phone', '(07700) 900-123'],
    ['sms', '\u200b07700 900123'],
    ['phone', '０７７００ ９００１２３'],
  ])('is one number for %s, however it is spelled: %s', (method, value) => {
    expect(meaningOf(method, value)).toEqual({ kind: 'number', meaning: '+447700900123', mark: '+447700900123' });
  });

  it('keeps numbers apart that differ, also by their extension and country', () => {
    const others = ['07700 900124', '+33 7700 900123', '07700 900123 ext. 7', '0161 496 0123'];
    const meanings = others.map((value) => meaningOf('phone', value).meaning);
    expect(new Set([...meanings, '+447700900123']).size).toBe(5);
  });

  it('of what is no number is its letters and digits', () => {
    expect(meaningOf('phone', 'ask at the pub').meaning).toBe(meaningOf('phone', 'Ask at  the Pub').meaning);
    expect(meaningOf('phone', 'ask at the pub').meaning).not.toBe(meaningOf('phone', 'ask at the inn').meaning);
  });

  it.each([
    ['email', 'Ann.Other@Example.org', ' ann.other@example.org '],
    ['letter', '1 Any Street, Barrow LA14 1AB', '1 any street barrow  la141ab.'],
    ['portal', 'ann other', 'AnnOther'],
  ])('of %s is the same in any case and with any spaces', (method, one, other) => {
    expect(meaningOf(method, one)).toEqual(meaningOf(method, other));
  });

  it('keeps e-mail addresses apart by what tells them apart', () => {
    const meanings = ['a.b@example.org', 'ab@example.org', 'a-b@example.org', 'a+b@example.org', 'a_b@example.org'];
    expect(new Set(meanings.map((value) => meaningOf('email', value).meaning)).size).toBe(5);
  });

  it('of an address is marked by its post code, of one without by all of it', () => {
    const [one, other] = ['1 Any Street, LA14 1AB', 'Flat 2, 1 Any Street, la141ab'].map((value) =>
      meaningOf('letter', value),
    );
    expect([one!.mark, other!.mark, one!.meaning === other!.meaning]).toEqual(['la141ab', 'la141ab', false]);
    expect(meaningOf('letter', '1 Any Street').mark).toBe(meaningOf('in-person', '1 Any  street').mark);
  });
});
