import type { DataSource } from 'typeorm';
import { openDatabase, type DatabaseOptions } from './database.js';
import { databaseRoles, type DatabasePart } from './log-ins.js';
import { pendingMigrations } from './migrations.js';

/**
 * Opens the database for a part of the product that serves. Refused where its tables are older than this version, and where
 * the log-in may do other than its part does: what counts is what it can really do, by whichever role it could take on,
 * and whatever its address says of roles and options.
 */
export async function openAs(part: DatabasePart, options: DatabaseOptions): Promise<DataSource> {
  const database = await openDatabase(options);
  try {
    await requireTables(database);
    const wrong = await wrongWithLogIn(database, part);
    if (wrong.length > 0)
      throw new Error(
        `DATABASE_URL: Its log-in ${wrong.join(', ')}. Give the ${part} the log-in that \`kept-informed migrate\` makes for it.`,
      );
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** Throws where the tables are older than this version: it would ask for what is not there. */
export async function requireTables(database: DataSource): Promise<void> {
  const missing = await pendingMigrations(database);
  if (missing.length === 0) return;
  throw new Error(`The tables are older than this version (${missing.join(', ')}). Run \`kept-informed migrate\`.`);
}

/** What is wrong with whoever signed in to the database as this part, in words that follow "Its log-in"; empty: nothing. */
export async function wrongWithLogIn(database: DataSource, part: DatabasePart): Promise<string[]> {
  const [found] = await database.query(abilities, [databaseRoles[part]]);
  const { superuser, ...rest } = found as Record<string, boolean>;
  // A superuser may do all the rest as well; that need not be said.
  if (superuser) return [inWords['superuser']!];
  return Object.entries(rest).flatMap(([ability, is]) => (is ? [inWords[ability]!] : []));
}

const inWords: Readonly<Record<string, string>> = {
  superuser: 'is a superuser',
  leavesDatabase: 'may read or write files of the server or run programs there',
  makesRoles: 'may make roles',
  altersFacts: 'may change or remove facts or their seals',
  owns: 'owns the database or something in it',
  makesObjects: 'may make objects beside the tables',
  lacksRole: 'lacks the rights of its part',
};

/** By every role that it could take on, not only by those whose rights it has now. */
const abilities = `
  with reachable as materialized (
    select oid, rolname, rolsuper, rolcreaterole from pg_roles where pg_has_role(session_user, oid, 'member')
  )
  select bool_or(rolsuper) as superuser,
    bool_or(rolname in ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')) as "leavesDatabase",
    bool_or(rolcreaterole) as "makesRoles",
    exists (select from reachable, unnest(array['facts', 'sealed_facts', 'sealed_subtrees', 'checkpoints', 'cosignatures']) as kept
      where has_table_privilege(oid, kept, 'delete, truncate, trigger') or has_any_column_privilege(oid, kept, 'update'))
      as "altersFacts",
    exists (select from pg_class where relowner in (select oid from reachable))
      or exists (select from pg_proc where proowner in (select oid from reachable))
      or exists (select from pg_namespace where nspowner in (select oid from reachable))
      or exists (select from pg_database where datname = current_database() and datdba in (select oid from reachable))
      as owns,
    bool_or(has_schema_privilege(oid, 'public', 'create') or has_database_privilege(oid, current_database(), 'create'))
      as "makesObjects",
    not pg_has_role(session_user, $1, 'usage') as "lacksRole"
  from reachable`;
