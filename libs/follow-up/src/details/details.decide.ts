import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { AgeBand, CaseArea } from '@kept-informed/commitments';
import { refuse, type NoteSeal } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type { CaseHistory } from '../owing/case-history.state.js';
import { requireParticipant } from '../case/case-checks.decide.js';
import type {
  CaseDetails,
  CaseDetailsCorrected,
  ParticipantDetails,
  ParticipantDetailsCorrected,
} from '../case/case.events.js';
import type { Case } from '../case/case.state.js';
import type { Participant } from '../case/participant.state.js';
import { requireTimely } from '../case/opening.decide.js';

/** What a case really is, as far as it was typed wrongly. */
export type NewCaseDetails = NoteSeal & {
  readonly [Field in keyof CaseDetails]?: NonNullable<CaseDetails[Field]>;
} & {
  /** How old participants were on the date of another opening, by their ids. */
  readonly ages?: Readonly<Record<string, AgeBand>>;
};

/**
 * Details of a case that were typed wrongly are put right; what they were stays in the history. Refused where nothing
 * changes, and for an opening after something that happened in the case (rules.md, Wrong details).
 */
export function correctCaseDetails(
  state: CaseHistory,
  { noteId, noteDigest, ages = {}, ...right }: NewCaseDetails,
  now: Instant,
): NewFactOf<CaseDetailsCorrected>[] {
  const { kind, reference, offenceGroups, area = null, opened } = state;
  const offenceGroup = offenceGroups.at(-1)!.value ?? null;
  const { before, after } = differing({ kind, reference, offenceGroup, area, openedAt: opened.at }, right);
  const { openedAt } = after;
  if (openedAt !== undefined) checkOpening(openedAt, state, now);
  const along = openedAt === undefined ? [] : joinedWith(state);
  const joined = along.map(({ participantId }) => participantId);
  const others = openedAt === undefined ? [] : Object.entries(ages).filter(isOtherAge(state));
  const older = others.length > 0 && { ages: Object.fromEntries(others) };
  const data = { before, after, ...(openedAt !== undefined && { joined }), ...older, noteId, noteDigest };
  return [{ type: 'CaseDetailsCorrected', data, occurred: now }];
}

const isOtherAge =
  ({ participants }: Case) =>
  ([id, band]: [string, AgeBand]): boolean =>
    participants.has(id) && participants.get(id)!.ages.at(-1)?.value !== band;

/** Those who joined a case as it was opened, and did so when it really was. */
export const joinedWith = ({ participants, opened }: Case): Participant[] =>
  [...participants.values()].filter(({ at }) => at === opened.at);

function checkOpening(openedAt: Instant, state: CaseHistory, now: Instant): void {
  requireTimely({ openedAt, lateReasonId: 'given' }, now);
  const { participants, milestones, plans, closures, contacts, feedback, optOuts, opened } = state;
  const happened = [
    ...[...participants.values()].filter(({ at }) => at !== opened.at).map(({ at }) => at),
    ...[...milestones, ...plans, ...closures, ...optOuts].map(({ at }) => at),
    ...contacts.map(({ occurred }) => occurred),
    ...[...feedback.values()].map(({ receivedAt }) => receivedAt),
  ];
  if (happened.some((at) => at < openedAt))
    throw refuse('after-it-happened', '/openedAt', 'Something that is recorded of this case happened before that.');
}

/** What a participant really is, as far as it was typed wrongly; who they are is put right with the people. */
export interface NewParticipantDetails extends NoteSeal {
  readonly participantId: string;
  readonly role?: ParticipantDetails['role'];
  readonly business?: boolean;
  readonly authorityUntil?: LocalDate;
  /** They did not die, or not then. */
  readonly diedOn?: null;
  /** Worked out from when they were really born. */
  readonly ageAtOffence?: AgeBand;
  /** The fields of the person that change. */
  readonly person: ParticipantDetailsCorrected['data']['person'];
  /** All that was asked to be put right, by its field. */
  readonly asked: readonly string[];
}

/** The same for a participant. Refused where it would make of somebody a representative, or of one somebody else. */
export function correctParticipantDetails(
  state: Case,
  { participantId, person, asked, noteId, noteDigest, ...right }: NewParticipantDetails,
  now: Instant,
): NewFactOf<ParticipantDetailsCorrected>[] {
  requireParticipant(state, participantId);
  const { role, business, authorityUntil = null, died, ages } = state.participants.get(participantId)!;
  const isRepresentative = role === 'representative';
  if (right.role !== undefined && (right.role === 'representative') !== isRepresentative)
    throw refuse('represents-nobody', '/role', 'Whoever acts for another joins as their representative.');
  if (right.authorityUntil !== undefined && !isRepresentative)
    throw refuse('not-a-representative', '/authorityUntil', 'Only a representative has authority that ends.');
  const ageAtOffence = ages.at(-1)?.value ?? null;
  const typed = { role, business, authorityUntil, diedOn: died?.on ?? null, ageAtOffence };
  const { before, after } =
    person.length > 0 && !isOther(typed, right) ? { before: {}, after: {} } : differing(typed, right, asked);
  const data = { participantId, before, after, person, noteId, noteDigest };
  return [{ type: 'ParticipantDetailsCorrected', data, occurred: now }];
}

const isOther = (typed: object, right: object): boolean =>
  Object.entries(right).some(
    ([field, value]) => value !== undefined && asText((typed as Record<string, unknown>)[field]) !== asText(value),
  );

/** An area by its unit and team. */
function asText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { bcu, lpt = '' } = value as CaseArea;
  return `${bcu}, ${lpt}`;
}

/** What changes, as it was and as it is. */
function differing<Details extends object>(
  typed: Details,
  right: Partial<Details>,
  asked: readonly string[] = Object.keys(right),
): { readonly before: Partial<Details>; readonly after: Partial<Details> } {
  const fields = Object.keys(right).filter((field) => right[field as keyof Details] !== undefined);
  if (asked.length === 0) throw refuse('nothing-to-correct', '', 'Say what was typed wrongly.');
  const changed = fields.filter((field) => isOther(typed, { [field]: right[field as keyof Details] }));
  if (changed.length === 0) throw refuse('changes-nothing', `/${asked[0]}`, 'This is how it stands already.');
  const pick = (from: object) =>
    Object.fromEntries(changed.map((field) => [field, (from as Record<string, unknown>)[field]])) as Partial<Details>;
  return { before: pick(typed), after: pick(right) };
}
