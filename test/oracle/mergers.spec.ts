import { describe, expect, it } from '@jest/globals';
import {
  assessed,
  caseOpened,
  contact,
  feedback,
  instant,
  joined,
  milestone,
  receipt,
  recordedAt,
  type PastFact,
} from '../support/facts.js';
import { only } from '../support/given.js';
import {
  corrected,
  decided,
  milestoneVoided,
  optedOut,
  paused,
  resumed,
  struckOut,
  undone,
} from '../support/rulings.js';
import { Life } from './lives.js';
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
function disputesOf(told: readonly PastFact[], ...ids: readonly string[]) {
  const life = new Life(told.at(-1)!.recorded, only(...ids));
  life.told.push(...told);
  return life.disputes();
}
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

  const late = (fact: PastFact, at: string) => recordedAt(fact, at);
  const arrested = (at: string, milestoneId: string) => {
    const { fact, recorded } = milestone('suspect-arrested', at);
    return { fact: { ...fact, data: { ...fact.data, milestoneId } }, recorded } as PastFact;
  };
  const month = (who: string, of: string, rest: string) => `VC06-MONTHLY ${who} ${of} ${of} 1, due ${rest}`;

  it('given they are merged as a month is over, and the other case’s wish ends the series, then the miss that took over is here', () => {
    const wish = optedOut('vic', 'all', '2026-03-03T10:00:00Z');
    const [before, over] = ['2026-05-02T22:59:59.999Z', '2026-05-02T23:00:00.000Z'];
    const second = (at: string) =>
      bothSay(both(one(monday), [...other(monday), wish], at), at, 'QOS-UPDATE').here.filter((line) =>
        / c2 2/.test(line),
      );
    expect(second(before)).toEqual([]);
    expect(second(over)).toEqual([
      `QOS-UPDATE vic c2 c2 2, due 2026-05-02: missed, was missed, closed for good, since ${over}`,
    ]);
  });

  it('given a disputed miss of a series that was over by then, then it stays as it was, whatever is brought', () => {
    const [opening, arrest, recorded] = ['2009-01-05T10:00:00Z', '2009-02-05T23:00:00Z', '2009-02-06T10:00:00Z'];
    const told = [...other(opening), late(arrested(arrest, 'arrest'), recorded)];
    const brought = [...one(opening), call('her', '2009-01-20T10:00:00Z')];
    expect(bothSay(both(brought, told, '2009-02-07T10:00:00Z'), '2009-02-07T10:00:00Z', 'VC06-MONTHLY').here).toContain(
      month('vic', 'c1', '2009-02-05: missed, was missed, closed for good, disputed, since 2009-02-06T10:00:00.000Z'),
    );
  });

  it('given a disputed miss of what the other case owes too, then it gives way and stays disputed', () => {
    const wish = late(optedOut('her', 'all', '2026-03-09T10:00:00Z'), '2026-03-10T10:00:00Z');
    const at = '2026-03-10T11:00:00.000Z';
    expect(bothSay(both([...one(monday), wish], other(monday), at), at, 'QOS-INITIAL').there).toEqual([
      `${first('her', 'c2')}: superseded, was missed, disputed, stood missed, since ${at}`,
    ]);
  });

  const arrestOf = (who: string) => `VC20-ARREST ${who} arrest arrest 1, due 2026-03-10`;
  it.each([
    [[], 'missed, was missed, closed for good, disputed, since 2026-03-11T10:00:00.000Z'],
    [[true], 'waived, stood missed, since 2026-03-05T10:00:00.000Z'],
    [[false], 'missed, was missed, closed for good, since 2026-03-11T10:00:00.000Z'],
  ])(
    'given a disputed miss that is owed on, decided before or not (%s), then it stands so in the case that goes on',
    (decision, as) => {
      const [raised, at] = ['2026-03-11T10:00:00.000Z', '2026-03-12T10:00:00.000Z'];
      const wish = late(optedOut('her', 'VC20-ARREST', '2026-03-05T10:00:00Z'), raised);
      const theirs = [...one(monday), arrested(tuesday, 'arrest'), wish];
      const [waiting] = disputesOf(theirs, 'VC20-ARREST');
      const decisions = decision.map((confirmed) => decided(waiting!, confirmed, '2026-03-12T09:00:00Z', []));
      const { here, there } = bothSay(both([...theirs, ...decisions], other(wednesday), at), at, 'VC20-ARREST');
      expect(here).toEqual([`${arrestOf('vic')}: ${as}`]);
      expect(there).toHaveLength(1);
    },
  );

  it.each(['her', 'vic'])(
    'given a miss of %s that a pause would take away, and that a series gives way, then it does so disputed',
    (who) => {
      const still = (of: string) => ({ commitment: 'QOS-UPDATE', participantId: who, triggerId: of });
      const [pause, at] = [
        (of: string) => late(paused(still(of), '2026-04-02T22:00:00Z'), '2026-04-02T23:00:00Z'),
        '2026-04-02T23:30:00.000Z',
      ];
      const [theirs, ours] =
        who === 'her'
          ? [[...one(monday), pause('c2')], other(monday)]
          : [one('2026-03-01T10:00:00Z'), [...other(monday), pause('c1')]];
      const { here, there } = bothSay(both(theirs, ours, at), at, 'QOS-UPDATE');
      const of = who === 'her' ? 'c2' : 'c1';
      expect(who === 'her' ? there : here).toContain(
        series(who, of, of, `2026-04-02: superseded, was missed, disputed, stood missed, since ${at}`),
      );
    },
  );

  it('given a month that was over by the merger but for a pause, disputed, then it stays as it was, whatever is brought', () => {
    const opening = '2015-03-28T10:00:00Z';
    const still = paused(
      { commitment: 'QOS-UPDATE', participantId: 'vic', triggerId: 'c1' },
      '2015-05-28T22:59:59.999Z',
    );
    const brought = [...one(opening), call('her', '2015-03-29T00:00:00Z')];
    const at = '2015-05-29T00:00:00Z';
    const told = [...other(opening), late(still, '2015-05-28T23:59:59.999Z')];
    expect(bothSay(both(brought, told, at), at, 'QOS-UPDATE').here).toContain(
      'QOS-UPDATE vic c1 c1 2, due 2015-05-28: missed, was missed, closed for good, disputed, since 2015-05-28T23:59:59.999Z',
    );
  });

  it('given a letter of the other case comes back after the merger, then the due date of what gave way to it does not move', () => {
    const [theirs, ours] = [one('2020-01-30T10:00:00Z'), other('2020-01-31T10:00:00Z')];
    const letter = contact('her', '2020-01-31T10:00:00Z', {
      method: 'letter',
      outcome: 'sent',
      purpose: 'initial-information',
      contactId: 'letter',
    });
    const [at, back] = ['2020-01-31T11:00:00.000Z', '2020-02-03T00:00:00Z'];
    const since = receipt('returned', back, 'letter');
    expect(bothSay(both([...theirs, letter], ours, at, since), back, 'QOS-INITIAL').here).toEqual([
      `QOS-INITIAL vic c1 c1 1, due 2020-02-07: superseded, since ${at}`,
      'QOS-INITIAL vic c2 c2 1, due 2020-02-10: open',
    ]);
  });

  it('given a release that the other case brought, then that of one’s own had resumed the series before', () => {
    const opening = '2009-01-05T10:00:00Z';
    const released = (at: string, milestoneId: string) => {
      const { fact, recorded } = milestone('suspect-released', at);
      return { fact: { ...fact, data: { ...fact.data, milestoneId } }, recorded } as PastFact;
    };
    const theirs = [...one(opening), arrested('2009-01-06T10:00:00Z', 'a'), released('2009-01-08T10:00:00Z', 'r')];
    const ours = [
      ...other(opening),
      released('2009-01-07T10:00:00Z', 's'),
      call('vic', '2009-01-10T10:00:00Z', 'told'),
    ];
    const at = '2009-02-01T10:00:00Z';
    expect(bothSay(both(theirs, ours, at), at, 'VC06-MONTHLY').here).toContain(
      'VC06-MONTHLY vic c2 r 1, due 2009-02-08: met, since 2009-01-10T10:00:00.000Z, by told',
    );
  });

  const told = (at: string, recorded: string) => late(call('vic', at, 'told'), recorded);
  const [silent, merger, since] = ['2026-01-05T10:00:00Z', '2026-03-10T10:00:00Z', '2026-03-11T10:00:00Z'];

  it('given a call of before what is current began, recorded only after the merger, then it betters nothing that was brought', () => {
    const { here, there } = bothSay(
      both(one(silent), other('2026-02-20T10:00:00Z'), merger, told('2026-02-25T10:00:00Z', since)),
      since,
      'QOS-UPDATE',
    );
    expect(here).toContain(
      series('vic', 'c2', 'c2', '').replace(/ 1, due $/, ' 2, due 2026-03-05: missed, was missed'),
    );
    expect(there).toContain(
      series('her', 'c2', 'c2', '2026-02-05: missed, was missed, closed for good, since 2026-03-06T00:00:00.000Z'),
    );
  });

  it('given the mirror, then it is a late record of the case that owed it, and meets that', () => {
    const { here } = bothSay(
      both(one('2026-02-20T10:00:00Z'), other(silent), merger, told('2026-02-25T10:00:00Z', since)),
      since,
      'QOS-UPDATE',
    );
    expect(here).toEqual([
      series('vic', 'c1', 'c1', '2026-02-05: met-late, was missed, since 2026-02-25T10:00:00.000Z, by told'),
      series('vic', 'c1', 'told', '2026-03-25: open'),
    ]);
  });

  it('given an arrest that had ended a series is voided after the merger, then it went on until then, and gives way', () => {
    const opening = '2009-01-05T10:00:00Z';
    const at = '2009-02-06T10:00:00.000Z';
    const voided = milestoneVoided('b', '2009-02-07T10:00:00Z');
    const ours = [...other(opening), arrested('2009-01-06T10:00:00Z', 'b')];
    expect(
      bothSay(both(one('2009-01-20T10:00:00Z'), ours, at, voided), '2009-02-08T10:00:00Z', 'VC06-MONTHLY').here,
    ).toEqual(
      expect.arrayContaining([month('vic', 'c1', `2009-02-05: superseded, was missed, stood missed, since ${at}`)]),
    );
  });

  it('given a disputed miss, and that what the other case brought never was, then the miss stands as it stood', () => {
    const opening = '2006-10-27T09:00:00Z';
    const theirs = [...one(opening), arrested(opening, 'a')];
    const wish = late(optedOut('vic', 'all', '2006-11-27T23:00:00Z'), '2006-11-28T00:00:00Z');
    const voided = milestoneVoided('a', '2006-11-28T01:00:00Z');
    const at = '2006-11-28T00:00:00.001Z';
    expect(
      bothSay(both(theirs, [...other(opening), wish], at, voided), '2006-11-28T01:00:00Z', 'VC06-MONTHLY').here,
    ).toContain(
      month('vic', 'c1', '2006-11-27: missed, was missed, closed for good, disputed, since 2006-11-28T00:00:00.000Z'),
    );
  });

  it('given somebody is enhanced in the other case, then an arrest of before is due sooner, as though assessed at the merger', () => {
    const [at, arrest] = ['2026-03-10T10:00:00Z', arrested('2026-03-09T10:00:00Z', 'arrest')];
    const enhanced = assessed('her', 'enhanced', '2026-03-04T10:00:00Z');
    const due = (theirs: PastFact[]) => bothSay(both(theirs, [...other(monday), arrest], at), at, 'VC20-ARREST').here;
    expect(due(one(monday))).toEqual(['VC20-ARREST vic arrest arrest 1, due 2026-03-16: open']);
    expect(due([...one(monday), enhanced])).toEqual(['VC20-ARREST vic arrest arrest 1, due 2026-03-11: open']);
  });

  it('given an assessment of before the merger is recorded since, then what one in the other case made owed stays owed', () => {
    const [assessedAt, sooner] = ['2026-03-03T11:00:00Z', '2026-03-03T10:00:00Z'];
    const theirs = [...one(monday), assessed('her', 'enhanced', assessedAt)];
    const since = late(assessed('vic', 'enhanced', sooner), '2026-03-05T10:00:00Z');
    const { here } = bothSay(both(theirs, other(monday), wednesday, since), '2026-03-05T10:00:00Z', 'VC20-NEEDS');
    const changed = `assessed-${assessedAt}`;
    expect(here).toContain(`VC20-NEEDS vic ${changed} ${changed} 1, due when it can be: open`);
  });

  it('given somebody is enhanced in the case that goes on, then an arrest of the other is due sooner too', () => {
    const [at, arrest] = ['2026-03-10T10:00:00Z', arrested('2026-03-09T10:00:00Z', 'arrest')];
    const enhanced = assessed('vic', 'enhanced', '2026-03-04T10:00:00Z');
    const due = (ours: PastFact[]) =>
      bothSay(both([...one(monday), arrest], ours, at), '2026-03-10T11:00:00Z', 'VC20-ARREST').here;
    expect(due(other(monday))).toEqual(['VC20-ARREST vic arrest arrest 1, due 2026-03-16: open']);
    expect(due([...other(monday), enhanced])).toEqual(['VC20-ARREST vic arrest arrest 1, due 2026-03-11: open']);
  });

  it.each(['her', 'vic'])(
    'given a letter to %s whose case was the one in which they are standard, then it met as it was posted',
    (who) => {
      const [arrest, enhanced] = [
        arrested('2026-03-04T09:00:00Z', 'arrest'),
        assessed(who === 'her' ? 'vic' : 'her', 'enhanced', '2026-03-03T10:00:00Z'),
      ];
      const letter = contact(who, wednesday, {
        contactId: 'told',
        method: 'letter',
        outcome: 'sent',
        milestoneIds: ['arrest'],
        tells: ['suspect-arrested'],
      });
      const [theirs, ours] =
        who === 'her'
          ? [
              [...one(monday), arrest, letter],
              [...other(monday), enhanced],
            ]
          : [
              [...one(monday), enhanced],
              [...other(monday), arrest, letter],
            ];
      expect(bothSay(both(theirs, ours, '2026-03-05T10:00:00Z'), '2026-03-20T10:00:00Z', 'VC20-ARREST').here).toEqual([
        'VC20-ARREST vic arrest arrest 1, due 2026-03-11: met, since 2026-03-04T10:00:00.000Z, by told',
      ]);
    },
  );

  it.each(['her', 'vic'])(
    'given a letter to %s whose case was the one in which they are enhanced, then it met when it was there',
    (who) => {
      const [arrest, enhanced] = [
        arrested('2026-03-04T09:00:00Z', 'arrest'),
        assessed(who, 'enhanced', '2026-03-03T10:00:00Z'),
      ];
      const letter = contact(who, wednesday, {
        contactId: 'told',
        method: 'letter',
        outcome: 'sent',
        milestoneIds: ['arrest'],
        tells: ['suspect-arrested'],
      });
      const [theirs, ours] =
        who === 'her'
          ? [[...one(monday), enhanced, arrest, letter], other(monday)]
          : [one(monday), [...other(monday), enhanced, arrest, letter]];
      expect(bothSay(both(theirs, ours, '2026-03-05T10:00:00Z'), '2026-03-20T10:00:00Z', 'VC20-ARREST').here).toEqual([
        'VC20-ARREST vic arrest arrest 1, due 2026-03-05: met-late, was missed, since 2026-03-06T00:00:00.000Z, by told',
      ]);
    },
  );

  describe('of an assessment', () => {
    const needs = (who: string, trigger: string, rest: string) =>
      `VC20-NEEDS ${who} ${trigger} ${trigger} 1, due when it can be: ${rest}`;
    const found = (who: string, entitlement: 'standard' | 'enhanced', at: string) => {
      const { fact, recorded } = assessed(who, entitlement, at);
      return { fact: { ...fact, data: { ...fact.data, assessmentId: 'as-1' } }, recorded } as PastFact;
    };
    const say = (theirs: PastFact[], ours: PastFact[]) =>
      bothSay(both(theirs, ours, wednesday), '2026-03-05T10:00:00Z', 'VC20-NEEDS');
    const met = needs('vic', 'c1', `met, since ${tuesday.replace('Z', '.000Z')}, by as-1`);
    const over = `superseded, since ${wednesday.replace('Z', '.000Z')}`;

    it('given it raised a needs assessment in the case that was merged, then that is owed on, and nothing is because of the merger', () => {
      expect(say([...one(monday), found('her', 'enhanced', tuesday)], other(monday))).toEqual({
        here: [needs('vic', 'as-1', 'open'), met],
        there: [needs('her', 'as-1', over), needs('her', 'c2', over)],
      });
    });

    it('given the mirror, then the same is owed', () => {
      expect(say(one(monday), [...other(monday), found('vic', 'enhanced', tuesday)])).toEqual({
        here: [needs('vic', 'as-1', 'open'), met],
        there: [needs('her', 'c2', over)],
      });
    });

    it('given somebody joined the other case as enhanced, then nobody has assessed them by that', () => {
      const enhanced = [
        caseOpened(monday, 'crime', { caseId: 'c2', reference: 'c2' }),
        joined('her', monday, 'victim', 'enhanced'),
      ];
      expect(say(enhanced, other(monday)).here).toEqual([needs('vic', 'c1', 'open')]);
    });
  });

  it.each([
    ['earlier', monday],
    ['later', '2026-03-10T10:00:00Z'],
  ])(
    'given a reply in the case that was merged, and that the other was opened %s, then what it had met is met',
    (_, at) => {
      const asked = feedback('her', tuesday, true, 'conduct');
      const reply = contact('her', wednesday, { purpose: 'reply', feedbackId: 'f1', contactId: 'reply' });
      const cases = both([...one(monday), asked, reply], other(at), '2026-03-11T10:00:00Z');
      expect(bothSay(cases, '2026-03-20T10:00:00Z', 'QOS-FB-REPLY').here).toEqual([
        'QOS-FB-REPLY vic f1 f1 1, due 2026-03-13: met, since 2026-03-04T10:00:00.000Z, by reply',
      ]);
    },
  );

  it.each(['her', 'vic'])(
    'given a clock of %s that stood still at the merger, and is of what is voided since, then it stood still until then',
    (who) => {
      const pause = paused({ commitment: 'VC20-ARREST', participantId: who, triggerId: 'arrest' }, wednesday);
      const own = [arrested(tuesday, 'arrest'), pause];
      const [theirs, ours] =
        who === 'her' ? [[...one(monday), ...own], other(monday)] : [one(monday), [...other(monday), ...own]];
      const cases = both(theirs, ours, '2026-03-04T11:00:00Z', milestoneVoided('arrest', '2026-03-06T10:00:00Z'));
      expect(bothSay(cases, '2026-03-06T11:00:00Z', 'VC20-ARREST').here).toEqual([
        'VC20-ARREST vic arrest arrest 1, due 2026-03-12: voided, since 2026-03-06T10:00:00.000Z',
      ]);
    },
  );

  it.each(['her', 'vic'])(
    'given a pause of %s of before the merger that is undone since, then it moves nothing',
    (who) => {
      const [from, to] = [wednesday, '2026-03-06T10:00:00Z'];
      const pause = paused({ commitment: 'VC20-ARREST', participantId: who, triggerId: 'arrest' }, from);
      const own = [arrested(tuesday, 'arrest'), pause, resumed(`paused-${from}`, to)];
      const [theirs, ours] =
        who === 'her' ? [[...one(monday), ...own], other(monday)] : [one(monday), [...other(monday), ...own]];
      const due = (...since: PastFact[]) =>
        bothSay(both(theirs, ours, '2026-03-06T11:00:00Z', ...since), '2026-03-09T11:00:00Z', 'VC20-ARREST').here;
      const arrest = (on: string) => [`VC20-ARREST vic arrest arrest 1, due ${on}: open`];
      expect(due()).toEqual(arrest('2026-03-12'));
      expect(due(undone(`paused-${from}`, '2026-03-09T10:00:00Z'))).toEqual(arrest('2026-03-10'));
    },
  );

  it.each([
    ['earlier', tuesday, wednesday],
    ['later', wednesday, tuesday],
  ])(
    'given an arrest of the case that was merged, %s than the same of the other, which is voided since, then neither is owed',
    (_, at, otherwise) => {
      const cases = both(
        [...one(monday), arrested(at, 'a')],
        [...other(monday), arrested(otherwise, 'b')],
        '2026-03-05T10:00:00Z',
        milestoneVoided('b', '2026-03-06T10:00:00Z'),
      );
      const same = { ...cases, asked: { ...cases.asked, milestones: { a: 'b' } } };
      const { here } = bothSay(same, '2026-03-06T11:00:00Z', 'VC20-ARREST');
      expect(here.map((line) => line.split(': ')[1])).toEqual(
        here.map(() => expect.stringMatching(/^(voided|superseded)/)),
      );
      expect(here).toContain(
        at === tuesday
          ? 'VC20-ARREST vic a a 1, due 2026-03-10: voided, since 2026-03-06T10:00:00.000Z'
          : 'VC20-ARREST vic b b 1, due 2026-03-10: voided, since 2026-03-06T10:00:00.000Z',
      );
    },
  );

  it('given what was voided in the case that was merged, then it is seen to be so as it was due there', () => {
    const enhanced = assessed('her', 'enhanced', monday);
    const [arrest, voided] = [arrested(tuesday, 'arrest'), milestoneVoided('arrest', '2026-03-03T11:00:00Z')];
    expect(
      bothSay(both([...one(monday), enhanced, arrest, voided], other(monday), wednesday), wednesday, 'VC20-ARREST')
        .here,
    ).toEqual(['VC20-ARREST vic arrest arrest 1, due 2026-03-04: voided, since 2026-03-03T11:00:00.000Z']);
  });

  describe('of a contact that is struck out or put right after the merger', () => {
    const [start, later] = ['2026-03-02T10:00:00Z', '2026-03-16T10:00:00Z'];
    const [end, since] = ['2026-03-30T10:00:00.000Z', '2026-03-31T10:00:00Z'];
    const struck = (at = since) => struckOut('told', at);
    const right = (at: string, recorded = since) => corrected('told', 'vic', at, recorded);
    const called = (at: string) => call('her', at, 'told');
    const month = (who: string, rest: string, n = 1) => `QOS-UPDATE ${who} c2 c2 ${n}, due ${rest}`;
    const next = (who: string, rest: string) => `QOS-UPDATE ${who} c2 told 1, due ${rest}`;
    const gaveWay = series('vic', 'c1', 'c1', `2026-04-16: superseded, since ${end}`);

    it.each([
      ['2026-04-02T22:59:59.999Z', 'open'],
      ['2026-04-02T23:00:00.000Z', 'missed, was missed'],
    ])('given it had met what was not due by the merger, then that is owed on: at %s it is %s', (on, stands) => {
      const cases = both([...one(start), called('2026-03-10T10:00:00Z')], other(later), end, struck());
      expect(bothSay(cases, on, 'QOS-UPDATE')).toEqual({
        here: [gaveWay, month('vic', `2026-04-02: ${stands}`)],
        there: [month('her', `2026-04-02: superseded, since ${end}`)],
      });
    });

    const [before, over] = ['2026-05-02T22:59:59.999Z', '2026-05-02T23:00:00.000Z'];
    const missed = 'missed, was missed';
    const lapsed = `2026-04-02: ${missed}, closed for good, since ${over}`;
    const brought = (at: string) => `superseded, was missed, stood missed, since ${at}`;
    it.each([
      [before, [lapsed, `2026-05-02: ${missed}`], [`2026-04-02: ${brought(before)}`]],
      [over, [`2026-05-02: ${missed}`], [lapsed, `2026-05-02: ${brought(over)}`]],
    ])(
      'given they were merged at %s, then a miss that was over by then is of the case that owed it',
      (at, owed, left) => {
        const told = [...one(start), called('2026-04-03T10:00:00Z')];
        const cases = both(told, other('2026-04-20T10:00:00Z'), at, struck(over));
        const { here, there } = bothSay(cases, over, 'QOS-UPDATE');
        expect(here.slice(1)).toEqual(owed.map((rest, n) => month('vic', rest, n + 3 - owed.length)));
        expect(there).toEqual(left.map((rest, n) => month('her', rest, n + 1)));
      },
    );

    it('given a call of since turns out to have been before, then it is a late record of a series that gave way', () => {
      const ours = [...other(start), call('vic', '2026-03-10T10:00:00Z', 'call')];
      const since = [call('vic', '2026-03-30T11:00:00Z', 'told'), right('2026-03-05T10:00:00Z')];
      const { here } = bothSay(both(one(start), ours, end, ...since), since[1]!.recorded, 'QOS-UPDATE');
      expect(here.filter((line) => line.includes(' c1 '))).toEqual([
        series('vic', 'c1', 'c1', '2026-04-02: met, since 2026-03-05T10:00:00.000Z, by told'),
        series('vic', 'c1', 'call', `2026-04-10: superseded, since ${end}`),
        series('vic', 'c1', 'told', '2026-04-05: met, since 2026-03-10T10:00:00.000Z, by call'),
      ]);
    });

    it('given one is struck out and then another, then neither had met anything', () => {
      const told = [...one(start), call('her', '2026-03-05T10:00:00Z', 'first'), called('2026-03-10T10:00:00Z')];
      const since = [struckOut('first', '2026-03-30T11:00:00Z'), struck()];
      expect(bothSay(both(told, other(later), end, ...since), '2026-04-01T10:00:00Z', 'QOS-UPDATE')).toEqual({
        here: [gaveWay, month('vic', '2026-04-02: open')],
        there: [month('her', `2026-04-02: superseded, since ${end}`)],
      });
    });

    const initial = (who: string) => contact(who, wednesday, { contactId: 'told', purpose: 'initial-information' });
    const [thursday, friday] = ['2026-03-05T10:00:00.000Z', '2026-03-06T10:00:00Z'];
    it.each([
      ['the case that was merged', [...one(tuesday), initial('her')], other(monday)],
      ['the case that goes on', one(tuesday), [...other(monday), initial('vic')]],
    ])('given a contact of %s had met what the other owed too, then what stays is unmet', (_, theirs, ours) => {
      expect(bothSay(both(theirs, ours, thursday, struck(friday)), friday, 'QOS-INITIAL')).toEqual({
        here: [`${first('vic', 'c1')}: open`],
        there: [`${second('her', 'c2')}: superseded, since ${thursday}`],
      });
    });

    it.each([
      ['the case that was merged', [...one(monday), initial('her')], other(tuesday)],
      ['the case that goes on', one(monday), [...other(tuesday), initial('vic')]],
    ])(
      'given that of the case that was merged stays, and a contact of %s had met it, then it is owed on',
      (_, theirs, ours) => {
        expect(bothSay(both(theirs, ours, thursday, struck(friday)), friday, 'QOS-INITIAL')).toEqual({
          here: [`${second('vic', 'c1')}: superseded, since ${thursday}`, `${first('vic', 'c2')}: open`],
          there: [`${first('her', 'c2')}: superseded, since ${thursday}`],
        });
      },
    );

    it('given what it had begun is due later than the other case’s, then what stays was decided at the merger all the same', () => {
      const told = [...one('2026-02-09T10:00:00Z'), called('2026-03-05T10:00:00Z')];
      const { here } = bothSay(both(told, other(start), end, struck()), since, 'QOS-UPDATE');
      expect(here).toEqual([series('vic', 'c1', 'c1', '2026-04-02: open')]);
    });

    it('given it took place at another time before the merger, then what goes on is counted from that', () => {
      const cases = both(
        [...one(start), called('2026-03-10T10:00:00Z')],
        other(later),
        end,
        right('2026-03-12T10:00:00Z'),
      );
      expect(bothSay(cases, since, 'QOS-UPDATE')).toEqual({
        here: [gaveWay, next('vic', '2026-04-12: open')],
        there: [
          month('her', '2026-04-02: met, since 2026-03-12T10:00:00.000Z, by told'),
          next('her', `2026-04-12: superseded, since ${end}`),
        ],
      });
    });

    it('given it took place after the merger, then what it had met is met in the case that goes on', () => {
      const cases = both(
        [...one(start), called('2026-03-10T10:00:00Z')],
        other(later),
        end,
        right('2026-03-31T09:00:00Z'),
      );
      expect(bothSay(cases, since, 'QOS-UPDATE')).toEqual({
        here: [
          gaveWay,
          month('vic', '2026-04-02: met, since 2026-03-31T09:00:00.000Z, by told'),
          next('vic', '2026-04-30: open'),
        ],
        there: [month('her', `2026-04-02: superseded, since ${end}`)],
      });
    });

    it.each(['her', 'vic'])(
      'given a call to %s turns out to have told of an arrest of the other case, then a miss is disputed by that',
      (who) => {
        const [arrest, told] = [arrested(wednesday, 'arrest'), call(who, '2026-03-10T10:00:00Z', 'told')];
        const [theirs, ours] =
          who === 'her'
            ? [
                [...one(start), told],
                [...other(start), arrest],
              ]
            : [
                [...one(start), arrest],
                [...other(start), told],
              ];
        const since = corrected('told', 'vic', '2026-03-10T10:00:00Z', '2026-03-18T10:00:00Z', {
          tells: ['suspect-arrested'],
          milestoneIds: ['arrest'],
        });
        const before = both(theirs, ours, '2026-03-16T10:00:00Z');
        const stands = (cases: TwoCases) => bothSay(cases, '2026-03-19T10:00:00Z', 'VC20-ARREST').here;
        const missed = 'VC20-ARREST vic arrest arrest 1, due 2026-03-11: missed, was missed';
        expect(stands(before)).toEqual([missed]);
        expect(stands({ ...before, since: [since] })).toEqual([
          `${missed}, closed for good, disputed, since 2026-03-18T10:00:00.000Z`,
        ]);
      },
    );

    it.each([
      ['2026-02-06T00:00:00Z', 'met-late, was missed, since 2026-02-06T00:00:00.000Z, by told'],
      ['2026-02-05T23:59:59Z', 'met-late, was missed, disputed, since 2026-02-06T10:00:00.000Z, by told'],
    ])('given it is said to have been at %s, then what it had met late is %s', (at, stands) => {
      const late = [...one('2026-01-05T10:00:00Z'), called('2026-02-06T10:00:00Z')];
      const cases = both(
        late,
        other('2026-02-20T10:00:00Z'),
        '2026-03-02T10:00:00Z',
        right(at, '2026-03-03T10:00:00Z'),
      );
      expect(bothSay(cases, '2026-03-04T10:00:00Z', 'QOS-UPDATE').there).toContain(
        month('her', `2026-02-05: ${stands}`),
      );
    });
  });
});
