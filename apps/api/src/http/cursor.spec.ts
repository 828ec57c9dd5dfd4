import { describe, expect, it } from '@jest/globals';
import { cursors } from './cursor.js';

const byDueAt = cursors('obligations:dueAt', ['instant', 'text']);
const row = ['2026-11-28T00:00:00.000Z', 'o1'];
const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  it('leads back to its place, and is safe in an address', () => {
    const cursor = byDueAt.write(row);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(byDueAt.read(cursor)).toEqual(row);
    expect(byDueAt.read(undefined)).toBeUndefined();
  });

  it.each([
    ['of another list', cursors('cases:reference', ['instant', 'text']).write(row)],
    ['of another version', forged([2, 'obligations:dueAt', row])],
    ['with a value too few', forged([1, 'obligations:dueAt', [row[0]]])],
    ['with another kind of value', forged([1, 'obligations:dueAt', ['yesterday', 'o1']])],
    ['with what PostgreSQL cannot hold', forged([1, 'obligations:dueAt', [row[0], 'a\u0000']])],
    ['with an instant of no time of ours', forged([1, 'obligations:dueAt', ['0000-01-01T00:00:00.000Z', 'o1']])],
    ['with an instant spelled otherwise', forged([1, 'obligations:dueAt', ['2026-11-28T00:00:00Z', 'o1']])],
    ['with an object', forged([1, 'obligations:dueAt', [row[0], {}]])],
    ['that is no list', forged({})],
    ['that is null', forged(null)],
    ['that is no JSON', 'abc'],
    ['that is empty', ''],
    ['without an end', 'a'.repeat(2_000)],
  ])('%s is refused', (_, cursor) => {
    expect(() => byDueAt.read(cursor)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        parts: { errors: [{ pointer: '?cursor', detail: expect.stringContaining('Expected a cursor') }] },
      }),
    );
  });

  it.each([['abc'], ['1e5'], ['123456789012345678901'], ['-1'], [7]])('is refused with the position %j', (value) => {
    const raised = cursors('alerts:position', ['position']);
    expect(raised.read(raised.write(['4711']))).toEqual(['4711']);
    expect(() => raised.read(forged([1, 'alerts:position', [value]]))).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
  });
});
