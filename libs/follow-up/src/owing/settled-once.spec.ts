import { describe, expect, it } from '@jest/globals';
import {
  attempted,
  caseOpened,
  closed,
  contact,
  feedback,
  instant,
  joined,
  milestone,
  receipt,
  recordedAt,
  type PastFact,
} from '../../../../test/support/facts.js';
import { acted, given, lived, only, settledAt, standings } from '../../../../test/support/given.js';
import { milestoneVoided, struckOut } from '../../../../test/support/rulings.js';
import type { ContactDetails } from '../contact/contact.events.js';
import { contactSceneOf } from './contact-scene.rules.js';
import { correctContact } from '../contact/contact.decide.js';
import type { FollowUp } from '../reconcile/follow-up.state.js';

const book = only('VC20-ARREST', 'QOS-CLOSE', 'QOS-FB-REPLY', 'VC20-VCS-REFER');
const start = '2026-03-02T10:00:00Z';
const crime = [caseOpened(start), joined('vic', start)];
const told = (at: string, contactId = 'k1', recorded = at) =>
  contact('vic', at, { contactId, tells: ['suspect-arrested'] }, recorded);
const arrest = (at: string, suspect?: string) => milestone('suspect-arrested', at, suspect);
const idOf = ({ fact }: PastFact) => (fact.data as { milestoneId: string }).milestoneId;

/** What was recorded, each fact settled with it, and the last one now: what that settled. */
function settledWith(...story: readonly PastFact[]) {
  const last = story.at(-1)!;
  const state = lived(story.slice(0, -1), book, last.recorded);
  const before = state.version;
  const facts = acted(state, book, last.recorded, [last.fact]);
  const settling = facts.flatMap(({ type, data, occurred, causedBy }) =>
    type === 'ContactSettled' ? [{ ...data, occurred, causedBy: causedBy! - before }] : [],
  );
  return { state, settling };
}

const statuses = (state: FollowUp, at: string) => standings(state, instant(at));

