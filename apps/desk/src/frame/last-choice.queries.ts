import { ask } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** What stood in the address of a page, by the names of it. */
export type KeptChoice = Readonly<Record<string, string>>;

/** Whose, and of which page. */
export interface ChoicePlace {
  readonly staffId: string;
  readonly page: string;
}

/** Keeps it in the place of the one before; nothing is written where it is the same. */
export function keepChoice(
  manager: EntityManager,
  { staffId, page }: ChoicePlace,
  choice: KeptChoice,
): Promise<unknown> {
  return manager.query(
    `insert into last_choices (staff_id, page, choice) values ($1, $2, $3)
     on conflict (staff_id, page) do update set choice = excluded.choice where last_choices.choice <> excluded.choice`,
    [staffId, page, choice],
  );
}

/** Undefined: nothing was ever chosen, or it was forgotten. */
export async function lastChoice(
  manager: EntityManager,
  { staffId, page }: ChoicePlace,
): Promise<KeptChoice | undefined> {
  const kept = 'select choice from last_choices where staff_id = $1 and page = $2';
  const [found] = await ask<{ choice: KeptChoice }>(manager, kept, [staffId, page]);
  return found?.choice;
}

export const forgetChoice = (manager: EntityManager, { staffId, page }: ChoicePlace): Promise<unknown> =>
  manager.query('delete from last_choices where staff_id = $1 and page = $2', [staffId, page]);
