import { randomUUID } from 'node:crypto';
import type { Instant } from '@kept-informed/calendar';
import { conflict, notFound } from '@kept-informed/decisions';
import { ask, columns, type Conditions, type UnitOfWork } from '@kept-informed/event-store';
import { samePeople } from './person-links.js';
import type { WhoKeeps } from './who-keeps.js';

export const erasureBases = ['requested', 'retention-ended', 'kept-unlawfully'] as const;
export type ErasureBasis = (typeof erasureBases)[number];

export const erasureStates = ['asked', 'erased', 'withdrawn'] as const;

/** That somebody is to be erased, or was. It outlives them: it holds ids, dates and codes. */
export interface ErasureView {
  readonly erasureId: string;
  readonly participantId: string;
  /** Who is the same person on other cases that who asked for it saw. */
  readonly participantIds: readonly string[];
  readonly basis: ErasureBasis;
  readonly state: (typeof erasureStates)[number];
  readonly askedAt: Instant;
  readonly askedBy: string;
  /** When and by whom it was confirmed, or withdrawn. */
  readonly decidedAt: Instant | null;
  readonly decidedBy: string | null;
}

/** Which erasures are listed. */
export interface ErasuresWanted {
  readonly state?: ErasureView['state'];
  readonly among: Pick<Conditions, 'sql' | 'values'>;
}

/** Who is to be erased, and why. */
export interface ErasureToAsk extends Pick<ErasureView, 'participantId' | 'participantIds' | 'basis'> {
  readonly noteId: string;
}

const view = columns<ErasureView>(
  'e',
  ...(['erasureId', 'participantId', 'participantIds', 'basis', 'state'] as const),
  ...(['askedAt', 'askedBy', 'decidedAt', 'decidedBy'] as const),
);

/**
 * Everything of these people goes, and with their keys whatever a copy holds of it. Whoever is writing about them has ended
 * before, or finds no key. The order is that of references.
 */
const erasing: readonly string[] = [
  `select from person_keys where key_id = any($1)
     or key_id in (select case_id from people where participant_id = any($1)) order by key_id for update`,
  `delete from notes where named && $1::text[] or named <@ (
     select coalesce(array_agg(distinct case_id), '{}') from people where participant_id = any($1))`,
  'delete from person_index where participant_id = any($1)',
  'delete from earlier_details where participant_id = any($1)',
  'delete from routes where participant_id = any($1)',
  `delete from person_keys where key_id = any($1)
     or key_id in (select case_id from people where participant_id = any($1))`,
  'delete from people where participant_id = any($1)',
];

/** Whoever is the same person as one of some. */
const anyoneOf = `select same.id from unnest($1::text[]) own (id) cross join lateral ${samePeople('own.id')} same`;

/** Where erasures are listed outside the database, before they are done: what is restored from a backup knows nothing of them. */
export interface ErasureListing {
  add(erasures: readonly ErasureView[]): Promise<void>;
}

/** Erases people for good: what they were owed, when, and every count and proof stays as it was. */
export class Erasures {
  constructor(
    private readonly work: UnitOfWork,
    private readonly outside?: ErasureListing,
  ) {}

  async one(erasureId: string): Promise<ErasureView> {
    const [found] = await ask<ErasureView>(this.work.manager, `select ${view} from erasures e where erasure_id = $1`, [
      erasureId,
    ]);
    if (!found) throw notFound('not-found', 'There is no such erasure.');
    return found;
  }

  /** The latest first; of those for whom `among` holds, which is SQL on `e`, from `and` on. */
  list({ state, among }: ErasuresWanted, limit: number): Promise<ErasureView[]> {
    const { sql, values } = among;
    const at = values.length + 1;
    const text = `select ${view} from erasures e where ($${at}::text is null or e.state = $${at}) ${sql}
      order by e.asked_at desc, e.erasure_id limit ${limit}`;
    return ask(this.work.manager, text, [...values, state ?? null]);
  }

  /** Asks for it. Refused where it was asked for already, or is done, or a legal hold stands. */
  async ask({ participantId, participantIds, basis, noteId }: ErasureToAsk, { by, at }: WhoKeeps): Promise<string> {
    await this.#alone(participantIds, 'for no key update');
    await this.#refuseHeld(participantIds);
    const earlier = await ask<Pick<ErasureView, 'erasureId' | 'state' | 'participantIds'>>(
      this.work.manager,
      `select erasure_id as "erasureId", state, participant_ids as "participantIds" from erasures
       where participant_ids && $1 and state in ('asked', 'erased')`,
      [participantIds],
    );
    const before = earlier.find((one) => one.participantIds.includes(participantId));
    if (before)
      throw conflict(before.state === 'erased' ? 'already-erased' : 'already-asked', 'It was asked for.', before);
    // Of whom they are elsewhere some may have been seen to already.
    const left = participantIds.filter((id) => !earlier.some((one) => one.participantIds.includes(id)));
    const erasureId = randomUUID();
    await ask(
      this.work.manager,
      `insert into erasures (erasure_id, participant_id, participant_ids, basis, note_id, asked_at, asked_by, state)
       values ($1, $2, $3, $4, $5, $6, $7, 'asked')`,
      [erasureId, participantId, left, basis, noteId, at, by],
    );
    return erasureId;
  }

