import { laterOf, type Instant } from '@kept-informed/calendar';
import type { Occurrence } from '../case/case.events.js';
import { inTime } from '../case/occurrence.rules.js';
import type { Assessment } from '../case/participant.state.js';
import type { ApplicableCommitment, Rederivation } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';

/** That somebody is enhanced, recorded at an instant when what they are owed was recorded already. */
export interface Enhancement {
  readonly at: Instant;
  readonly version: number;
  /** What the enhanced limit counts from: the assessment, or what it is of if that came later. */
  readonly from: Instant;
  readonly rederived: Rederivation;
}

/** Whether a participant was enhanced when what they are owed was recorded, and what was recorded after that. */
export interface KnownEntitlement {
  readonly enhanced: boolean;
  readonly enhancements: readonly Enhancement[];
}

/** Assessed so, or unassessed where the force's policy presumes it (rules.md, Entitlement). */
export function entitlementOf(applicable: ApplicableCommitment, recorded: CaseHistory['recorded']): KnownEntitlement {
  const { startsAt, participant } = applicable;
  const owed = recordedAsOwed(applicable, recorded);
  const isLater = (one: Occurrence) => inTime(one, owed) > 0;
  const [joining, ...others] = participant.assessments as [Assessment, ...Assessment[]];
  const found = others.map((one) => ({ ...one, isLater: isLater({ at: one.recorded, version: one.version }) }));
  const atStart = found.findLast((one) => one.at <= startsAt && !one.isLater) ?? joining;
  const assessed = found
    .filter((one) => one.entitlement === 'enhanced' && (one.at > startsAt || one.isLater))
    .map(({ at, recorded, version }) => ({
      at: recorded,
      version,
      from: laterOf(at, startsAt),
      rederived: { at, recorded, cause: 'entitlement' } as const,
    }));
  const { presumedSince: presumed } = applicable;
  const isPresumed = presumed !== undefined && !isLater(presumed);
  const enhanced = atStart.entitlement === 'enhanced' || (atStart.entitlement === 'unassessed' && isPresumed);
  if (!presumed || isPresumed || !isUnassessed(participant.assessments, presumed))
    return { enhanced, enhancements: assessed.sort(inTime) };
  const { at } = presumed;
  const rederived = { at, recorded: at, cause: 'correction' } as const;
  const since = { ...presumed, from: startsAt, rederived };
  return { enhanced, enhancements: [...assessed, since].sort(inTime) };
}

/** When what they are owed was recorded: what it is owed because of, that they take part, or that it is owed anew. */
function recordedAsOwed(applicable: ApplicableCommitment, recorded: CaseHistory['recorded']): Occurrence {
  const { startsAt, participant, trigger, anewBy } = applicable;
  const owed = [trigger, participant].map(({ version }) => ({ at: recorded.get(version)!, version }));
  if (anewBy !== undefined) owed.push({ at: startsAt, version: Infinity });
  return owed.reduce((one, other) => (inTime(one, other) < 0 ? other : one));
}

/** By what had been recorded until then. */
function isUnassessed([joining, ...others]: readonly Assessment[], by: Occurrence): boolean {
  const last = others.findLast(({ recorded: at, version }) => inTime({ at, version }, by) < 0) ?? joining!;
  return last.entitlement === 'unassessed';
}
