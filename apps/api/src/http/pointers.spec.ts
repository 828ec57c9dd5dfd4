import { describe, expect, it } from '@jest/globals';
import type { ValidationError } from 'class-validator';
import { pointerTo, problemsIn, inQuery } from './pointers.js';

describe('pointers', () => {
  it.each([
    ['owner', '#/owner'],
    ['participants/0/role', '#/participants/0/role'],
    ['/participants/0', '#/participants/0'],
    ['participants.0.role', '#/participants/0/role'],
    ['#/already', '#/already'],
    ['?limit', '?limit'],
    ['', '#/'],
  ])('lead to %j', (path, pointer) => {
    expect(pointerTo(path)).toBe(pointer);
  });

  it('name each failing field of the tree', () => {
    const tree: ValidationError[] = [
      { property: 'kind', constraints: { expected: 'Expected one of a, b.' } },
      {
        property: 'participants',
        children: [
          { property: '0', children: [{ property: 'x/y~é', constraints: { whitelistValidation: 'property x' } }] },
          { property: '1', children: [{ property: 'role', constraints: { expected: 'Missing. Expected text.' } }] },
        ],
      },
      { property: 'ids', constraints: { eachExpected: '[3] Expected an id.' } },
      { property: 'x'.repeat(100), constraints: { whitelistValidation: 'property x' } },
    ];
    expect(problemsIn(tree)).toEqual([
      { pointer: '#/kind', detail: 'Expected one of a, b.' },
      { pointer: '#/participants/0/x~1y~0%C3%A9', detail: 'There is no such field.' },
      { pointer: '#/participants/1/role', detail: 'Missing. Expected text.' },
      { pointer: '#/ids/3', detail: 'Expected an id.' },
      { pointer: `#/${'x'.repeat(64)}`, detail: 'There is no such field.' },
    ]);
  });

  it('name query parameters', () => {
    expect(inQuery([{ pointer: '#/groupBy/1', detail: 'Expected one of a.' }])).toEqual([
      { pointer: '?groupBy', detail: 'Expected one of a.' },
    ]);
  });
});
