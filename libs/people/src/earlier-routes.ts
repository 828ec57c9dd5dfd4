import type { Instant } from '@kept-informed/calendar';
import { ask, type UnitOfWork } from '@kept-informed/event-store';
import type { PeopleWatch } from './people-watch.js';
import { type KeptKey, opened, type PersonKeys } from './person-keys.js';
import { routePlace, type RouteWords } from './route.js';

/** A way to reach somebody that is theirs no longer. */
export interface EarlierRoute {
  readonly routeId: string;
  readonly method: string;
  readonly value: string;
  readonly safe: boolean;
  readonly knownSince: Instant;
  readonly until: Instant;
  /** Who removed it; null: another that means the same took its place. */
  readonly removedBy: string | null;
  /** Why it was removed. */
  readonly reason: string | null;
}

interface SealedEarlierRoute extends KeptKey, Omit<EarlierRoute, 'value' | 'reason'> {
  readonly sealed: Buffer;
  readonly caseId: string;
}

const find = `
  select r.route_id as "routeId", r.method, r.safe, r.known_since as "knownSince", least(r.replaced_at, r.ended_at) as until,
    r.ended_by as "removedBy", r.sealed, k.key_id as "keyId", k.wrapped, p.case_id as "caseId"
  from routes r join person_keys k on k.key_id = r.participant_id join people p on p.participant_id = r.participant_id
  where r.participant_id = $1 and r.sealed is not null and least(r.replaced_at, r.ended_at) is not null
  order by until desc, r.route_id`;

/** The ways to reach people that were theirs before. */
export class EarlierRoutes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: PersonKeys,
    private readonly watch: PeopleWatch,
  ) {}

  /** The latest first. */
  async of(participantId: string): Promise<EarlierRoute[]> {
    const rows = await ask<SealedEarlierRoute>(this.work.manager, find, [participantId]);
    const [first] = rows;
    if (first) this.watch({ caseId: first.caseId, participantId, fields: ['routes'] });
    return Promise.all(
      rows.map(async (row) => {
        const { sealed: words, keyId, wrapped, caseId: _, ...route } = row;
        const key = await this.keys.open({ keyId, wrapped });
        const { value, endReason } = opened<RouteWords>(key, words, routePlace(route.routeId));
        return { ...route, value, reason: endReason ?? null };
      }),
    );
  }
}
