import { describe, expect, it } from '@jest/globals';
import type { FollowUp } from '../reconcile/follow-up.state.js';
import { acted, given, only, refusalOf, settledAt, standings } from '../../../../test/support/given.js';
import {
  caseOpened,
  contact,
  feedback,
  instant,
  joined,
  milestone,
  type PastFact,
} from '../../../../test/support/facts.js';
import { contactSceneOf } from '../owing/contact-scene.rules.js';
import { correctContact, moveContact, strikeOutContact, type Correction } from './contact.decide.js';

/** Two victims of a burglary; the arrest of Thursday 14 May 2026 is to be told by the end of Thursday 21 May. */
const start = '2026-05-14T10:00:00Z';
const arrests = only('VC20-ARREST');
const opened = [caseOpened(start), joined('vic', start), joined('val', start), milestone('suspect-arrested', start)];
const milestoneIds = [`suspect-arrested--${start}`];
const call = (to: string, at: string, recorded = at) =>
  contact(to, at, { tells: ['suspect-arrested'], milestoneIds }, recorded);
const contactId = 'contact-2026-05-15T10:00:00Z';
const corrected = '2026-05-26T10:00:00Z';

function scene(...more: readonly PastFact[]): FollowUp {
  const state = given(...opened, call('vic', '2026-05-15T10:00:00Z'), ...more);
  settledAt(state, arrests, instant('2026-05-22T10:00:00Z'));
  return state;
}

const contactScene = ({ case: state }: FollowUp) => contactSceneOf(state!, arrests, instant(corrected));

const correcting = (state: FollowUp, change: Correction, id = contactId, now = corrected) =>
  correctContact(contactScene(state), state.case!.contacts, { contactId: id, correction: change }, instant(now));
const correct = (state: FollowUp, change: Correction) =>
  acted(state, arrests, instant(corrected), correcting(state, change)).map(({ type }) => type);
const striking = (state: FollowUp, id = contactId) =>
  strikeOutContact(state.case!.contacts, { contactId: id }, instant(corrected));
const shown = (state: FollowUp) => standings(state, instant(corrected));
const missed = (who: string) => `VC20-ARREST ${who} due 2026-05-21: missed`;

describe('striking a contact out', () => {
  it('given it had met a duty, then that is open again and its alerts follow', () => {
    const state = scene();
    const struck = striking(state);
    expect(struck).toEqual([{ type: 'ContactStruckOut', data: { contactId }, occurred: instant(corrected) }]);
    const facts = acted(state, arrests, instant(corrected), struck).map(({ type }) => type);
    expect(facts).toEqual([
      'ContactStruckOut',
      'ObligationReopened',
      'ObligationRederived',
      'ObligationMissed',
      'RungsSkipped',
      'AlertRaised',
    ]);
    expect(shown(state)).toEqual([missed('vic'), missed('val')]);
  });

  it('given another call that had told them too, then that one met it', () => {
    const state = scene(call('vic', '2026-05-18T10:00:00Z'));
    acted(state, arrests, instant(corrected), striking(state));
    expect(shown(state)[0]).toBe('VC20-ARREST vic due 2026-05-21: met');
  });

  it('given another call at that same instant, then that one met it', () => {
    const other = contact('vic', '2026-05-15T10:00:00Z', {
      contactId: 'other',
      tells: ['suspect-arrested'],
      milestoneIds,
    });
    const state = scene(other);
    acted(state, arrests, instant(corrected), striking(state));
    expect([...state.obligations.values()][0]!.outcome).toMatchObject({ as: 'met', by: 'other' });
  });

  it('given an earlier call that was written down after the limit, then that one met it, recorded late', () => {
    const earlier = call('vic', '2026-05-14T12:00:00Z', '2026-05-22T09:00:00Z');
    const state = scene(earlier);
    const met = () => [...state.obligations.values()][0]!.outcome;
    expect(met()).toMatchObject({ as: 'met', by: 'contact-2026-05-14T12:00:00Z', recordedLate: false });
    acted(state, arrests, instant(corrected), striking(state));
    expect(met()).toMatchObject({ as: 'met', by: 'contact-2026-05-14T12:00:00Z', recordedLate: true });
  });

  it('given it is not there or was struck out, then it is not found', () => {
    const state = scene();
    expect(refusalOf(() => striking(state, 'none')).code).toBe('unknown-contact');
    acted(state, arrests, instant(corrected), striking(state));
    expect(refusalOf(() => striking(state)).code).toBe('unknown-contact');
  });
});

