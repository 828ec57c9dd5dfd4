import type { Instant } from '@kept-informed/calendar';
import type { CaseArea, Purpose, Method } from '@kept-informed/commitments';
import { idOf } from '@kept-informed/decisions';
import type {
  CaseKind,
  ClosureReason,
  ContactOutcome,
  Direction,
  Entitlement,
  ParticipantRole,
} from '@kept-informed/follow-up';

/** How a case is opened, where the extract says so. */
export interface ExtractOpening {
  readonly kind: CaseKind;
  readonly reference: string;
  readonly openedAt: Instant;
  readonly offenceGroup?: string;
  readonly area?: CaseArea;
}

/** Somebody on a case. Name and routes go to the people, all else to facts. */
export interface ExtractPerson {
  readonly personId: string;
  readonly role: ParticipantRole;
  readonly entitlement?: Entitlement;
  readonly from?: Instant;
  readonly name?: string;
  readonly routes: readonly {
    readonly method: Method;
    readonly value: string;
    readonly safe: boolean;
    readonly times?: string;
  }[];
}

export interface ExtractMilestone {
  readonly key: string;
  readonly type: string;
  readonly at: Instant;
  readonly suspect?: string;
  readonly knownAt?: Instant;
  readonly enteredAt?: Instant;
  readonly line: number;
}

export interface ExtractContact {
  readonly contactId: string;
  readonly personId: string;
  readonly at: Instant;
  readonly direction: Direction;
  readonly method: Method;
  readonly outcome: ContactOutcome;
  readonly purpose: Purpose;
  readonly tells: readonly string[];
  readonly enteredAt?: Instant;
  readonly line: number;
}

/** All that an extract says of one case. */
export interface ExtractCase {
  readonly caseId: string;
  readonly key: string;
  /** Where it is first told of. */
  readonly line: number;
  opening?: ExtractOpening;
  owner?: { readonly staffId: string; readonly team: string };
  closure?: { readonly at: Instant; readonly reason: ClosureReason };
  readonly people: Map<string, ExtractPerson>;
  readonly milestones: Map<string, ExtractMilestone>;
  readonly contacts: Map<string, ExtractContact>;
}

/** What one row says of a case: as much of it as stands there. */
export type RowOfCase = Omit<ExtractCase, 'people' | 'milestones' | 'contacts'> & {
  readonly people: readonly ExtractPerson[];
  readonly milestones: readonly ExtractMilestone[];
  readonly contacts: readonly ExtractContact[];
};

/**
 * Ids of what an extract tells, made of its own keys: the same in every run, and digests, so that no fact holds a key. Of a
 * milestone the date is part of it, so that one that moved is known from what it was.
 */
export const extractIds = {
  case: (source: string, key: string) => idOf('extract', source, 'case', key),
  person: (source: string, key: string, person: string) => idOf('extract', source, 'person', key, person),
  milestone: (caseId: string, key: string, at: Instant) => idOf('extract', caseId, 'milestone', key, at),
  contact: (source: string, key: string, contact: string) => idOf('extract', source, 'contact', key, contact),
  closure: (caseId: string, at: Instant) => idOf('extract', caseId, 'closed', at),
  assessment: (personId: string, entitlement: string, before: number) =>
    idOf('extract', personId, 'assessed', entitlement, before),
};
