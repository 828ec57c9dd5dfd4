import { describe, expect, it } from '@jest/globals';
import { caseOpened, contact, instant, joined, milestone } from '../../../../test/support/facts.js';
import { given, only, settledAt } from '../../../../test/support/given.js';
import { notDischarged } from './not-discharged.rules.js';
import { readCase } from './owed.rules.js';

const start = '2026-03-02T10:00:00Z';

/** What a telling of the arrest of 12 March to whoever acts for the victim left open, and why; her authority ends with that day. */
function leftBy(at: string, more: object = {}): string[] {
  const book = only('VC20-ARREST');
  const told = { contactId: 'k1', tells: ['suspect-arrested'], ...more };
  const acting = { represents: 'vic', authorityUntil: '2026-03-12' };
  const state = given(
    caseOpened(start),
    joined('vic', start),
    joined('rep', start, 'representative', 'unassessed', acting),
    milestone('suspect-arrested', '2026-03-12T09:00:00Z'),
    contact('rep', at, told),
  );
  settledAt(state, book, instant(at));
  const left = notDischarged(readCase(state.case!, book, instant(at)), state.obligations, 'k1');
  return left.map(({ because }) => because);
}

describe('why a contact met nothing with whoever acts for somebody', () => {
  it.each([
    ['on the last day of their authority', '2026-03-12T23:59:59.999Z', {}, []],
    ['the moment after', '2026-03-13T00:00:00Z', {}, ['no-authority']],
    ['then, and not reached', '2026-03-13T00:00:00Z', { outcome: 'voicemail' }, ['not-reached']],
    ['then, about something else', '2026-03-13T00:00:00Z', { tells: [] }, []],
  ])('given it was %s, then it says so', (_, at, more, because) => {
    expect(leftBy(at, more)).toEqual(because);
  });
});