describe('what a contact leaves unsaid', () => {
  const early = '2026-03-12T08:30:00Z';
  const at = '2026-03-12T09:00:00Z';

  it('given one arrest that is open, then it is settled with the recording, by the contact itself', () => {
    const one = arrest('2026-03-12T08:00:00Z');
    const { settling } = settledWith(...crime, one, told(at));
    expect(settling).toEqual([
      { contactId: 'k1', unsaid: 'suspect-arrested', milestoneIds: [idOf(one)], occurred: instant(at), causedBy: 1 },
    ]);
  });

  it('given nothing that fits, then nothing is settled, until the first that had happened by its London date', () => {
    expect(settledWith(...crime, told(early)).settling).toEqual([]);
    const one = arrest(at);
    const { state, settling } = settledWith(...crime, told(early), one);
    expect(settling).toEqual([
      { contactId: 'k1', unsaid: 'suspect-arrested', milestoneIds: [idOf(one)], occurred: instant(at), causedBy: 1 },
    ]);
    expect(statuses(state, at)).toEqual(['VC20-ARREST vic due 2026-03-19: met']);
    expect(settledAt(state, book, instant('2026-03-13T09:00:00Z'))).toEqual([]);
  });

  it('given it was told on the day before, then nothing settles it', () => {
    const { state, settling } = settledWith(...crime, told('2026-03-11T23:59:59.999Z'), arrest(at));
    expect(settling).toEqual([]);
    expect(statuses(state, at)).toEqual(['VC20-ARREST vic due 2026-03-19: open']);
  });

  it('given it is settled by the first, then a second of that day is owed, also where the first is found not to have been', () => {
    const one = arrest(at, 'suspect-1');
    const other = arrest('2026-03-12T10:00:00Z', 'suspect-2');
    const { state, settling } = settledWith(...crime, told(early), one, other);
    expect(settling).toEqual([]);
    expect(statuses(state, '2026-03-12T10:00:00Z')).toEqual([
      'VC20-ARREST vic due 2026-03-19: met',
      'VC20-ARREST vic due 2026-03-19: open',
    ]);
    const later = settledWith(...crime, told(early), one, milestoneVoided(idOf(one), '2026-03-12T09:30:00Z'), other);
    expect(later.settling).toEqual([]);
    expect(statuses(later.state, '2026-03-12T10:00:00Z')).toContain('VC20-ARREST vic due 2026-03-19: open');
  });

  it('given a choice, then it is settled as about nothing, whatever comes later', () => {
    const two = [arrest('2026-03-12T07:00:00Z', 'suspect-1'), arrest('2026-03-12T08:00:00Z', 'suspect-2')];
    const { settling } = settledWith(...crime, ...two, told(early));
    expect(settling).toEqual([{ contactId: 'k1', unsaid: 'suspect-arrested', occurred: instant(early), causedBy: 1 }]);
    const third = settledWith(...crime, ...two, told(early), arrest(at, 'suspect-3'));
    expect(third.settling).toEqual([]);
    expect(statuses(third.state, at).join()).not.toMatch(/met/);
  });

  it('given another had told it by then, then it is about nothing, also once that other is struck out', () => {
    const story = [...crime, arrest('2026-03-12T08:00:00Z'), told(early, 'k1'), told(at, 'k2')];
    expect(settledWith(...story).settling).toEqual([]);
    const { state, settling } = settledWith(...story, struckOut('k1', '2026-03-12T10:00:00Z'));
    expect(settling).toEqual([]);
    expect(statuses(state, '2026-03-12T10:00:00Z')).toEqual(['VC20-ARREST vic due 2026-03-19: open']);
  });

  it('given an attempt, then it is about nothing; given a text, then it is once it arrives', () => {
    const one = arrest('2026-03-12T08:00:00Z');
    const text = { method: 'sms', route: 'safe', tells: ['suspect-arrested'] } as const;
    const sent = attempted('vic', early, 'sent', { ...text, contactId: 'k1' });
    expect(settledWith(...crime, one, sent).settling).toEqual([]);
    const { state, settling } = settledWith(...crime, one, sent, receipt('delivered', at, 'k1'));
    expect(settling).toMatchObject([{ contactId: 'k1', milestoneIds: [idOf(one)] }]);
    expect(statuses(state, at)).toEqual(['VC20-ARREST vic due 2026-03-19: met']);
  });

  it('given a closure told of, a reply and a referral before what they are about was keyed, then by that', () => {
    const closure = closed('2026-03-12T10:05:00Z');
    const closing = contact('vic', at, { contactId: 'k1', tells: ['case-closed'] });
    expect(settledWith(...crime, closing, closure).settling).toMatchObject([
      { unsaid: 'case-closed', milestoneIds: [closure.fact.data.closureId] },
    ]);
    const reply = contact('vic', at, { contactId: 'k1', purpose: 'reply' });
    expect(settledWith(...crime, reply, recordedAt(feedback('vic', early, true), at)).settling).toMatchObject([
      { unsaid: 'reply', feedbackId: 'f1' },
    ]);
    const referral = contact('vic', at, { contactId: 'k1', purpose: 'referral', toldBy: 'witness-care' });
    const sentence = recordedAt(milestone('eligible-sentence-passed', early), at);
    expect(settledWith(...crime, referral, sentence).settling).toMatchObject([
      { unsaid: 'referral', service: 'victim-contact-scheme' },
    ]);
  });

  it('given facts that settled it, then they hold, and nothing is worked out again from what is recorded', () => {
    const one = arrest('2026-03-12T07:00:00Z', 'suspect-1');
    const other = arrest('2026-03-12T08:00:00Z', 'suspect-2');
    const { fact } = told(early);
    const state = given(...crime, one, other, { fact, recorded: instant(early) });
    const about = { contactId: 'k1', unsaid: 'suspect-arrested', milestoneIds: [idOf(other)] };
    acted(state, book, instant(at), [{ type: 'ContactSettled', data: about, occurred: instant(early) }]);
    expect(statuses(state, at)).toEqual([
      'VC20-ARREST vic due 2026-03-19: open',
      'VC20-ARREST vic due 2026-03-19: met',
    ]);
  });

  it('given it is corrected in something else, then what was settled stays; in what it told, then that is settled anew', () => {
    const one = arrest(at);
    const { state } = settledWith(...crime, told(early), one);
    const corrected = (correction: Parameters<typeof correctContact>[2]['correction']) => {
      const now = instant('2026-03-12T12:00:00Z');
      const scene = contactSceneOf(state.case!, book, now);
      const [fact] = correctContact(scene, state.case!.contacts, { contactId: 'k1', correction }, now);
      return fact!.data as ContactDetails;
    };
    expect(corrected({ method: 'video' })).toMatchObject({ milestoneIds: [idOf(one)] });
    expect(corrected({ method: 'video' })).not.toHaveProperty('saidSince');
    expect(corrected({ tells: [] }).milestoneIds ?? []).toEqual([]);
    expect(corrected({ tells: ['suspect-arrested'] })).toMatchObject({ milestoneIds: [idOf(one)] });
  });
});
