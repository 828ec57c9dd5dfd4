import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { secretSeal } from '@kept-informed/runtime';
import { Writers } from './writers.js';

const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const own = { staffId: 'pc-1031', keeps: true };
const dayMs = 24 * 60 * 60_000;

afterEach(() => void jest.useRealTimers());

describe('the writer of a form', () => {
  const seal = new Writers([one]).sealOf('pc-1031');

  it('is told from it, also once another key has taken the place of the one before', () => {
    expect(new Writers([one]).of(seal)).toEqual(own);
    expect(new Writers([other, one]).of(seal)).toEqual(own);
  });

  it('is told from it for ever, and has what comes from it kept for a week', () => {
    jest.useFakeTimers({ now: Date.now() + 7 * dayMs - 60_000 });
    expect(new Writers([one]).of(seal)).toEqual(own);
    jest.setSystemTime(Date.now() + 120_000);
    expect(new Writers([one]).of(seal)).toEqual({ ...own, keeps: false });
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
