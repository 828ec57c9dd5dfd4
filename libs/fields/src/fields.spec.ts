import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
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

function read<T extends object>(type: new () => T, plain: object): T | unknown {
  const instance = plainToInstance(type, plain);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  return errors.length === 0
    ? instance
    : errors.map(({ property, constraints, children }) => [
        property,
        Object.values(constraints ?? {}).filter((each) => !each.startsWith('nested property')),
        ...(children?.length ? [children.length] : []),
      ]);
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
    ['text', 'a\u0000b', 'text of 1 to 10 characters'],
    ['text', 'a\ud800', 'text of 1 to 10 characters'],
    ['text', 7, 'text of 1 to 10 characters'],
    ['at', '2026-11-20T14:05:00', 'a date and time with an offset, like 2026-11-20T14:05:00Z'],
    ['at', '0000-01-01T00:00:00Z', 'a date and time with an offset, like 2026-11-20T14:05:00Z'],
    ['at', 1_700_000_000, 'a date and time with an offset, like 2026-11-20T14:05:00Z'],
    ['on', '2026-02-29', 'a date, like 2026-11-20'],
    ['on', '2200-01-01', 'a date, like 2026-11-20'],
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
    expect(read(Everything, { [name]: value })).toEqual([[name, [`Expected ${wanted}.`]]]);
  });

  it('names the item at fault', () => {
    expect(read(Everything, { ids: ['a', ''] })).toEqual([['ids', [expect.stringMatching(/^\[1\] Expected an id/)]]]);
    expect(read(Everything, { words: [null] })).toEqual([['words', ['[0] Expected text of 1 to 500 characters.']]]);
  });

  it.each([['a text'], [[]], [[{ method: 'phone' }]], [7], [true]])('one object is not %j', (value) => {
    expect(read(Everything, { route: value })).toEqual([['route', expect.arrayContaining(['Expected an object.'])]]);
  });

  it.each([[[[{ method: 'phone' }]]], [[null]], [['phone']], [[{ method: 'phone' }, 7]]])(
    'a list of objects is not %j',
    (value) => {
      const found = read(Everything, { routes: value }) as [string, string[]][];
      expect(found[0]![1]).toContainEqual(expect.stringMatching(/^\[\d\] Expected an object\.$/));
    },
  );

  it('looks into nested objects, and refuses what they do not know', () => {
    expect(read(Everything, { route: { method: 'fax' } })).toEqual([['route', [], 1]]);
    expect(read(Everything, { routes: [{ method: 'phone', safe: true }] })).toEqual([['routes', [], 1]]);
  });

  it('says that it is missing', () => {
    expect(read(Demanding, {})).toEqual([
      ['count', ['Missing. Expected a whole number from 1 to 5.']],
      ['routes', expect.arrayContaining(['Missing. Expected a list of 0 to 100 items.'])],
      ['route', expect.arrayContaining(['Missing. Expected an object.'])],
    ]);
  });

  it('reads text where it describes query parameters', () => {
    expect(read(Query, { limit: '50', open: 'false', groupBy: 'a,b' })).toEqual({
      limit: 50,
      open: false,
      groupBy: ['a', 'b'],
    });
    expect(read(Query, { limit: '5x', open: 'yes', groupBy: 'a,' })).toEqual([
      ['limit', ['Expected a whole number from 1 to 500.']],
      ['open', ['Expected true or false.']],
      ['groupBy', ['[1] Expected one of a, b.']],
    ]);
  });

  it('may say in words of its own that it, or every item, is left out', () => {
    class File {
      @Id({ missing: 'names nobody' }) owner: string;
      @ListOf(rules.id, { min: 1, missing: 'should not be empty' }) teams: string[];
    }
    const said = (plain: object) => readFields(File, plain).faults.map(({ detail }) => detail);
    expect(said({})).toEqual(['names nobody', 'should not be empty']);
    expect(said({ owner: 7, teams: [] })).toEqual([expect.stringMatching(/^Expected an id/), 'should not be empty']);
  });
});

describe('an object that is read', () => {
  it('is told of by the names that lead to each field at fault', () => {
    const plain = { count: 9, routes: [{ method: 'phone', safe: true }, { method: 'fax' }], route: 'phone', more: 1 };
    expect(readFields(Demanding, plain).faults).toEqual([
      { path: ['more'], detail: 'There is no such field.' },
      { path: ['count'], detail: 'Expected a whole number from 1 to 5.' },
      { path: ['routes', '0', 'safe'], detail: 'There is no such field.' },
      { path: ['routes', '1', 'method'], detail: 'Expected one of phone, email.' },
      { path: ['route'], detail: 'Expected an object.' },
    ]);
  });

  it('may come as text throughout', () => {
    const { value, faults } = readFields(Everything, { count: '5', flag: 'true', at: 'now' }, { fromText: true });
    expect(value).toMatchObject({ count: 5, flag: true });
    expect(faults.map(({ path }) => path)).toEqual([['at']]);
  });
});
