import { describe, expect, it } from '@jest/globals';
import type { Rulebook } from '@kept-informed/commitments';
import {
  assigned,
  caseOpened,
  closed,
  contact,
  corrected,
  instant,
  joined,
  milestone,
  type PastFact,
} from '../../../../test/support/facts.js';
import { only } from '../../../../test/support/given.js';
import { optedOut, optOutVoided, struckOut } from '../../../../test/support/rulings.js';
import { Matter } from './matter.fixture.js';

/*
 * Of Monday 5 January 2026 the month is over with 5 February, of an update of 3 February with 3 March. The other case is opened on
 * 4 February, so that the month of this one is over first whether it was told or not.
 */
const monthly = only('QOS-UPDATE');
const arrests = only('VC20-ARREST');
const opened = '2026-01-05T10:00:00Z';
const opening = (caseId: string, who: string, at: string) => [
  caseOpened(at, 'crime', { caseId, reference: caseId }),
  joined(who, at, 'victim', 'standard'),
  assigned(`pc-${caseId}`, at),
];
const theirs = opening('c2', 'her', opened);
const ours = opening('c1', 'vic', '2026-02-04T10:00:00Z');
const told = (who: string, at: string, more: Parameters<typeof contact>[2] = {}) =>
  contact(who, at, { contactId: 'k1', ...more });
const struck = (at: string) => struckOut('k1', at);
const update = told('her', '2026-02-03T10:00:00Z');
const merger = '2026-02-04T12:00:00Z';

const asSame = { participants: { her: 'vic' } };
const merged = (book: Rulebook, at: string, from: readonly PastFact[], into: readonly PastFact[] = ours) =>
  new Matter(book, at, from, into).merge('c2', 'c1', at, asSame);

