import type { DataSource, QueryRunner } from 'typeorm';

const described = `
  with own as (select c.* from pg_class c where c.relnamespace = 'public'::regnamespace),
  tables as (select * from own where relkind = 'r')
  select format('table %s %s', relname, relpersistence) as line from tables
  union all
  select format('column %s.%s %s%s%s%s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' end, case when a.attidentity <> '' then ' identity' end,
    ' default ' || pg_get_expr(d.adbin, d.adrelid))
  from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
  union all
  select format('constraint %s on %s: %s', k.conname, t.relname, pg_get_constraintdef(k.oid))
  from tables t join pg_constraint k on k.conrelid = t.oid where k.contype <> 'n'
  union all
  select pg_get_indexdef(oid) from own where relkind = 'i'
  union all
  select pg_get_functiondef(p.oid) from pg_proc p where p.pronamespace = 'public'::regnamespace
  union all
  select format('grant %s on %s to %s', p.privilege_type, o.relname, p.grantee::regrole)
  from own o, aclexplode(o.relacl) p where p.grantee <> o.relowner`;

/**
 * Everything in a database that migrations make, as sorted lines. Without the order of columns, which no statement may
 * depend on; not-null constraints are columns' own, because PostgreSQL names them only from 18 on.
 */
export async function schemaOf(owner: DataSource | QueryRunner): Promise<string[]> {
  const rows: { line: string }[] = await owner.query(described);
  return rows.map(({ line }) => line).sort();
}
