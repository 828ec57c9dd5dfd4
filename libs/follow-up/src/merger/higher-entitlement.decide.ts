import { ageBands } from '@kept-informed/commitments';
import { idOf } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type { EntitlementAssessed, ParticipantDetails, ParticipantDetailsCorrected } from '../case/case.events.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import type { MergedParticipant } from './latest-wishes.decide.js';

/** The higher entitlement holds as though assessed at the merger. */
export function higherEntitlement(merged: MergedParticipant): NewFactOf<EntitlementAssessed>[] {
  const { from, id, place: participantId, now } = merged;
  const [there, here] = bothOf(merged).map(({ assessments }) => assessments.at(-1)!.entitlement);
  if (there !== 'enhanced' || here === 'enhanced') return [];
  const assessmentId = idOf('merged', from.caseId, id);
  const data = {
    assessmentId,
    participantId,
    entitlement: there,
    reasons: [],
    byMerger: true,
    carriedFrom: from.caseId,
  } as const;
  return [{ type: 'EntitlementAssessed', data, occurred: now }];
}

/** And so does the age that makes it so until somebody is assessed. */
export function youngerAge(merged: MergedParticipant): NewFactOf<ParticipantDetailsCorrected>[] {
  const { from, place: participantId, now } = merged;
  const [there, here] = bothOf(merged).map(({ ages }) => ages.at(-1)?.value);
  if (there === undefined || (here !== undefined && ageBands.indexOf(here) <= ageBands.indexOf(there))) return [];
  const [before, after] = [{ ageAtOffence: here ?? null }, { ageAtOffence: there }];
  const data = { participantId, before, after, person: [], carriedFrom: from.caseId };
  return [{ type: 'ParticipantDetailsCorrected', data, occurred: now }];
}

const bothOf = ({ from, into, id, place }: MergedParticipant) => [
  from.participants.get(id)!,
  into.participants.get(place)!,
];

/** Of whoever is on both cases an age holds from the merger on alone; and where this case knows of a death by itself, that holds. */
export function withoutLife(
  details: ParticipantDetailsCorrected['data'],
  places: Readonly<Record<string, string>>,
  into: CaseHistory,
): ParticipantDetailsCorrected['data'] {
  if (!places[details.participantId]) return details;
  const isDead = isDeadThere(details, places, into);
  const without = (all: Partial<ParticipantDetails>) => {
    const { ageAtOffence: _, diedOn, ...rest } = all;
    return isDead || diedOn === undefined ? rest : { ...rest, diedOn };
  };
  return { ...details, before: without(details.before), after: without(details.after) };
}

export const isDeadThere = (
  { participantId }: { readonly participantId: string },
  places: Readonly<Record<string, string>>,
  into: CaseHistory,
): boolean => into.participants.get(places[participantId]!)?.died !== undefined;
