import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../../../test/support/given.js';
import { future, inFuture, now } from './case.fixture.js';
import { openCase, type CaseOpening } from './opening.decide.js';
import type { NewParticipant } from './participant.decide.js';

describe('opening a case', () => {
  const victim: NewParticipant = { participantId: 'vic', role: 'victim', entitlement: 'unassessed' };
  const opening: CaseOpening = {
    caseId: 'c1',
    kind: 'crime',
    reference: 'CR/1/26',
    openedAt: now,
    participants: [victim],
  };

  it('given who takes part and who owns it, then the case, its owner and its participants begin at the report', () => {
    const facts = openCase({ ...opening, owner: { staffId: 'pc-1', team: 'team-1' } }, now);
    expect(facts.map(({ type, occurred, causedBy }) => [type, occurred, causedBy])).toEqual([
      ['CaseOpened', now, undefined],
      ['CaseAssigned', now, 1],
      ['ParticipantAdded', now, undefined],
    ]);
    expect(facts.slice(1).map(({ data }) => data)).toEqual([{ staffId: 'pc-1', team: 'team-1' }, victim]);
  });

  it('given all that can be said of a case and of a participant, then the facts say it', () => {
    const said = { kind: 'incident' as const, offenceGroup: 'burglary', area: { bcu: 'B', lpt: 'L' }, imported: true };
    const shop: NewParticipant = { ...victim, business: true };
    const manager: NewParticipant = {
      participantId: 'rep',
      role: 'representative',
      entitlement: 'standard',
      represents: 'vic',
      authorityUntil: '2026-12-31',
    };
    const facts = openCase({ ...opening, ...said, participants: [shop, manager] }, now);
    expect(facts.map(({ data }) => data)).toEqual([{ caseId: 'c1', reference: 'CR/1/26', ...said }, shop, manager]);
    expect(openCase(opening, now)[1]!.data).not.toHaveProperty('business');
  });

  it('given somebody who represents nobody, then authority of theirs that ends is refused', () => {
    expect(
      refusalOf(() => openCase({ ...opening, participants: [{ ...victim, authorityUntil: '2026-12-31' }] }, now)),
    ).toEqual({
      code: 'not-a-representative',
      kind: 'unprocessable',
      field: '/participants/0/authorityUntil',
    });
  });

  it('given nobody who owns it, then nobody is assigned', () => {
    expect(openCase(opening, now).map(({ type }) => type)).toEqual(['CaseOpened', 'ParticipantAdded']);
  });

  it('given a report in the future, then it is refused; a moment before, and an imported one, are not', () => {
    expect(refusalOf(() => openCase({ ...opening, openedAt: future }, now))).toEqual(inFuture('/openedAt'));
    expect(openCase({ ...opening, openedAt: now }, now)).toHaveLength(2);
    expect(openCase({ ...opening, openedAt: future, imported: true }, now)).toHaveLength(2);
  });

  it('given a report long ago, then a reason is needed; none up to the limit, and none for an import', () => {
    const at = (openedAt: string, more: object = {}) =>
      openCase({ ...opening, openedAt, ...more }, '2026-04-01T09:00:00.000Z');
    const [lastWithout, firstWith] = ['2026-01-01T09:00:00.000Z', '2026-01-01T08:59:59.999Z'];
    const needed = { code: 'late-reason-required', kind: 'unprocessable', field: '/lateReason' };
    expect(at(lastWithout)).toHaveLength(2);
    expect(refusalOf(() => at(firstWith))).toEqual(needed);
    expect(at(firstWith, { imported: true })).toHaveLength(2);
    const [opened] = at(firstWith, { lateReasonId: 'n1', lateReasonDigest: 'd1' });
    expect(opened!.data).toMatchObject({ lateReasonId: 'n1', lateReasonDigest: 'd1' });
    const within = { reasonAfterDays: 30 };
    expect(
      refusalOf(() =>
        openCase({ ...opening, openedAt: '2026-03-02T08:59:59.999Z' }, '2026-04-01T09:00:00.000Z', within),
      ),
    ).toEqual(needed);
  });

  it('given a report of more than five years ago, then it is refused whatever the reason, unless it is imported', () => {
    const at = (openedAt: string, more: object = {}) =>
      openCase({ ...opening, openedAt, lateReasonId: 'n1', ...more }, '2026-04-01T09:00:00.000Z');
    expect(at('2021-04-01T09:00:00.000Z')).toHaveLength(2);
    for (const long of ['2021-03-31T09:00:00.000Z', '2006-04-01T09:00:00.000Z', '1900-01-01T00:00:00.000Z']) {
      expect(refusalOf(() => at(long))).toEqual({
        code: 'opened-too-early',
        kind: 'unprocessable',
        field: '/openedAt',
      });
      expect(at(long, { imported: true })).toHaveLength(2);
    }
  });

  it.each<[string, NewParticipant]>([
    ['a representative of nobody', { participantId: 'rep', role: 'representative', entitlement: 'unassessed' }],
    [
      'of somebody elsewhere',
      { participantId: 'rep', role: 'representative', entitlement: 'unassessed', represents: 'x' },
    ],
    ['of themselves', { participantId: 'rep', role: 'representative', entitlement: 'unassessed', represents: 'rep' }],
    [
      'a witness who represents',
      { participantId: 'wit', role: 'witness', entitlement: 'unassessed', represents: 'vic' },
    ],
  ])('given %s, then it is refused with the field', (_, joining) => {
    expect(refusalOf(() => openCase({ ...opening, participants: [victim, joining] }, now))).toEqual({
      code: 'represents-nobody',
      kind: 'unprocessable',
      field: '/participants/1/represents',
    });
  });

  it('given a representative of a representative, then it is refused', () => {
    const rep: NewParticipant = {
      participantId: 'rep',
      role: 'representative',
      entitlement: 'unassessed',
      represents: 'vic',
    };
    const other: NewParticipant = { ...rep, participantId: 'rep-2', represents: 'rep' };
    expect(openCase({ ...opening, participants: [victim, rep] }, now)).toHaveLength(3);
    expect(refusalOf(() => openCase({ ...opening, participants: [victim, rep, other] }, now)).field).toBe(
      '/participants/2/represents',
    );
  });
});
