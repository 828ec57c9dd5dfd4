import { currentRequest } from '@kept-informed/access';
import type { Requester } from '@kept-informed/decisions';

/** Who asks, for facts: the staff id of who signed in, the request's id and the versions they may have seen. */
export function requesterOf(seenVersions?: readonly number[]): Requester {
  const { requestId, principal } = currentRequest();
  return { by: principal?.staffId ?? 'unknown', subject: principal?.subject, requestId, seenVersions };
}
