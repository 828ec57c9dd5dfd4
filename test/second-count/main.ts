import { parseArgs } from 'node:util';
import pg from 'pg';
import { client } from '../support/client.js';
import { bookOf } from './force.js';
import { secondCount } from './second-count.js';

const usage = `Counts a database once more from its facts alone, and compares every obligation and every cell of the reports.

  node test/second-count/run.mjs --database URL --api URL --from DATE --to DATE --as-of INSTANT [--force FILE]

--database  where the facts are; only read
--api       where a Kept Informed on that database answers, with its built-in sign-in
--force     the force file it goes by; the demo's if left out
`;

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    api: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    'as-of': { type: 'string' },
    force: { type: 'string', default: 'libs/directory/data/cumbria.yaml' },
  },
});
const { database, api, from, to, 'as-of': asOf, force } = values;
if (!database || !api || !from || !to || !asOf) {
  process.stderr.write(usage);
  process.exit(2);
}

const connection = new pg.Client({ connectionString: database });
// As text, so that dates stay London's.
connection.setTypeParser(pg.types.builtins.DATE, (text: string) => text);
await connection.connect();
const began = performance.now();
const { differences, ...counted } = await secondCount({
  query: async (sql, given) => (await connection.query(sql, given)).rows,
  book: bookOf(force),
  asker: await client(api, 'performance'),
  from,
  to,
  asOf,
  groupings: [
    ['commitment', 'edition', 'month'],
    ['bcu', 'lpt', 'month'],
    ['team', 'owner'],
    ['kind', 'offenceGroup', 'entitlement'],
    ['standard', 'body', 'quarter'],
    ['financialYear', 'kind'],
    ['method', 'month'],
  ],
  told: (done, of) => {
    if (done % 1_000 === 0) process.stderr.write(`${done} of ${of} cases\n`);
  },
});
await connection.end();
for (const line of differences) process.stderr.write(`${line}\n`);
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`${JSON.stringify({ ...counted, differences: differences.length, seconds })}\n`);
process.exitCode = differences.length === 0 ? 0 : 1;
