import { Refused } from '@kept-informed/decisions';
import { ask, type UnitOfWork } from '@kept-informed/event-store';
import { PersonKeys, type KeptKey } from './person-keys.js';
import type { KeyKeeper } from './key-keeper.js';

/** What came of wrapping keys anew. */
export interface Rotation {
  readonly rotated: number;
  /** Which no key that is held opens: they stay as they are. */
  readonly unreadable: number;
}

/** How many keys of people a key wraps. */
export interface WrapperCount {
  readonly name: string;
  readonly keys: number;
  /** It wraps now. */
  readonly isCurrent: boolean;
}

const atOnce = 500;

const older = `select key_id as "keyId", wrapped from person_keys
  where key_id > $1 and split_part(wrapped, '.', 1) <> $2 order by key_id limit ${atOnce}`;

/** Somebody else may have wrapped it anew, or destroyed it, since it was read. */
const replace = `update person_keys kept set wrapped = anew.after
  from unnest($1::text[], $2::text[], $3::text[]) anew (key_id, before, after)
  where kept.key_id = anew.key_id and kept.wrapped = anew.before returning kept.key_id`;

/**
 * Wraps every key of people by the key that wraps now, beside whoever reads and keeps people meanwhile. Stopped in between and
 * run again it goes on where it was.
 */
export async function rotateKeys(work: UnitOfWork, keeper: KeyKeeper): Promise<Rotation> {
  const keys = new PersonKeys(work, keeper);
  const current = await keeper.current();
  let [after, rotated, unreadable] = ['', 0, 0];
  for (;;) {
    const batch = await ask<KeptKey>(work.manager, older, [after, current]);
    if (batch.length === 0) return { rotated, unreadable };
    const anew = await Promise.all(batch.map((key) => wrappedAnew(keys, key)));
    const done = anew.filter((key) => key !== null);
    unreadable += batch.length - done.length;
    const values = [done.map(({ keyId }) => keyId), done.map(({ wrapped }) => wrapped), done.map((key) => key.anew)];
    rotated += (await ask(work.manager, replace, values)).length;
    after = batch.at(-1)!.keyId;
  }
}

/** Null: no key that is held opens it. */
async function wrappedAnew(keys: PersonKeys, key: KeptKey): Promise<(KeptKey & { readonly anew: string }) | null> {
  try {
    return { ...key, anew: await keys.wrappedAnew(key) };
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'people-unreadable') return null;
    throw error;
  }
}

/** By which keys those of people are wrapped. */
export async function keysByWrapper(work: UnitOfWork, keeper: KeyKeeper): Promise<WrapperCount[]> {
  const current = await keeper.current();
  const counts = await ask<Omit<WrapperCount, 'isCurrent'>>(
    work.manager,
    `select split_part(wrapped, '.', 1) as name, count(*)::int as keys from person_keys group by 1 order by 1`,
  );
  return counts.map((count) => ({ ...count, isCurrent: count.name === current }));
}
