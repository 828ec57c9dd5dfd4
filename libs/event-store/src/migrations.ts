import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';

/** A numbered file of SQL. It imports nothing, so that it does the same to a database for ever. */
export interface MigrationFile {
  /** As `0001-first`. */
  readonly name: string;
  readonly sql: string;
}

/** The project's own files, found from wherever in the project this code lies: its source, or what it was built into. */
function folder(): URL {
  const start = new URL('.', import.meta.url);
  for (let at = start; ; at = new URL('..', at)) {
    const found = new URL('libs/event-store/migrations/', at);
    if (existsSync(found)) return found;
    if (at.pathname === '/')
      throw new Error(`The migrations, libs/event-store/migrations, are not above ${start.href}`);
  }
}

/** Everything that a database needs, in the order of the numbers. */
export function migrationFiles(): readonly MigrationFile[] {
  const from = folder();
  const files = readdirSync(from).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file) => ({
    name: file.slice(0, -'.sql'.length),
    sql: readFileSync(new URL(file, from), 'utf8'),
  }));
}

/** Read once: they do not change under a process. */
let read: readonly MigrationFile[] | undefined;
const ofThisVersion = () => (read ??= migrationFiles());

/** TypeORM takes the order of migrations from thirteen digits at the end of their names. */
function recordedName({ name }: MigrationFile): string {
  return `${name}-${name.slice(0, 4).padStart(13, '0')}`;
}

export function migrationOf(file: MigrationFile): new () => MigrationInterface {
  return class {
    readonly name = recordedName(file);

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(file.sql);
    }

    async down(): Promise<void> {
      throw new Error('The way back is a dump from before.');
    }
  };
}

/** The names of migrations that a database still needs, also as the application's role, which may not run them. */
export async function pendingMigrations(
  database: Pick<DataSource, 'query'>,
  files: readonly MigrationFile[] = ofThisVersion(),
): Promise<string[]> {
  // Not there in a new database, and not to be read before the migration that allows it.
  const [{ readable }] = await database.query(
    `select coalesce(has_table_privilege(to_regclass('migrations'), 'select'), false) as readable`,
  );
  const rows: { name: string }[] = readable ? await database.query('select name from migrations') : [];
  const run = new Set(rows.map(({ name }) => name));
  return files.filter((file) => !run.has(recordedName(file))).map(({ name }) => name);
}
