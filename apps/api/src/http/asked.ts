import { currentRequest } from '@kept-informed/access';
import type { Asked } from '@kept-informed/follow-up';

/** Who asks, for facts: the staff id of the token, the request's id and the version they have seen. */
export function asked(seenVersion?: number): Asked {
  const { requestId, principal } = currentRequest();
  return { by: principal?.staffId ?? principal?.subject ?? 'unknown', requestId, seenVersion };
}
