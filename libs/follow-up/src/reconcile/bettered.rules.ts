import { never, type Instant } from '@kept-informed/calendar';
import { ownerBefore } from '../case/case.state.js';
import type { AnswerableOwner, Disputable, DisputedStanding } from '../dispute/dispute.events.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import { isUnmetBy } from './ending.decide.js';

/** How something stood that was due, and can be disputed. */
export interface StoodObligation {
  readonly item: OwedObligation;
  readonly as: Disputable;
}

/** How an obligation that was due by an instant stands then, where that can be disputed. */
export function standingAt(item: OwedObligation, at: Instant): StoodObligation[] | undefined {
  const { dueAt, outcome, paused, lapsedAt } = item;
  if (dueAt === null || dueAt > at) return undefined;
  if (outcome) return outcome.as === 'met-late' ? [{ item, as: 'met-late' }] : undefined;
  return paused && !lapsedAt ? undefined : [{ item, as: 'missed' }];
}

/** Whether it is owed on as missed in the case into which its own was merged. */
export const isOwedOn = (item: OwedObligation, merger: number | undefined): boolean =>
  item.outcome !== undefined && item.outcome.version === merger && isUnmetBy(item.outcome.at, item);

/** How it would stand, where that is not as it stood or worse. */
export function betterStanding(
  before: OwedObligation,
  stood: Disputable,
  after: OwedObligation | undefined,
  merger: number | undefined,
): DisputedStanding | undefined {
  if (!after) return 'superseded';
  const { outcome, dueAt, paused } = after;
  if (isOwedOn(after, merger)) return undefined;
  if (outcome && outcome.as !== stood) return outcome.as;
  if (paused) return 'paused';
  return dueAt === null || dueAt > before.dueAt! ? 'due-later' : undefined;
}

/** Who would have been answerable when it fell due, where that was recorded after it had. */
export function otherOwner(
  { dueAt }: OwedObligation,
  before: CaseHistory,
  after: CaseHistory,
): AnswerableOwner | undefined {
  const found = ownerBefore(after, dueAt!, never);
  const known = [ownerBefore(before, dueAt!, dueAt!), ownerBefore(before, dueAt!, never)];
  if (!found || known.some((owner) => owner?.staffId === found.staffId)) return undefined;
  const { staffId, team } = found;
  return { staffId, team };
}
