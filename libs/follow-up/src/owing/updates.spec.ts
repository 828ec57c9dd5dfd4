import { describe, expect, it } from '@jest/globals';
import { given, lived, only, settledAt, standings } from '../../../../test/support/given.js';
import { caseOpened, contact, instant, joined, type PastFact } from '../../../../test/support/facts.js';

const monthly = only('QOS-UPDATE');

function statuses(from: string, now: string, ...told: PastFact[]): string[] {
  const state = given(caseOpened(from, 'enquiry'), joined('ann', from, 'enquirer'), ...told);
  settledAt(state, monthly, instant(now));
  return standings(state, instant(now)).map((line) => line.replace('QOS-UPDATE ann due ', ''));
}

describe('the months of the monthly duty (QOS-UPDATE)', () => {
  it.each([
    ['2027-12-31T10:00:00Z', ['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30']],
    ['2024-01-29T10:00:00Z', ['2024-02-29', '2024-03-29', '2024-04-29', '2024-05-29']],
    ['2023-01-29T10:00:00Z', ['2023-02-28', '2023-03-29', '2023-04-29', '2023-05-29']],
    ['2024-02-29T10:00:00Z', ['2024-03-29', '2024-04-29', '2024-05-29', '2024-06-29']],
    ['2024-11-30T10:00:00Z', ['2024-12-30', '2025-01-30', '2025-02-28', '2025-03-30']],
    ['2026-11-25T10:00:00Z', ['2026-12-25', '2027-01-25', '2027-02-25', '2027-03-25']],
    ['2026-01-31T23:59:59.999Z', ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']],
    ['2026-05-31T23:00:00Z', ['2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01']],
  ])(
    'given a case of %s and silence, then each period counts from that day and Christmas counts too',
    (from, dates) => {
      const now = `${dates[3]}T22:00:00Z`;
      const [first, second, third] = dates;
      expect(statuses(from, now)).toEqual([
        `${first}: missed for good`,
        `${second}: missed for good`,
        `${third}: missed`,
      ]);
    },
  );

  it('given silence from 29 February, then a year on it is due on 28 February', () => {
    expect(statuses('2024-02-29T10:00:00Z', '2025-03-01T00:00:00Z').at(-1)).toBe('2025-02-28: missed');
  });

  it.each([
    ['2026-03-28T23:59:59.999Z', '2026-03-28: met'],
    ['2026-03-29T00:00:00Z', '2026-03-28: met-late'],
  ])('given the last day before the clocks go forward, then an update at %s is %s', (at, expected) => {
    expect(statuses('2026-02-28T10:00:00Z', at, contact('ann', at))[0]).toBe(expected);
  });

  it.each([
    ['2026-03-29T22:59:59.999Z', ['2026-02-28: met-late', '2026-04-29: open']],
    ['2026-03-29T23:00:00Z', ['2026-02-28: missed for good', '2026-03-29: met-late', '2026-04-30: open']],
  ])('given the day of 23 hours, then it ends at midnight of summer time: an update at %s', (at, expected) => {
    expect(statuses('2026-01-29T10:00:00Z', at, contact('ann', at))).toEqual(expected);
  });

  it('given several updates, then the first of each day meets the current period and starts the next from that day', () => {
    const told = ['2026-02-10', '2026-02-10', '2026-02-11', '2026-04-30'].map((date, index) =>
      contact('ann', `${date}T1${index}:00:00Z`),
    );
    expect(statuses('2026-01-31T10:00:00Z', '2026-05-01T00:00:00Z', ...told)).toEqual([
      '2026-02-28: met',
      '2026-03-10: met',
      '2026-03-11: missed for good',
      '2026-04-11: met-late',
      '2026-05-30: open',
    ]);
  });

  it('given two updates at the same instant, then they are one', () => {
    const told = [
      contact('ann', '2026-02-10T10:00:00Z'),
      contact('ann', '2026-02-10T10:00:00Z', { contactId: 'other' }),
    ];
    expect(statuses('2026-01-31T10:00:00Z', '2026-02-10T10:00:00Z', ...told)).toEqual([
      '2026-02-28: met',
      '2026-03-10: open',
    ]);
  });

  it('given a participant who joins later, then theirs counts from their joining and not from the report', () => {
    const state = given(caseOpened('2026-01-31T10:00:00Z'), joined('vic', '2026-02-14T10:00:00Z'));
    settledAt(state, monthly, instant('2026-02-14T10:00:00Z'));
    expect(standings(state, instant('2026-02-14T10:00:00Z'))).toEqual(['QOS-UPDATE vic due 2026-03-14: open']);
  });

  it('given a witness or a representative, then nothing is owed to them', () => {
    const others = (['witness', 'representative', 'feedback-giver'] as const).map((role) =>
      joined(role, '2026-01-31T10:00:00Z', role),
    );
    const state = given(caseOpened('2026-01-31T10:00:00Z'), ...others);
    settledAt(state, monthly, instant('2026-06-14T10:00:00Z'));
    expect(standings(state, instant('2026-06-14T10:00:00Z'))).toEqual([]);
  });
});

describe('what is an update', () => {
  const at = '2026-02-10T10:00:00Z';
  const inbound = { direction: 'inbound', purpose: 'chase' } as const;

  it.each([
    ['a call in which they spoke', {}],
    ['nothing new, told in person', { method: 'in-person', outcome: 'told-in-person' }],
    ['a text that was delivered', { method: 'sms', outcome: 'delivered' }],
    ['a message that was read', { method: 'portal', outcome: 'read' }],
    ['a letter that was posted', { method: 'letter', outcome: 'sent' }],
    ['a text sent to a number without receipts', { method: 'sms', outcome: 'sent', noReceipts: true }],
    ['their own call, whatever line it was on', { direction: 'inbound', purpose: 'update', route: 'unsafe' }],
    ['initial information', { purpose: 'initial-information' }],
    ['the result', { purpose: 'result' }],
    ['an arrangement in which they were told of an arrest', { purpose: 'arrangement', tells: ['suspect-arrested'] }],
    ['their own call in which they were told', { direction: 'inbound', purpose: 'update' }],
    ['their chase in which they were told of an arrest', { ...inbound, tells: ['suspect-arrested'] }],
  ] as const)('given %s, then the period is met', (_, more) => {
    expect(statuses('2026-01-31T10:00:00Z', at, contact('ann', at, more))).toEqual([
      '2026-02-28: met',
      '2026-03-10: open',
    ]);
  });

  it.each([
    ['a survey', { purpose: 'survey' }],
    ['a survey that told something', { purpose: 'survey', tells: ['suspect-arrested'] }],
    ['an arrangement', { purpose: 'arrangement' }],
    ['an acknowledgement', { purpose: 'acknowledgement' }],
    ['no answer', { outcome: 'no-answer' }],
    ['a voicemail', { outcome: 'voicemail' }],
    ['somebody else who answered', { outcome: 'third-party' }],
    ['a letter that came back', { method: 'letter', outcome: 'returned' }],
    ['a refusal to listen', { outcome: 'refused' }],
    ['a text of which no receipt came', { method: 'sms', outcome: 'sent', route: 'safe' }],
    ['a call that is told to have been sent', { outcome: 'sent' }],
    ['a letter that is told to have been spoken', { method: 'letter', outcome: 'spoke' }],
    ['somebody who did not prove who they are', { identityVerified: false }],
    ['their own call without proof', { direction: 'inbound', purpose: 'update', identityVerified: false }],
    ['an out-of-office note', { method: 'email', outcome: 'sent', automatic: 'receipt' }],
    ['a bulk message', { method: 'email', outcome: 'sent', automatic: 'bulk' }],
    ['a letter delivered by an unsafe route', { method: 'letter', outcome: 'delivered', route: 'unsafe' }],
    ['a call by an unsafe route', { route: 'unsafe' }],
    ['their chase', { ...inbound }],
    ['their letter', { direction: 'inbound', method: 'letter', outcome: 'received', purpose: 'enquiry' }],
    ['their letter that says what they know', { ...inbound, outcome: 'received', tells: ['suspect-arrested'] }],
  ] as const)('given %s, then the period is still open', (_, more) => {
    expect(statuses('2026-01-31T10:00:00Z', at, contact('ann', at, more))).toEqual(['2026-02-28: open']);
  });

  it('given a call to another participant, then the period is still open', () => {
    const ben = joined('ben', '2026-01-31T10:00:00Z', 'witness');
    expect(statuses('2026-01-31T10:00:00Z', at, ben, contact('ben', at))).toEqual(['2026-02-28: open']);
  });

  it('given one call to both of two enquirers, then it is an update to each, and once to one with a representative', () => {
    const told = [
      joined('ben', '2026-01-31T10:00:00Z', 'enquirer'),
      joined('rep', '2026-01-31T10:00:00Z', 'representative', 'unassessed', { represents: 'ann' }),
      contact(['ann', 'ben', 'rep'], at),
    ];
    const opened = [caseOpened('2026-01-31T10:00:00Z', 'enquiry'), joined('ann', '2026-01-31T10:00:00Z', 'enquirer')];
    const state = lived([...opened, ...told], monthly, instant(at));
    expect(standings(state, instant(at)).toSorted()).toEqual([
      'QOS-UPDATE ann due 2026-02-28: met',
      'QOS-UPDATE ann due 2026-03-10: open',
      'QOS-UPDATE ben due 2026-02-28: met',
      'QOS-UPDATE ben due 2026-03-10: open',
    ]);
  });

  it('given a call to a representative with recorded authority, then it is one', () => {
    const rep = joined('rep', '2026-01-31T10:00:00Z', 'representative', 'unassessed', { represents: 'ann' });
    expect(statuses('2026-01-31T10:00:00Z', at, rep, contact('rep', at))).toEqual([
      '2026-02-28: met',
      '2026-03-10: open',
    ]);
  });

  it('given a call before their authority was recorded, then it is none', () => {
    const rep = joined('rep', '2026-02-10T10:00:00.001Z', 'representative', 'unassessed', { represents: 'ann' });
    expect(statuses('2026-01-31T10:00:00Z', '2026-02-11T10:00:00Z', rep, contact('rep', at))).toEqual([
      '2026-02-28: open',
    ]);
  });
});
