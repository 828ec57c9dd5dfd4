import { describe, expect, it } from '@jest/globals';
import { rulebook } from '../../../../test/support/given.js';
import { openCase } from '../case/opening.decide.js';
import { emptyFollowUp } from '../reconcile/follow-up.state.js';
import { withFollowing } from './following.rules.js';

const openedAt = '2021-12-01T09:00:00.000Z';
const now = '2026-11-20T12:00:00.000Z';

function openingFor(victims: number) {
  const participants = Array.from({ length: victims }, (_, index) => {
    return { participantId: `v-${index}`, role: 'victim', entitlement: 'standard' } as const;
  });
  const opening = { caseId: 'c1', kind: 'crime', reference: 'CR/1/26', openedAt, participants } as const;
  return openCase({ ...opening, lateReasonId: 'n1' }, now);
}

const context = { book: rulebook, at: now, recording: { by: 'spec', requestId: 'spec', recorded: now } };

/** Opens a case that nobody was told anything of for years, and looks at it until it is at rest. */
function lookedAt(victims: number) {
  const state = emptyFollowUp();
  const first = withFollowing(state, openingFor(victims), context);
  const looks = [first];
  while (looks.at(-1)!.nextCheckAt === now) looks.push(withFollowing(state, [], context));
  return { state, looks };
}

describe('a request that makes much owed at once', () => {
  it('records 2,000 facts at most; the next looks, each due at once, bring up the rest', () => {
    const { looks } = lookedAt(30);
    const lengths = looks.map(({ facts }) => facts.length);
    expect(lengths.length).toBeGreaterThan(2);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2_000);
    expect(looks.slice(0, -1).every(({ nextCheckAt }) => nextCheckAt === now)).toBe(true);
    expect(looks.at(-1)!.nextCheckAt! > now).toBe(true);
  });

  it('comes to the same for each of many as for one alone', () => {
    const dues = ({ state }: ReturnType<typeof lookedAt>, participantId: string) =>
      [...state.obligations.values()]
        .filter((obligation) => obligation.participantId === participantId)
        .map(({ commitment, due, outcome, missed, lapsed }) => [commitment, due.dueAt, outcome, missed, lapsed])
        .sort();
    const [alone, many] = [lookedAt(1), lookedAt(30)];
    const expected = dues(alone, 'v-0');
    expect(expected.length).toBeGreaterThan(50);
    for (const participantId of ['v-0', 'v-15', 'v-29']) expect(dues(many, participantId)).toEqual(expected);
    expect(many.state.alerts.raised.size).toBe(30 * alone.state.alerts.raised.size);
  });
});
