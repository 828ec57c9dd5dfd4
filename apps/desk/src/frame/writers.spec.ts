import { describe, expect, it } from '@jest/globals';
import { secretSeal } from '@kept-informed/runtime';
import { Writers } from './writers.js';

const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

describe('the writer of a form', () => {
  const seal = new Writers([one]).sealOf('pc-1031');

  it('is told from it, also once another key has taken the place of the one before', () => {
    expect(new Writers([one]).of(seal)).toBe('pc-1031');
    expect(new Writers([other, one]).of(seal)).toBe('pc-1031');
  });

  it.each([
    ['by another key', new Writers([other]).sealOf('pc-1031')],
    ['by the key itself', secretSeal([one]).seal('pc-1031', 'writer of a form')],
    ['by nobody', 'pc-1031'],
    ['with nothing', ''],
    ['and changed', seal.slice(0, -2)],
  ])('is nobody where it was sealed %s', (_, forged) => {
    expect(new Writers([one]).of(forged)).toBeUndefined();
  });
});
