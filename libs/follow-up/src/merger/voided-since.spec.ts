import { describe, expect, it } from '@jest/globals';
import type { Rulebook } from '@kept-informed/commitments';
import {
  assigned,
  caseOpened,
  contact,
  instant,
  joined,
  milestone,
  type PastFact,
} from '../../../../test/support/facts.js';
import { only } from '../../../../test/support/given.js';
import { died, livesAfterAll, milestoneVoided, struckOut } from '../../../../test/support/rulings.js';
import { Matter } from './matter.fixture.js';

/* Of Monday 5 January 2009 the month of the Code of 2006 is over with 5 February, its second with 5 March. */
const monthly = only('VC06-MONTHLY');
const opened = '2009-01-05T10:00:00Z';
const opening = (caseId: string, who: string, at: string, kind: 'crime' | 'incident' = 'crime') => [
  caseOpened(at, kind, { caseId, reference: caseId }),
  joined(who, at, 'victim', 'standard'),
  assigned(`pc-${caseId}`, at),
];
const theirs = opening('c2', 'her', opened);
const asSame = { participants: { her: 'vic' } };
const arrest = (at: string, milestoneId: string): PastFact => {
  const { fact, recorded } = milestone('suspect-arrested', at);
  return { fact: { ...fact, data: { ...fact.data, milestoneId } }, recorded } as PastFact;
};
const arrested = arrest('2009-01-06T10:00:00Z', 'arrest');
const at = (time: string) => instant(time);
const merged = (book: Rulebook, when: string, from: readonly PastFact[], into: readonly PastFact[], milestones = {}) =>
  new Matter(book, when, from, into).merge('c2', 'c1', when, { ...asSame, milestones });
const both = (matter: Matter, when: string) => [matter.owes('c2', at(when)), matter.owes('c1', at(when))];

