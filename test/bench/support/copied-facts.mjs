import pg from 'pg';

/**
 * Copies the facts of a database's cases, each under the name of another case, until there are so many cases. What they say
 * stays as it is, the id of the first one too: obligations are named by it. Answers how many cases there are then.
 */
export async function copyFacts(url, wanted) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const ask = async (text, values) => (await client.query(text, values)).rows;
    const [{ count }] = await ask('select count(*)::int as count from cases');
    await client.query('create temp table originals as select case_id from cases');
    const facts = (await columnsOf(ask, 'facts')).filter(
      (column) => !['position', 'stream', 'transaction'].includes(column),
    );
    const cases = (await columnsOf(ask, 'cases')).filter((column) => !['case_id', 'reference'].includes(column));
    for (let [copy, made] = [1, count]; made < wanted; copy += 1) {
      const more = Math.min(count, wanted - made);
      const tag = `~${copy}`;
      const some = `(select case_id from originals order by case_id limit ${more}) one`;
      await client.query(
        `insert into cases (case_id, reference, ${cases}) select one.case_id || '${tag}', reference || '${tag}', ${cases}
         from ${some} join cases using (case_id)`,
      );
      await client.query(
        `insert into facts (stream, ${facts}) select stream || '${tag}', ${facts}
         from ${some} join facts on stream = 'case-' || one.case_id order by position`,
      );
      made += more;
    }
    await client.query('vacuum analyze');
    return (await ask('select count(*)::int as count from cases'))[0].count;
  } finally {
    await client.end();
  }
}

async function columnsOf(ask, table) {
  const rows = await ask(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  return rows.map(({ name }) => name);
}
