import { describe, expect, it } from '@jest/globals';
import { lived, only } from '../../../../test/support/given.js';
import { assigned, caseOpened, contact, instant, joined, recordedAt } from '../../../../test/support/facts.js';

/** Initial information on a crime of Monday 2 March 2026, due by the end of Monday the 9th. */
const book = only('QOS-INITIAL');
const start = '2026-03-02T10:00:00Z';
const opened = [caseOpened(start), joined('vic', start), assigned('pc-1', start)];

const missed = (...more: Parameters<typeof lived>[0]) => {
  const at = instant('2026-03-10T10:00:00Z');
  const [one] = [...lived([...opened, ...more], book, at).obligations.values()];
  return one!.handover;
};

describe('a miss near a handover', () => {
  it.each([
    ['on the day on which it was due', '2026-03-09T16:00:00Z'],
    ['on the Thursday before: Friday and Monday are two working days', '2026-03-05T00:00:00Z'],
  ])('given it was handed over %s, then both owners are named', (_, from) => {
    expect(missed(assigned('pc-2', from))).toEqual({ from: 'pc-1', to: 'pc-2' });
  });

  it.each([
    ['the moment before that Thursday', '2026-03-04T23:59:59.999Z'],
    ['at the very instant at which it was missed', '2026-03-10T00:00:00Z'],
  ])('given it was handed over %s, then whoever had it is the only one', (_, from) => {
    expect(missed(assigned('pc-2', from))).toBeUndefined();
  });

  it('given nobody had the case before, or the same one has it still, then that was no handover', () => {
    const at = instant('2026-03-10T10:00:00Z');
    const unowned = [...opened.slice(0, 2), assigned('pc-1', '2026-03-06T10:00:00Z')];
    expect([...lived(unowned, book, at).obligations.values()][0]!.handover).toBeUndefined();
    expect(missed(assigned('pc-1', '2026-03-06T10:00:00Z'))).toBeUndefined();
  });

  it('given it was handed over twice, then the last two are named', () => {
    expect(missed(assigned('pc-2', '2026-03-06T10:00:00Z'), assigned('pc-3', '2026-03-09T10:00:00Z'))).toEqual({
      from: 'pc-2',
      to: 'pc-3',
    });
  });

  it('given a handover that was recorded only after the miss, then it names nobody else', () => {
    expect(missed(recordedAt(assigned('pc-2', '2026-03-06T10:00:00Z'), '2026-03-10T08:00:00Z'))).toBeUndefined();
  });

  it('given it was met late, then it was missed all the same, and both are named; met in time, nobody is', () => {
    const handed = assigned('pc-2', '2026-03-06T10:00:00Z');
    const told = (at: string) => missed(handed, contact('vic', at, { purpose: 'initial-information' }));
    expect(told('2026-03-10T00:00:00Z')).toEqual({ from: 'pc-1', to: 'pc-2' });
    expect(told('2026-03-09T23:59:59.999Z')).toBeUndefined();
  });
});
