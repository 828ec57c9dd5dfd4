import { it } from '@jest/globals';
import { scene } from './compliance.fixture.js';
import { complianceOf } from './compliance.queries.js';
import { countedObligations } from './counted-obligations.queries.js';
import { silences } from './silence.queries.js';
it('speed', async () => {
  const s = await scene();
  const q = (sql: string) => s.manager.query(sql);
  await q(
    `insert into cases (case_id, kind, reference, opened_at, bcu, lpt, offence_group) select 'c'||n,'crime','r'||n,'2026-01-01'::timestamptz + (n%300)*interval '1 day','b'||n%3,'l'||n%15,'o'||n%7 from generate_series(1,60000) n`,
  );
  await q(
    `insert into case_owners select 'c'||n,'pc'||(n*k)%400,'t'||n%40,'2026-01-01'::timestamptz + k*interval '60 day',k from generate_series(1,60000) n, generate_series(1,2) k`,
  );
  await q(
    `insert into participants select 'p'||n,'c'||n,'victim','standard',null,'2026-01-01'::timestamptz + (n%300)*interval '1 day' from generate_series(1,60000) n`,
  );
  await q(
    `insert into contacts select 'k'||n||'-'||k,'c'||n,array['p'||n],'outbound','phone','spoke','update','{}',true,'2026-02-01'::timestamptz + (n%300+k)*interval '1 day','2026-02-01'::timestamptz + (n%300+k)*interval '1 day',null from generate_series(1,60000) n, generate_series(1,4) k`,
  );
  await q(
    `insert into facts (stream, version, type, type_version, data, occurred, recorded, recorded_by, request_id) select 'case-c'||n, k, 'CaseAssigned',1,'{}','2026-01-01','2026-01-01'::timestamptz + k*interval '60 day','x','y' from generate_series(1,60000) n, generate_series(1,2) k`,
  );
  await q(`insert into obligations (obligation_id,case_id,participant_id,commitment,edition,trigger,trigger_id,anchor_id,period,unit,starts_at,arisen_at,due_on,due_at,generation,rungs,calendar_version,missed,settled_as,settled_at,recorded_late)
    select 'o'||n||'-'||k,'c'||n,'p'||n,'K'||k,'e','t','t','t',1,'calendar',now(),d-interval '5 day',d::date,d,1,'[]','v',false,case when n%10<8 then 'met' when n%10=8 then 'met-late' end, case when n%10<8 then d - interval '1 day' when n%10=8 then d+interval '2 day' end,false
    from (select n,k,'2026-01-05'::timestamptz + ((n+k*31)%330)*interval '1 day' as d from generate_series(1,60000) n, generate_series(1,8) k) x`);
  await q(
    `insert into obligation_versions select obligation_id, (row_number() over ())*2, arisen_at, due_on,due_at,1,false,null,null,null,null,false from obligations`,
  );
  await q(
    `insert into obligation_versions select obligation_id, (row_number() over ())*2+1, settled_at, due_on,due_at,1,false,null,settled_as,settled_at,null,false from obligations where settled_as is not null`,
  );
  await q('set role none; analyze; set role kept_informed_app');
  const { fellDue } = await import('./fell-due.queries.js');
  const time = async (name: string, work: () => Promise<unknown>) => {
    const a: number[] = [];
    for (let i = 0; i < 3; i++) {
      const t = Date.now();
      await work();
      a.push(Date.now() - t);
    }
    console.log(name, a);
  };
  const month = { from: '2026-10-01', to: '2026-10-31', asOf: '2026-12-01T00:00:00.000Z' };
  const year = { ...month, from: '2026-01-01', to: '2026-12-31' };
  const plan = async (name: string, question: any) => {
    const { sql, wanted } = fellDue(question, []);
    const r = await s.manager.query(
      'explain (analyze, timing off) ' +
        sql +
        " select commitment, count(*), percentile_cont(0.5) within group (order by extract(epoch from settled_at - due_at) / 3600) filter (where status = 'met-late') from fell_due group by grouping sets ((commitment), ())",
      wanted.values,
    );
    console.log(name + '\n' + r.map((x: any) => x['QUERY PLAN']).join('\n'));
  };
  await time('month commitment,bcu', () => complianceOf(s.manager, month, ['commitment', 'bcu']));
  await time('month owner', () => complianceOf(s.manager, month, ['owner']));
  await time('month known', () =>
    complianceOf(s.manager, { ...month, knownAt: '2026-10-20T00:00:00.000Z' }, ['commitment', 'bcu']),
  );
  await time('year commitment', () => complianceOf(s.manager, year, ['commitment']));
  await plan('year', year);
  await time('year known', () =>
    complianceOf(s.manager, { ...year, knownAt: '2026-10-20T00:00:00.000Z' }, ['commitment']),
  );
  await time('year owner', () => complianceOf(s.manager, year, ['owner']));
  await time('year owner known', () =>
    complianceOf(s.manager, { ...year, knownAt: '2026-10-20T00:00:00.000Z' }, ['owner']),
  );
  //await plan('month known', { ...month, knownAt: '2026-10-20T00:00:00.000Z' });
  //await plan('year known', { ...year, knownAt: '2026-10-20T00:00:00.000Z' });
  await time('year rows', () => countedObligations(s.manager, year, { status: 'missed' }, undefined, 51));
  await time('silence', () =>
    silences(s.manager, { days: 28, asOf: '2026-12-20T00:00:00.000Z', zone: 'Europe/London' }, undefined, 51),
  );
  await s.close();
}, 300_000);
