import type { Sight } from '@kept-informed/decisions';
import { ask, Conditions } from '@kept-informed/event-store';
import { type CaseKind, type ParticipantRole, withinSight } from '@kept-informed/follow-up';
import type { SearchedPeople } from '@kept-informed/people';
import type { EntityManager } from 'typeorm';

/** A case as far as a search tells of it. */
export interface CaseFound {
  readonly caseId: string;
  readonly reference: string;
  readonly kind: CaseKind;
  readonly closed: boolean;
}

/** Somebody as they take part in a case. */
export interface ParticipantFound extends CaseFound {
  readonly participantId: string;
  readonly role: ParticipantRole;
}

const caseColumns = `c.case_id as "caseId", c.reference, c.kind, c.closed_at is not null as closed`;

/**
 * Whoever takes part in a case in sight, in one of `cases` where they are said: nobody else is looked for, so that they neither hide
 * others nor leave a gap.
 */
export const peopleInSight = (sight: Sight | null, cases?: readonly string[]): SearchedPeople => ({
  joins: `join participants p on p.participant_id = i.participant_id
    join cases c on c.case_id = p.case_id and c.merged_into is null`,
  narrow: (wanted) => {
    withinSight(wanted, sight);
    wanted.add('c.case_id = any (?)', cases);
  },
});

/** Where participants take part; nobody whose case was merged into another in which they are somebody else. */
export function placesOf(manager: EntityManager, participantIds: readonly string[]): Promise<ParticipantFound[]> {
  const text = `select ${caseColumns}, p.participant_id as "participantId", p.role
    from participants p join cases c on c.case_id = p.case_id where p.participant_id = any($1) and c.merged_into is null`;
  return ask(manager, text, [participantIds]);
}

/** Which cases are asked for by a part of their reference. */
interface ReferenceQuestion {
  readonly part: string;
  readonly sight: Sight | null;
  readonly limit: number;
}

/** Cases in sight whose reference has this in it, without regard to case, spaces and strokes; the shortest first. */
export function withReference(manager: EntityManager, { part, sight, limit }: ReferenceQuestion): Promise<CaseFound[]> {
  const wanted = new Conditions(part);
  withinSight(wanted, sight);
  const text = `select ${caseColumns} from cases c
    where reference_parts(c.reference) @> reference_parts($1)
      and plain_reference(c.reference) like '%' || plain_reference($1) || '%' ${wanted.sql}
    order by length(c.reference), c.reference limit ${limit}`;
  return ask(manager, text, wanted.values);
}
