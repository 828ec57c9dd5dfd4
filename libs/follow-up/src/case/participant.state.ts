import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { AgeBand } from '@kept-informed/commitments';
import type { Fold } from '@kept-informed/event-store';
import type {
  AuthorityEnded,
  Entitlement,
  EntitlementAssessed,
  Occurrence,
  ParticipantAdded,
  ParticipantDetailsCorrected,
  ParticipantDied,
  ParticipantRole,
} from './case.events.js';
import { inTime, type EnteredDetail } from './occurrence.rules.js';

export interface Participant {
  /** When duties to them begin; the version of the fact with which they joined. */
  at: Instant;
  readonly version: number;
  readonly participantId: string;
  role: ParticipantRole;
  readonly represents?: string;
  business: boolean;
  /** Of a representative: the last London date of their authority, and when it ended before that. */
  authorityUntil?: LocalDate;
  died?: Death;
  /** What they were taken for on the case, and the fact that put it right. */
  readonly takenFor: { readonly role: ParticipantRole; readonly business: boolean; readonly until: number }[];
  authorityEnded?: Instant;
  /** The first holds from their joining; the others in order of time. */
  readonly assessments: Assessment[];
  /** How old they were as the case was opened, as that was entered one time after the other; none: it is not known. */
  readonly ages: EnteredDetail<AgeBand>[];
}

/** The London date on which somebody died, and the fact that tells of it. */
export interface Death {
  readonly on: LocalDate;
  readonly recorded: Instant;
  readonly version: number;
}

export interface Assessment extends Occurrence {
  readonly entitlement: Entitlement;
  readonly recorded: Instant;
  /** None: how they joined. */
  readonly assessmentId?: string;
  /** Nobody assessed them then: it holds because of a merger. */
  readonly byMerger?: true;
}

type ParticipantEvent =
  ParticipantAdded | EntitlementAssessed | AuthorityEnded | ParticipantDied | ParticipantDetailsCorrected;

/** What becomes of those who take part. */
export const participantFold: Fold<{ readonly participants: Map<string, Participant> }, ParticipantEvent> = {
  ParticipantAdded: ({ participants }, fact) => participants.set(fact.data.participantId, joined(fact)),
  EntitlementAssessed: ({ participants }, { data, occurred: at, recorded, version }) => {
    const { participantId, entitlement, assessmentId, byMerger, firstRecorded = recorded } = data;
    const { assessments } = participants.get(participantId)!;
    const [joining, ...later] = assessments;
    later.push({ at, version, entitlement, assessmentId, byMerger, recorded: firstRecorded });
    assessments.splice(0, Infinity, joining!, ...later.sort(inTime));
  },
  AuthorityEnded: ({ participants }, { data, occurred }) => {
    participants.get(data.participantId)!.authorityEnded = occurred;
  },
  ParticipantDied: ({ participants }, { data, recorded, version }) => {
    const { participantId, on, firstRecorded = recorded } = data;
    participants.get(participantId)!.died = { on, recorded: firstRecorded, version };
  },
  ParticipantDetailsCorrected: ({ participants }, { data, recorded: here, version }) => {
    const { participantId, after, firstRecorded: recorded = here } = data;
    const found = participants.get(participantId)!;
    if (after.role !== undefined || after.business !== undefined)
      found.takenFor.push({ role: found.role, business: found.business, until: version });
    const { role = found.role, business = found.business, authorityUntil = found.authorityUntil } = after;
    Object.assign(found, { role, business, authorityUntil: authorityUntil ?? undefined });
    if (after.diedOn !== undefined)
      found.died = after.diedOn === null ? undefined : { on: after.diedOn, recorded, version };
    if (after.ageAtOffence) found.ages.push({ value: after.ageAtOffence, at: recorded, version });
  },
};

function joined({ data, occurred, recorded: here, version }: ParticipantAdded): Participant {
  const { participantId, role, represents, entitlement, business = false, authorityUntil, ageAtOffence } = data;
  const { firstRecorded: recorded = here } = data;
  const told = { at: occurred, version };
  const assessments = [{ ...told, entitlement, recorded }];
  const ages = ageAtOffence ? [{ value: ageAtOffence, at: recorded, version }] : [];
  return { ...told, participantId, role, represents, business, takenFor: [], authorityUntil, assessments, ages };
}
