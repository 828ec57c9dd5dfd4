import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { only } from '../../../test/support/given.js';
import { closed, contact, joined } from '../../../test/support/facts.js';
import { died } from '../../../test/support/rulings.js';
import { directions, isUpdate, possibleOutcomes } from '@kept-informed/follow-up';
import { crime, scene, victimOf, type Scene } from '../../../test/support/reported-cases.js';
import { silences } from './silence.queries.js';

let s: Scene;

beforeAll(async () => {
  s = await scene(only());
});

afterAll(() => s.close());

beforeEach(() => s.manager.query('delete from cases; delete from participants; delete from contacts'));

const opened = '2026-10-01T09:00:00Z';

const silent = async (asOf: string, days = 28, after?: { since: string; participantId: string }) =>
  silences(s.manager, { days, asOf, zone: 'Europe/London' }, after, 100);

describe('silence', () => {
  it.each([
    ['the last moment of day 27', '2026-10-28T23:59:59.999Z', 0],
    ['the first of day 28', '2026-10-29T00:00:00.000Z', 1],
  ])('of somebody never updated is told from %s', async (day, asOf, found) => {
    await s.record(day, ...crime(day, opened));
    expect(await silent(asOf)).toHaveLength(found);
  });

  it.each([
    ['on the day of their death', '2026-10-29T23:59:59.999Z', 1],
    ['from the day after', '2026-10-30T00:00:00.000Z', 0],
  ])('of somebody who died is told %s or not', async (day, asOf, found) => {
    await s.record(day, ...crime(day, opened), died(victimOf(day), '2026-10-29', '2026-10-29T10:00:00Z'));
    expect(await silent(asOf)).toHaveLength(found);
  });

  it('says who, since when, and whose case it is now', async () => {
    await s.record('never', ...crime('never', opened));
    expect(await silent('2026-10-31T09:00:00.000Z')).toEqual([
      {
        participantId: victimOf('never'),
        caseId: 'never',
        kind: 'crime',
        reference: 'never',
        role: 'victim',
        entitlement: 'unassessed',
        owner: null,
        team: null,
        bcu: 'South Cumbria',
        lpt: 'Barrow',
        lastUpdateAt: null,
        since: '2026-10-01T09:00:00.000Z',
        sinceOn: '2026-10-01',
        daysSilent: 30,
      },
    ]);
  });

  it('starts again with an update, not with an attempt, and the longest comes first', async () => {
    const call = (caseId: string, at: string, more = {}) =>
      contact(victimOf(caseId), at, { contactId: caseId, ...more });
    await s.record('updated', ...crime('updated', opened), call('updated', '2026-10-02T09:00:00Z'));
    const attempt = call('attempted', '2026-10-20T09:00:00Z', { outcome: 'no-answer' });
    await s.record('attempted', ...crime('attempted', opened), {
      ...attempt,
      fact: { ...attempt.fact, type: 'ContactAttempted' },
    });
    const found = await silent('2026-11-10T09:00:00.000Z');
    expect(found.map(({ caseId, lastUpdateAt, daysSilent }) => [caseId, lastUpdateAt, daysSilent])).toEqual([
      ['attempted', null, 40],
      ['updated', '2026-10-02T09:00:00.000Z', 39],
    ]);
    expect(await silent('2026-11-10T09:00:00.000Z', 28, found[0])).toEqual([found[1]]);
  });

  it('is broken by an update to whoever represents them, and not by one to another victim', async () => {
    const [opening, victim] = crime('two', opened);
    const rest = [
      joined('other', opened),
      joined('rep', opened, 'representative', 'unassessed', { represents: victimOf('two') }),
    ];
    await s.record('two', opening!, victim!, ...rest, contact('rep', '2026-11-01T09:00:00Z'));
    expect((await silent('2026-11-10T09:00:00.000Z')).map(({ participantId }) => participantId)).toEqual(['other']);
  });

  it('is of open cases as of then, and of victims and enquirers', async () => {
    await s.record(
      'closed',
      ...crime('closed', opened),
      joined('seen', opened, 'witness'),
      closed('2026-11-05T09:00:00Z'),
    );
    expect((await silent('2026-11-05T08:59:59.999Z')).map(({ role }) => role)).toEqual(['victim']);
    expect(await silent('2026-11-05T09:00:00.000Z')).toEqual([]);
  });

  it('goes by the rule of updates, whatever the direction, outcome, purpose and what was told', async () => {
    const purposes = ['update', 'arrangement', 'survey', 'chase'] as const;
    const ways = directions.flatMap((direction) =>
      possibleOutcomes(direction, 'phone').flatMap((outcome) =>
        purposes.flatMap((purpose) =>
          [[], ['suspect-arrested']].map((tells) => ({ direction, outcome, purpose, tells })),
        ),
      ),
    );
    const updated: string[] = [];
    for (const [index, way] of ways.entries()) {
      const caseId = `way-${index}`;
      const told = contact(victimOf(caseId), '2026-11-01T09:00:00Z', { ...way, contactId: caseId });
      if (isUpdate(told.fact.data)) updated.push(victimOf(caseId));
      await s.record(caseId, ...crime(caseId, opened), told);
    }
    const question = { days: 28, asOf: '2026-11-10T09:00:00.000Z', zone: 'Europe/London' };
    const quiet = (await silences(s.manager, question, undefined, 1_000)).map(({ participantId }) => participantId);
    expect([ways.length, updated.length]).toEqual([72, 16]);
    const others = ways.map((_, index) => victimOf(`way-${index}`)).filter((id) => !updated.includes(id));
    expect(quiet.toSorted()).toEqual(others.toSorted());
  });
});
