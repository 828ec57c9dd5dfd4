import pg from 'pg';

/** What a case's facts are projected to, and the facts themselves. */
const tables = [
  'facts',
  'cases',
  'case_owners',
  'participants',
  'participant_entitlements',
  'people',
  'routes',
  'contacts',
  'obligations',
  'obligation_versions',
  'obligation_ladders',
  'alerts',
  'next_checks',
];

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * Makes of every case that a database holds so many more like it, in all of their tables, by the server alone: each under ids of
 * its own, a day earlier than the one before and up to 400 days, nine in ten of what was owed met and of the alerts cleared,
 * owned by 200 officers from `pc-1000` on, of whom the demo's force has some.
 */
export async function multiply(ownerUrl: string, times: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const table of tables) {
      const columns = await columnsOf(client, table);
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      const values = columns.map((column) => valueOf(column, table)).join(', ');
      await client.query(
        `insert into ${table} (${names}) select ${values} from ${table} t cross join generate_series(1, ${times}) n`,
      );
    }
    // Of what was copied nothing is kept reckoned yet.
    await client.query(
      `insert into unreckoned_cases select case_id, '-infinity' from cases on conflict (case_id) do nothing`,
    );
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

async function columnsOf(client: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select column_name as name, udt_name as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'NO' order by ordinal_position`,
    [table],
  );
  return rows;
}

const own = /^(stream|reference|discharged_by|.*_id)$/;
const notOwn = new Set(['staff_id', 'request_id']);

function valueOf({ name, type }: Column, table: string): string {
  const value = `t."${name}"`;
  if (name === 'owner') return `'pc-' || 1000 + n % 200`;
  if (table === 'obligations' && name === 'outcome') return `case when n % 10 = 0 then ${value} else 'met' end`;
  if (table === 'obligations' && name === 'outcome_at')
    return `case when n % 10 = 0 then ${value} else t.arisen_at end`;
  if (table === 'alerts' && name === 'status') return `case when n % 10 = 0 then ${value} else 'cleared' end`;
  if (type === '_text' && name.endsWith('_ids')) return `array(select one || '-' || n from unnest(${value}) one)`;
  if (type === 'text' && own.test(name) && !notOwn.has(name)) return `${value} || '-' || n`;
  if (table === 'obligations' || table === 'obligation_versions' || table === 'contacts') return earlier(value, type);
  return value;
}

function earlier(value: string, type: string): string {
  if (type === 'date') return `${value} - n % 400`;
  return type === 'timestamptz' ? `${value} - n % 400 * interval '1 day'` : value;
}
