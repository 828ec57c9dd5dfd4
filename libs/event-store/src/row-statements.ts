import type { ReadTable } from './read-table.js';

type EarlierRows = NonNullable<ReadTable['earlier']>;

/** A column of a row that is there, once others are given: of those that only the latest sets, unless that is later. */
function heldOr({ latest }: ReadTable, column: string, there: string, given: string): string {
  if (!latest || (column !== latest.by && !latest.sets.includes(column))) return `${given}.${column}`;
  return `case when ${there}.${latest.by} > ${given}.${latest.by} then ${there}.${column} else ${given}.${column} end`;
}

export function insertion(table: ReadTable): (given: string) => string {
  return (given) => {
    const { name, key, columns, carried, kept = [] } = table;
    const others = columns.filter((column) => !key.includes(column) && !kept.includes(column));
    const again = others.map((column) => `${column} = ${heldOr(table, column, name, 'excluded')}`).join(', ');
    return `insert into ${name} (${columns.join(', ')})
      select ${columns.join(', ')} from jsonb_populate_recordset(null::${name}, ${given}::jsonb)
      ${carried ? `on conflict (${key.join(', ')}) do update set ${again}` : ''}`;
  };
}

/** The rows as they were, with what is given laid over them. */
export function update(table: ReadTable): (given: string) => string {
  return (given) => {
    const { name, key, columns } = table;
    const others = columns.filter((column) => !key.includes(column));
    const laidOver = others.map((column) => heldOr(table, column, 't', 's')).join(', ');
    return `update ${name} t set (${others.join(', ')}) =
      (select ${laidOver} from jsonb_populate_record(t, g.value) s)
    from jsonb_array_elements(${given}::jsonb) g
    where ${key.map((column) => `t.${column} = g.value->>'${column}'`).join(' and ')}`;
  };
}

export function remembering(
  { name, key }: ReadTable,
  history: NonNullable<ReadTable['history']>,
): (given: string) => string {
  return (
    given,
  ) => `insert into ${history.name} (${key.join(', ')}, position, recorded_at, ${history.columns.join(', ')})
    select ${key.map((column) => `g.value->>'${column}'`).join(', ')}, (g.value->>'position')::bigint,
      (g.value->>'recorded_at')::timestamptz, ${history.columns.map((column) => `s.${column}`).join(', ')}
    from jsonb_array_elements(${given}::jsonb) g
      left join ${name} t on ${key.map((column) => `t.${column} = g.value->>'${column}'`).join(' and ')}
      cross join lateral jsonb_populate_record(t, g.value) s`;
}

/** A row that stood so for no time, because it was added and changed at one instant, is not kept. */
export function keeping(table: ReadTable, earlier: EarlierRows): (given: string) => string {
  const { name, key, since } = table;
  const columns = earlier.columns ? [...key, ...earlier.columns] : table.columns;
  const laidOver = columns.map((column) => heldOr(table, column, 't', 's'));
  return (given) => `insert into ${earlier.name} (${columns.join(', ')}, replaced_by, replaced_at)
    select ${laidOver.join(', ')}, (g.value->>'replaced_by')::bigint, (g.value->>'replaced_at')::timestamptz
    from jsonb_array_elements(${given}::jsonb) g
      left join ${name} t on ${key.map((column) => `t.${column} = g.value->>'${column}'`).join(' and ')}
      cross join lateral jsonb_populate_record(t, g.value) s
    where s.${since} < (g.value->>'replaced_at')::timestamptz`;
}
