import { describe, expect, it } from '@jest/globals';
import { caseOpened, contact, instant, joined, type PastFact } from '../support/facts.js';
import { only } from '../support/given.js';
import { derivedTogether, readTogether, type TwoCases } from './two-cases.js';
import { wordsOf } from './words.js';

/** What both interpreters say of two cases, first of the one that goes on, then of the one that was merged into it. */
function bothSay(cases: TwoCases, on: string, ...ids: string[]): { here: string[]; there: string[] } {
  const now = instant(on);
  const [mine, theirs] = [readTogether, derivedTogether].map((read) => {
    const { here, there } = read(cases, only(...ids), now);
    return { here: here.map(wordsOf).toSorted(), there: there.map(wordsOf).toSorted() };
  });
  expect(theirs).toEqual(mine);
  const short = (line: string) =>
    line
      .replace(/ \(.*?\)/, '')
      .replace(/\S+T\S+: /, ': ')
      .replace(' : ', ': ');
  return { here: mine!.here.map(short), there: mine!.there.map(short) };
}

const opened = (at: string, caseId: string, who: string): PastFact[] => [
  caseOpened(at, 'crime', { caseId, reference: caseId }),
  joined(who, at, 'victim', 'standard'),
];
const one = (at: string) => opened(at, 'c2', 'her');
const other = (at: string) => opened(at, 'c1', 'vic');
const call = (who: string, at: string, contactId = `call-${at}`) => contact(who, at, { contactId });
const both = (from: PastFact[], into: PastFact[], at: string, ...since: PastFact[]): TwoCases => ({
  from,
  into,
  at: instant(at),
  asked: { participants: { her: 'vic' } },
  since,
});

describe('two cases that become one, as both interpreters read them', () => {
  const [monday, tuesday, wednesday] = ['2026-03-02T10:00:00Z', '2026-03-03T10:00:00Z', '2026-03-04T10:00:00Z'];
  const first = (who: string, of: string) => `QOS-INITIAL ${who} ${of} ${of} 1, due 2026-03-09`;
  const second = (who: string, of: string) => `QOS-INITIAL ${who} ${of} ${of} 1, due 2026-03-10`;

  it('given both had an opening duty, then the one due first stays, whichever case is merged into which', () => {
    const over = 'superseded, since 2026-03-04T10:00:00.000Z';
    expect(bothSay(both(one(monday), other(tuesday), wednesday), wednesday, 'QOS-INITIAL')).toEqual({
      here: [`${second('vic', 'c1')}: ${over}`, `${first('vic', 'c2')}: open`],
      there: [`${first('her', 'c2')}: ${over}`],
    });
    expect(bothSay(both(one(tuesday), other(monday), wednesday), wednesday, 'QOS-INITIAL')).toEqual({
      here: [`${first('vic', 'c1')}: open`],
      there: [`${second('her', 'c2')}: ${over}`],
    });
  });

  it.each([
    ['2026-03-10T23:59:59.999Z', ''],
    ['2026-03-11T00:00:00.000Z', ', was missed, stood missed'],
  ])('given they are merged at %s, then what gives way stood as%s', (at, stood) => {
    expect(bothSay(both(one(tuesday), other(monday), at), at, 'QOS-INITIAL').there).toEqual([
      `${second('her', 'c2')}: superseded${stood}, since ${at}`,
    ]);
  });

  const series = (who: string, of: string, anchor: string, rest: string) =>
    `QOS-UPDATE ${who} ${of} ${anchor} 1, due ${rest}`;
  const middle = '2026-03-16T10:00:00Z';
  const end = '2026-03-30T10:00:00Z';

  it('given two running series, then the one whose current duty is due first runs on, either way round', () => {
    const over = 'superseded, since 2026-03-30T10:00:00.000Z';
    expect(bothSay(both(one(monday), other(middle), end), end, 'QOS-UPDATE')).toEqual({
      here: [series('vic', 'c1', 'c1', `2026-04-16: ${over}`), series('vic', 'c2', 'c2', '2026-04-02: open')],
      there: [series('her', 'c2', 'c2', `2026-04-02: ${over}`)],
    });
    expect(bothSay(both(one(middle), other(monday), end), end, 'QOS-UPDATE')).toEqual({
      here: [series('vic', 'c1', 'c1', '2026-04-02: open')],
      there: [series('her', 'c2', 'c2', `2026-04-16: ${over}`)],
    });
  });

  it('given an update in the other case since what is current began, then it meets that, recorded late once it was due', () => {
    const told = [...other(middle), call('vic', '2026-03-25T10:00:00Z', 'told')];
    const late = '2026-04-02T23:00:00.000Z';
    const met = (rest: string) =>
      series('vic', 'c2', 'c2', `2026-04-02: met${rest}, since 2026-03-25T10:00:00.000Z, by told`);
    const next = series('vic', 'c2', 'told', '2026-04-25: open');
    expect(bothSay(both(one(monday), told, end), end, 'QOS-UPDATE').here).toEqual(
      expect.arrayContaining([met(''), next]),
    );
    expect(bothSay(both(one(monday), told, late), late, 'QOS-UPDATE').here).toEqual(
      expect.arrayContaining([met(', recorded late'), next]),
    );
  });

  it('given an update in the other case before what is current began, then it betters nothing that was missed for good', () => {
    const told = [...other('2026-01-16T10:00:00Z'), call('vic', '2026-01-30T10:00:00Z', 'told')];
    const silent = one('2026-01-05T10:00:00Z');
    const { here, there } = bothSay(both(silent, told, '2026-03-10T10:00:00Z'), '2026-03-10T10:00:00Z', 'QOS-UPDATE');
    expect(here).toContain(series('vic', 'c1', 'told', '2026-02-28: missed, was missed'));
    expect(there).toContain(
      series('her', 'c2', 'c2', '2026-02-05: missed, was missed, closed for good, since 2026-03-06T00:00:00.000Z'),
    );
  });
});
