import type { NewFactOf } from '@kept-informed/event-store';
import type { CaseClosed } from '../../../libs/follow-up/src/case/case.events.js';

/** A decision answers a fact whose type is misspelt. */
export function closeCase(closureId: string, occurred: string): NewFactOf<CaseClosed>[] {
  return [{ type: 'CaseClossed', data: { closureId, reason: 'resolved' }, occurred }]; // must not compile: TS2322
}
