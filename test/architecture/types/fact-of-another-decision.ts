import type { NewFactOf } from '@kept-informed/event-store';
import type { CaseClosed } from '../../../libs/follow-up/src/case/case.events.js';

/** A decision answers a fact that its return type does not name. */
export function closeCase(reopeningId: string, occurred: string): NewFactOf<CaseClosed>[] {
  return [
    {
      type: 'CaseReopened', // must not compile: TS2322
      data: { reopeningId }, // must not compile: TS2353
      occurred,
    },
  ];
}
