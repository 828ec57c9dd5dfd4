import { ageBands } from '@kept-informed/commitments';
import { idOf } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type { EntitlementAssessed, ParticipantDetailsCorrected } from '../case/case.events.js';
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

/** Of whoever is on both cases an age holds from the merger on alone. */
export function withoutAge(
  details: ParticipantDetailsCorrected['data'],
  places: Readonly<Record<string, string>>,
): ParticipantDetailsCorrected['data'] {
  if (!places[details.participantId]) return details;
  const { ageAtOffence: _, ...before } = details.before;
  const { ageAtOffence: _1, ...after } = details.after;
  return { ...details, before, after };
}
