import { currentRequest } from '@kept-informed/access';
import type { Requester } from '@kept-informed/decisions';

/** Who asks, for facts: the staff id of who signed in, the request's id and the version they have seen. */
export function requesterOf(seenVersion?: number): Requester {
  const { requestId, principal } = currentRequest();
  return { by: principal?.staffId ?? 'unknown', subject: principal?.subject, requestId, seenVersion };
}
