import { ask } from '@kept-informed/event-store';
import { isAnybodyLeftOf } from '@kept-informed/people';
import type { EntityManager } from 'typeorm';

/** Somebody as far as a page is told who they are. */
interface NamedPerson {
  readonly participantId: string;
  readonly name?: string | null;
}

/** Which of these people were erased: of nobody else is asked whose name is known. */
export async function erasedAmong(
  manager: EntityManager,
  people: readonly NamedPerson[],
): Promise<ReadonlySet<string>> {
  const ids = people.flatMap(({ participantId, name }) => (name ? [] : [participantId]));
  if (ids.length === 0) return new Set();
  const erased = `select one.id from unnest($1::text[]) one (id) where not ${isAnybodyLeftOf('array[one.id]')}`;
  return new Set((await ask<{ id: string }>(manager, erased, [ids])).map(({ id }) => id));
}

/** What somebody is called on a page: by their name, else by why there is none. */
export function calledOn({ participantId, name }: NamedPerson, erased: ReadonlySet<string>): string {
  return name ?? (erased.has(participantId) ? 'Details erased' : 'Name not recorded');
}
