import type { EntityManager } from 'typeorm';
import { distrustBefore } from './desk-staff.queries.js';

/** One place where somebody is signed in. */
export interface SessionView {
  readonly sid: string;
  readonly since: number;
  readonly seenAt: number;
  readonly browser: string;
}

/** Where somebody is signed in, the latest used first. */
export function sessionsOf(manager: EntityManager, staffId: string): Promise<SessionView[]> {
  return manager.query(
    `select sid, (sess #>> '{signedIn,since}')::float8 as since, (sess #>> '{signedIn,seenAt}')::float8 as "seenAt",
       sess #>> '{signedIn,browser}' as browser
     from desk_sessions where staff_id = $1 and expire > now() order by "seenAt" desc, sid`,
    [staffId],
  );
}

/**
 * Signs somebody out everywhere, or in one place. The provider can know them there still, and would let them in again without
 * asking: so whoever comes back from now on has to prove again who they are.
 */
export async function endSessionsOf(manager: EntityManager, staffId: string, sid?: string): Promise<void> {
  await distrustBefore(manager, staffId, Date.now());
  await manager.query('delete from desk_sessions where staff_id = $1 and ($2::text is null or sid = $2)', [
    staffId,
    sid ?? null,
  ]);
}

/** Ends the sessions of one session of the provider, or all of a subject where it names none. */
export async function endSessionsAt(
  manager: EntityManager,
  { subject, providerSession }: { readonly subject?: string; readonly providerSession?: string },
): Promise<void> {
  if (providerSession !== undefined)
    await manager.query('delete from desk_sessions where provider_session = $1', [providerSession]);
  else await manager.query(`delete from desk_sessions where sess #>> '{signedIn,subject}' = $1`, [subject]);
}
