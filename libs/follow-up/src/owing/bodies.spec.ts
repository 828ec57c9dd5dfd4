import { describe, expect, it } from '@jest/globals';
import type { DataOf } from '../../../../test/support/facts.js';
import { caseOpened, contact, instant, joined, milestone, type PastFact } from '../../../../test/support/facts.js';
import { given, only, settledAt, standings } from '../../../../test/support/given.js';

const start = '2026-03-02T10:00:00Z';
const told = '2026-03-03T10:00:00Z';

/** Whether what the victim is owed by a promise is met, after a contact. */
function isMet(id: string, more: Partial<DataOf<'ContactMade'>>, ...before: PastFact[]): boolean {
  const state = given(caseOpened(start), joined('vic', start), ...before, contact('vic', told, more));
  settledAt(state, only(id), instant(told));
  return standings(state, instant(told))[0]!.endsWith(': met');
}

describe('by whom a duty is met (rules.md, Other bodies)', () => {
  const sentenced = milestone('eligible-sentence-passed', start);
  const referral = { purpose: 'referral', method: 'email', outcome: 'sent', service: 'victim-contact-scheme' } as const;

  it.each([
    ['the body that it binds', { toldBy: 'witness-care' }, true],
    ['whoever is recorded as acting for it', { actsFor: ['witness-care'] }, true],
    ['the force', {}, false],
    ['whoever acts for another body', { actsFor: ['cps'] }, false],
  ] as const)('given an act of %s, then a duty to act is met or not', (_, by, expected) => {
    expect(isMet('VC20-VCS-REFER', { ...referral, ...by }, sentenced)).toBe(expected);
  });

  it('given a team of the force that acts for another body, then what binds the force is met by it too', () => {
    const toService = { ...referral, service: 'support-service', actsFor: ['witness-care'] } as const;
    expect(isMet('VC20-REFER', toService)).toBe(true);
    expect(isMet('VC20-REFER', { ...toService, toldBy: 'witness-care', actsFor: undefined })).toBe(false);
    expect(isMet('QOS-UPDATE', { actsFor: ['witness-care'] })).toBe(true);
  });

  it.each([
    ['the force', undefined, false, true],
    ['witness care before the case is with it', 'witness-care', false, false],
    ['witness care once it is', 'witness-care', true, true],
    ['the CPS once it is with witness care', 'cps', true, false],
  ] as const)('given an update by %s, then a periodic duty is met or not', (_, toldBy, isHanded, expected) => {
    const handed = isHanded ? [milestone('handed-to-witness-care', '2026-03-03T09:59:59Z')] : [];
    expect(isMet('QOS-UPDATE', { toldBy }, ...handed)).toBe(expected);
  });

  it('given that the case is handed over the moment after, then witness care’s update met nothing', () => {
    const handed = milestone('handed-to-witness-care', '2026-03-03T10:00:01Z');
    expect(isMet('QOS-UPDATE', { toldBy: 'witness-care' }, handed)).toBe(false);
  });
});
