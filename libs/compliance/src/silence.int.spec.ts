import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { only } from '../../../test/support/given.js';
import { closed, contact, joined } from '../../../test/support/facts.js';
import { directions, outcomes, isUpdate, reached } from '@kept-informed/follow-up';
import { purposes } from '@kept-informed/commitments';
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
    const ways = directions.flatMap((direction) =>
      outcomes.flatMap((outcome) =>
        purposes.flatMap((purpose) =>
          [[], ['suspect-arrested']].map((tells) => ({ direction, outcome, purpose, tells })),
        ),
      ),
    );
    const contacts = ways.map((way, index) => ({
      contactId: `c${index}`,
      participantIds: [`p${index}`],
      method: 'phone' as const,
      route: 'safe' as const,
      ...way,
    }));
    const rows = contacts.map((each) => ({ ...each, reached: each.direction === 'inbound' || reached(each) }));
    await s.manager.query(
      `with r as (
         select r.*, 'of ' || "contactId" as case_id from json_to_recordset($1::json) as r ("contactId" text,
           "participantIds" text[], direction text, outcome text, purpose text, tells text[], reached boolean)
       ), opened as (
         insert into cases (case_id, kind, reference, opened_at) select case_id, 'crime', case_id, $2::timestamptz from r
       ), taking_part as (
         insert into participants (participant_id, case_id, role, entitlement, joined_at)
         select "participantIds"[1], case_id, 'victim', 'standard', $2::timestamptz from r
       )
       insert into contacts (contact_id, case_id, participant_ids, direction, method, outcome, purpose, tells, reached,
         occurred_at, recorded_at)
       select "contactId", case_id, "participantIds", direction, 'phone', outcome, purpose, tells, reached,
         '2026-11-01T09:00:00Z', '2026-11-01T09:00:00Z' from r`,
      [JSON.stringify(rows), opened],
    );
    const question = { days: 28, asOf: '2026-11-10T09:00:00.000Z', zone: 'Europe/London' };
    const found = await silences(s.manager, question, undefined, 1_000);
    expect(contacts).toHaveLength(572);
    // An inbound contact has only these outcomes; the door refuses the others.
    const possible = ({ direction, outcome }: (typeof contacts)[number]) =>
      direction === 'inbound' ? ['received', 'spoke', 'told-in-person'].includes(outcome) : outcome !== 'received';
    const quiet = new Set(found.map(({ participantId }) => participantId));
    for (const each of contacts.filter(possible))
      expect([each, quiet.has(each.participantIds[0]!)]).toEqual([each, !isUpdate(each)]);
  });
});
