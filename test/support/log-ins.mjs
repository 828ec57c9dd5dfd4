import pg from 'pg';

/** Nothing to hide: they reach made-up data on this machine. */
const password = 'of-the-specs';
const groups = { api: 'kept_informed_api', desk: 'kept_informed_desk', worker: 'kept_informed_worker' };
const parts = { api: ['api'], desk: ['desk'], worker: ['worker'], all: ['api', 'desk', 'worker'] };

/** Log-ins belong to a whole server, which several runs may share. */
const nameOf = (part) => `ki_${process.env.KI_TEST_RUN ?? 'alone'}_${part}`;

/** Makes the log-ins of the product's parts on a server of specs, before any database there is migrated. */
export async function makeLogIns(server) {
  const roles = Object.values(groups).map((group) => `create role ${group} nologin`);
  const logIns = Object.entries(parts).map(
    ([part, of]) =>
      `create role ${nameOf(part)} login password '${password}' in role ${of.map((one) => groups[one]).join(', ')}`,
  );
  await ask(server, [...roles, ...logIns].map(unlessThere).join(';\n'));
}

export async function dropLogIns(server) {
  await ask(server, `drop role if exists ${Object.keys(parts).map(nameOf).join(', ')}`);
}

/** A database of such a server, given its owner's address, as each part reaches it; `url` with the rights of all. */
export function logInsOf(owner) {
  const as = (part) => {
    const url = new URL(owner);
    [url.username, url.password] = [nameOf(part), password];
    return url.href;
  };
  return { owner, url: as('all'), api: as('api'), desk: as('desk'), worker: as('worker') };
}

const unlessThere = (sql) =>
  `do $do$ begin ${sql}; exception when duplicate_object or unique_violation then null; end $do$`;

async function ask(server, sql) {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
