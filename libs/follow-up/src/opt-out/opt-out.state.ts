import type { Fold } from '@kept-informed/event-store';
import type { OptOut, OptOutEvent } from './opt-out.events.js';

/** The opt-outs of a case in the order in which they were recorded. */
export const optOutFold: Fold<OptOut[], OptOutEvent> = {
  OptedOut: (optOuts, { data, occurred: at, version }) => optOuts.push({ ...data, at, version }),
  OptedBackIn: (optOuts, { data, occurred: at, version }) => {
    optOuts.find(({ optOutId }) => optOutId === data.optOutId)!.revoked = { at, version, ...data };
  },
  OptOutVoided: (optOuts, { data, occurred: at, version }) => {
    optOuts.find(({ optOutId }) => optOutId === data.optOutId)!.voided = { at, version, voidingId: data.voidingId };
  },
};
