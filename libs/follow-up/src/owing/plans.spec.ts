import { describe, expect, it } from '@jest/globals';
import { given, rulebook, settledAt, standings } from '../../../../test/support/given.js';
import {
  caseOpened,
  contact,
  instant,
  joined,
  planned,
  type DataOf,
  type PastFact,
} from '../../../../test/support/facts.js';

type Role = DataOf<'ParticipantAdded'>['role'];

/** What somebody on a case is owed from time to time, with whom updates every 14 days were agreed on its fourth day. */
function asAgreed(role: Role, day: string, now: string, told?: readonly PastFact[]): string[] {
  const opened = new Date(Date.parse(`${day}T10:00:00Z`) - 3 * 86_400_000).toISOString();
  const kind = role === 'victim' ? 'crime' : 'enquiry';
  const state = given(
    caseOpened(opened, kind),
    joined('ann', opened, role),
    ...(told ?? [planned('ann', 'P14D', `${day}T10:00:00Z`)]),
  );
  settledAt(state, rulebook, instant(now));
  return standings(state, instant(now)).filter((one) => /UPDATE|AGREED|PERIODIC/.test(one));
}

describe('an agreed plan (rules.md, Agreed plans)', () => {
  it('A33: given an enquirer’s, then it makes their periodic duty in place of the monthly one', () => {
    expect(asAgreed('enquirer', '2026-03-05', '2026-03-05T10:00:00Z')).toEqual([
      'QOS-UPDATE ann due 2026-04-02: superseded',
      'QOS-AGREED ann due 2026-03-16: open',
    ]);
  });

  it('given the moment before it was agreed, then the month runs', () => {
    expect(asAgreed('enquirer', '2026-03-05', '2026-03-05T09:59:59Z', [])).toEqual([
      'QOS-UPDATE ann due 2026-04-02: open',
    ]);
  });

  it('given that they are told as agreed, then each update starts the next period', () => {
    const plan = planned('ann', 'P14D', '2026-03-05T10:00:00Z');
    const call = contact('ann', '2026-03-16T23:59:59Z');
    expect(asAgreed('enquirer', '2026-03-05', '2026-03-16T23:59:59Z', [plan, call])).toEqual([
      'QOS-UPDATE ann due 2026-04-02: superseded',
      'QOS-AGREED ann due 2026-03-16: met',
      'QOS-AGREED ann due 2026-03-30: open',
    ]);
  });

  it('given its end, then the month applies again, counted from the last update', () => {
    const plan = planned('ann', 'P14D', '2026-03-05T10:00:00Z', '2026-03-20');
    const call = contact('ann', '2026-03-12T10:00:00Z');
    expect(asAgreed('enquirer', '2026-03-05', '2026-03-21T00:00:00Z', [plan, call])).toEqual([
      'QOS-UPDATE ann due 2026-04-02: superseded',
      'QOS-UPDATE ann due 2026-03-26: open',
      'QOS-AGREED ann due 2026-03-16: met',
      'QOS-AGREED ann due 2026-03-26: superseded',
    ]);
  });

  it.each([
    ['on the last day before the Code of 2020', '2021-03-31', 'QOS-AGREED-VICTIM'],
    ['on its first day', '2021-04-01', 'VC20-PERIODIC'],
  ])('given a victim’s %s, then one promise alone makes it owed', (_, day, commitment) => {
    expect(asAgreed('victim', day, `${day}T10:00:00Z`).map((one) => one.split(' ')[0])).toEqual([
      'QOS-UPDATE',
      commitment,
    ]);
  });

  it('given a witness’s, to whom no update is owed from time to time, then it makes nothing owed', () => {
    expect(asAgreed('witness', '2026-03-05', '2026-03-05T10:00:00Z')).toEqual([]);
  });

  it.each([
    ['has named nobody', [], ['QOS-UPDATE shop due 2026-04-02: open']],
    [
      'has named a manager',
      [joined('mgr', '2026-03-04T10:00:00Z', 'representative', 'unassessed', { represents: 'shop' })],
      ['QOS-UPDATE shop due 2026-04-02: superseded', 'VC20-PERIODIC shop due 2026-03-16: open'],
    ],
  ])('given that of a business that %s, then it counts once the Code is owed to it', (_, named, expected) => {
    const opened = '2026-03-02T10:00:00Z';
    const shop = joined('shop', opened, 'victim', 'unassessed', { business: true });
    const state = given(caseOpened(opened), shop, ...named, planned('shop', 'P14D', '2026-03-05T10:00:00Z'));
    const now = instant('2026-03-05T10:00:00Z');
    settledAt(state, rulebook, now);
    expect(standings(state, now).filter((one) => /UPDATE|PERIODIC/.test(one))).toEqual(expected);
  });
});
