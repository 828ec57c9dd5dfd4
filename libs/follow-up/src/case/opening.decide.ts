import { addHours, type Instant } from '@kept-informed/calendar';
import type { CaseArea } from '@kept-informed/commitments';
import { refuse } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import { notInFuture } from './case-checks.decide.js';
import { checkRepresents, participantAdded, representable, type NewParticipant } from './participant.decide.js';
import type { CaseAssigned, CaseKind, CaseOpened, LateReason, ParticipantAdded } from './case.events.js';

/** A case to open, with ids already given. */
export interface CaseOpening extends LateReason {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly reference: string;
  readonly offenceGroup?: string;
  readonly openedAt: Instant;
  readonly area?: CaseArea;
  readonly owner?: { readonly staffId: string; readonly team: string };
  readonly participants: readonly NewParticipant[];
  readonly imported?: boolean;
}

/** How far back cases may be opened. */
export interface OpeningLimits {
  /** Days after which a case that is opened late needs a reason. */
  readonly reasonAfterDays: number;
}

const usualLimits: OpeningLimits = { reasonAfterDays: 90 };

/** What is older comes with an import, which knows whatever happened since. */
const oldestYears = 5;

/**
 * The case, its participants and its owner begin. Refused for a report in the future, and for one long ago without a reason,
 * unless it is imported.
 */
export function openCase(
  opening: CaseOpening,
  now: Instant,
  limits: OpeningLimits = usualLimits,
): NewFactOf<CaseOpened | CaseAssigned | ParticipantAdded>[] {
  const {
    caseId,
    kind,
    reference,
    offenceGroup,
    openedAt,
    area,
    owner,
    participants,
    imported,
    lateReasonId,
    lateReasonDigest,
  } = opening;
  if (!imported) requireTimely(opening, now, limits);
  const ids = representable(participants);
  participants.forEach((joining, index) => checkRepresents(joining, ids, `/participants/${index}/represents`));
  return [
    {
      type: 'CaseOpened',
      data: { caseId, kind, reference, offenceGroup, area, imported, lateReasonId, lateReasonDigest },
      occurred: openedAt,
    },
    ...(owner ? [{ type: 'CaseAssigned' as const, data: owner, occurred: openedAt, causedBy: 1 }] : []),
    ...participants.map((joining) => participantAdded(joining, openedAt)),
  ];
}

/** Refused for a report in the future, before all that people bring in themselves, or long ago without a reason. */
export function requireTimely(
  { openedAt, lateReasonId }: Pick<CaseOpening, 'openedAt' | 'lateReasonId'>,
  now: Instant,
  { reasonAfterDays }: OpeningLimits = usualLimits,
): void {
  notInFuture(openedAt, now, '/openedAt');
  if (openedAt < addHours(now, -24 * 365.25 * oldestYears))
    throw refuse(
      'opened-too-early',
      '/openedAt',
      `What is older than ${oldestYears} years is brought in by an import.`,
    );
  if (lateReasonId === undefined && openedAt < addHours(now, -24 * reasonAfterDays))
    throw refuse(
      'late-reason-required',
      '/lateReason',
      `Say why this is opened more than ${reasonAfterDays} days late.`,
    );
}
