import { describe, expect, it } from '@jest/globals';
import { caseOpened, contact, joined, milestone, receipt, type PastFact } from '../../../../test/support/facts.js';
import { only } from '../../../../test/support/given.js';
import { Matter } from './matter.fixture.js';

/*
 * Of Monday 5 January 2026 the month is over with 5 February, of a letter of 20 January with 20 February. The other case is opened on
 * 22 January, so that the month of this one is over first.
 */
const monthly = only('QOS-UPDATE');
const opening = (caseId: string, who: string, at: string) => [
  caseOpened(at, 'crime', { caseId, reference: caseId }),
  joined(who, at, 'victim', 'standard'),
];
const theirs = opening('c2', 'her', '2026-01-05T10:00:00Z');
const ours = opening('c1', 'vic', '2026-01-22T10:00:00Z');
const letter = (who: string, at: string, more: Parameters<typeof contact>[2] = {}) =>
  contact(who, at, { contactId: 'k1', method: 'letter', outcome: 'sent', route: 'safe', ...more });
const back = (at: string) => receipt('returned', at, 'k1');
const asSame = { participants: { her: 'vic' } };
const owed = (matter: Matter, at: string) => ['c2', 'c1'].map((one) => matter.owes(one, at));

describe('a letter that came with a merger, and comes back since', () => {
  const sent = letter('her', '2026-01-20T10:00:00Z');
  const merged = (at: string, from: readonly PastFact[] = [...theirs, sent], into: readonly PastFact[] = ours) =>
    new Matter(monthly, at, from, into).merge('c2', 'c1', at, asSame);

  it('given what it had met, then that is owed again where it is followed up, counted anew from when that was known', () => {
    const matter = merged('2026-01-26T10:00:00Z');
    expect(owed(matter, '2026-01-26T10:00:00Z')).toEqual([['her 2026-02-05: met'], ['vic 2026-02-20: open']]);
    matter.putRight('c1', back('2026-02-02T10:00:00Z'));
    expect(owed(matter, '2026-02-02T10:00:00Z')).toEqual([[], ['vic 2026-03-02: open']]);
  });

  it('given it met late what it met, then that stays missed, in the case that goes on', () => {
    const late = letter('her', '2026-02-06T10:00:00Z');
    const matter = merged('2026-02-10T10:00:00Z', [...theirs, late], opening('c1', 'vic', '2026-02-09T10:00:00Z'));
    expect(owed(matter, '2026-02-10T10:00:00Z')).toEqual([['her 2026-02-05: met-late'], ['vic 2026-03-06: open']]);
    matter.putRight('c1', back('2026-02-12T10:00:00Z'));
    expect(owed(matter, '2026-02-12T10:00:00Z')).toEqual([
      ['her 2026-02-05: superseded, stood missed'],
      ['vic 2026-02-05: missed'],
    ]);
  });

  it('given a call of the other case met it as well before that was known, then nothing is owed anew', () => {
    const call = contact('vic', '2026-01-23T10:00:00Z', { contactId: 'k2' });
    const matter = merged('2026-01-26T10:00:00Z', [...theirs, sent], [...ours, call]);
    matter.putRight('c1', back('2026-02-02T10:00:00Z'));
    expect(owed(matter, '2026-02-02T10:00:00Z')).toEqual([
      [],
      ['vic 2026-02-05: met', 'vic 2026-02-22: met', 'vic 2026-02-23: open'],
    ]);
  });

  it('given one of the case that goes on, whose series gave way, then nothing of that is owed again', () => {
    const own = [...opening('c1', 'vic', '2026-01-04T10:00:00Z'), letter('vic', '2026-01-24T10:00:00Z')];
    const matter = merged('2026-01-26T10:00:00Z', theirs, own);
    expect(owed(matter, '2026-01-26T10:00:00Z')).toEqual([
      [],
      ['vic 2026-02-04: met', 'vic 2026-02-05: met', 'vic 2026-02-24: open'],
    ]);
    matter.putRight('c1', back('2026-02-02T10:00:00Z'));
    expect(owed(matter, '2026-02-02T10:00:00Z')).toEqual([[], ['vic 2026-03-02: open']]);
  });

  it('given what had come back before the merger, then it moves nothing of what the other case owed itself', () => {
    const matter = merged('2026-01-30T10:00:00Z', [
      ...opening('c2', 'her', '2026-01-25T10:00:00Z'),
      letter('her', '2026-01-26T10:00:00Z'),
      back('2026-01-28T10:00:00Z'),
    ]);
    expect(matter.owes('c1', '2026-01-30T10:00:00Z')).toEqual(['vic 2026-02-22: open']);
  });
});

describe('a letter of an arrest that came with a merger, and comes back since', () => {
  const arrests = only('VC20-ARREST');
  const arrest = milestone('suspect-arrested', '2026-01-19T10:00:00Z');
  const sent = letter('her', '2026-01-20T10:00:00Z', { tells: ['suspect-arrested'] });

  it('given it had met it in time, then it is owed again once, counted anew', () => {
    const at = '2026-01-24T10:00:00Z';
    const matter = new Matter(arrests, at, [...theirs, arrest, sent], ours).merge('c2', 'c1', at, asSame);
    expect(matter.owes('c1', at)).toEqual(['vic 2026-01-26: met']);
    matter.putRight('c1', back('2026-01-28T10:00:00Z'));
    expect(owed(matter, '2026-01-28T10:00:00Z')).toEqual([[], ['vic 2026-02-04: open']]);
  });
});
