import { describe, expect, it } from '@jest/globals';
import type { RecordedFact, RecordingContext } from '@kept-informed/event-store';
import { emptyFollowUp, fold, type FollowUpEvent, type StandingCase, withFollowing } from '@kept-informed/follow-up';
import { rulebook, settledAt } from '../../../../test/support/given.js';
import { crimeId } from '../../../../test/support/police-uk.js';
import { closingFact, movedFact, openingOf } from './reversal.fixture.js';
import { reversalOf, reversedCase } from './reversed-facts.js';

const imported = { by: 'import', requestId: 'import-1', recorded: '2018-11-20T12:00:00.000Z' };
const now = '2019-02-01T12:00:00.000Z';
const asked = { importId: 'import-1', seal: { noteId: 'note-1', noteDigest: 'digest' } };

/** A burglary of 5 October 2018 that an import brought in, and whatever else was recorded since. */
function aCase(...more: readonly (readonly [facts: readonly object[], context: Partial<RecordingContext>])[]) {
  const kept: FollowUpEvent[] = [];
  const record = (facts: readonly object[], context: Partial<RecordingContext>) => {
    for (const fact of facts)
      kept.push({
        position: '',
        stream: 's',
        version: kept.length + 1,
        simulated: false,
        ...imported,
        ...fact,
        ...context,
      } as unknown as FollowUpEvent);
  };
  record(openingOf(crimeId('one')), {});
  for (const [facts, context] of more) record(facts, context);
  return { caseId: 'case-1', facts: kept, state: fold(kept) } satisfies StandingCase;
}

const typesOf = (found: ReturnType<typeof reversedCase>) =>
  'facts' in found ? [found.kind, ...found.facts.map(({ type }) => type)] : [found.kind];

describe('taking back what an import recorded of a case', () => {
  it('cancels one that came with it, as recorded in error', () => {
    expect(typesOf(reversedCase(aCase(), asked, now))).toEqual(['cancelled', 'CaseClosed', 'CaseVoided']);
  });

  it('strikes out contacts, voids milestones, and closes no case twice', () => {
    const known = aCase([[...movedFact('milestone-1', 'contact-1'), closingFact('closure-1')], {}]);
    expect(typesOf(reversedCase(known, asked, now))).toEqual([
      'cancelled',
      'ContactStruckOut',
      'MilestoneVoided',
      'CaseVoided',
    ]);
  });

  it.each([
    ['a person', { by: 'pc-1', requestId: 'r-1' }],
    ['another import', { by: 'import', requestId: 'import-2' }],
    ['the simulation', { by: 'simulation', requestId: 'simulate-1', simulated: true }],
  ])('leaves one that %s has added to since', (_, by) => {
    expect(reversedCase(aCase([movedFact('m', 'c'), by]), asked, now)).toEqual({ kind: 'left' });
  });

  it('but not one that another import had added to which was taken back itself', () => {
    const second = { requestId: 'import-2' };
    const added = aCase([movedFact('m', 'c'), second]);
    const taken = reversedCase(added, { ...asked, importId: 'import-2' }, now);
    const undone = { by: 'admin-1', requestId: reversalOf('import-2') };
    const both = aCase([movedFact('m', 'c'), second], ['facts' in taken ? taken.facts : [], undone]);
    expect(typesOf(reversedCase(both, asked, now))).toEqual(['cancelled', 'CaseClosed', 'CaseVoided']);
  });

  it('does not take what the worker found for somebody’s doing', () => {
    expect(reversedCase(aCase([[closingFact('closure-1')], { by: 'worker' }]), asked, now).kind).toBe('cancelled');
  });

  it('of a case that was there before takes back what it added, and opens it again where it closed it', () => {
    const added = aCase([[...movedFact('m', 'c'), closingFact('closure-1')], { requestId: 'import-2' }]);
    const second = reversedCase(added, { ...asked, importId: 'import-2' }, now);
    expect(typesOf(second)).toEqual(['undone', 'ContactStruckOut', 'MilestoneVoided', 'CaseReopened']);
  });

  it('of a case that it had opened again closes it, as it was', () => {
    const shut = [[closingFact('closure-1')], {}] as const;
    const data = { reopeningId: 'reopening-1' };
    const reopened = { type: 'CaseReopened', data, occurred: '2018-11-01T09:00:00.000Z' };
    const again = aCase(shut, [[reopened], { requestId: 'import-2' }]);
    expect(typesOf(reversedCase(again, { ...asked, importId: 'import-2' }, now))).toEqual(['undone', 'CaseClosed']);
  });

  it('finds what was taken back before', () => {
    const first = reversedCase(aCase(), asked, now);
    const facts = 'facts' in first ? first.facts : [];
    const again = aCase([facts, { by: 'admin-1', requestId: reversalOf('import-1'), recorded: now }]);
    expect(reversedCase(again, asked, now)).toEqual({ kind: 'already' });
  });
});

describe('what was owed on a case that is taken back', () => {
  it('is disputed once it has arisen, where no sweep had been there', () => {
    const state = emptyFollowUp();
    withFollowing(state, openingOf(crimeId('one')), {
      book: rulebook,
      at: '2018-10-05T09:00:00.000Z',
      recording: imported,
    });
    const taken = reversedCase({ caseId: 'case-1', state, facts: aCase().facts }, asked, now);
    const recording = { by: 'admin-1', requestId: reversalOf('import-1'), recorded: now };
    const { facts } = withFollowing(state, 'facts' in taken ? taken.facts : [], { book: rulebook, at: now, recording });
    const about = (wanted: string) =>
      facts.flatMap(({ type, data }, at) =>
        type === wanted ? [[(data as { obligationId: string }).obligationId, at] as const] : [],
      );
    const disputed = new Map(about('ObligationDisputed'));
    const arisen = about('ObligationArose');
    expect(arisen.length).toBeGreaterThan(1);
    expect(arisen.filter(([id, at]) => disputed.has(id) && disputed.get(id)! < at)).toEqual([]);
    expect(arisen.some(([id]) => disputed.has(id))).toBe(true);
  });

  it('is voided where it was open, and disputed where it was missed, all by one recording; nobody is told of its end', () => {
    const state = emptyFollowUp();
    withFollowing(state, openingOf(crimeId('one')), {
      book: rulebook,
      at: '2018-10-05T09:00:00.000Z',
      recording: imported,
    });
    settledAt(state, rulebook, now);
    const kept: StandingCase = { caseId: 'case-1', state, facts: aCase().facts };
    const taken = reversedCase(kept, asked, now);
    const recording = { by: 'admin-1', requestId: reversalOf('import-1'), recorded: now };
    const { facts } = withFollowing(state, 'facts' in taken ? taken.facts : [], { book: rulebook, at: now, recording });
    const disputes = facts.filter(({ type }) => type === 'ObligationDisputed') as unknown as RecordedFact<
      string,
      { causes: number[]; recordedBy: string[]; stood: string }
    >[];
    expect(disputes.length).toBeGreaterThan(2);
    expect(new Set(disputes.map(({ data }) => data.causes.join()))).toHaveProperty('size', 1);
    expect(disputes.every(({ data }) => data.stood === 'missed' && data.recordedBy.join() === 'admin-1')).toBe(true);
    expect(facts.filter(({ type }) => type === 'ObligationArose' || type === 'AlertRaised')).toEqual([]);
    const open = [...state.obligations.values()].filter((one) => one.outcome === undefined && !one.lapsed);
    expect(open.map(({ commitment }) => commitment)).toEqual([]);
  });
});