describe('correcting a contact', () => {
  it('given it was to the other victim, then their miss is disputed, and what it had met is open again', () => {
    const state = scene();
    const facts = acted(state, arrests, instant(corrected), correcting(state, { participantIds: ['val'] }));
    expect(shown(state)).toEqual([missed('vic'), `${missed('val')} for good`]);
    expect(facts.filter(({ type }) => type === 'ObligationDisputed')).toMatchObject([
      { data: { stood: 'missed', would: 'met', recordedBy: ['pc-1'] } },
    ]);
  });

  it.each([
    ['the moment before the limit ended', '2026-05-21T22:59:59.999Z', 'met'],
    ['when it had ended', '2026-05-21T23:00:00Z', 'met-late'],
    ['before the arrest', '2026-05-14T10:00:00Z', 'met'],
  ])('given it really took place %s, then it counts from there', (_, occurredAt, status) => {
    const state = scene();
    correct(state, { occurredAt: instant(occurredAt) });
    expect(shown(state)[0]).toBe(`VC20-ARREST vic due 2026-05-21: ${status}`);
  });

  it('given it had reached nobody, then the duty is open again', () => {
    const state = scene();
    correct(state, { outcome: 'voicemail' });
    expect(shown(state)[0]).toBe(missed('vic'));
  });

  const bailed = { tells: ['suspect-arrested', 'suspect-bailed'] };
  it.each<[string, Correction, boolean[]]>([
    ['what decides nothing', { promisedNext: '2026-06-01' }, [false]],
    ['what else was told', bailed, [false]],
    ['how they were told', { method: 'in-person' }, [false]],
    ['that another was told too', { participantIds: ['vic', 'val'] }, [false]],
    ['that it was another', { participantIds: ['val'] }, []],
    ['the time', { occurredAt: '2026-05-15T10:00:00.001Z' }, [true]],
  ])('given %s is corrected after the limit, then what was not known before was recorded late', (_, change, late) => {
    const state = scene();
    correct(state, change);
    const met = [...state.obligations.values()].flatMap(({ outcome }) => outcome ?? []);
    expect(met.map(({ as }) => as)).toEqual(late.map(() => 'met'));
    expect(met.map(({ recordedLate }) => recordedLate)).toEqual(late);
  });

  it('given what had not been said to tell of it is corrected, then the miss stays and is disputed', () => {
    const silent = 'contact-2026-05-18T10:00:00Z';
    const state = scene(contact('val', '2026-05-18T10:00:00Z', { tells: [] }));
    acted(state, arrests, instant(corrected), correcting(state, { tells: ['suspect-arrested'] }, silent));
    expect([...state.disputes.raised.values()]).toMatchObject([{ stood: 'missed', would: 'met' }]);
    expect(shown(state)[1]).toBe(`${missed('val')} for good`);
  });

  it('given nothing that decides is corrected, then nothing is derived again', () => {
    expect(correct(scene(), { promisedNext: '2026-06-01' })).toEqual(['ContactCorrected']);
    expect(correct(scene(), bailed)).toEqual(['ContactCorrected']);
  });

  it.each<[string, Correction]>([
    ['took place', { occurredAt: instant('2026-05-15T10:00:01Z') }],
    ['was with', { participantIds: ['val'] }],
    ['went', { direction: 'inbound' }],
    ['was made', { method: 'video' }],
    ['ended', { outcome: 'told-in-person' }],
    ['was for', { purpose: 'result' }],
    ['told', { tells: [] }],
    ['went by', { wentBy: { route: 'safe' } }],
    ['replied to', { purpose: 'reply', replyTo: { feedbackId: 'f1' } }],
  ])('given what it %s is corrected, then that is known only from then on', (_, change) => {
    const state = scene();
    const received = feedback('vic', start, true);
    acted(state, arrests, instant(start), [received.fact]);
    correct(state, change);
    expect(state.case!.contacts[0]!.recorded).toBe(instant(corrected));
  });

  it('given an acknowledgement in which a date was promised after all, then that is known only from then on', () => {
    const acknowledging = contact('vic', '2026-05-16T10:00:00Z', { purpose: 'acknowledgement' });
    const change = { promisedNext: '2026-06-01' };
    const state = scene(acknowledging);
    acted(state, arrests, instant(corrected), correcting(state, change, 'contact-2026-05-16T10:00:00Z'));
    expect(state.case!.contacts[1]!.recorded).toBe(instant(corrected));
  });

  it('given nothing that was otherwise, then it is refused; given a reason, then the fact names it', () => {
    expect(refusalOf(() => correcting(scene(), {}))).toMatchObject({ code: 'nothing-to-correct' });
    const state = scene();
    const asked = { contactId, reasonId: 'n1', reasonDigest: 'd1' };
    const correction = { ...asked, correction: { tells: [] } };
    const facts = correctContact(contactScene(state), state.case!.contacts, correction, instant(corrected));
    expect(facts).toMatchObject([{ data: { ...asked, tells: [], purpose: 'update' } }]);
  });

  it('given it was corrected before, then it is refused; it can still be struck out', () => {
    const state = scene();
    correct(state, { outcome: 'voicemail' });
    expect(refusalOf(() => correcting(state, { outcome: 'spoke' }))).toEqual({
      code: 'already-corrected',
      kind: 'conflict',
    });
    expect(striking(state)).toHaveLength(1);
  });

  it.each<[string, Correction, string, string]>([
    ['a time ahead', { occurredAt: '2026-05-26T10:00:00.001Z' }, 'in-the-future', '/occurredAt'],
    ['a time before the case', { occurredAt: '2026-05-14T09:59:59.999Z' }, 'before-case', '/occurredAt'],
    ['somebody who is not on the case', { participantIds: ['vic', 'zoe'] }, 'unknown-participant', '/participantIds/1'],
    ['something that cannot be told', { tells: ['weather'] }, 'unknown-trigger', '/tells/0'],
    ['an outcome that does not fit', { outcome: 'received' }, 'outcome-does-not-fit', '/outcome'],
    ['feedback that is not there', { replyTo: { feedbackId: 'f9' } }, 'unknown-feedback', '/replyTo/feedbackId'],
    ['a service of what is no referral', { service: 'support-service' }, 'service-does-not-fit', '/service'],
    ['a promise for a day before it', { promisedNext: '2026-05-14' }, 'promised-for-the-past', '/promisedNext'],
    ['a milestone that is not there', { tells: [{ milestoneId: 'm9' }] }, 'unknown-milestone', '/tells/0'],
  ])('given %s, then the field is named', (_, change, code, field) => {
    expect(refusalOf(() => correcting(scene(), change))).toMatchObject({ code, field });
  });

  it('given a time longer ago than the force allows without a flag, then it is flagged', () => {
    const [fact] = correcting(scene(), { occurredAt: '2026-05-23T09:59:59.999Z' });
    expect(fact!.data).toMatchObject({ backDated: true });
    const [other] = correcting(scene(), { occurredAt: '2026-05-23T10:00:00.000Z' });
    expect(other!.data).not.toHaveProperty('backDated');
  });
});

