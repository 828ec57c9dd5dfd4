import { describe, expect, it } from '@jest/globals';
import { caseOpened, contact, instant, joined, milestone, recordedAt, type PastFact } from '../support/facts.js';
import { only } from '../support/given.js';
import { optedOut, struckOut } from '../support/rulings.js';
import { wordsOf } from '../oracle/words.js';
import { record } from '../oracle/two-cases.js';
import { merged, readInThree } from './three-cases.js';

const opened = (at: string, caseId: string, who: string): PastFact[] => [
  caseOpened(at, 'crime', { caseId, reference: caseId }),
  joined(who, at, 'victim', 'standard'),
];

const short = (line: string) => line.replace(/ \(.*?\)/, '').replace(/ \S+T\S+Z: /, ': ');

/** What one commitment owes in the case that goes on, as both interpreters read it. */
function owed(
  commitment: string,
  facts: Record<'c1' | 'c2' | 'c3', PastFact[]>,
  mergers: [string, string],
  on: string,
) {
  const book = only(commitment);
  const logs = new Map(Object.entries(facts));
  const [first, second] = mergers.map(instant) as [string, string];
  merged(logs, { from: 'c2', into: 'c1', participants: { her: 'vic' }, at: first }, book);
  merged(logs, { from: 'c3', into: 'c1', participants: { hen: 'vic' }, at: second }, book);
  const read = readInThree(logs, book, instant(on));
  for (const { found, expected } of read)
    expect(found.map(wordsOf).toSorted()).toEqual(expected.map(wordsOf).toSorted());
  return read
    .find(({ id }) => id === 'c1')!
    .expected.map(wordsOf)
    .map(short)
    .toSorted();
}

describe('a case into which two were merged, as both interpreters read it', () => {
  const [first, second] = ['2026-03-09T10:00:00Z', '2026-03-11T10:00:00Z'];
  const call = (who: string, at: string, contactId: string) => contact(who, at, { contactId });

  it('given what the first was told since what is current of the third began, then it meets that', () => {
    const facts = {
      c1: opened('2026-03-02T10:00:00Z', 'c1', 'vic'),
      c2: [...opened('2026-03-02T10:00:00Z', 'c2', 'her'), call('her', '2026-03-04T10:00:00Z', 'told')],
      c3: opened('2026-03-02T10:00:00Z', 'c3', 'hen'),
    };
    expect(owed('QOS-UPDATE', facts, [first, second], '2026-03-12T10:00:00Z')).toEqual(
      expect.arrayContaining([
        'QOS-UPDATE vic c3 c3 1, due 2026-04-02: met, since 2026-03-04T10:00:00.000Z, by told',
        'QOS-UPDATE vic c3 told 1, due 2026-04-04: open',
      ]),
    );
  });

  it('given the first’s series was waived, then the third’s runs on until the merger, and is waived from then', () => {
    const facts = {
      c1: [...opened('2026-03-02T10:00:00Z', 'c1', 'vic'), optedOut('vic', 'all', '2026-03-02T11:00:00Z')],
      c2: opened('2026-03-02T10:00:00Z', 'c2', 'her'),
      c3: opened('2026-03-02T10:00:00Z', 'c3', 'hen'),
    };
    expect(owed('QOS-UPDATE', facts, [first, second], '2026-03-12T10:00:00Z')).toEqual([
      'QOS-UPDATE vic c1 c1 1, due 2026-04-02: waived, since 2026-03-02T11:00:00.000Z',
      'QOS-UPDATE vic c2 c2 1, due 2026-04-02: waived, since 2026-03-09T10:00:00.000Z',
      'QOS-UPDATE vic c3 c3 1, due 2026-04-02: waived, since 2026-03-11T10:00:00.000Z',
    ]);
  });

  it.each([
    ['2026-03-09T23:59:59.999Z', ''],
    ['2026-03-10T00:00:00.000Z', ', was missed, stood missed'],
  ])('given a call of the first at %s met what then gives way to the third, then it stood as%s', (at, stood) => {
    const facts = {
      c1: opened('2026-03-02T10:00:00Z', 'c1', 'vic'),
      c2: [...opened('2026-03-02T10:00:00Z', 'c2', 'her'), contact('her', at, { purpose: 'initial-information' })],
      c3: opened('2026-03-01T10:00:00Z', 'c3', 'hen'),
    };
    expect(owed('QOS-INITIAL', facts, ['2026-03-10T10:00:00Z', second], '2026-03-12T10:00:00Z')).toContain(
      `QOS-INITIAL vic c1 c1 1, due 2026-03-09: superseded${stood}, since 2026-03-11T10:00:00.000Z`,
    );
  });

  it('given the third brings a release of before the case’s own, then the own had resumed the series', () => {
    const named = (type: string, at: string, milestoneId: string): PastFact => {
      const { fact, recorded } = milestone(type, at);
      return { fact: { ...fact, data: { ...fact.data, milestoneId } }, recorded } as PastFact;
    };
    const facts = {
      c1: [
        ...opened('2009-01-05T08:00:00Z', 'c1', 'vic'),
        named('suspect-arrested', '2009-01-05T10:00:00Z', 'arrest'),
        named('suspect-released', '2009-01-05T15:00:00Z', 'own'),
      ],
      c2: opened('2009-01-05T08:00:00Z', 'c2', 'her'),
      c3: [
        ...opened('2009-01-05T08:00:00Z', 'c3', 'hen'),
        recordedAt(named('suspect-released', '2009-01-05T12:00:00Z', 'brought'), '2009-01-08T10:00:00Z'),
      ],
    };
    const mergers: [string, string] = ['2009-01-09T10:00:00Z', '2009-01-12T10:00:00Z'];
    expect(owed('VC06-MONTHLY', facts, mergers, '2009-01-13T10:00:00Z')).toContain(
      'VC06-MONTHLY vic c1 own 1, due 2009-02-05: open',
    );
  });

  it('given a case merged on, and a contact of the first struck out in the last, then what it had met is owed on there', () => {
    const book = only('QOS-UPDATE');
    const logs = new Map([
      ['c1', opened('2026-03-12T10:00:00Z', 'c1', 'vic')],
      ['c2', [...opened('2026-03-02T10:00:00Z', 'c2', 'her'), call('her', '2026-03-05T10:00:00Z', 'told')]],
      ['c3', opened('2026-03-13T10:00:00Z', 'c3', 'hen')],
    ]);
    merged(logs, { from: 'c2', into: 'c1', participants: { her: 'vic' }, at: '2026-03-16T10:00:00.000Z' }, book);
    merged(logs, { from: 'c1', into: 'c3', participants: { vic: 'hen' }, at: '2026-03-18T10:00:00.000Z' }, book);
    record(logs, 'c3', struckOut('told', '2026-03-20T10:00:00Z'), book);
    const read = readInThree(logs, book, instant('2026-03-20T10:00:00Z'));
    for (const { id, expected, found } of read)
      expect([id, ...found.map(wordsOf).toSorted()]).toEqual([id, ...expected.map(wordsOf).toSorted()]);
    const [last, ...before] = read.toReversed().map(({ expected }) => expected.map(wordsOf).map(short));
    expect(last).toContain('QOS-UPDATE hen c2 c2 1, due 2026-04-02: open');
    expect(before.map((all) => all.find((line) => line.includes(' c2 c2 ')))).toEqual([
      'QOS-UPDATE her c2 c2 1, due 2026-04-02: superseded, since 2026-03-16T10:00:00.000Z',
      'QOS-UPDATE vic c2 c2 1, due 2026-04-02: superseded, since 2026-03-18T10:00:00.000Z',
    ]);
  });
});
