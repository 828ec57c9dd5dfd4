import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkBodyText, isNestedDeeper } from './body-text.js';

const bytes = (text: string) => Buffer.from(text);

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('how deep a text is nested', () => {
  it.each([
    ['[[1]]', 2],
    ['[{"a":[]}]', 3],
    ['[[],[],{},[]]', 2],
    ['{"a":"[[[["}', 1],
    ['{"a":"\\"[[[["}', 1],
    ['{"a":"\\\\","b":[]}', 2],
    ['["é[{", {}]', 2],
    ['7', 0],
  ])('%s', (text, depth) => {
    expect(isNestedDeeper(bytes(text), depth)).toBe(false);
    expect(isNestedDeeper(bytes(text), depth - 1)).toBe(true);
  });

  it('is that of the value, whatever its strings hold and however long they are', () => {
    const text = fc.string({ unit: fc.constantFrom('"', '\\', '[', '}', 'é', 'a'), maxLength: 200 });
    const nested = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 8 },
        text,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(text, tie('value')),
      ),
    })).value;
    fc.assert(
      fc.property(nested, (value) => {
        const depth = depthOf(value);
        expect(isNestedDeeper(bytes(JSON.stringify(value)), depth)).toBe(false);
        expect(isNestedDeeper(bytes(JSON.stringify([value])), depth)).toBe(true);
      }),
    );
  });
});

describe('the text of a body', () => {
  const check = (text: Buffer, charset = 'utf-8') => checkBodyText(undefined, undefined, text, charset);
  const code = (code: string) => expect.objectContaining({ code });

  it('is taken in UTF-8', () => {
    expect(() => check(bytes('{"name":"Renée"}'))).not.toThrow();
  });

  it.each([
    ['Latin-1', Buffer.from('{"name":"Ren\xe9e"}', 'latin1')],
    ['half a character', bytes('{"name":"é').subarray(0, -1)],
    ['a surrogate in three bytes', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ])('is refused in %s', (_, text) => {
    expect(() => check(text)).toThrow(code('malformed-text'));
  });

  it('is refused in another character set, whatever it holds', () => {
    expect(() => check(Buffer.from('{}', 'utf16le'), 'utf-16')).toThrow(code('unsupported-media-type'));
  });

  it('is refused where it is nested deeper than 16, and not before', () => {
    expect(() => check(bytes(`${'['.repeat(16)}${']'.repeat(16)}`))).not.toThrow();
    expect(() => check(bytes(`${'['.repeat(17)}${']'.repeat(17)}`))).toThrow(code('invalid'));
    expect(() => check(bytes('['.repeat(150_000)))).toThrow(code('invalid'));
  });
});
