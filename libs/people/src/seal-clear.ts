import { ask, UnitOfWork } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import { earlierPlace } from './earlier-details.js';
import { People } from './people.js';
import type { KeyKeeper } from './key-keeper.js';
import { personPlace, type PersonDetails } from './person-details.js';
import { sealed } from './person-keys.js';
import { meaningOf } from './route-meaning.js';
import { routePlace, type RouteWords } from './route.js';

/** A row that lay in clear before there were keys. */
type ClearRow =
  | { readonly what: 'person'; readonly id: string; readonly words: PersonDetails }
  | {
      readonly what: 'route';
      readonly id: string;
      readonly words: RouteWords & { readonly participantId: string; readonly method: string };
    }
  | {
      readonly what: 'earlier';
      readonly id: string;
      readonly words: { readonly participantId: string; readonly field: string; readonly value: string | null };
    }
  | {
      readonly what: 'note';
      readonly id: string;
      readonly words: { readonly caseId: string; readonly text: string; readonly salt: string };
    };

const atOnce = 500;

/**
 * Seals what lay in clear in a database of before (migration 0032), as whoever owns its tables; answers how many rows that
 * were. Each batch is a transaction: who is stopped goes on where it was. At the end nothing of it is left on the disk's
 * pages of these tables, but in dumps and logs of before.
 */
export async function sealClear(owner: DataSource, keeper: () => KeyKeeper): Promise<number> {
  const left = () => ask<{ left: boolean }>(owner.manager, 'select exists (select from unsealed) as left');
  if (!(await left())[0]!.left) return 0;
  const work = new UnitOfWork(owner);
  const people = new People(work, keeper());
  await people.prepare();
  let done = 0;
  for (let batch = atOnce; batch === atOnce; done += batch) batch = await work.run(() => sealBatch(work, people));
  await owner.query('truncate unsealed');
  await owner.query('vacuum (full) people, routes, earlier_details, notes');
  return done;
}

async function sealBatch(work: UnitOfWork, people: People): Promise<number> {
  const rows = await ask<ClearRow>(
    work.manager,
    `with taken as (select place from unsealed order by place limit ${atOnce} for update)
     delete from unsealed u using taken where u.place = taken.place returning u.what, u.id, u.words`,
  );
  for (const row of rows) await sealRow(row, work, people);
  return rows.length;
}

async function sealRow({ what, id, words }: ClearRow, { manager }: UnitOfWork, people: People): Promise<void> {
  if (what === 'note') {
    const { caseId, ...note } = words;
    return people.notes.sealKept(id, caseId, note);
  }
  if (what === 'person') {
    const key = await people.keys.one(id);
    return manager.query('update people set sealed = $2 where participant_id = $1', [
      id,
      sealed(key, words, personPlace(id)),
    ]);
  }
  const key = await people.keys.one(words.participantId);
  if (what === 'earlier') {
    const { participantId, ...detail } = words;
    const own = sealed(key, detail, earlierPlace(participantId));
    return manager.query('update earlier_details set sealed = $2 where place = $1', [id, own]);
  }
  const { participantId: _, method, ...route } = words;
  const { kind, meaning, mark } = await people.index.blinded(meaningOf(method, route.value));
  await manager.query('update routes set sealed = $2, kind = $3, meaning = $4, mark = $5 where route_id = $1', [
    id,
    sealed(key, route, routePlace(id)),
    kind,
    meaning,
    mark,
  ]);
}

const missing = `select participant_id as id from people p
  where not exists (select from person_index i where i.participant_id = p.participant_id)
    and exists (select from person_keys k where k.key_id = p.participant_id)
  order by participant_id limit ${atOnce}`;

/** Has everybody found who was kept before there was an index (migration 0033); answers how many that were. */
export async function indexMissing(owner: DataSource, keeper: () => KeyKeeper): Promise<number> {
  const work = new UnitOfWork(owner);
  const next = () => ask<{ id: string }>(owner.manager, missing);
  let batch = await next();
  if (batch.length === 0) return 0;
  const people = new People(work, keeper());
  let done = 0;
  for (; batch.length > 0; done += batch.length, batch = await next()) {
    const ids = batch.map(({ id }) => id);
    await work.run(async () => {
      for (const id of ids) await people.reindex(id);
    });
  }
  return done;
}
