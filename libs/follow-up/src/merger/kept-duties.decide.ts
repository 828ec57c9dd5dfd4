import { never, type Instant } from '@kept-informed/calendar';
import type { KeptObligation, ReplacedObligation } from '../case/case.events.js';
import { ownerBefore, type Case } from '../case/case.state.js';
import type { Obligation } from '../obligation/obligation.state.js';

/** What two cases owe, who and what of the one is who and what of the other. */
interface MergedDuties {
  readonly from: Case;
  readonly obligations: ReadonlyMap<string, Obligation>;
  readonly owedThere: ReadonlyMap<string, Obligation>;
  readonly places: Readonly<Record<string, string>>;
  readonly same: Readonly<Record<string, string>>;
}

/** What of the one case stays as it was due there, and what of either gives way; and since when everybody took part. */
interface KeptDuties {
  readonly joined: Readonly<Record<string, Instant>>;
  readonly kept: readonly KeptObligation[];
  readonly replaced: readonly ReplacedObligation[];
  readonly gone: readonly ReplacedObligation[];
}

/**
 * How everything that was owed because of what is carried was due. Of two that are the same the one due first stays, of two
 * due at once that of the case in which it is followed up.
 */
export function keptIn({ from, obligations, owedThere, places, same }: MergedDuties, now: Instant): KeptDuties {
  const own = new Set([from.caseId, ...from.closures.map(({ closureId }) => closureId)]);
  const kept: KeptObligation[] = [];
  const replaced: ReplacedObligation[] = [];
  const gone: ReplacedObligation[] = [];
  for (const one of obligations.values()) {
    const { commitment, triggerId, anchorId, due } = one;
    if (anchorId !== triggerId || own.has(triggerId) || isGone(one)) continue;
    const participantId = places[one.participantId]!;
    const other = [...owedThere.values()].find(
      (there) =>
        there.commitment === commitment &&
        there.participantId === participantId &&
        there.triggerId === same[triggerId] &&
        !isGone(there),
    );
    if (other && dueAtOf(other) <= dueAtOf(one)) {
      gone.push({ commitment, participantId: one.participantId, triggerId });
      continue;
    }
    if (other) replaced.push({ commitment, participantId, triggerId: other.triggerId });
    const { dueOn, dueAt } = due;
    const owner = dueAt !== null && dueAt <= now ? ownerBefore(from, dueAt, dueAt) : undefined;
    const answered = owner && { owner: { staffId: owner.staffId, team: owner.team } };
    kept.push({ commitment, participantId, triggerId, dueOn, dueAt, ...answered });
  }
  const joined = [...from.participants.values()].map(({ participantId, at }) => [places[participantId]!, at]);
  return { joined: Object.fromEntries(joined), kept, replaced, gone };
}

const isGone = ({ outcome }: Obligation): boolean => outcome?.as === 'superseded' || outcome?.as === 'voided';

const dueAtOf = ({ due }: Obligation): Instant => due.dueAt ?? never;
