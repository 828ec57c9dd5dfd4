import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  Both,
  Code,
  DurationField,
  Flag,
  Id,
  InstantField,
  IntField,
  ListOf,
  LocalDateField,
  Nested,
  Text,
  readFields,
  rules,
} from './index.js';

class Route {
  @Code(['phone', 'email'])
  method: string;

  @Text({ max: 5, optional: true })
  times?: string;
}

class Everything {
  @Id({ optional: true }) id?: string;
  @Code(['a', 'b'], { optional: true }) code?: string;
  @Text({ max: 10, optional: true }) text?: string;
  @InstantField({ optional: true }) at?: string;
  @LocalDateField({ optional: true }) on?: string;
  @DurationField({ optional: true }) every?: string;
  @DurationField({ optional: true, positive: true }) often?: string;
  @Flag({ optional: true }) flag?: boolean;
  @IntField({ min: 1, max: 500, optional: true }) count?: number;
  @Nested(() => Route, { optional: true }) route?: Route;
  @ListOf(() => Route, { min: 1, max: 2, optional: true }) routes?: Route[];
  @ListOf(rules.id, { min: 1, max: 2, optional: true }) ids?: string[];
  @ListOf(() => String, { optional: true }) words?: string[];
}

class Query {
  @IntField({ min: 1, max: 500, optional: true, fromText: true }) limit?: number;
  @Flag({ optional: true, fromText: true }) open?: boolean;
  @ListOf(rules.code(['a', 'b']), { optional: true, fromText: true }) groupBy?: string[];
}

class Demanding {
  @IntField({ min: 1, max: 5 }) count: number;
  @ListOf(() => Route) routes: Route[];
  @Nested(() => Route) route: Route;
}

/** What a class makes of an object: its instance, or each fault with the names that lead to it. */
function read<T extends object>(type: new () => T, plain: object): unknown {
  const { value, faults } = readFields(type, plain);
  return faults.length === 0 ? value : faults.map(({ path, detail }) => [path.join('/'), detail]);
}

