import type { FeedbackType } from './feedback.events.js';
import { describe, expect, it } from '@jest/globals';
import { given, lived, only, rulebook, settledAt, standings, under } from '../../../../test/support/given.js';
import {
  caseOpened,
  contact,
  feedback,
  instant,
  joined,
  recordedAt,
  replyAsked,
  withdrawn,
  type PastFact,
} from '../../../../test/support/facts.js';

const opened = [
  caseOpened('2026-03-01T10:00:00Z', 'feedback'),
  joined('ann', '2026-03-01T10:00:00Z', 'feedback-giver'),
];
const book = only('QOS-FB-REPLY');
const asked = feedback('ann', '2026-03-01T10:00:00Z', true);
const later = '2026-05-01T10:00:00Z';

function statuses(at: string, ...told: PastFact[]): string[] {
  const state = given(...opened, ...told);
  settledAt(state, book, instant(at));
  return standings(state, instant(at));
}

const reply = (at: string, more = {}, recorded = at) => contact('ann', at, { purpose: 'reply', ...more }, recorded);

describe('feedback is answered within ten days when a reply is requested (QOS-FB-REPLY)', () => {
  it('given feedback of 1 March with a reply requested, then it is due on 11 March, weekend or not', () => {
    expect(statuses('2026-03-11T23:59:59.999Z', asked)).toEqual(['QOS-FB-REPLY ann due 2026-03-11: open']);
    expect(statuses('2026-03-12T00:00:00Z', asked)).toEqual(['QOS-FB-REPLY ann due 2026-03-11: missed']);
  });

  it('given feedback late in the evening of summer time, then the London date of it counts, not that of UTC', () => {
    const state = given(
      caseOpened('2026-06-01T10:00:00Z', 'feedback'),
      joined('ann', '2026-06-01T10:00:00Z', 'feedback-giver'),
      feedback('ann', '2026-06-30T23:30:00Z', true),
    );
    settledAt(state, book, instant('2026-06-30T23:30:00Z'));
    expect(standings(state, instant('2026-07-11T22:59:59.999Z'))).toEqual(['QOS-FB-REPLY ann due 2026-07-11: open']);
    expect(standings(state, instant('2026-07-11T23:00:00Z'))).toEqual(['QOS-FB-REPLY ann due 2026-07-11: missed']);
  });

  it('given feedback of 22 December, then the ten days run through Christmas and end on 1 January', () => {
    expect(statuses('2026-12-22T12:00:00Z', feedback('ann', '2026-12-22T12:00:00Z', true))).toEqual([
      'QOS-FB-REPLY ann due 2027-01-01: open',
    ]);
  });

  it('given feedback without a request, then nothing is owed', () => {
    expect(statuses(later, feedback('ann', '2026-03-01T10:00:00Z', false))).toEqual([]);
  });

  it('given the request on 9 March for feedback of 1 March, then the ten days count from the request', () => {
    const unasked = feedback('ann', '2026-03-01T10:00:00Z', false);
    expect(statuses('2026-03-08T10:00:00Z', unasked)).toEqual([]);
    expect(statuses('2026-03-09T10:00:00Z', unasked, replyAsked('2026-03-09T10:00:00Z'))).toEqual([
      'QOS-FB-REPLY ann due 2026-03-19: open',
    ]);
  });

  it('given a reply before it was requested, then what is requested afterwards is still owed', () => {
    const unasked = feedback('ann', '2026-03-01T10:00:00Z', false);
    const told = [unasked, reply('2026-03-09T09:59:59.999Z'), replyAsked('2026-03-09T10:00:00Z')];
    expect(statuses('2026-03-09T10:00:00Z', ...told)).toEqual(['QOS-FB-REPLY ann due 2026-03-19: open']);
  });

  it.each([
    ['the moment before it is due', '2026-03-11T23:59:59.999Z', 'met'],
    ['when it is due', '2026-03-12T00:00:00Z', 'met-late'],
  ])('given the reply %s, then it is %s', (_, at, status) => {
    expect(statuses(at, asked, reply(at))).toEqual([`QOS-FB-REPLY ann due 2026-03-11: ${status}`]);
  });

  it.each([
    ['an acknowledgement', { purpose: 'acknowledgement' }],
    ['an update about something else', { purpose: 'update' }],
    ['a survey', { purpose: 'survey' }],
    ['a voicemail', { outcome: 'voicemail' }],
    ['nobody answering', { outcome: 'no-answer' }],
    ['a third party', { outcome: 'third-party' }],
    ['a letter that came back', { method: 'letter', outcome: 'returned' }],
    ['a refusal to listen', { outcome: 'refused' }],
    ['an automatic receipt', { method: 'email', outcome: 'sent', automatic: 'receipt' }],
    ['somebody who did not prove who they are', { identityVerified: false }],
    ['a letter delivered by an unsafe route', { method: 'letter', outcome: 'delivered', route: 'unsafe' }],
    ['their own call in which they were told nothing', { direction: 'inbound' }],
  ])('given %s, then the reply is still owed', (_, more) => {
    expect(statuses('2026-03-05T10:00:00Z', asked, reply('2026-03-05T10:00:00Z', more))).toEqual([
      'QOS-FB-REPLY ann due 2026-03-11: open',
    ]);
  });

  it('given a letter sent by a safe route, then it is met', () => {
    const letter = { method: 'letter', outcome: 'sent', route: 'safe' };
    expect(statuses('2026-03-05T10:00:00Z', asked, reply('2026-03-05T10:00:00Z', letter))).toEqual([
      'QOS-FB-REPLY ann due 2026-03-11: met',
    ]);
  });

  it('given a reply to somebody else, then it is still owed', () => {
    const told = [joined('ben', '2026-03-01T10:00:00Z', 'feedback-giver'), asked];
    const toBen = contact('ben', '2026-03-05T10:00:00Z', { purpose: 'reply' });
    expect(statuses('2026-03-05T10:00:00Z', ...told, toBen)).toEqual(['QOS-FB-REPLY ann due 2026-03-11: open']);
  });

  it('given two pieces of feedback and a reply to the second, then the first is still owed', () => {
    const second = feedback('ann', '2026-03-02T10:00:00Z', true, 'comment', 'f2');
    expect(
      statuses('2026-03-05T10:00:00Z', asked, second, reply('2026-03-05T10:00:00Z', { feedbackId: 'f2' })),
    ).toEqual(['QOS-FB-REPLY ann due 2026-03-11: open', 'QOS-FB-REPLY ann due 2026-03-12: met']);
  });

  it('given two pieces of feedback and a reply that names none, then neither is met', () => {
    const second = feedback('ann', '2026-03-02T10:00:00Z', true, 'comment', 'f2');
    expect(statuses('2026-03-05T10:00:00Z', asked, second, reply('2026-03-05T10:00:00Z'))).toEqual([
      'QOS-FB-REPLY ann due 2026-03-11: open',
      'QOS-FB-REPLY ann due 2026-03-12: open',
    ]);
  });

  it('given a reply by feedback id to what was requested later, then it is met', () => {
    const told = [feedback('ann', '2026-03-01T10:00:00Z', false), replyAsked('2026-03-09T10:00:00Z')];
    expect(statuses('2026-03-10T10:00:00Z', ...told, reply('2026-03-10T10:00:00Z', { feedbackId: 'f1' }))).toEqual([
      'QOS-FB-REPLY ann due 2026-03-19: met',
    ]);
  });

  it.each(['standard', 'enhanced'] as const)(
    'given feedback of a victim of a crime, %s, then they are owed the reply too',
    (to) => {
      const state = given(
        caseOpened('2026-03-01T10:00:00Z'),
        joined('vic', '2026-03-01T10:00:00Z', 'victim', to),
        feedback('vic', '2026-03-01T10:00:00Z', true),
      );
      settledAt(state, book, instant('2026-03-02T10:00:00Z'));
      expect(standings(state, instant('2026-03-02T10:00:00Z'))).toEqual(['QOS-FB-REPLY vic due 2026-03-11: open']);
    },
  );

  it('given feedback before the commitment was in force, then nothing is owed; a day later it is', () => {
    const given2006 = (at: string) => [
      caseOpened('2006-10-01T10:00:00Z', 'feedback'),
      joined('ann', '2006-10-01T10:00:00Z', 'feedback-giver'),
      feedback('ann', at, true),
    ];
    const before = lived(given2006('2006-10-31T23:59:59.999Z'), book, instant('2006-12-01T00:00:00Z'));
    expect(standings(before, instant('2006-12-01T00:00:00Z'))).toEqual([]);
    const after = lived(given2006('2006-11-01T00:00:00Z'), book, instant('2006-11-02T00:00:00Z'));
    expect(standings(after, instant('2006-11-02T00:00:00Z'))).toEqual(['QOS-FB-REPLY ann due 2006-11-11: open']);
  });

  it('given a force that has not adopted the commitment, then nothing is owed', () => {
    const state = given(...opened, asked);
    settledAt(state, under(book, { adopted: new Set(['victims-code-2020']) }), instant(later));
    expect(standings(state, instant(later))).toEqual([]);
  });
});

