import { describe, expect, it } from '@jest/globals';
import {
  assigned,
  caseOpened,
  contact,
  corrected,
  joined,
  milestone,
  recordedAt,
  type PastFact,
} from '../../../../test/support/facts.js';
import { only, refusalOf } from '../../../../test/support/given.js';
import { milestoneVoided, optedOut, waived } from '../../../../test/support/rulings.js';
import { Matter } from './matter.fixture.js';

// Of Tuesday 3 March 2026 an arrest is to be told by Tuesday the 10th.
const arrests = only('VC20-ARREST');
const opening = (caseId: string, who: string, at: string): PastFact[] => [
  caseOpened(at, 'crime', { caseId, reference: caseId }),
  joined(who, at, 'victim', 'standard'),
  assigned(`pc-${caseId}`, at),
];
const [opened, arrestedAt, recorded] = ['2026-03-02T10:00:00Z', '2026-03-03T10:00:00Z', '2026-03-16T10:00:00Z'];
const arrestId = `suspect-arrested--${arrestedAt}`;
const arrest = milestone('suspect-arrested', arrestedAt);
const theirs = [...opening('c2', 'her', opened), arrest];
const ours = opening('c1', 'vic', '2026-03-04T10:00:00Z');
const told = { contactId: 'told', tells: ['suspect-arrested'] };
const late = (fact: PastFact) => recordedAt(fact, recorded);
const wish = late(optedOut('her', 'VC20-ARREST', '2026-03-05T10:00:00Z'));
const duty = { commitment: 'VC20-ARREST', participantId: 'her', triggerId: arrestId };
const [merger, after] = ['2026-03-17T10:00:00Z', '2026-03-18T10:00:00Z'];

const before = (...facts: readonly PastFact[]) => new Matter(arrests, merger, [...theirs, ...facts], ours);
const merged = (matter: Matter) => matter.merge('c2', 'c1', merger, { participants: { her: 'vic' } });

describe('what was disputed by a merger', () => {
  const missed = 'vic 2026-03-10: missed for good';
  it.each<[string, PastFact[], string, string]>([
    ['a wish', [wish], 'missed', 'waived'],
    ['a waiver', [late(waived(duty, '2026-03-05T10:00:00Z'))], 'missed', 'waived'],
    ['what voids the arrest', [milestoneVoided(arrestId, recorded)], 'missed', 'voided'],
    [
      'an earlier time of what met it late',
      [contact('her', '2026-03-11T10:00:00Z', told), corrected('told', 'her', '2026-03-06T10:00:00Z', recorded, told)],
      'met-late',
      'met',
    ],
  ])('given %s, then it stands as it stood where it is owed on, and waits there, once', (_, facts, stood, would) => {
    const matter = merged(before(...facts));
    const as = stood === 'missed' ? missed : 'vic 2026-03-10: met-late';
    expect(matter.owes('c1', after)).toEqual([`${as}, disputed`]);
    expect(matter.waiting('c1')).toMatchObject([
      { stood, would, recordedBy: ['pc-1'], raisedAt: '2026-03-16T10:00:00.000Z' },
    ]);
    expect(matter.waiting('c1')[0]!.decideBy).toBe(matter.waiting('c2')[0]!.decideBy);
  });

  it.each([
    [true, 'vic 2026-03-10: waived, stood missed'],
    [false, missed],
  ])('given it is decided since (confirmed: %s), then it is so in both, and waits in neither', (confirmed, as) => {
    const matter = merged(before(wish)).decide('c1', confirmed, after);
    expect(matter.owes('c1', after)).toEqual([as]);
    expect([matter.waiting('c1'), matter.waiting('c2')]).toEqual([[], []]);
  });

  it.each([
    [true, 'vic 2026-03-10: waived, stood missed'],
    [false, missed],
  ])('given it was decided by then (confirmed: %s), then it stays so, as it was decided', (confirmed, as) => {
    const matter = merged(before(wish).decide('c2', confirmed, '2026-03-16T12:00:00Z', 'sgt-7'));
    expect(matter.owes('c1', after)).toEqual([as]);
    expect([...matter.of('c1').disputes.decided.values()]).toMatchObject([{ confirmed, by: 'sgt-7' }]);
  });

  it('given it is merged on, then it waits in the last, and is decided in all', () => {
    const matter = new Matter(arrests, merger, [...theirs, wish], ours, opening('c3', 'hen', '2026-03-05T10:00:00Z'));
    merged(matter).merge('c1', 'c3', after, { participants: { vic: 'hen' } });
    expect(matter.owes('c3', after)).toEqual(['hen 2026-03-10: missed for good, disputed']);
    matter.decide('c3', true, '2026-03-19T10:00:00Z');
    expect(['c1', 'c2', 'c3'].map((one) => matter.waiting(one))).toEqual([[], [], []]);
  });

  it.each(['pc-c1', 'pc-c2', 'pc-1'])(
    'given whoever would decide it is %s, an owner or who recorded it, then not',
    (by) => {
      const matter = merged(before(wish));
      const code = by === 'pc-1' ? 'decides-own-recording' : 'decides-own-duty';
      expect(refusalOf(() => matter.decide('c1', true, after, by)).code).toBe(code);
    },
  );

  it('given a call of before is put right since so that both stand better, then that is one dispute, decided once', () => {
    const call = contact('her', '2026-03-11T10:00:00Z', told);
    const matter = merged(before(call)).putRight('c1', corrected('told', 'vic', '2026-03-06T10:00:00Z', after, told));
    expect([matter.owes('c2', after), matter.owes('c1', after)]).toEqual([
      ['her 2026-03-10: met-late, disputed'],
      ['vic 2026-03-10: met-late, disputed'],
    ]);
    matter.decide('c1', true, '2026-03-19T10:00:00Z');
    expect([matter.owes('c2', after), matter.owes('c1', after)]).toEqual([
      ['her 2026-03-10: met, stood met-late'],
      ['vic 2026-03-10: met, stood met-late'],
    ]);
  });
});