  /** A second person confirms it, and they are erased. */
  async confirm(erasureId: string, { by, at }: WhoKeeps): Promise<void> {
    const erasure = await this.#undecided(erasureId);
    if (erasure.askedBy === by) throw conflict('own-erasure', 'Somebody else than who asked for it confirms it.');
    await this.#alone(erasure.participantIds, 'for update');
    await this.#refuseHeld(erasure.participantIds);
    await this.#decided(erasureId, 'erased', { by, at });
    await erase(this.work, erasure.participantIds);
    await this.outside?.add([await this.one(erasureId)]);
  }

  /** Nobody is erased after all. */
  async withdraw(erasureId: string, keeping: WhoKeeps): Promise<void> {
    await this.#undecided(erasureId);
    await this.#decided(erasureId, 'withdrawn', keeping);
  }

  async #undecided(erasureId: string): Promise<ErasureView> {
    await ask(this.work.manager, 'select from erasures where erasure_id = $1 for update', [erasureId]);
    const erasure = await this.one(erasureId);
    if (erasure.state !== 'asked') throw conflict('already-decided', 'It was decided before.');
    return erasure;
  }

  async #decided(erasureId: string, state: ErasureView['state'], { by, at }: WhoKeeps): Promise<void> {
    await ask(
      this.work.manager,
      'update erasures set state = $2, decided_at = $3, decided_by = $4 where erasure_id = $1',
      [erasureId, state, at, by],
    );
  }

  /**
   * Waits until nobody else asks for these people, as whoever they are, and `for update` until nobody writes about them either: not
   * even why they are under a legal hold. What is asked afterwards sees what that left.
   */
  async #alone(participantIds: readonly string[], how: 'for no key update' | 'for update'): Promise<void> {
    const text = `select from person_keys where key_id in (${anyoneOf}) order by key_id ${how}`;
    await ask(this.work.manager, text, [participantIds]);
  }

  async #refuseHeld(participantIds: readonly string[]): Promise<void> {
    const held = await ask<{ holdId: string }>(
      this.work.manager,
      `select hold_id as "holdId" from legal_holds where lifted_at is null and participant_id in (${anyoneOf}) limit 1`,
      [participantIds],
    );
    if (held.length > 0) throw conflict('legal-hold', 'A legal hold stands: nothing of them may go.', held[0]);
  }
}

/** All of them, and whatever is under their keys. Said again it does nothing. */
export async function erase(work: UnitOfWork, participantIds: readonly string[]): Promise<void> {
  for (const statement of erasing) await work.manager.query(statement, [participantIds]);
}

/** SQL for whether somebody of these, an array of ids, is still kept. */
export const isAnybodyLeftOf = (ids: string): string => `exists (
  select from unnest(${ids}) one (id)
  where not exists (select from erasures e where e.state = 'erased' and e.participant_ids @> array[one.id]))`;

/** Who was erased here, in that order: a list to be kept beside backups. */
export function erasedPeople(work: UnitOfWork): Promise<ErasureView[]> {
  const text = `select ${view} from erasures e where state = 'erased' order by decided_at, erasure_id`;
  return ask(work.manager, text);
}

/** A backup of before the erasure may know that it was asked for, or nothing of it. */
const known = `insert into erasures (erasure_id, participant_id, participant_ids, basis, state, asked_at, asked_by, decided_at,
    decided_by)
  select e."erasureId", e."participantId", e."participantIds", e.basis, 'erased', e."askedAt", e."askedBy", e."decidedAt",
    e."decidedBy"
  from jsonb_to_recordset($1) e ("erasureId" text, "participantId" text, "participantIds" text[], basis text,
    "askedAt" timestamptz, "askedBy" text, "decidedAt" timestamptz, "decidedBy" text)
  on conflict (erasure_id) do update
    set state = excluded.state, decided_at = excluded.decided_at, decided_by = excluded.decided_by`;

/**
 * Runs a database that was restored from a backup through the erasures that it knows and those that a list of later says: of
 * these people nothing is kept afterwards, also where one is listed twice. Answers of how many something was.
 */
export function eraseAgain(work: UnitOfWork, listed: readonly ErasureView[]): Promise<number> {
  return work.run(async () => {
    const each = new Map(listed.map((one) => [one.erasureId, one]));
    await work.manager.query(known, [JSON.stringify([...each.values()])]);
    const ids = (await erasedPeople(work)).flatMap(({ participantIds }) => participantIds);
    const [{ left }] = await work.manager.query(
      `select count(*)::int as left from (select participant_id from people union select key_id from person_keys) kept
       where participant_id = any($1)`,
      [ids],
    );
    if (left > 0) await erase(work, ids);
    return left;
  });
}

export async function isErased(work: UnitOfWork, participantId: string): Promise<boolean> {
  const text = `select from erasures where state = 'erased' and participant_ids && array[$1]`;
  return (await ask(work.manager, text, [participantId])).length > 0;
}
