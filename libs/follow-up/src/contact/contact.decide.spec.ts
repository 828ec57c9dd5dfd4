import { describe, expect, it } from '@jest/globals';
import { refuse } from '@kept-informed/decisions';
import { refusalOf } from '../../../../test/support/given.js';
import { instant } from '../../../../test/support/facts.js';
import { recordContact, type NewContact } from './contact.decide.js';
import type { ContactScene } from './contact-subject.decide.js';
import type { Method } from '../case/case.events.js';
import { directions, outcomes, type ContactDetails } from './contact.events.js';

const now = instant('2026-03-10T12:00:00Z');
const scene: ContactScene = {
  openedAt: instant('2026-03-01T10:00:00Z'),
  zone: 'Europe/London',
  participantIds: new Set(['vic', 'val']),
  feedbackIds: new Set(['f1']),
  triggers: new Set(['suspect-arrested']),
  milestones: new Map(),
  asking: new Set(),
  settlementOf: () => ({ subjects: new Map(), choices: new Map() }),
  isAnothersDuty: () => false,
  highRisk: false,
  allowanceFor: () => undefined,
  lateAfterHours: 72,
};
const call: ContactDetails = {
  contactId: 'k1',
  participantIds: ['vic'],
  direction: 'outbound',
  method: 'phone',
  outcome: 'spoke',
  purpose: 'update',
  tells: [],
  route: 'unknown',
};
const record = (more: Partial<ContactDetails> = {}, at = now, hasLateReason = false) =>
  recordContact(scene, asked({ ...call, ...(hasLateReason && { lateReasonId: 'n1' }), ...more }, at), now);
const asked = ({ route, noReceipts, ...details }: ContactDetails, occurredAt: string): NewContact => ({
  ...details,
  occurredAt,
  wentBy: { route, ...(noReceipts && { noReceipts }) },
});
const refused = (...asked: Parameters<typeof record>) => refusalOf(() => record(...asked));
const unprocessable = (code: string, field: string) => ({ code, kind: 'unprocessable', field });

