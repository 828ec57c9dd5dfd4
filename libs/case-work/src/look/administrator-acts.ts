import { currentRequest } from '@kept-informed/access';
import type { Instant } from '@kept-informed/calendar';
import { tellSecurity } from '@kept-informed/runtime';
import type { EntityManager } from 'typeorm';

/** Something that administrators may change, as it is asked for. */
export interface AdministratorAct {
  readonly at: Instant;
  /** By the pattern of its route: `POST /webhooks/:webhookId`. */
  readonly act: string;
  /** The ids that its address names, with `/` between. */
  readonly object: string;
}

const record = `insert into administrator_acts (at, staff_id, act, object, request_id) values ($1, $2, $3, $4, $5)`;

/** Keeps who did what, in the transaction in which it is done, and tells the security log. */
export async function keepAdministratorAct(
  manager: EntityManager,
  { at, act, object }: AdministratorAct,
): Promise<void> {
  const { requestId, principal } = currentRequest();
  const by = principal!.staffId;
  await manager.query(record, [at, by, act, object, requestId]);
  tellSecurity('authz_admin', [by, act.replace(' ', ':')], { object: object || undefined, request: requestId });
}
