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
  it('missed, and then due later after all, is open again, though it had been missed', () => {
    const undone = ruled.undone('resumed-2026-11-05T09:00:00Z', '2026-11-09T09:00:00Z');
    const again = ruled.resumed('paused-2026-11-03T09:00:00Z', '2026-11-10T09:00:00Z');
    const story = [paused, resumed, undone, again];
    expect(at('2026-11-08T09:00:00Z', paused, resumed)).toEqual(['VC20-REFER vic due 2026-11-06: missed']);
    expect(at('2026-11-09T10:00:00Z', paused, resumed, undone)).toEqual(['VC20-REFER vic due 2026-11-04: paused']);
    const [before, due] = ['2026-11-11T23:59:59.999Z', '2026-11-12T00:00:00Z'];
    const sweep = told.instant('2026-11-08T09:00:00Z');
    const statusAt = (now: string) =>
      standings(lived([...crime, ...story], book, told.instant(now), sweep), told.instant(now));
    expect(statusAt(before)).toEqual(['VC20-REFER vic due 2026-11-11: open']);
    expect(statusAt(due)).toEqual(['VC20-REFER vic due 2026-11-11: missed']);
    const [obligation] = lived([...crime, ...story], book, told.instant(before), sweep).obligations.values();
    expect(obligation).toMatchObject({ missed: true });
  });
});
