import { ask, jsonInstant } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import type { KeptKey } from './person-keys.js';
import type { RouteView } from './route.js';
import { unsafeElsewhere } from './route.queries.js';

/** A route of theirs as it is kept. */
interface SealedRouteView extends Omit<RouteView, 'value' | 'times' | 'say' | 'neverSay' | 'unsafeMark'> {
  readonly sealed: string;
  /** Who said of it that it is unsafe. */
  readonly markedBy?: string;
}

/** Somebody as they are kept, with the routes that hold now. */
export interface SealedPerson extends KeptKey {
  readonly caseId: string;
  readonly sealed: Buffer | null;
  readonly routes: readonly SealedRouteView[];
}

const peopleWith = (condition: string) => `
  select p.participant_id as "keyId", p.case_id as "caseId", p.sealed, k.wrapped, coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'routeId', r.route_id, 'method', r.method, 'sealed', encode(r.sealed, 'base64'), 'safe', r.safe and not ${unsafeElsewhere},
      'receipts', r.receipts, 'otherDwelling', r.other_dwelling, 'knownSince', ${jsonInstant('r.known_since')},
      'deadSince', ${jsonInstant('r.dead_since')}, 'recordedAt', ${jsonInstant('r.recorded_at')},
      'markedBy', case when not r.safe then r.recorded_by end)) order by r.recorded_at)
    filter (where r.route_id is not null), '[]') as routes
  from people p join person_keys k on k.key_id = p.participant_id
    left join routes r on r.participant_id = p.participant_id and r.replaced_at is null and r.ended_at is null
  where ${condition} group by p.participant_id, k.wrapped`;

const peopleOfCase = peopleWith('p.case_id = $1');
const peopleByIds = peopleWith('p.participant_id = any($1)');

export function sealedPeopleOfCase(manager: EntityManager, caseId: string): Promise<SealedPerson[]> {
  return ask(manager, peopleOfCase, [caseId]);
}

export function sealedPeople(manager: EntityManager, participantIds: readonly string[]): Promise<SealedPerson[]> {
  return ask(manager, peopleByIds, [participantIds]);
}

const details = `select k.key_id as "keyId", k.wrapped, p.sealed
  from person_keys k join people p on p.participant_id = k.key_id where k.key_id = $1`;

/** The details of somebody; undefined: nothing was ever kept of them. */
export async function sealedDetails(manager: EntityManager, participantId: string) {
  const [kept] = await ask<Pick<SealedPerson, keyof KeptKey | 'sealed'>>(manager, details, [participantId]);
  return kept;
}
