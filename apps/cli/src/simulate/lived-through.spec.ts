import { describe, expect, it } from '@jest/globals';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { emptyFollowUp, livedThrough, type CaseAddition, type CaseMove, type FollowUp } from '@kept-informed/follow-up';
import { rulebookOf } from '@kept-informed/commitments';
import { crimeId } from '../../../../test/support/police-uk.js';
import { additionOf, type PlannedCase } from '@kept-informed/imports';
import { movesOf } from './case-moves.js';
import { Officers } from './officers.js';

const { current: directory } = new DirectoryHolder(demoForceFile());
const book = rulebookOf(directory);
const officers = new Officers(directory);
const openedAt = '2018-11-05T21:30:00.000Z';
const until = '2019-03-01T00:00:00.000Z';
const recording = { by: 'import', requestId: 'spec', recorded: openedAt };

/** A burglary with a charge in December, one per number. */
function aCase(number: number): FollowUp {
  const charged = {
    type: 'charge-decided',
    occurredAt: '2018-12-20T10:00:00.000Z',
    ends: false,
    categories: [],
  } as const;
  const planned: PlannedCase = {
    key: crimeId(number),
    kind: 'crime',
    reference: `PUK/${number}`,
    offenceGroup: 'burglary',
    openedAt,
    area: { bcu: 'North Cumbria', lpt: 'Carlisle' },
    victims: 1,
    milestones: number % 2 === 0 ? [charged] : [],
  };
  const state = emptyFollowUp();
  const added = additionOf(planned, { caseId: 'c1', state, facts: [] }, { book, recording });
  if (added.kind !== 'new') throw new Error(added.kind);
  return state;
}

function played(number: number, change: (moves: CaseMove[]) => CaseMove[] = (moves) => moves): CaseAddition {
  const state = aCase(number);
  const moves = movesOf(state.case!, { seed: 3, compliance: 0.5, until }, officers);
  return livedThrough(state, change(moves), book, { from: openedAt, until });
}

const numbers = Array.from({ length: 30 }, (_, n) => n);

describe('a case that is lived through', () => {
  it('is the same whether or not it is settled after moves from which nothing follows', () => {
    for (const number of numbers)
      expect(played(number)).toEqual(played(number, (moves) => moves.map(({ at, facts }) => ({ at, facts }))));
  });

  it('is settled at each contact and at each instant that it asks for, and never late', () => {
    const all = numbers.map((number) => played(number));
    const times = all.flatMap(({ facts, recordedEach }) =>
      facts.map(({ type, occurred }, i) => [type, occurred, recordedEach[i]!] as const),
    );
    const settled = times.filter(([type]) => ['ObligationMet', 'ObligationMissed'].includes(type));
    expect(settled.length).toBeGreaterThan(100);
    expect(settled.filter(([, occurred, recorded]) => occurred !== recorded)).toEqual([]);
    const late = all.flatMap(({ facts }) => facts.filter(({ type }) => type === 'AlertRaised'));
    expect(late.length).toBeGreaterThan(50);
  });

  it('has its facts in the order in which they were recorded', () => {
    for (const { recordedEach } of numbers.map((number) => played(number)))
      expect(recordedEach).toEqual([...recordedEach].sort());
  });

  it('has had nothing happen at its end or after, nor at its beginning', () => {
    const { recordedEach } = played(2);
    expect(recordedEach.every((at) => at > openedAt && at < until)).toBe(true);
    const before = recordedEach.filter((at) => at < recordedEach.at(-1)!);
    const state = aCase(2);
    const moves = movesOf(state.case!, { seed: 3, compliance: 0.5, until }, officers);
    const stretch = { from: openedAt, until: recordedEach.at(-1)! };
    expect(livedThrough(state, moves, book, stretch).recordedEach).toEqual(before);
  });
});
