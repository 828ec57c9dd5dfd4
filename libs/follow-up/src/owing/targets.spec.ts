import { describe, expect, it } from '@jest/globals';
import { assessed, caseOpened, joined, type PastFact } from '../../../../test/support/facts.js';
import { activated, lived, only, under } from '../../../../test/support/given.js';
import { derived } from '../derivation/derivation.fixture.js';
import { statusOf } from '../obligation/obligation.state.js';

const none = only('VC20-NEEDS');
const targets = { 'VC20-NEEDS': { limit: 'P5D', unit: 'working' } } as const;
/** Thursday 1 October 2026, so that five working days end on the 8th, 23:00 UTC. */
const opened = '2026-10-01T09:00:00.000Z';
const crime = [caseOpened(opened), joined('vic', opened)];

function needs(book: typeof none, until: string, ...more: PastFact[]) {
  const state = lived([...crime, ...more], book, until);
  const [found] = [...state.obligations.values()];
  const { dueOn, rungs } = found!.due;
  return { dueOn, rungs: rungs.map(({ rung }) => rung), status: statusOf(found!, until) };
}

describe('a target of the force’s own, where no limit is printed', () => {
  const book = under(none, { targets });

  it('gives a due date and a ladder', () => {
    expect(needs(none, '2026-10-09T00:00:00.000Z')).toEqual({ dueOn: null, rungs: [], status: 'open' });
    const found = needs(book, '2026-10-08T22:59:59.999Z');
    expect(found).toMatchObject({ dueOn: '2026-10-08', status: 'open' });
    expect(found.rungs).toEqual(['due-soon', 'missed', 'escalated', 'unresolved']);
    expect(needs(book, '2026-10-08T23:00:00.000Z')).toMatchObject({ status: 'missed' });
  });

  it.each([
    ['the last moment', '2026-10-08T22:59:59.999Z', 'met'],
    ['the first moment after it', '2026-10-08T23:00:00.000Z', 'met-late'],
  ])('is met by %s', (_, at, status) => {
    expect(needs(book, '2026-11-01T09:00:00.000Z', assessed('vic', 'standard', at))).toMatchObject({ status });
  });

  it.each([
    ['at the instant at which the target began', opened, '2026-10-08'],
    ['the moment before it began', '2026-10-01T09:00:00.001Z', null],
  ])('binds what was triggered %s, however far the policy reaches', (_, from, dueOn) => {
    for (const to of ['new-only', 'recompute-all'] as const) {
      const later = activated(none, from, { to }, { targets });
      expect(needs(later, '2026-10-20T09:00:00.000Z').dueOn).toBe(dueOn);
    }
  });

  it('stays with what it bound when the force gives it up', () => {
    const given = activated(book, '2026-10-05T09:00:00.000Z', { to: 'recompute-all' }, { targets: {} });
    expect(needs(given, '2026-10-20T09:00:00.000Z').dueOn).toBe('2026-10-08');
  });

  it('is said to be the force’s own', () => {
    expect(derived(book, crime).sentence).toContain('by a target that the force has set itself');
    expect(derived(none, crime).sentence).toContain('no limit is printed for it');
  });
});
