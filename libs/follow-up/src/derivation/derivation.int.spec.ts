import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assessed } from '../../../../test/support/facts.js';
import { arrested, crime, scene, victimOf, type Scene } from '../../../../test/support/reported-cases.js';
import { derivationOf } from './derivation.queries.js';

let s: Scene;

beforeAll(async () => {
  s = await scene();
});

afterAll(() => s.close());

describe('the derivation of an obligation in the store', () => {
  it('is told from its case’s stream, with every due date that it had', async () => {
    const opened = '2026-11-02T09:00:00Z';
    const enhanced = assessed(victimOf('one'), 'enhanced', '2026-11-10T10:00:00Z');
    await s.record('one', ...crime('one', opened), arrested('2026-11-09T10:00:00Z'), enhanced);
    const [{ obligation_id: id }] = await s.manager.query(
      `select obligation_id from obligations where commitment = 'VC20-ARREST'`,
    );
    const derivation = await derivationOf(s.manager, s.store, await s.force.rulebook(), {
      obligationId: id,
      now: '2026-11-10T10:00:00.000Z',
    });
    expect(derivation.sentence).toContain('“Told of an arrest”');
    expect(derivation.steps.at(-1)?.date).toBe('2026-11-11');
    expect(derivation.generations.map(({ cause, dueOn, recordedAt }) => [cause, dueOn, recordedAt])).toEqual([
      [null, '2026-11-16', '2026-11-09T10:00:00.000Z'],
      ['entitlement', '2026-11-11', '2026-11-10T10:00:00.000Z'],
    ]);
  });

  it('is refused where there is no such obligation', async () => {
    const asking = derivationOf(s.manager, s.store, await s.force.rulebook(), {
      obligationId: 'none',
      now: '2026-11-10T10:00:00.000Z',
    });
    await expect(asking).rejects.toMatchObject({ refusal: { code: 'unknown-obligation', kind: 'not-found' } });
  });
});
