import { refuse } from '@kept-informed/decisions';
import type { Case, Milestone } from '../case/case.state.js';

type SameIds = Readonly<Record<string, string>>;

/** Who and what of one case is who and what of the other; what is not named stays two. */
export interface SameThings {
  /** Participants; whoever is not named joins the other under the id they have. */
  readonly participants: SameIds;
  /** Suspects, by their labels. */
  readonly suspects?: SameIds;
  /** Milestones, by their ids. */
  readonly milestones?: SameIds;
}

/** Refused where something that is named is not on its case, or cannot be the other. */
export function checkSame(from: Case, into: Case, { participants, suspects = {}, milestones = {} }: SameThings): void {
  checkParticipants(from, into, participants);
  const [here, there] = [from, into].map((one) => new Set(one.milestones.map(({ suspect }) => suspect))) as [
    Set<string | undefined>,
    Set<string | undefined>,
  ];
  for (const [suspect, place] of Object.entries(suspects))
    if (!here.has(suspect) || !there.has(place))
      throw refuse(
        'suspect-not-placed',
        `/suspects/${suspect}`,
        'Each suspect of the one case must be one of the other.',
      );
  const placeOf = suspectPlaces(from, into, suspects);
  const taken = new Set<string>();
  for (const [id, place] of Object.entries(milestones)) {
    const [one, other] = [found(from, id), found(into, place)];
    if (!one || !other || taken.has(place) || one.type !== other.type || placeOf(one.suspect) !== other.suspect)
      throw refuse(
        'milestone-not-placed',
        `/milestones/${id}`,
        'Each milestone of the one case must be one of the other: of the same kind and suspect, and no two the same one.',
      );
    taken.add(place);
  }
}

function checkParticipants(from: Case, into: Case, participants: SameIds): void {
  const taken = new Set<string>();
  for (const [id, place] of Object.entries(participants)) {
    const [one, other] = [from.participants.get(id), into.participants.get(place)];
    // Two who became one would be owed one thing where two were owed it.
    if (!one || !other || taken.has(place) || one.role !== other.role)
      throw refuse(
        'participant-not-placed',
        `/participants/${id}`,
        'Each participant of the one case must be a participant of the other in the same role, and no two the same one.',
      );
    taken.add(place);
  }
}

const found = ({ milestones }: Case, id: string): Milestone | undefined =>
  milestones.find(({ milestoneId, voided }) => milestoneId === id && !voided);

/**
 * Which milestones and openings are the same, with those that a merger into the first case had found to be so before: one
 * matter was opened once.
 */
export function sameThings({ absorbed, caseId }: Case, into: Case, milestones: SameIds): SameIds {
  const same = { ...milestones, [caseId]: into.caseId };
  const before = absorbed.flatMap((one) => Object.entries(one.same));
  return { ...Object.fromEntries(before.map(([id, place]) => [id, same[place] ?? place])), ...same };
}

/** What a suspect of the one case is called in the other: as somebody there whom they are not named as they stay apart. */
export function suspectPlaces(from: Case, into: Case, suspects: SameIds) {
  const taken = new Set(into.milestones.map(({ suspect }) => suspect));
  return (suspect: string | undefined): string | undefined => {
    if (suspect === undefined) return undefined;
    return suspects[suspect] ?? (taken.has(suspect) ? `${suspect}@${from.caseId}` : suspect);
  };
}
