import { describe, expect, it } from '@jest/globals';
import { inBody, inQuery, pointerTo } from './pointers.js';

describe('pointers', () => {
  it.each([
    ['owner', '#/owner'],
    ['participants/0/role', '#/participants/0/role'],
    ['/participants/0', '#/participants/0'],
    ['participants.0.role', '#/participants/0/role'],
    ['#/already', '#/already'],
    ['?limit', '?limit'],
    ['', '#'],
  ])('lead to %j', (path, pointer) => {
    expect(pointerTo(path)).toBe(pointer);
  });

  it('name each field at fault', () => {
    const faults = [
      { path: ['kind'], detail: 'Expected one of a, b.' },
      { path: ['participants', '0', 'x/y~é'], detail: 'There is no such field.' },
      { path: ['ids', '3'], detail: 'Expected an id.' },
      { path: ['x'.repeat(100)], detail: 'There is no such field.' },
    ];
    expect(inBody(faults).map(({ pointer }) => pointer)).toEqual([
      '#/kind',
      '#/participants/0/x~1y~0%C3%A9',
      '#/ids/3',
      `#/${'x'.repeat(64)}`,
    ]);
  });

  it('name query parameters', () => {
    expect(inQuery([{ path: ['groupBy', '1'], detail: 'Expected one of a.' }])).toEqual([
      { pointer: '?groupBy', detail: 'Expected one of a.' },
    ]);
  });
});