describe('an arrest of a case that gave way, voided since', () => {
  const merger = '2009-02-10T10:00:00Z';
  const voiding = milestoneVoided('arrest', '2009-02-12T10:00:00Z');
  const incident = opening('c1', 'vic', '2009-01-20T10:00:00Z', 'incident');

  it('given the series that it had ended is owed in the one alone, then it is owed on in the other, missed as it is there', () => {
    const matter = merged(monthly, merger, [...theirs, arrested], incident);
    expect(both(matter, merger)).toEqual([[], []]);
    matter.putRight('c1', voiding);
    expect(both(matter, '2009-02-12T10:00:00Z')).toEqual([
      ['her 2009-02-05: superseded, stood missed'],
      ['vic 2009-02-05: missed'],
    ]);
    const arisen = matter.recorded.findLast(({ type }) => type === 'ObligationArose');
    expect(arisen).toMatchObject({ data: { dueOn: '2009-02-05', owner: { staffId: 'pc-c2' } } });
  });

  it.each([
    ['2009-02-05T23:59:59.999Z', ': open', ''],
    ['2009-02-06T00:00:00.000Z', ': missed', ', stood missed'],
  ])('given they were merged at %s, then that it owes is%s there', (when, status, stood) => {
    const matter = merged(monthly, when, [...theirs, arrested], incident);
    matter.putRight('c1', milestoneVoided('arrest', when));
    const gone = stood ? [`her 2009-02-05: superseded${stood}`] : [];
    expect(both(matter, when)).toEqual([gone, [`vic 2009-02-05${status}`]]);
  });

  it('given the other case owes the same, then it goes on up to the merger and gives way, what was over by then missed there', () => {
    const when = '2009-03-10T10:00:00Z';
    const ours = opening('c1', 'vic', '2009-03-01T10:00:00Z');
    const matter = merged(monthly, when, [...theirs, arrested], ours).putRight(
      'c1',
      milestoneVoided('arrest', '2009-03-12T10:00:00Z'),
    );
    expect(both(matter, '2009-03-12T10:00:00Z')).toEqual([
      ['her 2009-02-05: missed for good', 'her 2009-03-05: superseded, stood missed'],
      ['vic 2009-04-01: open'],
    ]);
  });

  it('given it is one with an arrest of the other case, then it never was in either, by whichever name it is voided', () => {
    const when = '2009-03-10T10:00:00Z';
    const ours = [...opening('c1', 'vic', '2009-02-02T10:00:00Z'), arrest('2009-02-03T10:00:00Z', 'same')];
    for (const name of ['arrest', 'same']) {
      const matter = merged(monthly, when, [...theirs, arrested], ours, { arrest: 'same' });
      expect(both(matter, when)).toEqual([[], []]);
      matter.putRight('c1', milestoneVoided(name, when));
      expect(both(matter, when)).toEqual([
        ['her 2009-02-05: missed for good', 'her 2009-03-05: superseded, stood missed'],
        ['vic 2009-03-02: missed'],
      ]);
    }
  });

  it('given what it made owed was met, then that never was in either case', () => {
    const told = contact('her', '2009-01-08T10:00:00Z', { tells: ['suspect-arrested'], milestoneIds: ['arrest'] });
    const matter = merged(only('VC06-ARREST'), merger, [...theirs, arrested, told], incident);
    expect(both(matter, merger)).toEqual([['her 2009-01-13: met'], ['vic 2009-01-13: met']]);
    matter.putRight('c1', voiding);
    expect(both(matter, '2009-02-12T10:00:00Z')).toEqual([['her 2009-01-13: voided'], ['vic 2009-01-13: voided']]);
  });

  it('given each of two cases that were merged into the one has it, then it never was in any', () => {
    const last = [...opening('c3', 'hen', '2009-02-02T10:00:00Z'), arrest('2009-02-03T10:00:00Z', 'third')];
    const when = '2009-03-10T10:00:00Z';
    const ours = [...opening('c1', 'vic', '2009-02-20T10:00:00Z'), arrest('2009-02-21T10:00:00Z', 'same')];
    const matter = new Matter(monthly, when, [...theirs, arrested], ours, last)
      .merge('c2', 'c1', when, { ...asSame, milestones: { arrest: 'same' } })
      .merge('c3', 'c1', when, { participants: { hen: 'vic' }, milestones: { third: 'same' } })
      .putRight('c1', milestoneVoided('same', when));
    expect(['c2', 'c3', 'c1'].map((one) => matter.owes(one, at(when)))).toEqual([
      ['her 2009-02-05: missed for good', 'her 2009-03-05: superseded, stood missed'],
      ['hen 2009-03-02: superseded, stood missed'],
      ['vic 2009-03-20: open'],
    ]);
  });

  it('given the other is merged on, then what it owes goes on to the last', () => {
    const last = '2009-02-11T10:00:00Z';
    const matter = new Matter(monthly, last, [...theirs, arrested], incident, opening('c3', 'hen', last, 'incident'))
      .merge('c2', 'c1', merger, asSame)
      .merge('c1', 'c3', last, { participants: { vic: 'hen' } })
      .putRight('c3', voiding);
    expect(['c2', 'c1', 'c3'].map((one) => matter.owes(one, at('2009-02-12T10:00:00Z')))).toEqual([
      ['her 2009-02-05: superseded, stood missed'],
      ['vic 2009-02-05: superseded, stood missed'],
      ['hen 2009-02-05: missed'],
    ]);
  });

  it('given a miss that it made is disputed by that, then it is so in the third into which the other is merged on', () => {
    const matter = new Matter(
      only('VC06-MONTHLY', 'VC06-ARREST'),
      merger,
      [...theirs, arrested],
      incident,
      opening('c3', 'hen', merger, 'incident'),
    )
      .merge('c2', 'c1', merger, asSame)
      .putRight('c1', voiding);
    const disputed = ['vic 2009-01-13: missed for good, disputed', 'vic 2009-02-05: missed'];
    expect(matter.owes('c1', at('2009-02-12T10:00:00Z'))).toEqual(disputed);
    matter.merge('c1', 'c3', '2009-02-13T10:00:00Z', { participants: { vic: 'hen' } });
    expect(matter.owes('c3', at('2009-02-13T10:00:00Z'))).toEqual(disputed.map((line) => line.replace('vic', 'hen')));
  });

  it('given it is of the case that goes on, then nothing of the one changes', () => {
    const ours = [...opening('c1', 'vic', '2009-01-20T10:00:00Z'), arrest('2009-01-21T10:00:00Z', 'own')];
    const matter = merged(monthly, merger, [...theirs, arrested], ours);
    const before = matter.owes('c2', merger);
    matter.putRight('c1', milestoneVoided('own', '2009-02-12T10:00:00Z'));
    expect(matter.owes('c2', '2009-02-12T10:00:00Z')).toEqual(before);
    expect(matter.of('c2').told.map(({ type }) => type)).not.toContain('MilestoneVoided');
  });
});

