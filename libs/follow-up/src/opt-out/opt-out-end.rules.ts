import { endOfDay, never, type Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { authorityEnd } from '../case/authority.rules.js';
import type { Case } from '../case/case.state.js';
import type { OptOut } from './opt-out.events.js';

/** When an opt-out stops holding, and what begins again because of that. */
export function optOutEnd(optOut: OptOut, { participants }: Case, book: Rulebook): { at: Instant; by: string } {
  const { optOutId, until, revoked, voided, requestedBy } = optOut;
  const requester = participants.get(requestedBy)!;
  const ends = [
    { at: until ? endOfDay(until, book.zone) : never, by: `${optOutId}-ended` },
    { at: revoked?.at ?? never, by: revoked?.optInId ?? optOutId },
    { at: voided?.at ?? never, by: voided?.voidingId ?? optOutId },
    { at: requester.represents ? authorityEnd(requester, book) : never, by: `${optOutId}-ended` },
  ];
  return ends.reduce((first, next) => (next.at < first.at ? next : first));
}