describe('a contact of a case that gave way, struck out since', () => {
  it('given what it had met was over by the merger, then that is missed in the case that owed it', () => {
    const at = '2026-03-10T10:00:00Z';
    const matter = merged(monthly, at, [...theirs, update], opening('c1', 'vic', '2026-03-09T10:00:00Z'));
    expect(matter.owes('c2', at)).toEqual(['her 2026-02-05: met', 'her 2026-03-03: superseded, stood missed']);
    expect(matter.owes('c1', at)).toEqual(['vic 2026-03-03: missed']);
    matter.putRight('c1', struck('2026-03-12T10:00:00Z'));
    expect(matter.owes('c2', '2026-03-12T10:00:00Z')).toEqual([
      'her 2026-02-05: missed for good',
      'her 2026-03-03: superseded, stood missed',
      'her 2026-03-05: superseded, stood missed',
    ]);
    expect(matter.owes('c1', '2026-03-12T10:00:00Z')).toEqual([
      'vic 2026-03-03: missed for good, disputed',
      'vic 2026-03-05: missed',
    ]);
  });

  it.each([
    ['due at the very instant of the merger', '2026-02-06T00:00:00.000Z', ['her 2026-02-05: superseded, stood missed']],
    ['not due by the merger', '2026-02-05T23:59:59.999Z', []],
  ])('given what it had met was %s and not over, then it is owed on as it was due', (_, at, there) => {
    const matter = merged(monthly, at, [...theirs, update]);
    expect(matter.owes('c1', at)).toEqual(['vic 2026-03-03: open']);
    matter.putRight('c1', struck('2026-02-10T10:00:00Z'));
    expect(matter.owes('c1', '2026-02-10T10:00:00Z')).toEqual(['vic 2026-02-05: missed']);
    expect(matter.owes('c2', '2026-02-10T10:00:00Z')).toEqual(there);
  });

  it.each([
    ['2026-02-05T23:59:59.999Z, a moment before it is due', 'open'],
    ['2026-02-06T00:00:00.000Z, as it is due', 'missed'],
  ])('given it is struck out at %s, then it is %s', (when, status) => {
    const at = when.slice(0, 24);
    const matter = merged(monthly, merger, [...theirs, update]).putRight('c1', struck(at));
    expect(matter.owes('c1', at)).toEqual([`vic 2026-02-05: ${status}`]);
  });

  it('given a miss by that, then it is of whoever owned the case that owed it', () => {
    const at = '2026-02-06T00:00:00.000Z';
    const matter = merged(monthly, at, [...theirs, update]).putRight('c1', struck('2026-02-10T10:00:00Z'));
    const arisen = matter.recorded.findLast(({ type }) => type === 'ObligationArose');
    expect(arisen).toMatchObject({ data: { dueOn: '2026-02-05', owner: { staffId: 'pc-c2' } } });
  });

  it('given she was told in the other case since the merger, then that is met late by it, and the next counts from there', () => {
    const matter = merged(monthly, merger, [...theirs, update])
      .record('c1', contact('vic', '2026-02-10T10:00:00Z'))
      .putRight('c1', struck('2026-02-12T10:00:00Z'));
    expect(matter.owes('c1', '2026-02-12T10:00:00Z')).toEqual(['vic 2026-02-05: met-late', 'vic 2026-03-10: open']);
  });

  it('given a single duty that it had met, then that is missed once, where it is followed up', () => {
    const arrest = milestone('suspect-arrested', '2026-01-06T10:00:00Z');
    const call = told('her', '2026-01-08T10:00:00Z', { tells: ['suspect-arrested'] });
    const matter = merged(arrests, merger, [...theirs, arrest, call]);
    expect(matter.owes('c1', merger)).toEqual(['vic 2026-01-13: met']);
    matter.putRight('c1', struck('2026-02-10T10:00:00Z'));
    expect(matter.owes('c1', '2026-02-10T10:00:00Z')).toEqual(['vic 2026-01-13: missed']);
    expect(matter.owes('c2', '2026-02-10T10:00:00Z')).toEqual(['her 2026-01-13: superseded, stood missed']);
  });

  it('given an attempt, then it changes nothing of what was brought', () => {
    const attempt = told('her', '2026-02-02T10:00:00Z', { outcome: 'no-answer' });
    const matter = merged(monthly, merger, [...theirs, attempt, contact('her', '2026-02-03T10:00:00Z')]);
    const before = [matter.owes('c1', merger), matter.owes('c2', merger)];
    matter.putRight('c1', struck('2026-02-05T10:00:00Z'));
    expect([matter.owes('c1', '2026-02-05T10:00:00Z'), matter.owes('c2', '2026-02-05T10:00:00Z')]).toEqual(before);
    expect(matter.of('c1').told.map(({ type }) => type)).not.toContain('BroughtDutiesCorrected');
  });

  it('given the other case is closed by then, then what was due before the closure is missed there all the same', () => {
    const matter = merged(monthly, merger, [...theirs, update]).record('c1', closed('2026-02-08T10:00:00Z'));
    expect(matter.owes('c1', '2026-02-08T10:00:00Z')).toEqual(['vic 2026-03-03: open']);
    matter.putRight('c1', struck('2026-02-10T10:00:00Z'));
    expect(matter.owes('c1', '2026-02-10T10:00:00Z')).toEqual(['vic 2026-02-05: missed']);
  });
});

describe('a miss that was disputed before a merger', () => {
  it('given a contact that it brought is struck out since, then it stands as it stood', () => {
    /* A month of 4 February is missed with 4 March; that she had wanted nothing is recorded an hour after that. */
    const said = { recorded: instant('2026-03-05T00:30:00Z') };
    const disputed = { ...optedOut('vic', 'all', '2026-03-04T23:00:00Z'), ...said };
    const matter = merged(monthly, '2026-03-05T00:45:00Z', [...theirs, update], [...ours, disputed]);
    matter.putRight('c1', struck('2026-03-05T01:00:00Z'));
    expect(matter.owes('c1', '2026-03-05T01:00:00Z')).toEqual(
      expect.arrayContaining(['vic 2026-03-04: missed for good, disputed']),
    );
  });
});

