import { describe, expect, it } from '@jest/globals';
import * as told from '../../../../test/support/facts.js';
import { lived, only, standings } from '../../../../test/support/given.js';
import * as ruled from '../../../../test/support/rulings.js';

const book = only('VC20-REFER');
const crime = [told.caseOpened('2026-11-02T09:00:00Z'), told.joined('vic', '2026-11-02T09:00:00Z')];
const referral = ruled.on('VC20-REFER', 'vic', 'c1');
const paused = ruled.paused(referral, '2026-11-03T09:00:00Z', 'consent-awaited');
const resumed = ruled.resumed('paused-2026-11-03T09:00:00Z', '2026-11-05T09:00:00Z');

function at(now: string, ...story: told.PastFact[]): string[] {
  const instant = told.instant(now);
  return standings(lived([...crime, ...story], book, instant), instant);
}

describe('a clock that stood still', () => {
  const undone = (at: string) => ruled.undone('resumed-2026-11-05T09:00:00Z', at);

  it('and was found in time never to have been started again is not missed', () => {
    expect(at('2026-11-08T09:00:00Z', paused, resumed)).toEqual(['VC20-REFER vic due 2026-11-06: missed']);
    const inTime = undone('2026-11-06T23:59:59.999Z');
    expect(at('2026-11-09T10:00:00Z', paused, resumed, inTime)).toEqual(['VC20-REFER vic due 2026-11-04: paused']);
    const again = ruled.resumed('paused-2026-11-03T09:00:00Z', '2026-11-10T09:00:00Z');
    const [before, due] = ['2026-11-11T23:59:59.999Z', '2026-11-12T00:00:00Z'];
    expect(at(before, paused, resumed, inTime, again)).toEqual(['VC20-REFER vic due 2026-11-11: open']);
    expect(at(due, paused, resumed, inTime, again)).toEqual(['VC20-REFER vic due 2026-11-11: missed']);
  });

  it('and was found after its due time never to have been started again stays missed', () => {
    const tooLate = undone('2026-11-07T00:00:00Z');
    expect(at('2026-11-09T10:00:00Z', paused, resumed, tooLate)).toEqual(['VC20-REFER vic due 2026-11-06: missed']);
  });
});