describe('recording a contact', () => {
  it('given it in the future or before the case, then it is refused, and at the edges not', () => {
    expect(refused({}, instant('2026-03-10T12:00:00.001Z'))).toEqual(unprocessable('in-the-future', '/occurredAt'));
    expect(refused({}, instant('2026-03-01T09:59:59.999Z'), true)).toEqual(unprocessable('before-case', '/occurredAt'));
    expect(record({}, scene.openedAt, true)).toHaveLength(1);
    expect(record({}, now)).toMatchObject([{ type: 'ContactMade', occurred: now }]);
  });

  it('given somebody who is not on the case, then it is refused with their place', () => {
    expect(refused({ participantIds: ['vic', 'ben'] })).toEqual(
      unprocessable('unknown-participant', '/participantIds/1'),
    );
  });

  it('given something that nobody can be told of, then it is refused with its place', () => {
    expect(refused({ tells: ['suspect-arrested', 'weather'] })).toEqual(unprocessable('unknown-trigger', '/tells/1'));
  });

  const speech = {
    inbound: 'received spoke told-in-person',
    outbound: 'spoke told-in-person no-answer third-party refused',
  };
  it.each<[Method, { inbound: string; outbound: string }]>([
    ['phone', { ...speech, outbound: `${speech.outbound} voicemail` }],
    ['in-person', speech],
    ['counter', speech],
    ['video', speech],
    ['letter', { inbound: 'received', outbound: 'sent delivered returned refused' }],
    ['email', { inbound: 'received', outbound: 'sent delivered read returned' }],
    ['portal', { inbound: 'received', outbound: 'sent delivered read returned' }],
    ['sms', { inbound: 'received', outbound: 'sent delivered read returned' }],
  ])('given %s, then it can end in these ways and is refused any other', (method, possible) => {
    for (const direction of directions) {
      const fitting = outcomes.filter((outcome) => !isRefused({ direction, method, outcome }));
      expect(fitting.toSorted()).toEqual(possible[direction].split(' ').toSorted());
    }
  });

  function isRefused(more: Partial<ContactDetails>): boolean {
    try {
      return record(more).length === 0;
    } catch {
      expect(refused(more)).toEqual(unprocessable('outcome-does-not-fit', '/outcome'));
      return true;
    }
  }

  it.each<[string, Partial<NewContact>, string, string]>([
    ['a service of what is no referral', { service: 'support-service' }, 'service-does-not-fit', '/service'],
    ['what is no reply answers something', { replyTo: { feedbackId: 'f1' } }, 'reply-does-not-fit', '/replyTo'],
    [
      'sent to many and made for one person',
      { method: 'email', outcome: 'sent', automatic: 'bulk', generated: true },
      'automatic-does-not-fit',
      '/automatic',
    ],
    ['a receipt that was spoken', { automatic: 'receipt' }, 'automatic-does-not-fit', '/automatic'],
    ['made by a machine and spoken', { generated: true }, 'automatic-does-not-fit', '/generated'],
    ['somebody named twice', { participantIds: ['vic', 'vic'] }, 'unknown-participant', '/participantIds/1'],
    [
      'an answer to what did not happen',
      { purpose: 'reply', replyTo: { milestoneId: 'm1' } },
      'already-voided',
      '/replyTo/milestoneId',
    ],
  ])('given %s, then the field is named', (_, more, code, field) => {
    const milestones = new Map([['m1', { type: 'review-requested', isVoided: true }]]);
    const there = { ...scene, feedbackIds: new Set(['f1']), milestones };
    expect(refusalOf(() => recordContact(there, { ...asked(call, now), ...more }, now))).toEqual(
      unprocessable(code, field),
    );
  });

  it('given a day for which something was promised, then it is none before the London date of the contact', () => {
    const late = instant('2026-03-29T23:30:00Z');
    const told = (promisedNext: string) =>
      recordContact(scene, asked({ ...call, promisedNext }, late), instant('2026-03-30T10:00:00Z'));
    expect(refusalOf(() => told('2026-03-29'))).toEqual(unprocessable('promised-for-the-past', '/promisedNext'));
    expect(told('2026-03-30')).toHaveLength(1);
  });

  it('given more than 72 hours, then a reason is needed, and it is marked as back-dated; given 72, neither', () => {
    const limit = instant('2026-03-07T12:00:00Z');
    const over = instant('2026-03-07T11:59:59.999Z');
    expect(refused({}, over)).toEqual(unprocessable('late-reason-required', '/lateReason'));
    expect(record({}, over, true)).toMatchObject([{ data: { backDated: true } }]);
    expect(record({}, limit)[0]!.data).not.toHaveProperty('backDated');
    expect(record({}, limit, true)[0]!.data).not.toHaveProperty('backDated');
  });

  it('given no route that it can have gone by, then it is refused, but who it was with and how it ended come first', () => {
    const wentBy = refuse('no-route', '/routeId', '');
    const tried = (more: Partial<NewContact>) =>
      refusalOf(() => recordContact(scene, { ...asked(call, now), wentBy, ...more }, now));
    expect(tried({})).toEqual(unprocessable('no-route', '/routeId'));
    expect(tried({ participantIds: ['ben'] })).toEqual(unprocessable('unknown-participant', '/participantIds/0'));
    expect(tried({ outcome: 'sent' })).toEqual(unprocessable('outcome-does-not-fit', '/outcome'));
  });

  it.each<[string, Partial<ContactDetails>, string]>([
    ['it reached them', {}, 'ContactMade'],
    ['it did not reach them', { outcome: 'voicemail' }, 'ContactAttempted'],
    ['they refused to listen', { outcome: 'refused' }, 'ContactAttempted'],
    ['it went by an unsafe route', { method: 'letter', outcome: 'delivered', route: 'unsafe' }, 'ContactAttempted'],
    ['it went by a dead route', { method: 'letter', outcome: 'sent', route: 'dead' }, 'ContactAttempted'],
    ['it was posted', { method: 'letter', outcome: 'sent' }, 'ContactMade'],
    ['it was sent by a safe route', { method: 'email', outcome: 'sent', route: 'safe' }, 'ContactMade'],
    ['a text was sent', { method: 'sms', outcome: 'sent', route: 'safe' }, 'ContactAttempted'],
    [
      'a text was sent to a number without receipts',
      { method: 'sms', outcome: 'sent', noReceipts: true },
      'ContactMade',
    ],
    ['a text arrived', { method: 'sms', outcome: 'delivered' }, 'ContactMade'],
    ['a referral was sent', { method: 'email', outcome: 'sent', purpose: 'referral' }, 'ContactMade'],
    ['it came in', { direction: 'inbound', method: 'letter', outcome: 'received' }, 'ContactMade'],
    ['who spoke did not prove who they are', { identityVerified: false }, 'ContactAttempted'],
    ['they called and did not prove who they are', { direction: 'inbound', identityVerified: false }, 'ContactMade'],
    ['a letter needs no proof', { method: 'letter', outcome: 'sent', identityVerified: false }, 'ContactMade'],
  ])('given %s, then the fact is that it was made or attempted', (_, more, type) => {
    expect(record(more).map((fact) => fact.type)).toEqual([type]);
  });
});