describe('of two that are the same, a contact of the one that gave way struck out since', () => {
  /* Of 10 January the month is over with 10 February: after that of the one, had it not been told. */
  const early = opening('c1', 'vic', '2026-01-10T10:00:00Z');

  it('given that of the other case stayed, then it stays, the one gives nothing more, and what it had met there is unmet', () => {
    const matter = merged(monthly, merger, [...theirs, update], early);
    expect(matter.owes('c1', merger)).toEqual(['vic 2026-02-10: met', 'vic 2026-03-03: open']);
    matter.putRight('c1', struck('2026-02-08T10:00:00Z'));
    expect(matter.owes('c1', '2026-02-08T10:00:00Z')).toEqual(['vic 2026-02-10: open']);
    expect(matter.owes('c2', '2026-02-08T10:00:00Z')).toEqual([]);
  });

  it('given what it had met was over, then that is missed in the one, and nothing more', () => {
    const at = '2026-03-10T10:00:00Z';
    const matter = merged(monthly, at, [...theirs, update], [...early, contact('vic', '2026-02-02T10:00:00Z')]);
    expect(matter.owes('c1', at)).toEqual(['vic 2026-02-10: met', 'vic 2026-03-02: met', 'vic 2026-03-03: missed']);
    matter.putRight('c1', struck('2026-03-12T10:00:00Z'));
    expect(matter.owes('c2', '2026-03-12T10:00:00Z')).toEqual([
      'her 2026-02-05: missed for good',
      'her 2026-03-03: superseded, stood missed',
      'her 2026-03-05: superseded, stood missed',
    ]);
    expect(matter.owes('c1', '2026-03-12T10:00:00Z')).toEqual(['vic 2026-02-10: met', 'vic 2026-03-02: missed']);
  });
});

describe('a contact of a case that gave way, put right since', () => {
  const right = (at: string, who = 'vic') => corrected('k1', who, at, '2026-03-12T10:00:00Z');
  const day = '2026-03-04T10:00:00Z';
  const putRight = (given: PastFact, fact: PastFact) => {
    const uncle = joined('uncle', day, 'victim', 'standard');
    const matter = merged(monthly, day, [...theirs, given], [...opening('c1', 'vic', day), uncle]).putRight('c1', fact);
    return ['c2', 'c1'].map((one) => matter.owes(one, '2026-03-12T10:00:00Z').filter((line) => !/uncle/.test(line)));
  };
  const gaveWay = 'her 2026-03-03: superseded, stood missed';

  it.each<[string, PastFact, string[], string[]]>([
    [
      'to when it was in time still',
      right('2026-01-30T10:00:00Z'),
      ['her 2026-02-05: met', 'her 2026-02-28: superseded, stood missed'],
      ['vic 2026-02-28: missed'],
    ],
    [
      'to when it was late, then later than what was missed would be due, which is disputed',
      right('2026-02-06T00:00:00.000Z'),
      ['her 2026-02-05: met-late', 'her 2026-03-06: superseded, stood missed'],
      ['vic 2026-03-03: missed, disputed'],
    ],
    [
      'to when it was with somebody else, and so never of her',
      right('2026-02-03T10:00:00Z', 'uncle'),
      ['her 2026-02-05: superseded, stood missed', gaveWay],
      ['vic 2026-02-05: missed for good', 'vic 2026-03-03: missed for good, disputed', 'vic 2026-03-05: missed'],
    ],
    [
      'to after the merger, and so not of that case',
      right('2026-03-05T10:00:00Z'),
      ['her 2026-02-05: superseded, stood missed', gaveWay],
      ['vic 2026-02-05: met-late', 'vic 2026-03-03: missed, disputed'],
    ],
  ])('given it is put right %s, then it counts so in both', (_, fact, there, here) => {
    expect(putRight(update, fact)).toEqual([there, here]);
  });

  it('given what it had met late was over, then that it was in time is disputed in the case that owed it', () => {
    const late = told('her', '2026-02-10T10:00:00Z');
    expect(putRight(late, right('2026-02-03T10:00:00Z'))).toEqual([
      ['her 2026-02-05: met-late, disputed', 'her 2026-03-03: superseded, stood missed'],
      ['vic 2026-03-03: missed'],
    ]);
  });
});

