import pg from 'pg';

/** What reports read; of a copy there are no facts, nobody and nothing to be sent. */
const tables = [
  'cases',
  'earlier_cases',
  'case_owners',
  'case_closings',
  'participants',
  'participant_entitlements',
  'contacts',
  'obligations',
  'obligation_versions',
  'alerts',
];
/** What is kept of cases that are reckoned. */
const kept = ['reckonings', 'reckoned_obligations', 'reckoned_days', 'reckoned_spans', 'reckoned_silences'];
const aYear = 366;
const ids = new Set([
  'alert_id',
  'anchor_id',
  'case_id',
  'contact_id',
  'discharged_by',
  'merged_into',
  'obligation_id',
  'participant_id',
  'represents',
  'trigger_id',
]);
/** What cannot be told from its type alone. */
const columns = {
  participant_ids: ({ id }) =>
    `(select array_agg(${id('one')} order by place) from unnest(participant_ids) with ordinality each (one, place))`,
  merged_participants: ({ id }) =>
    `(select jsonb_object_agg(${id('key')}, ${id('value')}) from jsonb_each_text(merged_participants))`,
  reference: ({ tag }) => `'${tag}' || reference`,
  // Earlier than all that was recorded, so that what is recorded from now on follows.
  position: ({ copy }) => `position - ${copy} * 10000000::bigint`,
  replaced_by: ({ copy }) => `replaced_by - ${copy} * 10000000::bigint`,
};
const types = {
  timestamptz: (column, { days }) => `${column} - interval '${days} days'`,
  date: (column, { days }) => `${column} - ${days}`,
  tstzmultirange: (column, { days }) => `(select range_agg(tstzrange(lower(one) - interval '${days} days',
    upper(one) - interval '${days} days')) from unnest(${column}) one)`,
};

/**
 * What was open when the days of a copy ended has ended with them, what was overdue late: no force goes on owing updates on the
 * cases of ten years.
 */
const endings = [
  `insert into ended_case_closings (case_id, version, closes, at, recorded_at)
    select case_id, 1000000, true, $1, $1 from ended_cases where closed_at is null and merged_into is null`,
  `update ended_cases set closed_at = $1, closure_reason = 'no-further-action' where closed_at is null and merged_into is null`,
  `update ended_obligations set outcome = case when due_at <= $1 then 'met-late' else 'superseded' end, outcome_at = $1,
    outcome_known_at = $1, paused_at = null where outcome is null and lapsed_at is null and due_at is not null`,
  `insert into ended_obligation_versions (obligation_id, position, recorded_at, $versioned)
    select obligation_id, (select max(position) from original_obligation_versions) + row_number() over (), $1, $versioned
    from ended_obligations where outcome_known_at = $1`,
  `update ended_alerts set status = 'cleared' where status in ('open', 'acknowledged', 'snoozed')`,
];

/**
 * Copies the rows of all cases of a database so many times, each copy so many days before the cases themselves as `daysBefore`
 * says of its number, from 1; of those before the days of the cases themselves nothing is open any more. `reckon` reckons every case that
 * waits for it, as the worker would: what it keeps of the cases themselves, and of the oldest copy, is copied with the others. Answers how many
 * obligations there are then.
 */
export async function copyCases(url, copies, daysBefore, reckon) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await reckon();
    for (const kind of ['original', 'ended']) await remember(client, kind, tables);
    await remember(client, 'original', kept);
    const columnsOf = await columnsByTable(client);
    await endAll(client, columnsOf);
    const copyOf = (number) => {
      const [tag, days] = [number.toString(36).padStart(3, '~'), daysBefore(number)];
      return {
        copy: number,
        tag,
        days,
        kind: days === 0 ? 'original' : 'ended',
        id: (text) => `'${tag}' || substr(${text}, 4)`,
      };
    };
    const all = Array.from({ length: copies }, (_, index) => copyOf(index + 1));
    // Of which nothing can fall due any more: what is kept of it holds for good, and so for copies that are as old.
    const oldest = all.findLast(({ days }) => days > aYear);
    if (oldest) {
      await copyRows(client, columnsOf, oldest, tables);
      await leaveToBeReckoned(client, oldest);
      await reckon();
      await remember(client, 'ended', kept, `where case_id like '${oldest.tag}%'`);
    }
    const indexes = await withoutIndexes(client);
    for (const about of all.filter((one) => one !== oldest)) {
      await copyRows(client, columnsOf, about, tables);
      if (about.days === 0) await copyRows(client, columnsOf, about, kept);
      else if (about.days > aYear)
        await copyRows(client, columnsOf, { ...about, days: about.days - oldest.days }, kept);
      else await leaveToBeReckoned(client, about);
    }
    for (const index of indexes) await client.query(index);
    await client.query('analyze');
    await reckon();
    await client.query('vacuum analyze');
    return Number((await client.query('select count(*) from obligations')).rows[0].count);
  } finally {
    await client.end();
  }
}

async function leaveToBeReckoned(client, { id, kind }) {
  await client.query(`insert into unreckoned_cases select ${id('case_id')}, '-infinity' from ${kind}_cases`);
}

async function remember(client, kind, names, which = '') {
  for (const table of names)
    await client.query(`create temp table ${kind}_${table} as select * from ${table} ${which}`);
}

async function copyRows(client, columnsOf, about, names) {
  for (const table of names)
    await client.query(`insert into ${table} (${columnsOf[table].map(({ column }) => column)})
      select ${columnsOf[table].map((each) => copied(each, about))} from ${about.kind}_${table}`);
}

async function endAll(client, columnsOf) {
  const of = (table) => columnsOf[table].map(({ column }) => column);
  const versioned = of('obligation_versions').filter(
    (column) => of('obligations').includes(column) && !['obligation_id', 'recorded_at'].includes(column),
  );
  const [{ ended }] = (await client.query('select max(recorded) as ended from facts')).rows;
  for (const ending of endings) {
    const text = ending.replaceAll('$versioned', versioned.join(', '));
    await client.query(text, text.includes('$1') ? [ended] : []);
  }
}

function copied({ column, type }, about) {
  if (ids.has(column)) return about.id(column);
  return columns[column]?.(about) ?? types[type]?.(column, about) ?? column;
}

async function columnsByTable(client) {
  const { rows } = await client.query(
    `select table_name as table, column_name as column, udt_name as type from information_schema.columns
     where table_schema = 'public' and table_name = any($1) and is_generated = 'NEVER' order by ordinal_position`,
    [[...tables, ...kept]],
  );
  return Object.fromEntries([...tables, ...kept].map((table) => [table, rows.filter((row) => row.table === table)]));
}

/** To be made anew in one go afterwards; answers how. */
async function withoutIndexes(client) {
  const { rows } = await client.query(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
     where indrelid = any($1::regclass[]) and not indisprimary and not indisunique`,
    [[...tables, ...kept]],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ made }) => made);
}
