import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from './principal.js';

/** Who asks and under which request id; facts and log lines carry both. */
export interface RequestContext {
  requestId: string;
  /** The id that the asker gave the request: for the log, never for a fact. */
  brought?: string;
  principal?: Principal;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work`, and everything that it starts, as part of this request. A worker's job may be one too. */
export function withRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** The request that this code runs for. Outside any request the id is `none` and there is no principal. */
export function currentRequest(): RequestContext {
  return storage.getStore() ?? { requestId: 'none' };
}

/** Notes who the current request turned out to come from. */
export function rememberPrincipal(principal: Principal): void {
  const context = storage.getStore();
  if (context) context.principal = principal;
}
