import { currentRequest, type RequestContext } from '@kept-informed/access';
import { type AdministratorAct, keepAdministratorAct } from '@kept-informed/case-work';
import type { UnitOfWork } from '@kept-informed/event-store';

/** Of the requests under way what of them administrators may change. */
const acts = new WeakMap<RequestContext, AdministratorAct>();

/** The request under way lets administrators in to change something: whatever comes of it is on record. */
export const administers = (act: AdministratorAct): unknown => acts.set(currentRequest(), act);

/** Keeps it where the request under way is such a one; in the transaction in which it is done. */
export async function keepAct(work: UnitOfWork): Promise<void> {
  const act = acts.get(currentRequest());
  if (act) await keepAdministratorAct(work.manager, act);
}
