import type { DataSource } from 'typeorm';
import { bytesRead } from './markers.js';

/** The tables of any schema in which a text lies that is meant, bytes read as text too. */
export async function lyingInClear(database: DataSource, isMeant: (text: string) => boolean): Promise<string[]> {
  const tables: { name: string }[] = await database.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const hit = async ({ name }: { name: string }) => {
    const rows: { text: string }[] = await database.query(`select t::text as text from ${name} t`);
    return rows.some(({ text }) => isMeant(text) || isMeant(bytesRead(text))) ? [name] : [];
  };
  return (await Promise.all(tables.map(hit))).flat();
}