describe('a contact that came through two mergers, struck out in the last case', () => {
  const third = opening('c3', 'hen', '2026-02-04T11:00:00Z');
  const throughTwo = (first: string, second: string, from: readonly PastFact[], into: readonly PastFact[] = ours) =>
    new Matter(monthly, first, from, into, third)
      .merge('c2', 'c1', first, asSame)
      .merge('c1', 'c3', second, { participants: { vic: 'hen' } });

  it.each([
    ['due as the second was made', '2026-02-06T00:00:00.000Z', ['vic 2026-02-05: superseded, stood missed']],
    ['not due by the second', '2026-02-05T23:59:59.999Z', []],
  ])('given what it had met was %s, then it is owed on in the last, as it was due', (_, second, between) => {
    const matter = throughTwo(merger, second, [...theirs, update]);
    const day = '2026-02-10T10:00:00Z';
    matter.putRight('c3', struck(day));
    expect(['c2', 'c1', 'c3'].map((one) => matter.owes(one, day))).toEqual([[], between, ['hen 2026-02-05: missed']]);
  });

  it('given what it had met was over by the second, then that is missed in the case in which it was owed by then', () => {
    const matter = throughTwo(merger, '2026-03-10T10:00:00Z', [...theirs, update]);
    const day = '2026-03-12T10:00:00Z';
    matter.putRight('c3', struck(day));
    expect(['c2', 'c1', 'c3'].map((one) => matter.owes(one, day))).toEqual([
      [],
      [
        'vic 2026-02-05: missed for good',
        'vic 2026-03-03: superseded, stood missed',
        'vic 2026-03-05: superseded, stood missed',
      ],
      [
        'hen 2026-03-03: missed for good, disputed',
        'hen 2026-03-04: superseded, stood missed',
        'hen 2026-03-05: missed',
      ],
    ]);
  });

  it('given it was the first that owed nothing more, then what is owed in the others stays', () => {
    const early = opening('c1', 'vic', '2026-01-04T10:00:00Z');
    const matter = throughTwo(
      merger,
      '2026-02-08T10:00:00Z',
      [...theirs, update],
      [...early, contact('vic', '2026-02-03T12:00:00Z')],
    );
    const day = '2026-02-10T10:00:00Z';
    matter.putRight('c3', struck(day));
    expect(['c2', 'c1', 'c3'].map((one) => matter.owes(one, day))).toEqual([
      [],
      ['vic 2026-02-04: met'],
      ['hen 2026-03-03: open'],
    ]);
  });
});

describe('a wish that came with a merger, found since never to have been theirs', () => {
  /* She is said to have wanted nothing since 20 January: the month until 5 February is waived. */
  const wish = optedOut('her', 'periodic', '2026-01-20T10:00:00Z', { optOutId: 'wish' });
  const day = '2026-02-10T10:00:00Z';
  const never = optOutVoided('wish', '2026-02-12T10:00:00Z');

  it('given what it waived was over, then that is marked so in the case that gave way, and is owed anew in the other', () => {
    const matter = merged(monthly, day, [...theirs, wish]);
    expect(matter.owes('c2', day)).toEqual(['her 2026-02-05: waived']);
    matter.putRight('c1', never);
    expect(matter.owes('c2', '2026-02-12T10:00:00Z')).toEqual(['her 2026-02-05: waived, opt-out-voided']);
    expect(matter.owes('c1', '2026-02-12T10:00:00Z')).toEqual(expect.arrayContaining(['vic 2026-03-12: open']));
  });

  it('given it was a wish of the case that goes on, then nothing is recorded in the one that gave way', () => {
    const own = optedOut('vic', 'periodic', '2026-02-05T10:00:00Z', { optOutId: 'wish' });
    const matter = merged(monthly, day, [...theirs, update], [...ours, own]);
    const before = matter.of('c2').version;
    matter.putRight('c1', never);
    expect(matter.of('c2').version).toBe(before);
    expect(matter.owes('c1', '2026-02-12T10:00:00Z')).toContain('vic 2026-03-04: waived, opt-out-voided');
  });
});
