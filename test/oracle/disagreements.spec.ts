import { describe, expect, it } from '@jest/globals';
import {
  assigned,
  caseOpened,
  concerning,
  contact,
  corrected,
  feedback,
  instant,
  joined,
  milestone,
  participantRight,
  planned,
  putRight,
  receipt,
  recordedAt,
  roleRight,
  transferred,
  type PastFact,
} from '../support/facts.js';
import { activated, only } from '../support/given.js';
import {
  decided,
  excused,
  mergedInto,
  milestoneVoided,
  on,
  optedOut,
  paused,
  recordedInError,
  struckOut,
  voided,
} from '../support/rulings.js';
import { derived } from './compare.js';
import { interpret } from './interpret.js';
import { historyOf, Life, otherCalendar } from './lives.js';
import { endOfLondonDay } from './london.js';
import { wordsOf } from './words.js';

/** What both interpreters say is owed by some commitments. */
function owed(told: readonly PastFact[], at: string, ...ids: string[]): string[] {
  const inOrder = told.toSorted((a, b) => (a.recorded < b.recorded ? -1 : a.recorded > b.recorded ? 1 : 0));
  const book = only(...ids);
  const now = instant(at);
  const found = interpret(historyOf(inOrder, book, now))
    .map(wordsOf)
    .toSorted();
  expect(derived({ told: inOrder, book }, now).map(wordsOf).toSorted()).toEqual(found);
  return found.map((line) => line.replace(/ \(.*?\)/, ''));
}

const start = '2026-03-02T10:00:00Z';
const crime = [caseOpened(start), joined('vic', start, 'victim', 'standard')];
const arrested = milestone('suspect-arrested', '2026-03-03T10:00:00Z');
const arrestId = 'suspect-arrested--2026-03-03T10:00:00Z';
const told = { tells: ['suspect-arrested'], contactId: 'told' } as const;

/** The same with a decision on the one thing that is disputed. */
function deciding(told: readonly PastFact[], confirmed: boolean, at: string, ...ids: string[]): PastFact[] {
  const life = new Life(instant(at), only(...ids));
  life.told.push(...told);
  const waiting = life.disputes();
  expect(waiting).toHaveLength(1);
  return [...told, decided(waiting[0]!, confirmed, at, waiting)];
}