describe('a withdrawn request for a reply', () => {
  it('given it in time, then the reply is voided and not met, and a later reply does not change that', () => {
    const told = [asked, withdrawn('2026-03-04T10:00:00Z')];
    expect(statuses('2026-03-04T10:00:00Z', ...told)).toEqual(['QOS-FB-REPLY ann due 2026-03-11: voided']);
    expect(statuses('2026-03-05T10:00:00Z', ...told, reply('2026-03-05T10:00:00Z'))).toEqual([
      'QOS-FB-REPLY ann due 2026-03-11: voided',
    ]);
  });

  it('given it was answered before, even at the same instant, then it stays met', () => {
    const told = [asked, reply('2026-03-04T10:00:00Z'), withdrawn('2026-03-04T10:00:00Z')];
    expect(statuses('2026-03-04T10:00:00Z', ...told)).toEqual(['QOS-FB-REPLY ann due 2026-03-11: met']);
  });

  it('given it after it was missed, then it stays missed, and nobody replies any more', () => {
    const state = lived([...opened, asked, withdrawn('2026-03-13T10:00:00Z')], book, instant(later));
    expect(standings(state, instant(later))).toEqual(['QOS-FB-REPLY ann due 2026-03-11: missed for good']);
    expect([...state.disputes.raised.values()]).toEqual([]);
  });

  it('given it after it was missed and no worker saw it in between, then that it was missed is a fact all the same', () => {
    const state = given(...opened, asked, withdrawn('2026-03-13T10:00:00Z'));
    settledAt(state, book, instant(later));
    expect([...state.obligations.values()].map(({ missed }) => missed)).toEqual([true]);
  });

  it('given it in time, then nothing was missed', () => {
    const state = lived([...opened, asked, withdrawn('2026-03-11T23:59:59.999Z')], book, instant(later));
    expect([...state.obligations.values()].map(({ missed }) => missed)).toEqual([false]);
  });

  it('given a reply recorded afterwards that was given before it, then it was met after all', () => {
    const replied = recordedAt(reply('2026-03-03T10:00:00Z'), '2026-03-05T10:00:00Z');
    const state = lived([...opened, asked, withdrawn('2026-03-04T10:00:00Z'), replied], book, instant(later));
    expect(standings(state, instant(later))).toEqual(['QOS-FB-REPLY ann due 2026-03-11: met']);
  });

  it('given one of two requests withdrawn, then the other is still owed', () => {
    const second = feedback('ann', '2026-03-02T10:00:00Z', true, 'comment', 'f2');
    expect(statuses('2026-03-05T10:00:00Z', asked, second, withdrawn('2026-03-05T10:00:00Z', 'f2'))).toEqual([
      'QOS-FB-REPLY ann due 2026-03-11: open',
      'QOS-FB-REPLY ann due 2026-03-12: voided',
    ]);
  });
});