describe('a death that was recorded wrongly, taken back after a merger', () => {
  /* Of Monday 2 March 2026 the five working days of an arrest are over with 9 March. */
  const arrests = only('VC20-ARREST');
  const [monday, merger, since] = ['2026-03-02T10:00:00Z', '2026-03-12T10:00:00Z', '2026-03-16T10:00:00Z'];
  const one = [...opening('c2', 'her', monday), arrest('2026-03-02T11:00:00Z', 'arrest')];
  const other = opening('c1', 'vic', monday);
  const dead = died('her', '2026-03-03', '2026-03-03T12:00:00Z');

  it('given it had ended what the one owed, then that is owed on in the other, missed, by whoever owned it', () => {
    const matter = merged(arrests, merger, [...one, dead], other);
    expect(both(matter, merger)).toEqual([[], []]);
    matter.putRight('c1', livesAfterAll('vic', since));
    expect(both(matter, since)).toEqual([['her 2026-03-09: superseded, stood missed'], ['vic 2026-03-09: missed']]);
    const arisen = matter.recorded.findLast(({ type }) => type === 'ObligationArose');
    expect(arisen).toMatchObject({ data: { dueOn: '2026-03-09', owner: { staffId: 'pc-c2' } } });
  });

  it('given the other case knew of none, then it ends what that owes with the merger, and no miss of before', () => {
    const ours = [...other, arrest('2026-03-02T11:00:00Z', 'own'), arrest('2026-03-10T11:00:00Z', 'open')];
    const matter = merged(arrests, merger, [...opening('c2', 'her', monday), dead], ours);
    expect(matter.owes('c1', merger)).toEqual(['vic 2026-03-09: missed for good']);
    matter.putRight('c1', livesAfterAll('vic', since));
    expect(matter.owes('c1', since)).toEqual(['vic 2026-03-09: missed', 'vic 2026-03-17: open']);
  });

  it('given it is of the case that goes on, then the one never knew of it, and what was brought goes on', () => {
    const theirs = [...opening('c2', 'her', monday), arrest('2026-03-10T11:00:00Z', 'arrest')];
    const matter = merged(arrests, merger, theirs, [...other, died('vic', '2026-03-03', '2026-03-03T12:00:00Z')]);
    expect(matter.owes('c1', merger)).toEqual([]);
    matter.putRight('c1', livesAfterAll('vic', since));
    expect(both(matter, since)).toEqual([[], ['vic 2026-03-17: open']]);
    expect(matter.of('c2').told.map(({ type }) => type)).not.toContain('ParticipantDetailsCorrected');
  });

  it('given both cases know of one, and what had met a duty before is struck out, then nothing of that was left to bring', () => {
    const call = contact('her', '2026-03-03T11:00:00Z', { contactId: 'told', purpose: 'initial-information' });
    const ours = [...other, died('vic', '2026-03-02', '2026-03-02T12:00:00Z')];
    const matter = merged(only('QOS-INITIAL'), merger, [...opening('c2', 'her', monday), call, dead], ours);
    expect(both(matter, merger)).toEqual([['her 2026-03-09: met'], ['vic 2026-03-09: met']]);
    matter.putRight('c1', struckOut('told', since));
    expect(both(matter, since)).toEqual([[], []]);
  });
});