describe('where random histories made the two interpreters disagree, or only one of them knew the rule', () => {
  const letter = contact('vic', '2026-03-04T10:00:00Z', { ...told, method: 'letter', outcome: 'sent' });

  it('given a letter that came back, then what it had met is owed again, its limit counted anew from the day that was known', () => {
    const back = receipt('returned', '2026-03-12T09:00:00Z', 'told');
    expect(owed([...crime, arrested, letter], '2026-03-12T08:59:59Z', 'VC20-ARREST')).toEqual([
      `VC20-ARREST vic ${arrestId} ${arrestId} 1, due 2026-03-10 2026-03-11T00:00:00.000Z: met, since 2026-03-04T10:00:00.000Z, by told`,
    ]);
    expect(owed([...crime, arrested, letter, back], '2026-03-12T09:00:00Z', 'VC20-ARREST')).toEqual([
      `VC20-ARREST vic ${arrestId} ${arrestId} 1, due 2026-03-19 2026-03-20T00:00:00.000Z: open`,
    ]);
  });

  it('given a letter that was the month’s update and came back, then the month is counted anew from then', () => {
    const update = contact('vic', '2026-03-20T10:00:00Z', { method: 'letter', outcome: 'sent', contactId: 'told' });
    const back = receipt('returned', '2026-03-25T09:00:00Z', 'told');
    expect(owed([...crime, update, back], '2026-04-20T09:00:00Z', 'QOS-UPDATE')).toEqual([
      'QOS-UPDATE vic c1 c1 1, due 2026-04-25 2026-04-25T23:00:00.000Z: open',
    ]);
  });

  it('given a call before a letter comes back, then that had met the month, whose date stays', () => {
    const update = contact('vic', '2026-03-20T10:00:00Z', { method: 'letter', outcome: 'sent', contactId: 'told' });
    const call = contact('vic', '2026-03-24T10:00:00Z', { contactId: 'call' });
    const back = receipt('returned', '2026-03-25T09:00:00Z', 'told');
    expect(owed([...crime, update, call, back], '2026-03-26', 'QOS-UPDATE')).toEqual([
      'QOS-UPDATE vic c1 c1 1, due 2026-04-02 2026-04-02T23:00:00.000Z: met, since 2026-03-24T10:00:00.000Z, by call',
      'QOS-UPDATE vic c1 call 1, due 2026-04-24 2026-04-24T23:00:00.000Z: open',
    ]);
  });

  it.each([
    ['before it was due', '2026-03-25T09:00:00Z', '2026-03-26T09:00:00Z'],
    ['after it was due', '2026-04-03T09:00:00Z', '2026-04-04T09:00:00Z'],
  ])(
    'given a letter that came back %s, and that this was wrong, then it met the month as it had, and not late',
    (_, came, right) => {
      const update = contact('vic', '2026-03-20T10:00:00Z', { method: 'letter', outcome: 'sent', contactId: 'told' });
      const back = receipt('returned', came, 'told');
      const corrects = corrected('told', 'vic', '2026-03-20T10:00:00Z', right, { method: 'letter', outcome: 'sent' });
      expect(owed([...crime, update, back, corrects], right, 'QOS-UPDATE')).toEqual([
        'QOS-UPDATE vic c1 c1 1, due 2026-04-02 2026-04-02T23:00:00.000Z: met, since 2026-03-20T10:00:00.000Z, by told',
        'QOS-UPDATE vic c1 told 1, due 2026-04-20 2026-04-20T23:00:00.000Z: open',
      ]);
    },
  );

  it('given a call is put right so that the month counts from it, as that is over, then the month is known of from then on', () => {
    const opening = '2008-12-30T10:00:00Z';
    const told = [
      caseOpened(opening),
      joined('vic', opening, 'victim', 'standard'),
      contact('vic', '2008-12-30T23:00:00Z', { contactId: 'told' }),
    ];
    const right = (at: string) => corrected('told', 'vic', '2008-12-31T00:00:00Z', at);
    const wish = recordedAt(optedOut('vic', 'all', '2009-01-31T23:00:00Z'), '2009-02-01T01:00:00Z');
    const month = 'QOS-UPDATE vic c1 told 1, due 2009-01-31 2009-02-01T00:00:00.000Z';
    const owedBy = (at: string) => owed([...told, right(at), wish], '2009-02-01T01:00:00Z', 'QOS-UPDATE');
    expect(owedBy('2009-02-01T00:00:00Z')).toContain(
      `${month}: waived, recorded after due, since 2009-01-31T23:00:00.000Z`,
    );
    expect(owedBy('2009-01-31T23:59:59.999Z')).toContain(
      `${month}: missed, was missed, closed for good, disputed, since 2009-02-01T01:00:00.000Z`,
    );
  });

  it('given what met it late never was, and a pause from before with it, then that it would stand still is disputed', () => {
    const opening = '2016-02-26T10:00:00Z';
    const [stood, at] = ['2016-03-26T23:00:00Z', '2016-03-27T00:00:00Z'];
    const told = [
      caseOpened(opening),
      joined('vic', opening, 'victim', 'standard'),
      contact('vic', at, { contactId: 'told' }),
    ];
    const still = { commitment: 'QOS-UPDATE', participantId: 'vic', triggerId: 'c1' };
    const both = [struckOut('told', at), recordedAt(paused(still, stood), at)];
    expect(owed([...told, ...both], at, 'QOS-UPDATE')).toEqual([
      `QOS-UPDATE vic c1 c1 1, due 2016-03-26 2016-03-27T00:00:00.000Z: met-late, was missed, disputed, since 2016-03-27T00:00:00.000Z, by told`,
    ]);
  });

  describe('given something recorded after a miss that would take it away, when a supervisor decides', () => {
    const wrongMan = milestoneVoided(arrestId, '2026-03-16T10:00:00Z');
    const due = `VC20-ARREST vic ${arrestId} ${arrestId} 1, due 2026-03-10 2026-03-11T00:00:00.000Z`;

    it.each([
      [true, 'voided, was missed, stood missed, since 2026-03-16T10:00:00.000Z'],
      [false, 'missed, was missed, closed for good, since 2026-03-16T10:00:00.000Z'],
    ])('and confirms it (%s), then from then on it stands as %s', (confirmed, rest) => {
      const told = deciding([...crime, arrested, wrongMan], confirmed, '2026-03-17T10:00:00Z', 'VC20-ARREST');
      expect(owed(told, '2026-03-17T09:59:59Z', 'VC20-ARREST')).toEqual([
        `${due}: missed, was missed, closed for good, disputed, since 2026-03-16T10:00:00.000Z`,
      ]);
      expect(owed(told, '2026-03-17T10:00:00Z', 'VC20-ARREST')).toEqual([`${due}: ${rest}`]);
    });

    it.each([
      [true, 'missed, was missed, reattributed'],
      [false, 'missed, was missed'],
    ])('and it is a handover (confirmed: %s), then it stands as %s', (confirmed, rest) => {
      const handed = recordedAt(assigned('pc-2', '2026-03-09T10:00:00Z'), '2026-03-16T10:00:00Z');
      const of = [...crime, assigned('pc-3', start), arrested, handed];
      const told = deciding(of, confirmed, '2026-03-17T10:00:00Z', 'VC20-ARREST');
      expect(owed(told, '2026-03-17T09:59:59Z', 'VC20-ARREST')).toEqual([`${due}: missed, was missed, disputed`]);
      expect(owed(told, '2026-03-18T10:00:00Z', 'VC20-ARREST')).toEqual([`${due}: ${rest}`]);
    });
  });

  it.each([
    ['another’s', 'pc-2', 'voided, was missed, since 2026-03-16T10:00:00.000Z'],
    ['their own', 'pc-1', 'missed, was missed, closed for good, disputed, since 2026-03-16T10:00:00.000Z'],
  ])(
    'given a supervisor who finds that %s missed duty was never owed (its owner is %s), then it stands as %s',
    (_whose, owner, rest) => {
      const ruling = voided(on('VC20-ARREST', 'vic', arrestId), '2026-03-16T10:00:00Z');
      expect(owed([...crime, assigned(owner, start), arrested, ruling], '2026-03-17', 'VC20-ARREST')).toEqual([
        `VC20-ARREST vic ${arrestId} ${arrestId} 1, due 2026-03-10 2026-03-11T00:00:00.000Z: ${rest}`,
      ]);
    },
  );

  it.each([
    ['2026-03-10T23:59:59.999Z', 'superseded, since 2026-03-10T23:59:59.999Z'],
    ['2026-03-11T00:00:00Z', 'missed, was missed, closed for good, since 2026-03-11T00:00:00.000Z'],
  ])('given a transfer to another force at %s, then what was due by midnight is %s', (at, rest) => {
    const next = milestone('suspect-arrested', '2026-03-12T10:00:00Z', 'suspect-2');
    expect(owed([...crime, arrested, transferred(at), next], '2026-03-13', 'VC20-ARREST')).toEqual([
      `VC20-ARREST vic ${arrestId} ${arrestId} 1, due 2026-03-10 2026-03-11T00:00:00.000Z: ${rest}`,
    ]);
  });

  it('given a closure as transferred that names no force, as imports bring it, then what is open stays owed', () => {
    const { fact, recorded } = transferred('2026-03-06T10:00:00Z');
    const elsewhere = { fact: { ...fact, data: { ...fact.data, transferredTo: undefined } }, recorded };
    expect(owed([...crime, arrested, elsewhere], '2026-03-09', 'VC20-ARREST')).toEqual([
      `VC20-ARREST vic ${arrestId} ${arrestId} 1, due 2026-03-10 2026-03-11T00:00:00.000Z: open`,
    ]);
  });

  it('given a text that arrives at the instant of a call, which was recorded first, then the call meets it', () => {
    const text = contact('vic', '2026-03-04T10:00:00Z', { ...told, method: 'sms', outcome: 'sent', route: 'safe' });
    const call = contact('vic', '2026-03-05T10:00:00Z', { ...told, contactId: 'call' });
    const arrived = receipt('delivered', '2026-03-05T10:00:00Z', 'told', '2026-03-05T11:00:00Z');
    expect(owed([...crime, arrested, text, call, arrived], '2026-03-06', 'VC20-ARREST')).toEqual([
      `VC20-ARREST vic ${arrestId} ${arrestId} 1, due 2026-03-10 2026-03-11T00:00:00.000Z: met, since 2026-03-05T10:00:00.000Z, by call`,
    ]);
  });

  it('given a text that is told only weeks later to have arrived, then what is owed since then was keyed when that was told', () => {
    const text = contact('vic', '2026-03-03T10:00:00Z', { method: 'sms', outcome: 'sent', contactId: 'text' });
    const since = (recorded: string) => {
      const arrived = receipt('delivered', '2026-03-06T22:00:00Z', 'text', recorded);
      return owed([...crime, text, arrived], '2026-04-08', 'QOS-UPDATE')[1];
    };
    const next = 'QOS-UPDATE vic c1 text 1, due 2026-04-06 2026-04-06T23:00:00.000Z: missed, was missed';
    expect(since('2026-04-06T22:59:59.999Z')).toBe(next);
    expect(since('2026-04-06T23:00:00.000Z')).toBe(`${next}, recorded after due`);
  });

  it.each([
    ['11:59:59.999', 'open'],
    ['12:00:00.000', 'met'],
  ])(
    'given a text of witness care sent at %s, with whom the case is from noon on, then the month is %s',
    (time, status) => {
      const by = { method: 'sms', outcome: 'sent', contactId: 'text', toldBy: 'witness-care' } as const;
      const text = contact('vic', `2026-03-04T${time}Z`, by);
      const handed = milestone('handed-to-witness-care', '2026-03-04T12:00:00Z');
      const arrived = receipt('delivered', '2026-03-05T10:00:00Z', 'text');
      expect(owed([...crime, text, handed, arrived], '2026-03-06', 'QOS-UPDATE')[0]).toContain(`: ${status}`);
    },
  );

  it('given a text, then it meets nothing until it arrives, and then from that instant on', () => {
    const text = contact('vic', '2026-03-10T23:00:00Z', { ...told, method: 'sms', outcome: 'sent', route: 'safe' });
    const line = (rest: string) => [
      `VC20-ARREST vic ${arrestId} ${arrestId} 1, due 2026-03-10 2026-03-11T00:00:00.000Z: ${rest}`,
    ];
    const arrives = (at: string) => [...crime, arrested, text, receipt('delivered', at, 'told')];
    expect(owed([...crime, arrested, text], '2026-03-12', 'VC20-ARREST')).toEqual(line('missed, was missed'));
    expect(owed(arrives('2026-03-10T23:59:59Z'), '2026-03-12', 'VC20-ARREST')).toEqual(
      line('met, since 2026-03-10T23:59:59.000Z, by told'),
    );
    expect(owed(arrives('2026-03-11T00:00:00Z'), '2026-03-12', 'VC20-ARREST')).toEqual(
      line('met-late, was missed, since 2026-03-11T00:00:00.000Z, by told'),
    );
  });

  it('given that a case is merged at the instant at which something fell due, then that counts as changed after due', () => {
    const due = 'QOS-INITIAL vic c1 c1 1, due 2026-03-09 2026-03-10T00:00:00.000Z: superseded';
    const merged = (at: string) => owed([...crime, mergedInto('c2', at)], '2026-03-11', 'QOS-INITIAL');
    expect(merged('2026-03-09T23:59:59.999Z')).toEqual([`${due}, since 2026-03-09T23:59:59.999Z`]);
    expect(merged('2026-03-10T00:00:00Z')).toEqual([
      `${due}, was missed, stood missed, since 2026-03-10T00:00:00.000Z`,
    ]);
  });

  it('given a call that names feedback which is recorded days later, then that is what was keyed after it was due', () => {
    const call = contact('vic', '2026-03-03T10:00:00Z', { purpose: 'update', feedbackId: 'f1' });
    const given = feedback('vic', '2026-03-03T09:00:00Z', false, 'conduct');
    const keyed = { ...given, recorded: instant('2026-03-05T09:00:00Z') };
    expect(owed([...crime, call, keyed], '2026-03-05T10:00:00Z', 'QOS-FB-ACK')).toEqual([
      'QOS-FB-ACK vic f1 f1 1, due 2026-03-04 2026-03-04T09:00:00.000Z: missed, was missed, recorded after due',
    ]);
  });

  it('given a letter that turns out after ten working days to have been from somebody else, then theirs was keyed after due', () => {
    const people = [caseOpened(start, 'enquiry'), joined('ann', start, 'enquirer'), joined('ben', start, 'enquirer')];
    const wrote = { contactId: 'letter', direction: 'inbound', method: 'letter', purpose: 'enquiry' } as const;
    const from = contact('ann', '2026-03-03T10:00:00Z', { ...wrote, outcome: 'received' });
    const right = corrected('letter', 'ben', '2026-03-03T10:00:00Z', '2026-03-18T10:00:00Z', {
      ...wrote,
      outcome: 'received',
    });
    expect(
      owed([...people, from, right], '2026-03-18T12:00:00Z', 'QOS-LETTER').filter((line) => / ben /.test(line)),
    ).toEqual([
      'QOS-LETTER ben letter letter 1, due 2026-03-17 2026-03-18T00:00:00.000Z: missed, was missed, recorded after due',
    ]);
  });

  it('given a plan that names the contact in which it was agreed, then it is implied from its own recording on', () => {
    const call = contact('vic', '2026-03-05T10:00:00Z', { contactId: 'call' });
    const { fact, recorded } = planned('vic', 'P7D', '2026-03-05T10:00:00Z');
    const plan = { fact: { ...fact, data: { ...fact.data, planId: 'plan', contactId: 'call' } }, recorded } as PastFact;
    const stops = paused(on('VC20-PERIODIC', 'vic', 'plan'), '2026-03-13T10:00:00Z');
    expect(owed([...crime, call, plan, stops], '2026-03-13T12:00:00Z', 'VC20-PERIODIC')).toEqual([
      'VC20-PERIODIC vic plan plan 1, due 2026-03-12 2026-03-13T00:00:00.000Z: missed, was missed',
    ]);
  });

  it.each([
    ['victim', 'enquirer', ''],
    ['witness', 'victim', ', recorded after due'],
  ] as const)(
    'given a %s who turns out after the month to have been a %s, then its update was met%s',
    (typed, role, mark) => {
      const update = contact('vic', '2026-03-20T10:00:00Z', { contactId: 'told' });
      const right = roleRight('vic', role, '2026-04-05T10:00:00Z');
      const told = [caseOpened(start), joined('vic', start, typed), update, right];
      expect(owed(told, '2026-04-06', 'QOS-UPDATE')[0]).toBe(
        `QOS-UPDATE vic c1 c1 1, due 2026-04-02 2026-04-02T23:00:00.000Z: met${mark}, since 2026-03-20T10:00:00.000Z, by told`,
      );
    },
  );

  it('given a report that turns out to have been made after an edition began, then what that makes owed was keyed after due', () => {
    const typed = '2006-10-27T09:00:00Z';
    const right = putRight({ openedAt: '2006-11-01T00:00:00.000Z' }, '2006-11-28T01:00:00Z', ['vic']);
    const told = [caseOpened(typed), joined('vic', typed), right];
    expect(owed(told, '2006-11-28T01:00:00Z', 'QOS-INITIAL')).toEqual([
      'QOS-INITIAL vic c1 c1 1, due 2006-11-08 2006-11-09T00:00:00.000Z: missed, was missed, recorded after due',
    ]);
  });

  it('given a kind that was put right to another and back, then what it makes owed had been implied by the report', () => {
    const kinds = [
      putRight({ kind: 'enquiry' }, '2026-03-10T00:00:00Z'),
      putRight({ kind: 'crime' }, '2026-03-12T00:00:00Z'),
    ];
    expect(owed([...crime, ...kinds], '2026-03-13', 'VC20-LEAFLET', 'VC20-REFER')).toEqual([
      'VC20-REFER vic c1 c1 1, due 2026-03-04 2026-03-05T00:00:00.000Z: missed, was missed',
    ]);
  });

  it('given a referral to a representative whose authority turns out to have lasted, then that says what the referral was', () => {
    const rep = joined('rep', start, 'representative', 'unassessed', {
      represents: 'vic',
      authorityUntil: '2026-03-02',
    });
    const referred = contact('rep', '2026-03-06T10:00:00Z', { purpose: 'referral', contactId: 'referred' });
    const lasted = participantRight('rep', { authorityUntil: '2026-03-10' }, '2026-03-07T10:00:00Z');
    expect(owed([...crime, rep, referred, lasted], '2026-03-08', 'VC20-REFER')).toEqual([
      'VC20-REFER vic c1 c1 1, due 2026-03-04 2026-03-05T00:00:00.000Z: missed, was missed, closed for good, disputed, since 2026-03-07T10:00:00.000Z',
    ]);
  });

  it('given a case that was recorded in error, then what it made owed is voided from then on, met or not, and what was missed is disputed', () => {
    const call = contact('vic', '2026-03-05T10:00:00Z', { purpose: 'initial-information', contactId: 'call' });
    const told = [...crime, arrested, call, ...recordedInError('2026-03-11T00:00:00Z')];
    expect(owed(told, '2026-03-12', 'QOS-INITIAL', 'QOS-UPDATE', 'VC20-ARREST')).toEqual([
      'QOS-INITIAL vic c1 c1 1, due 2026-03-09 2026-03-10T00:00:00.000Z: voided, since 2026-03-11T00:00:00.000Z',
      'QOS-UPDATE vic c1 c1 1, due 2026-04-02 2026-04-02T23:00:00.000Z: voided, since 2026-03-11T00:00:00.000Z',
      'QOS-UPDATE vic c1 call 1, due 2026-04-05 2026-04-05T23:00:00.000Z: voided, since 2026-03-11T00:00:00.000Z',
      `VC20-ARREST vic ${arrestId} ${arrestId} 1, due 2026-03-10 2026-03-11T00:00:00.000Z: missed, was missed, closed for good, disputed, since 2026-03-11T00:00:00.000Z`,
    ]);
  });

  it('given that it had been found never to be owed before the case was recorded in error, then it is voided since then', () => {
    const ruling = voided(on('QOS-UPDATE', 'vic', 'c1'), '2026-03-03T11:00:00Z');
    expect(owed([...crime, ruling, ...recordedInError('2026-03-11T00:00:00Z')], '2026-03-12', 'QOS-UPDATE')).toEqual([
      'QOS-UPDATE vic c1 c1 1, due 2026-04-02 2026-04-02T23:00:00.000Z: voided, since 2026-03-03T11:00:00.000Z',
    ]);
  });

  it('given an arrest that concerns one of two victims, then the other is still owed the month', () => {
    const at = '2012-01-16T10:00:00Z';
    const both = [caseOpened(at), joined('vic', at), joined('val', at)];
    const arrest = milestone('suspect-arrested', '2012-01-20T10:00:00Z');
    const month = (to: string, rest: string) =>
      `VC06-MONTHLY ${to} c1 c1 1, due 2012-02-16 2012-02-17T00:00:00.000Z: ${rest}`;
    const ended = 'superseded, since 2012-01-20T10:00:00.000Z';
    expect(owed([...both, concerning(arrest, 'val')], '2012-01-21', 'VC06-MONTHLY')).toEqual([
      month('val', ended),
      month('vic', 'open'),
    ]);
    expect(owed([...both, arrest], '2012-01-21', 'VC06-MONTHLY')).toEqual([month('val', ended), month('vic', ended)]);
  });

  it.each([
    ['support-service', 'met'],
    ['victim-support', 'met'],
    ['victim-contact-scheme', 'open'],
  ])('given a referral to %s, then that to a support service stands as %s', (service, status) => {
    const referred = contact('vic', '2026-03-03T10:00:00Z', {
      purpose: 'referral',
      service,
      method: 'email',
      outcome: 'sent',
    });
    expect(owed([...crime, referred], '2026-03-03T12:00:00Z', 'VC20-REFER')[0]).toContain(`: ${status}`);
  });

  it.each([
    ['2025-11-03T23:59:59.999Z', '2025-11-03'],
    ['2025-11-04T01:00:00Z', '2025-11-04'],
  ])(
    'given a pause from the last moment of a limit until an excusal at %s, and terms in between that leave its days, then it ends with %s',
    (at, due) => {
      const opening = '2025-10-24T21:30:00Z';
      const still = paused(on('QOS-INITIAL', 'vic', 'c1'), '2025-10-31T23:59:59.999Z');
      const told = [caseOpened(opening), joined('vic', opening), still, excused(on('QOS-INITIAL', 'vic', 'c1'), at)];
      const change = { calendar: otherCalendar('2025-11-28') };
      const terms = activated(
        only('QOS-INITIAL'),
        instant('2025-11-01T00:00:00Z'),
        { to: 'time-left', on: '2025-11-03' },
        change,
      );
      for (const book of [only('QOS-INITIAL'), terms]) {
        const found = interpret(historyOf(told, book, instant('2025-11-05'))).map(wordsOf);
        expect(found.map((line) => line.replace(/ \(.*?\)/, ''))).toEqual([
          `QOS-INITIAL vic c1 c1 1, due ${due} ${endOfLondonDay(due)}: excused, since ${instant(at)}`,
        ]);
        expect(derived({ told, book }, instant('2025-11-05')).map(wordsOf)).toEqual(found);
      }
    },
  );
});
