import type { Clock, Instant } from '@kept-informed/calendar';
import type { FactStore } from '@kept-informed/event-store';
import { FollowUpStreams, withFollowing, type CaseFact } from '@kept-informed/follow-up';
import { idOf } from '@kept-informed/decisions';
import type { Rulebook } from '@kept-informed/commitments';

/** Whose cases they are, and where. */
interface Owned {
  readonly staffId: string;
  readonly team: string;
  readonly area: { readonly bcu: string; readonly lpt: string };
}

/** Opens many enquiries at one instant, each with one enquirer, so that all their updates fall due at one instant. */
export async function openMany(
  count: number,
  openedAt: Instant,
  { store, book, clock }: { store: FactStore; book: Rulebook; clock: Clock },
  owned?: Owned,
): Promise<string[]> {
  const recorded = clock.now();
  const recording = { by: 'spec', requestId: 'many', recorded };
  const streams = new FollowUpStreams(store, () => book, clock);
  const ids = Array.from({ length: count }, (_, index) => idOf('many', owned?.staffId ?? '', index));
  for (let from = 0; from < count; from += 500) {
    await streams.bringIn(
      ids.slice(from, from + 500),
      ({ caseId, state }) => withFollowing(state, opening(caseId, openedAt, owned), { book, at: recorded, recording }),
      recording,
    );
  }
  return ids;
}

function opening(caseId: string, openedAt: Instant, owned?: Owned): CaseFact[] {
  return [
    { type: 'CaseOpened', data: { caseId, kind: 'enquiry', reference: caseId, area: owned?.area }, occurred: openedAt },
    ...(owned
      ? [{ type: 'CaseAssigned' as const, data: { staffId: owned.staffId, team: owned.team }, occurred: openedAt }]
      : []),
    {
      type: 'ParticipantAdded',
      data: { participantId: `p-${caseId}`, role: 'enquirer', entitlement: 'unassessed' },
      occurred: openedAt,
    },
  ];
}