describe('a field', () => {
  it.each([
    ['id', 'pc-1234', 'pc-1234'],
    ['code', 'b', 'b'],
    ['text', '  said so\n', 'said so'],
    ['at', '2026-11-20T15:05:00+01:00', '2026-11-20T14:05:00.000Z'],
    ['on', '2028-02-29', '2028-02-29'],
    ['every', 'P0D', 'P0D'],
    ['often', 'P14D', 'P14D'],
    ['flag', false, false],
    ['count', 500, 500],
    ['route', { method: 'phone' }, { method: 'phone' }],
    ['routes', [{ method: 'phone', times: 'late' }], [{ method: 'phone', times: 'late' }]],
    ['ids', ['a', 'b'], ['a', 'b']],
    ['words', [' a '], ['a']],
    ['text', null, undefined],
    ['routes', null, undefined],
    ['route', null, undefined],
  ])('%s takes %j', (name, value, kept) => {
    expect({ ...(read(Everything, { [name]: value }) as object) }).toEqual({ [name]: kept });
  });

  it.each([
    ['id', 'a b', 'an id of at most 100 letters, digits and . _ ~ : @ -'],
    ['id', '-a', 'an id of at most 100 letters, digits and . _ ~ : @ -'],
    ['id', 'x'.repeat(101), 'an id of at most 100 letters, digits and . _ ~ : @ -'],
    ['code', 'c', 'one of a, b'],
    ['code', ['a'], 'one of a, b'],
    ['text', '   ', 'text of 1 to 10 characters'],
    ['text', 'x'.repeat(11), 'text of 1 to 10 characters'],
    ['text', 7, 'text of 1 to 10 characters'],
    ['at', '2026-11-20T14:05:00', 'a date and time with an offset from 1900 to 2199, like 2026-11-20T14:05:00Z'],
    ['at', '0000-01-01T00:00:00Z', 'a date and time with an offset from 1900 to 2199, like 2026-11-20T14:05:00Z'],
    ['at', 1_700_000_000, 'a date and time with an offset from 1900 to 2199, like 2026-11-20T14:05:00Z'],
    ['on', '2026-02-29', 'a date from 1900 to 2199, like 2026-11-20'],
    ['on', '2200-01-01', 'a date from 1900 to 2199, like 2026-11-20'],
    ['every', 'P1M2D', 'a duration of one unit, like P14D, P2W, P1M or PT24H'],
    ['often', 'P0D', 'a duration of one unit and not zero, like P14D, P2W, P1M or PT24H'],
    ['flag', 'true', 'true or false'],
    ['count', '5', 'a whole number from 1 to 500'],
    ['count', 501, 'a whole number from 1 to 500'],
    ['count', 1.5, 'a whole number from 1 to 500'],
    ['routes', [], 'a list of 1 to 2 items'],
    ['ids', 'a', 'a list of 1 to 2 items'],
    ['words', { length: 1 }, 'a list of 0 to 100 items'],
  ])('%s refuses %j', (name, value, wanted) => {
    expect(read(Everything, { [name]: value })).toEqual([[name, `Expected ${wanted}.`]]);
  });

  it.each([
    ['a\u0000b', 'U+0000'],
    ['a\ud800', 'U+D800'],
    ['a\ufffdb', 'U+FFFD'],
  ])('text refuses %j by the number of what it holds', (text, sign) => {
    expect(read(Everything, { text })).toEqual([['text', `It holds ${sign}, which has no place there.`]]);
  });

  it('names each item at fault', () => {
    expect(read(Everything, { ids: ['', ' '] })).toEqual([
      ['ids/0', expect.stringMatching(/^Expected an id/)],
      ['ids/1', expect.stringMatching(/^Expected an id/)],
    ]);
    expect(read(Everything, { words: [null] })).toEqual([['words/0', 'Expected text of 1 to 500 characters.']]);
  });

  it.each([['a text'], [[]], [[{ method: 'phone' }]], [7], [true]])('one object is not %j', (value) => {
    expect(read(Everything, { route: value })).toEqual([['route', 'Expected an object.']]);
  });

  it.each([
    [[[{ method: 'phone' }]], 0],
    [[null], 0],
    [['phone'], 0],
    [[{ method: 'phone' }, 7], 1],
  ])('a list of objects is not %j', (value, at) => {
    expect(read(Everything, { routes: value })).toEqual([[`routes/${at}`, 'Expected an object.']]);
  });

  it('looks into nested objects, and refuses what they do not know', () => {
    expect(read(Everything, { route: { method: 'fax' } })).toEqual([['route/method', 'Expected one of phone, email.']]);
    expect(read(Everything, { routes: [{ method: 'phone', safe: true }] })).toEqual([
      ['routes/0/safe', 'There is no such field.'],
    ]);
  });

  it('says that it is missing', () => {
    expect(read(Demanding, {})).toEqual([
      ['count', 'Missing. Expected a whole number from 1 to 5.'],
      ['routes', 'Missing. Expected a list of 0 to 100 items.'],
      ['route', 'Missing. Expected an object.'],
    ]);
  });

  it('is had from the class above too, and may be declared anew', () => {
    class Looser extends Demanding {
      @IntField({ min: 1, max: 9 }) override count: number;
      @Flag() more: boolean;
    }
    const plain = { count: 7, routes: [], route: { method: 'phone' } };
    expect(read(Looser, plain)).toEqual([['more', 'Missing. Expected true or false.']]);
    expect(read(Demanding, plain)).toEqual([['count', 'Expected a whole number from 1 to 5.']]);
  });

  it('is had from both of two classes', () => {
    class Page extends Both(Demanding, Query) {}
    const plain = { count: 9, routes: [], route: { method: 'phone' }, limit: '0' };
    expect(read(Page, plain)).toEqual([
      ['count', 'Expected a whole number from 1 to 5.'],
      ['limit', 'Expected a whole number from 1 to 500.'],
    ]);
  });

  it('keeps what the class gives it where it is left out', () => {
    class Usual {
      @IntField({ min: 1, max: 5 }) count: number = 3;
    }
    expect(read(Usual, {})).toEqual({ count: 3 });
    expect(read(Usual, { count: null })).toEqual({ count: 3 });
  });

  it.each(['toString', 'constructor', '__proto__', 'then', 'hasOwnProperty'])('is none for being called %s', (name) => {
    const plain = JSON.parse(
      `{"count":1,"routes":[],"route":{"method":"phone"},"${name}":{"polluted":true}}`,
    ) as object;
    expect(read(Demanding, plain)).toEqual([[name, 'There is no such field.']]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('reads text where it describes query parameters', () => {
    expect(read(Query, { limit: '50', open: 'false', groupBy: 'a,b' })).toEqual({
      limit: 50,
      open: false,
      groupBy: ['a', 'b'],
    });
    expect(read(Query, { limit: '5x', open: 'yes', groupBy: 'a,' })).toEqual([
      ['groupBy/1', 'Expected one of a, b.'],
      ['limit', 'Expected a whole number from 1 to 500.'],
      ['open', 'Expected true or false.'],
    ]);
  });

  it('may say in words of its own that it, or every item, is left out', () => {
    class File {
      @Id({ missing: 'names nobody' }) owner: string;
      @ListOf(rules.id, { min: 1, missing: 'should not be empty' }) teams: string[];
    }
    const said = (plain: object) => readFields(File, plain).faults.map(({ detail }) => detail);
    expect(said({})).toEqual(['names nobody', 'should not be empty']);
    expect(said({ owner: 7, teams: [] })).toEqual(['should not be empty', expect.stringMatching(/^Expected an id/)]);
  });
});

describe('an object that is read', () => {
  it('is told of by the names that lead to each field at fault, what has not its shape first', () => {
    const plain = { count: 9, routes: [{ method: 'phone', safe: true }, { method: 'fax' }], route: 'phone', more: 1 };
    expect(readFields(Demanding, plain).faults).toEqual([
      { path: ['more'], detail: 'There is no such field.' },
      { path: ['routes', '0', 'safe'], detail: 'There is no such field.' },
      { path: ['route'], detail: 'Expected an object.' },
      { path: ['count'], detail: 'Expected a whole number from 1 to 5.' },
      { path: ['routes', '1', 'method'], detail: 'Expected one of phone, email.' },
    ]);
  });

  it('may come as text throughout', () => {
    const { value, faults } = readFields(Everything, { count: '5', flag: 'true', at: 'now' }, { fromText: true });
    expect(value).toMatchObject({ count: 5, flag: true });
    expect(faults.map(({ path }) => path)).toEqual([['at']]);
  });
});

/** A list that counts how often anybody looks at one of its items. */
function watched<T>(items: T[]): { list: T[]; looks: () => number } {
  let looks = 0;
  const list = new Proxy(items, {
    get: (target, name) => {
      if (typeof name === 'string' && /^\d+$/.test(name)) looks += 1;
      return Reflect.get(target, name) as unknown;
    },
  });
  return { list, looks: () => looks };
}

describe('what a refusal costs', () => {
  class Crowd {
    @ListOf(() => Route, { max: 200 }) routes: Route[];
  }

  it('is nothing for the items of a list that is too long', () => {
    const { list, looks } = watched(Array.from({ length: 340_000 }, () => ({})));
    expect(readFields(Crowd, { routes: list }).faults).toEqual([
      { path: ['routes'], detail: 'Expected a list of 0 to 200 items.' },
    ]);
    expect(looks()).toBe(0);
  });

  it('is each item once where a list is as long as it may be', () => {
    const { list, looks } = watched(Array.from({ length: 200 }, () => ({ method: 'phone' })));
    expect(readFields(Crowd, { routes: list }).faults).toEqual([]);
    expect(looks()).toBe(200);
  });

  it('ends with as many faults as are asked for', () => {
    const { list } = watched(Array.from({ length: 200 }, () => ({})));
    expect(readFields(Crowd, { routes: list }, { mostFaults: 100 }).faults).toHaveLength(100);
    const unknown = Object.fromEntries(Array.from({ length: 80_000 }, (_, at) => [`k${at}`, at]));
    expect(readFields(Crowd, { ...unknown, routes: [] }, { mostFaults: 100 }).faults).toHaveLength(100);
    expect(readFields(Crowd, { routes: list }).faults).toHaveLength(200);
  });

  it('is nothing for what lies below a field that nobody asked for', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    expect(readFields(Crowd, { routes: [], deep }).faults).toEqual([
      { path: ['deep'], detail: 'There is no such field.' },
    ]);
  });
});
