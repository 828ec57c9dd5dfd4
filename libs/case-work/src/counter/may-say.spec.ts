import { describe, expect, it } from '@jest/globals';
import { defaultCounterRule } from '@kept-informed/commitments';
import { readFields } from '@kept-informed/fields';
import { CounterRuleRequest } from '../terms/counter-rule.requests.js';
import { isVerified, sayings, type CounterScene, type IdentityCheck } from './may-say.rules.js';

const scene: CounterScene = {
  isTheirs: true,
  status: 'open',
  closureTold: true,
  team: 'Barrow local policing team',
  presence: null,
  openedAt: '2026-11-02T10:00:00.000Z',
  lastToldAt: '2026-11-20T23:30:00.000Z',
  nextOn: '2026-12-20',
  today: '2026-11-27',
  zone: 'Europe/London',
};
const proved: IdentityCheck[] = ['born-on', 'reference'];
const said = (more: Partial<CounterScene> = {}, rule = defaultCounterRule, checked = proved) =>
  sayings({ ...scene, ...more }, rule, checked);
const sentences = (more: Partial<CounterScene> = {}) => said(more).maySay.map(({ sentence }) => sentence);
const not = (one: ReturnType<typeof said>) => one.mayNotSay.map(({ what, rule }) => `${what} ${rule}`);
const always = ['suspects always', 'other-people always', 'addresses always', 'not-told-yet always'];

describe('what may be said at the counter', () => {
  it('is that it is dealt with, by whom, when they were last told, when they hear next, and how to leave a message', () => {
    expect(sentences()).toEqual([
      'Your case is being dealt with.',
      'It is with the Barrow local policing team.',
      'You were last told about it on Friday 20 November 2026.',
      'You will hear from us by Sunday 20 December 2026.',
      'You can leave a message for whoever has your case, and say by when you want a call.',
    ]);
    expect(not(said())).toEqual(always);
  });

  it('is nothing to whoever has not proved who they are by two different things', () => {
    for (const checked of [[], ['born-on'], ['born-on', 'born-on']] as IdentityCheck[][]) {
      expect(isVerified(checked)).toBe(false);
      const { maySay, ...rest } = said({}, defaultCounterRule, checked);
      expect(maySay).toEqual([
        {
          what: 'cannot-confirm',
          sentence: 'I cannot confirm whether we hold anything about you. I can take a message.',
        },
      ]);
      expect(not({ maySay, ...rest })).toEqual(['anything identity']);
    }
    expect(isVerified(['document', 'address'])).toBe(true);
  });

  it('can be chosen by a force as all of what could be', () => {
    expect(readFields(CounterRuleRequest, defaultCounterRule).faults).toEqual([]);
  });

  it('is nothing to whoever may not hear it any more', () => {
    expect(not(said({ isTheirs: false }))).toEqual(['anything authority']);
  });

  it('is less where the force chose so, and says why', () => {
    const rule = { maySay: ['dealt-with' as const], because: 'Teams are named by the officer alone.' };
    expect(said({}, rule).maySay.map(({ what }) => what)).toEqual(['dealt-with']);
    expect(said({}, rule).mayNotSay[0]).toEqual({ what: 'team', rule: 'force', because: rule.because });
  });

  it('is not that a case is closed before they were told, and is once they were', () => {
    const closed = { status: 'closed', nextOn: null } as const;
    expect(sentences(closed)[0]).toBe('Your case is closed, as you were told.');
    const untold = said({ ...closed, closureTold: false });
    expect(untold.maySay.map(({ what }) => what)).toEqual(['team', 'last-update', 'leave-a-message']);
    expect(not(untold)).toEqual(['dealt-with not-told-yet', ...always]);
  });

  it.each([
    [{ backOn: '2026-12-03' }, 'Whoever has your case is away, and back on Thursday 3 December 2026.'],
    [
      { onDuty: { from: '2026-11-27T14:00:00.000Z', to: '2026-11-27T22:00:00.000Z' } },
      'Whoever has your case is on duty today, from 2:00pm to 10:00pm.',
    ],
  ])(
    'is when whoever has it is there, where that is known, and the force lets it be said: %j',
    (presence, sentence) => {
      expect(sentences({ presence })[2]).toBe(sentence);
      const rule = { maySay: ['team' as const], because: 'Absences are nobody else’s to know.' };
      expect(said({ presence }, rule).maySay.map(({ what }) => what)).toEqual(['team']);
      expect(not(said({ presence }, rule))).toContain('presence force');
    },
  );

  it('owns up to a date that has passed, the day after and not on it', () => {
    expect(sentences({ nextOn: '2026-11-27' })[3]).toBe('You will hear from us by Friday 27 November 2026.');
    expect(sentences({ nextOn: '2026-11-26' })[3]).toMatch(
      /^You should have heard from us by Thursday 26 November 2026/,
    );
  });

  it('is that nobody has told them anything where that is so', () => {
    expect(sentences({ lastToldAt: null, team: null })[1]).toBe(
      'It was opened on Monday 2 November 2026, and nobody has told you about it since.',
    );
  });
});
