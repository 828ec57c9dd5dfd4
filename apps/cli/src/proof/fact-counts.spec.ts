import { describe, expect, it } from '@jest/globals';
import type { StoredFact } from '@kept-informed/event-store';
import { FactCounts } from './fact-counts.js';

let position = 0;
const fact = (type: string, data: object): StoredFact => ({
  position: String((position += 1)),
  stream: 'case-1',
  version: position,
  type,
  typeVersion: 1,
  data,
  occurred: '2026-03-02T08:30:00Z',
  recorded: '2026-03-02T09:00:00Z',
  by: 'pc-1',
  requestId: 'r-1',
  simulated: false,
});

const counted = (...facts: readonly StoredFact[]) => {
  const counts = new FactCounts();
  for (const each of facts) counts.take(each);
  return counts.all();
};

describe('counts from facts alone', () => {
  it('are of facts by their type, and of obligations by how each stands after its last', () => {
    const arose = ['1', '2', '3', '4', '5'].map((obligationId) => fact('ObligationArose', { obligationId, rungs: [] }));
    const counts = counted(
      ...arose,
      fact('ObligationMissed', { obligationId: '1' }),
      fact('ObligationMissed', { obligationId: '2' }),
      fact('ObligationMet', { obligationId: '2', late: true, recordedLate: false, dischargedBy: 'c' }),
      fact('ObligationPaused', { obligationId: '3', reason: 'consent-awaited' }),
      fact('ObligationExcused', { obligationId: '4', by: 'e' }),
      fact('ObligationReopened', { obligationId: '4', reason: 'undone' }),
    );
    expect(counts.obligations).toEqual({ 'met-late': 1, missed: 1, open: 2, paused: 1 });
    expect(counts.facts).toMatchObject({ ObligationArose: 5, ObligationMissed: 2, ObligationMet: 1 });
  });

  it('are none of no facts', () => {
    expect(counted()).toEqual({ facts: {}, obligations: {} });
  });
});
