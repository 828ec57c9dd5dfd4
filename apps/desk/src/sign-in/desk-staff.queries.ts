import { ask } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** What the desk keeps of a member of staff for longer than a session. */
export interface KeptOfStaff {
  readonly keysAreOff: boolean;
  /** Milliseconds since 1970; null: they never ended a session of theirs. */
  readonly signedOutAt: number | null;
}

export async function keptOfStaff(manager: EntityManager, staffId: string): Promise<KeptOfStaff> {
  const kept = `select keys_are_off as "keysAreOff", (extract(epoch from signed_out_at) * 1000)::float8 as "signedOutAt"
    from desk_staff where staff_id = $1`;
  const [found] = await ask<KeptOfStaff>(manager, kept, [staffId]);
  return found ?? { keysAreOff: false, signedOutAt: null };
}

/** Turns the keys off or on for somebody, wherever they are signed in and from now on. */
export async function turnKeys(manager: EntityManager, staffId: string, areOff: boolean): Promise<void> {
  await manager.query(
    `insert into desk_staff (staff_id, keys_are_off) values ($1, $2)
     on conflict (staff_id) do update set keys_are_off = excluded.keys_are_off`,
    [staffId, areOff],
  );
  await manager.query(
    `update desk_sessions set sess = jsonb_set(sess, '{signedIn,keysAreOff}', to_jsonb($2::boolean)) where staff_id = $1`,
    [staffId, areOff],
  );
}

/** Whoever proved before this moment (milliseconds since 1970) that they are this person has to prove it again. */
export async function distrustBefore(manager: EntityManager, staffId: string, atMs: number): Promise<void> {
  await manager.query(
    `insert into desk_staff (staff_id, signed_out_at) values ($1, to_timestamp($2::float8 / 1000))
     on conflict (staff_id) do update set signed_out_at = excluded.signed_out_at`,
    [staffId, atMs],
  );
}
