import { describe, expect, it } from '@jest/globals';
import { caseOpened, contact, instant, joined, milestone } from '../../../../test/support/facts.js';
import { acted, given, only, settledAt } from '../../../../test/support/given.js';
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

describe('why an update met no period', () => {
  const book = only('QOS-UPDATE');
  const after = (at: string, recorded = at): string[] => {
    const state = given(caseOpened(start), joined('vic', start), contact('vic', at, { contactId: 'k1' }, recorded));
    settledAt(state, book, instant(recorded));
    return notDischarged(readCase(state.case!, book, instant(recorded)), state.obligations, 'k1').map(
      ({ because }) => because,
    );
  };

  it.each([
    ['on the day of the opening', '2026-03-02T23:59:59.999Z', ['day-zero']],
    ['the moment after that day', '2026-03-03T00:00:00Z', []],
  ])('given it was %s, then it says so', (_, at, because) => {
    expect(after(at)).toEqual(because);
  });

  it('given one of before the update that began the period, recorded since, then it says so', () => {
    const told = [contact('vic', '2026-03-20T10:00:00Z', { contactId: 'k0' })];
    const late = contact('vic', '2026-03-20T09:00:00Z', { contactId: 'k1' }, '2026-03-20T11:00:00Z');
    const state = given(caseOpened(start), joined('vic', start), ...told);
    settledAt(state, book, instant('2026-03-20T10:00:00Z'));
    acted(state, book, '2026-03-20T11:00:00Z', [late.fact]);
    const left = notDischarged(readCase(state.case!, book, instant('2026-03-20T11:00:00Z')), state.obligations, 'k1');
    expect(left.map(({ because }) => because)).toEqual([]);
  });
});

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