describe('moving a contact to the case that it belongs to', () => {
  const move = { contactId, movedTo: 'c2', newContactId: 'k2', participantIds: ['zoe'], noteId: 'n1' };
  const wentBy = { route: 'safe' } as const;
  const there = { ...contactScene(scene()), participantIds: new Set(['zoe']), feedbackIds: new Set<string>() };
  const moving = (more: object = {}) => {
    const from = { caseId: 'c1', contacts: scene().case!.contacts };
    return moveContact(from, there, { ...move, wentBy, ...more }, instant(corrected));
  };

  it('given it, then it is struck out here, and recorded there as first recorded here, however long ago', () => {
    const [here, elsewhere] = moving();
    const data = { contactId, movedTo: 'c2', noteId: 'n1' };
    expect(here).toEqual([{ type: 'ContactStruckOut', data, occurred: instant(corrected) }]);
    const first = instant('2026-05-15T10:00:00Z');
    expect(elsewhere).toMatchObject([
      {
        type: 'ContactMade',
        data: {
          contactId: 'k2',
          participantIds: ['zoe'],
          route: 'safe',
          tells: ['suspect-arrested'],
          carriedFrom: 'c1',
          firstRecorded: first,
        },
        occurred: first,
      },
    ]);
    expect(elsewhere[0]!.data).not.toHaveProperty('noteId');
  });

  it.each([
    ['the case that it is on', { movedTo: 'c1' }, 'same-case'],
    ['somebody who is not on the other', { participantIds: ['vic'] }, 'unknown-participant'],
    ['another case, but it is not on this one', { contactId: 'k9' }, 'unknown-contact'],
  ])('given it is moved to %s, then it is refused', (_, more, code) => {
    expect(refusalOf(() => moving(more)).code).toBe(code);
  });
});

describe('a milestone that was wrong', () => {
  it('given the arrest of the wrong man, then what it made owed is voided; what was missed is disputed', () => {
    const state = scene();
    const data = { milestoneId: `suspect-arrested--${start}` };
    acted(state, arrests, instant(corrected), [{ type: 'MilestoneVoided', data, occurred: instant(corrected) }]);
    expect(shown(state)).toEqual(['VC20-ARREST vic due 2026-05-21: voided', `${missed('val')} for good`]);
  });
});
