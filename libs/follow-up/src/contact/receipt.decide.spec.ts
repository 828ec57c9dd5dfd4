import { describe, expect, it } from '@jest/globals';
import { contact, instant, type PastFact } from '../../../../test/support/facts.js';
import { given, refusalOf } from '../../../../test/support/given.js';
import { caseOpened, joined } from '../../../../test/support/facts.js';
import { correctContact, moveContact } from './contact.decide.js';
import type { ContactScene } from './contact-subject.decide.js';
import { recordReceipt, type NewReceipt } from './receipt.decide.js';

const start = '2026-03-02T10:00:00Z';
const sent = '2026-03-10T10:00:00Z';
const now = instant('2026-03-12T10:00:00Z');
const id = `contact-${sent}`;
const written = { outcome: 'sent', route: 'safe' } as const;
const text = contact('vic', sent, { ...written, method: 'sms' });
const letter = contact('vic', sent, { ...written, method: 'letter' });

const contactsAfter = (...told: readonly PastFact[]) =>
  given(caseOpened(start), joined('vic', start), ...told).case!.contacts;
const received = (told: readonly PastFact[], outcome: NewReceipt['outcome'], at = '2026-03-11T10:00:00Z') =>
  recordReceipt(contactsAfter(...told), { contactId: id, outcome, at: instant(at) }, now);
const cameFor = (outcome: NewReceipt['outcome'], at: string, told: PastFact): PastFact => {
  const [fact] = received([told], outcome, at);
  return { fact: fact!, recorded: instant(at) };
};

describe('a receipt', () => {
  it('given a text that was only sent, when it arrives, then it has reached them from then on', () => {
    expect(received([text], 'delivered')).toEqual([
      {
        type: 'ReceiptCame',
        data: { contactId: id, outcome: 'delivered', reachedAt: instant('2026-03-11T10:00:00Z') },
        occurred: instant('2026-03-11T10:00:00Z'),
      },
    ]);
  });

  it('given a letter, when it arrives, then it has reached them since it was posted', () => {
    expect(received([letter], 'delivered')[0]!.data).toMatchObject({ reachedAt: instant(sent) });
  });

  it('given a text by an unsafe route, when it arrives, then it has reached nobody', () => {
    const unsafe = contact('vic', sent, { ...written, method: 'sms', route: 'unsafe' });
    expect(received([unsafe], 'delivered')[0]!.data).toEqual({ contactId: id, outcome: 'delivered' });
  });

  it('given a text that arrived, when it was read, then it has reached them since it arrived', () => {
    const arrived = cameFor('delivered', '2026-03-10T11:00:00Z', text);
    expect(received([text, arrived], 'read')[0]!.data).toMatchObject({ reachedAt: instant('2026-03-10T11:00:00Z') });
  });

  it('given a letter that comes back, then it has reached nobody, and counts as an attempt from then on', () => {
    const attemptFrom = instant('2026-03-11T10:00:00Z');
    expect(received([letter], 'returned')[0]!.data).toEqual({ contactId: id, outcome: 'returned', attemptFrom });
  });

  it.each([
    ['a call', contact('vic', sent)],
    ['a message of theirs', contact('vic', sent, { direction: 'inbound', method: 'email', outcome: 'received' })],
  ])('given %s, then refused: it gives no receipts', (_, told) => {
    for (const outcome of ['delivered', 'read', 'returned'] as const)
      expect(refusalOf(() => received([told], outcome))).toMatchObject({
        code: 'outcome-does-not-fit',
        field: '/outcome',
      });
  });

  it('given a letter, then nobody can know that it was read', () => {
    expect(refusalOf(() => received([letter], 'read'))).toMatchObject({ code: 'outcome-does-not-fit' });
  });

  it('given that it arrived, then refused a second time, and that it came back is not', () => {
    const arrived = cameFor('delivered', '2026-03-10T11:00:00Z', letter);
    expect(refusalOf(() => received([letter, arrived], 'delivered'))).toEqual({
      code: 'already-known',
      kind: 'conflict',
    });
    expect(received([letter, arrived], 'returned')).toHaveLength(1);
  });

  it('given that it came back, or was recorded so, then nothing more becomes of it', () => {
    const back = cameFor('returned', '2026-03-10T11:00:00Z', letter);
    const refused = { code: 'already-known', kind: 'conflict' };
    expect(refusalOf(() => received([letter, back], 'returned'))).toEqual(refused);
    expect(refusalOf(() => received([letter, back], 'delivered'))).toEqual(refused);
    const returned = contact('vic', sent, { method: 'letter', outcome: 'returned', route: 'safe' });
    expect(refusalOf(() => received([returned], 'delivered'))).toEqual(refused);
  });

  it('given a time ahead, then refused; now, and when it was sent, are taken', () => {
    const ahead = '2026-03-12T10:00:00.001Z';
    expect(refusalOf(() => received([text], 'delivered', ahead))).toMatchObject({
      code: 'in-the-future',
      field: '/at',
    });
    const before = '2026-03-10T09:59:59.999Z';
    expect(refusalOf(() => received([text], 'delivered', before))).toMatchObject({
      code: 'before-it-was-sent',
      field: '/at',
    });
    expect(received([text], 'delivered', now)).toHaveLength(1);
    expect(received([text], 'delivered', sent)).toHaveLength(1);
  });

  it('given a contact that is not on the case, then it is not found', () => {
    expect(refusalOf(() => received([], 'delivered'))).toMatchObject({ code: 'unknown-contact', kind: 'not-found' });
  });
});

