import { describe, expect, it } from '@jest/globals';
import { StaffNames } from './staff-names.js';

describe('a name of staff', () => {
  it('is known again by its words, in any order and with others beside', () => {
    const names = new StaffNames();
    names.hold('pc-1', 'Zoë Marsh');
    names.hold('pc-2', 'Marsh');
    for (const called of ['Marsh, Zoe', 'Zoë Ann MARSH']) expect(names.calledLike(called)).toEqual(['pc-1']);
    for (const other of ['Zoë', 'Ann Marsh', '']) expect(names.calledLike(other)).toEqual([]);
  });

  it('is found among names that were looked at before somebody was called so', () => {
    const names = new StaffNames();
    const shown = new Map([
      ['victim', 'Zoë Marsh'],
      ['witness', 'B Brown'],
    ]);
    expect(names.calledLikeAny(shown)).toEqual([]);
    names.hold('pc-1', 'Zoe Marsh');
    expect(names.calledLikeAny(shown)).toEqual([{ id: 'victim', staff: ['pc-1'] }]);
    names.hold('pc-1', 'Zoe Brown');
    expect(names.calledLikeAny(shown)).toEqual([]);
  });
});
