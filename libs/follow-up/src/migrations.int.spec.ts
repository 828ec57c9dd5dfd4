import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { factsMigrations, migrate, openDatabase } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { ComplianceIndexes } from './compliance/compliance.migrations.js';
import { FollowUpTables } from './follow-up.migrations.js';
import { followUpMigrations } from './migrations.js';

/** A database of the version before rulings and corrections, with a plan and two assessments in it. */
describe('a database of an earlier version', () => {
  let fresh: FreshDatabase;
  let owner: DataSource;

  beforeAll(async () => {
    fresh = await freshDatabase();
    await migrate(fresh.url, [...factsMigrations, FollowUpTables, ComplianceIndexes]);
    owner = await openDatabase({ url: fresh.url, asOwner: true });
    const fact = (version: number, type: string, occurred: string, data: object) =>
      owner.query(
        `insert into facts (transaction, stream, version, type, type_version, data, occurred, recorded, recorded_by,
           request_id, simulated)
         values (pg_current_xact_id(), 'case-c1', $1, $2, 1, $3, $4, now(), 'spec', 'spec', false)`,
        [version, type, JSON.stringify(data), occurred],
      );
    const plan = { planId: 'p1', participantId: 'vic', frequency: 'P14D', method: 'phone', until: '2026-04-01' };
    await fact(1, 'ContactPlanAgreed', '2026-03-02T09:00:00Z', plan);
    await fact(2, 'EntitlementAssessed', '2026-03-05T09:00:00Z', { participantId: 'vic', entitlement: 'enhanced' });
    await fact(3, 'EntitlementAssessed', '2026-03-03T09:00:00Z', { participantId: 'vic', entitlement: 'standard' });
    await fact(4, 'ParticipantAdded', '2026-03-02T08:00:00Z', { participantId: 'vic', role: 'victim' });
    const stops = [{ from: '2026-03-10T09:00:00.000Z', to: '2026-03-11T09:00:00.000Z' }];
    await fact(5, 'ObligationRederived', '2026-03-11T09:00:00Z', { obligationId: 'o1', stops });
    await owner.query(`insert into participants (participant_id, case_id, role, entitlement, joined_at)
      values ('vic', 'c1', 'victim', 'standard', '2026-03-02T08:00:00Z')`);
    await owner.query(`insert into obligations (obligation_id, case_id, participant_id, commitment, edition, trigger,
        trigger_id, anchor_id, period, unit, starts_at, arisen_at, due_at, generation, rungs, calendar_version)
      values ('o1', 'c1', 'vic', 'QOS-UPDATE', 'qos-2006', 'case-opened', 'c1', 'c1', 1, 'calendar', '2026-03-02T08:00Z',
        '2026-03-02T08:00Z', '2026-04-03T00:00Z', 1, '[]', 'england-and-wales')`);
    await owner.query(`insert into obligation_versions (obligation_id, position, recorded_at, generation, missed, recorded_late)
      select 'o1', position, recorded, 1, false, false from facts where version in (4, 5)`);
  }, 60_000);
  afterAll(async () => {
    await owner.destroy();
    await fresh.drop();
  });

  it('is brought up to today’s, with what its facts tell', async () => {
    const run = await migrate(fresh.url, [...factsMigrations, ...followUpMigrations]);
    expect(run.length).toBeGreaterThan(0);
    expect(await owner.query('select plan_id, case_id, until, note_id from contact_plans')).toEqual([
      { plan_id: 'p1', case_id: 'c1', until: '2026-04-01', note_id: null },
    ]);
    const [vic] = await owner.query(
      'select entitlement, assessed_at, business, authority_until, place from participants',
    );
    expect(vic).toEqual({
      entitlement: 'enhanced',
      assessed_at: new Date('2026-03-05T09:00:00Z'),
      business: false,
      authority_until: null,
      place: 4,
    });
  });

  it('knows of each version which pauses were over', async () => {
    const rows: { stops: string | null }[] = await owner.query(
      'select stops::text as stops from obligation_versions order by position',
    );
    const stood = '{["2026-03-10 09:00:00+00","2026-03-11 09:00:00+00")}';
    expect(rows.map(({ stops }) => stops)).toEqual([null, stood]);
  });

  it.each([
    ['2026-03-02T07:59:59.999Z', null, null],
    ['2026-03-10T08:59:59.999Z', null, 'open'],
    ['2026-03-10T09:00:00Z', null, 'paused'],
    ['2026-03-11T08:59:59.999Z', null, 'paused'],
    ['2026-03-11T09:00:00Z', null, 'open'],
    ['2026-03-20T00:00:00Z', null, 'open'],
    ['2026-04-03T00:00:00Z', null, 'missed'],
    ['2026-03-20T00:00:00Z', '2026-03-21T00:00:00Z', 'open'],
    ['2026-03-21T00:00:00Z', '2026-03-21T00:00:00Z', 'paused'],
    ['2026-04-20T00:00:00Z', '2026-04-02T23:59:59.999Z', 'paused'],
    ['2026-04-20T00:00:00Z', '2026-04-03T00:00:00Z', 'missed'],
  ])('at %s, paused since %s, is %s', async (at, pausedAt, status) => {
    const [row] = await owner.query(
      `select status_at($1, arisen_at, due_at, lapsed_at, settled_as, settled_at, $2, stops) as status from obligations`,
      [at, pausedAt],
    );
    expect(row.status).toBe(status);
  });

  it('can be taken back to what it was', async () => {
    const runner = owner.createQueryRunner();
    try {
      for (const Migration of followUpMigrations.slice(2).reverse()) await new Migration().down(runner);
      const [row] = await runner.query(
        `select status_at('2026-04-03T00:00Z', arisen_at, due_at, lapsed_at, settled_as, settled_at) as status
         from obligations`,
      );
      expect(row.status).toBe('missed');
    } finally {
      await runner.release();
    }
  });
});
