import { Refused } from '@kept-informed/decisions';
import { ask, type UnitOfWork } from '@kept-informed/event-store';
import type { KeyKeeper } from './key-keeper.js';
import { personPlace } from './person-details.js';
import { opened, PersonKeys, type KeptKey } from './person-keys.js';
import type { WrapperCount } from './rotation.js';

/** Of the keys of people that one key wraps, whether one was unwrapped and opened what is sealed under it. */
export interface KeyCheck extends WrapperCount {
  readonly opens: boolean;
}

interface SampleKey extends KeptKey, Pick<KeyCheck, 'name' | 'keys'> {
  /** Null: of nobody that it wraps is anything kept. */
  readonly sealed: Buffer | null;
}

const oneOfEach = `select distinct on (name) * from (
    select split_part(k.wrapped, '.', 1) as name, count(*) over (partition by split_part(k.wrapped, '.', 1))::int as keys,
      k.key_id as "keyId", k.wrapped, p.sealed
    from person_keys k left join people p on p.participant_id = k.key_id) kept
  order by name, sealed is null, "keyId"`;

/** Opens one row of somebody for each key that wraps those of people; keeps nothing of it. Throws where the keeper is away. */
export async function checkKeys(work: UnitOfWork, keeper: KeyKeeper): Promise<KeyCheck[]> {
  const keys = new PersonKeys(work, keeper);
  const current = await keeper.current();
  const samples = await ask<SampleKey>(work.manager, oneOfEach);
  return Promise.all(
    samples.map(async ({ name, keys: count, ...sample }) => ({
      name,
      keys: count,
      isCurrent: name === current,
      opens: await isOpened(keys, sample),
    })),
  );
}

async function isOpened(keys: PersonKeys, { sealed, ...kept }: Omit<SampleKey, 'name' | 'keys'>): Promise<boolean> {
  try {
    const key = await keys.open(kept);
    if (sealed) opened(key, sealed, personPlace(kept.keyId));
    return true;
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'people-unreadable') return false;
    throw error;
  }
}