describe('dissatisfaction is acknowledged within 24 hours (QOS-FB-ACK)', () => {
  const state = (type: FeedbackType, ...told: PastFact[]) =>
    lived(
      [...opened, feedback('ann', '2026-03-28T18:00:00Z', false, type), ...told],
      only('QOS-FB-ACK'),
      instant(later),
    );

  it.each(['dissatisfaction', 'service-complaint', 'direction-and-control', 'conduct'] as const)(
    'given %s, then it is owed in 24 elapsed hours, over the change of the clocks',
    (type) => {
      const [owed] = [...state(type).obligations.values()];
      expect([owed!.due.dueOn, owed!.due.dueAt]).toEqual(['2026-03-29', '2026-03-29T18:00:00.000Z']);
    },
  );

  it.each(['compliment', 'comment'] as const)('given a %s, then nothing is owed', (type) => {
    expect(standings(state(type), instant(later))).toEqual([]);
  });

  it.each([
    ['acknowledgement', '2026-03-29T17:59:59.999Z', 'met'],
    ['reply', '2026-03-29T17:59:59.999Z', 'met'],
    ['acknowledgement', '2026-03-29T18:00:00Z', 'met-late'],
    ['update', '2026-03-29T17:00:00Z', 'missed'],
  ] as const)('given an %s at %s, then it is %s', (purpose, at, status) => {
    const shown = standings(state('conduct', contact('ann', at, { purpose })), instant(later));
    expect(shown).toEqual([`QOS-FB-ACK ann due 2026-03-29: ${status}`]);
  });
});

describe('a letter that asks for an answer (QOS-LETTER)', () => {
  const letter = contact('ann', '2026-03-02T10:00:00Z', {
    direction: 'inbound',
    method: 'letter',
    outcome: 'received',
    purpose: 'enquiry',
  });

  it('given it from a victim, then ten working days later an answer to its writer is due; a reply to feedback is none', () => {
    const book = { ...rulebook, catalogue: rulebook.catalogue.filter(({ id }) => id === 'QOS-LETTER') };
    const toFeedback = contact('ann', '2026-03-04T10:00:00Z', { purpose: 'reply', feedbackId: 'f1' });
    const told = [caseOpened('2026-03-01T10:00:00Z'), joined('ann', '2026-03-01T10:00:00Z'), asked, letter, toFeedback];
    const open = lived(told, book, instant('2026-03-05T10:00:00Z'));
    expect(standings(open, instant('2026-03-05T10:00:00Z'))).toEqual(['QOS-LETTER ann due 2026-03-16: open']);
    const met = lived([...told, reply('2026-03-06T10:00:00Z')], book, instant('2026-03-06T10:00:00Z'));
    expect(standings(met, instant('2026-03-06T10:00:00Z'))).toEqual(['QOS-LETTER ann due 2026-03-16: met']);
  });
});