describe('a contact with a receipt', () => {
  const scene: ContactScene = {
    openedAt: instant(start),
    zone: 'Europe/London',
    participantIds: new Set(['vic', 'val']),
    feedbackIds: new Set(),
    triggers: new Set(),
    milestones: new Map(),
    asking: new Set(),
    settlementOf: () => ({ subjects: new Map(), choices: new Map() }),
    isAnothersDuty: () => false,
    highRisk: false,
    allowanceFor: () => undefined,
    lateAfterHours: 72,
  };
  const arrived = cameFor('delivered', '2026-03-11T10:00:00Z', text);
  const contacts = contactsAfter(text, arrived);

  it('given a correction of something else, then its receipt is told again with when it was recorded first', () => {
    const [corrected, again] = correctContact(
      scene,
      contacts,
      { contactId: id, correction: { participantIds: ['val'] } },
      now,
    );
    expect(corrected!.data).toMatchObject({ outcome: 'sent', participantIds: ['val'] });
    expect(again).toMatchObject({
      type: 'ReceiptCame',
      data: { outcome: 'delivered', firstRecorded: arrived.recorded, reachedAt: instant('2026-03-11T10:00:00Z') },
      occurred: instant('2026-03-11T10:00:00Z'),
    });
  });

  it('given a correction of what it came to, then that stands alone', () => {
    const facts = correctContact(scene, contacts, { contactId: id, correction: { outcome: 'returned' } }, now);
    expect(facts.map(({ type }) => type)).toEqual(['ContactCorrected']);
  });

  it('given it belongs to another case, then its receipt goes there with it', () => {
    const move = {
      contactId: id,
      movedTo: 'c2',
      newContactId: 'k2',
      participantIds: ['val'],
      wentBy: { route: 'safe' } as const,
    };
    const [, there] = moveContact({ caseId: 'c1', contacts }, scene, move, now);
    expect(there.map(({ type, data }) => [type, data.contactId, data.outcome])).toEqual([
      ['ContactAttempted', 'k2', 'sent'],
      ['ReceiptCame', 'k2', 'delivered'],
    ]);
    expect(there[1]!.data).toMatchObject({ carriedFrom: 'c1', firstRecorded: arrived.recorded });
  });
});
