import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, digestOf } from './canonical.js';

describe('canonical JSON', () => {
  it('is as RFC 8785, 3.2 writes it', () => {
    const read = JSON.parse(
      String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
    );
    expect(canonicalJson(read)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('orders members by their UTF-16 units, and numbers among them as texts', () => {
    const sorted = { '\r': 0, '1': 1, '10': 2, '9': 3, '\u0080': 4, ö: 5, '€': 6, '😀': 7, '\ufb33': 8 };
    const mixed = Object.fromEntries(Object.entries(sorted).toReversed());
    expect(Object.values(JSON.parse(canonicalJson(mixed)))).toHaveLength(9);
    expect([...canonicalJson(mixed).matchAll(/:(\d)/g)].map(([, value]) => Number(value))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });

  it('is the same as another’s', () => {
    const json = fc.jsonValue({ stringUnit: 'binary' });
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { seed: 2006, numRuns: 500 },
    );
  });
});

describe('names that are known already', () => {
  it('are no others that are written alike when put together', () => {
    const alike = [
      { a: 1, b: 2 },
      { 'a\u0000b': 3 },
      { a: 1, 'b\u0000c': 2 },
      { 'a\u0000b': 1, c: 2 },
      { a: 1, b: 2, c: 3 },
    ];
    for (const value of [...alike, ...alike.toReversed()]) expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });

  it('stand in their order however they came', () => {
    expect(canonicalJson({ b: 1, a: 2 })).toBe('{"a":2,"b":1}');
    expect(canonicalJson({ a: 2, b: 1 })).toBe('{"a":2,"b":1}');
    expect(canonicalJson({ 10: 1, 9: 2, a: 3 })).toBe('{"10":1,"9":2,"a":3}');
  });
});

describe('the digest of a fact', () => {
  const fact = {
    position: '7',
    stream: 'case-1',
    version: 2,
    type: 'ContactMade',
    typeVersion: 1,
    data: { b: 1, a: ['x'] },
    occurred: '2026-03-02T08:30:00.5Z',
    recorded: '2026-03-02T09:00:00Z',
    by: 'pc-1',
    requestId: 'r-1',
    simulated: false,
  };

  it('is another once anything of it is', () => {
    const others = [
      { position: '8' },
      { stream: 'case-2' },
      { version: 3 },
      { type: 'ContactTried' },
      { typeVersion: 2 },
      { data: { b: 1, a: ['y'] } },
      { occurred: '2026-03-02T08:30:00.500001Z' },
      { known: '2026-03-02T09:00:00Z' },
      { causedBy: 1 },
      { recorded: '2026-03-02T09:00:01Z' },
      { by: 'pc-2' },
      { requestId: 'r-2' },
      { simulated: true },
    ].map((change) => digestOf({ ...fact, ...change }).toString('hex'));
    expect(new Set([digestOf(fact).toString('hex'), ...others]).size).toBe(others.length + 1);
  });

  it('does not hang on how its data are written', () => {
    expect(digestOf({ ...fact, data: { a: ['x'], b: 1.0 } })).toEqual(digestOf(fact));
  });
});
