import type { Instant } from '@kept-informed/calendar';
import type { NoteSeal } from '@kept-informed/decisions';
import type { RecordedFact } from '@kept-informed/event-store';
import type { Status } from '../obligation/obligation.events.js';

/** How an obligation stands that something recorded later says should stand otherwise. */
export const disputable = ['missed', 'met-late'] as const;
export type Disputable = (typeof disputable)[number];

/** How it would stand: at a status, due later, or under another owner. */
export type DisputedStanding = Status | 'due-later' | 'other-owner';

/** Who is answerable for something. */
export interface AnswerableOwner {
  readonly staffId: string;
  readonly team: string;
}

/**
 * What was recorded after an obligation's due instant would better how it stands, or give it to another owner. It stands
 * as it stood until somebody decides (rules.md, Corrections). Occurred: when that was recorded.
 */
export type ObligationDisputed = RecordedFact<
  'ObligationDisputed',
  {
    readonly disputeId: string;
    readonly obligationId: string;
    /** The versions of the facts that say so, and who recorded them. */
    readonly causes: readonly number[];
    readonly recordedBy: readonly string[];
    readonly stood: Disputable;
    readonly would: DisputedStanding;
    /** Whose it would be, where that is what is disputed. */
    readonly owner?: AnswerableOwner;
    /** It was raised in another case, from which a merger brought it: when. */
    readonly carriedFrom?: string;
    readonly raisedAt?: Instant;
    /** When it goes to the performance unit unless it is decided; none: the holidays until then are not known. */
    readonly decideBy?: Instant;
  }
>;

/** A supervisor decided: confirmed, it stands as was recorded later; refused, as it stood. */
export type DisputeDecided = RecordedFact<
  'DisputeDecided',
  NoteSeal & {
    readonly disputeId: string;
    readonly obligationId: string;
    readonly confirmed: boolean;
    /** Another dispute about the same obligation is not decided yet. */
    readonly stillDisputed: boolean;
    /** How it stood at its due instant, where it is changed after that. */
    readonly stood?: Disputable;
    /** Who is answerable for it now, where it is reattributed. */
    readonly owner?: AnswerableOwner;
    /** It was decided in another case, from which a merger brought it: by whom. */
    readonly carriedFrom?: string;
    readonly decidedBy?: string;
  }
>;

/**
 * Nothing contradicts any more how it stands: what raised the dispute was undone, and nobody has to decide it, or what was
 * confirmed has lost its ground (rules.md, Corrections). Occurred: when that was recorded.
 */
export type DisputeEnded = RecordedFact<
  'DisputeEnded',
  {
    readonly disputeId: string;
    readonly obligationId: string;
    /** The version of the fact with which it ended. */
    readonly cause: number;
    readonly stillDisputed: boolean;
    /** It had been confirmed: how it stood, and whose it is, by what else there is. */
    readonly marks?: { readonly stood: Disputable | null; readonly owner: AnswerableOwner | null };
  }
>;

export type DisputeEvent = ObligationDisputed | DisputeDecided | DisputeEnded;
