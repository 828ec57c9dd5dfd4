import { ask } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** Something that came of a crime in a month. */
interface EarlyOutcome {
  readonly month: string;
  readonly category: string;
}

/** Keeps outcomes of a crime that no file has told of yet, for when one does. Those that are kept already stay as they are. */
export async function keepEarly(
  importId: string,
  crimeId: string,
  outcomes: readonly EarlyOutcome[],
  manager: EntityManager,
): Promise<void> {
  await manager.query(
    `insert into early_outcomes (crime_id, month, category, import_id)
     select distinct $1, o.month, o.category, $2 from unnest($3::text[], $4::text[]) o (month, category)
     on conflict do nothing`,
    [crimeId, importId, outcomes.map(({ month }) => month), outcomes.map(({ category }) => category)],
  );
}

/** What was kept of these crimes: by Crime ID. */
export async function keptEarly(
  crimeIds: readonly string[],
  manager: EntityManager,
): Promise<ReadonlyMap<string, EarlyOutcome[]>> {
  const rows = await ask<{ crimeId: string } & EarlyOutcome>(
    manager,
    'select crime_id as "crimeId", month, category from early_outcomes where crime_id = any($1)',
    [crimeIds],
  );
  const kept = new Map<string, EarlyOutcome[]>();
  for (const { crimeId, month, category } of rows)
    kept.set(crimeId, [...(kept.get(crimeId) ?? []), { month, category }]);
  return kept;
}

/** An import that is taken back leaves nothing to wait for. */
export async function forgetEarly(importId: string, manager: EntityManager): Promise<void> {
  await manager.query('delete from early_outcomes where import_id = $1', [importId]);
}
