import { laterOf, type Instant } from '@kept-informed/calendar';
import type { CaseFact, StandingCase } from '@kept-informed/follow-up';
import { wasMade } from '@kept-informed/follow-up';
import type { Fault } from '../reading/refusal.js';
import { anewOn, type Anew } from '../reversal/taken-back.js';
import {
  extractIds,
  type ExtractCase,
  type ExtractContact,
  type ExtractMilestone,
  type ExtractPerson,
} from './extract-case.js';

/** What an extract adds to a case, what of it is not taken, and who of the people are new there. */
export interface ExtractAddition {
  readonly facts: readonly CaseFact[];
  readonly refused: readonly { readonly line: number; readonly fault: Fault }[];
}

/** The facts of a case that is not there yet. */
export function openingOfExtract(one: ExtractCase, opening: NonNullable<ExtractCase['opening']>): ExtractAddition {
  const { caseId, owner, people } = one;
  const { openedAt, ...rest } = opening;
  const joining = [...people.values()];
  const found = happened(one, { openedAt, people: new Set(people.keys()), anew: anewOn([]) });
  return {
    facts: [
      { type: 'CaseOpened', data: { caseId, ...rest, imported: true }, occurred: openedAt },
      ...(owner ? [{ type: 'CaseAssigned' as const, data: owner, occurred: openedAt }] : []),
      ...joining.map((person) => joined(person, openedAt)),
      ...found.facts,
    ],
    refused: found.refused,
  };
}

/**
 * What an extract says of a case that is there and that is not recorded yet: updates are further facts. What is not said any
 * more stays: an extract of a week says nothing of the weeks before.
 */
export function furtherOfExtract(one: ExtractCase, { state, facts }: StandingCase, now: Instant): ExtractAddition {
  const known = state.case!;
  if (known.merged || known.voided) return { facts: [], refused: [] };
  const { opened, participants, owners } = known;
  const openedAt = opened.at;
  const joining = [...one.people.values()].filter(({ personId }) => !participants.has(personId));
  const people = new Set([...participants.keys(), ...one.people.keys()]);
  const found = happened(one, { openedAt, people, known, anew: anewOn(facts) });
  const owner = one.owner && owners.at(-1)?.staffId !== one.owner.staffId ? one.owner : undefined;
  return {
    facts: [
      ...(owner ? [{ type: 'CaseAssigned' as const, data: owner, occurred: now }] : []),
      ...joining.map((person) => joined(person, openedAt)),
      ...[...one.people.values()].flatMap((person) => assessed(person, participants.get(person.personId), now)),
      ...found.facts,
    ],
    refused: found.refused,
  };
}

type StandingState = NonNullable<StandingCase['state']['case']>;

function joined({ personId, role, entitlement = 'unassessed', from }: ExtractPerson, openedAt: Instant): CaseFact {
  const occurred = laterOf(from ?? openedAt, openedAt);
  const data = { participantId: personId, role, entitlement, firstRecorded: occurred };
  return { type: 'ParticipantAdded', data, occurred };
}

function assessed(
  { personId, entitlement }: ExtractPerson,
  known: { readonly assessments: readonly { readonly entitlement: string }[] } | undefined,
  now: Instant,
): CaseFact[] {
  if (!known || entitlement === undefined || known.assessments.at(-1)?.entitlement === entitlement) return [];
  const assessmentId = extractIds.assessment(personId, entitlement, known.assessments.length);
  const data = { assessmentId, participantId: personId, entitlement, reasons: [] };
  return [{ type: 'EntitlementAssessed', data, occurred: now }];
}

interface HappeningScene {
  readonly openedAt: Instant;
  readonly people: ReadonlySet<string>;
  readonly known?: StandingState;
  readonly anew: Anew;
}

/** Milestones, contacts and the closure, in order of time. */
function happened(one: ExtractCase, scene: HappeningScene): ExtractAddition {
  const refused: { line: number; fault: Fault }[] = [];
  const isWithin = ({ at, line }: { readonly at: Instant; readonly line: number }) => {
    if (at >= scene.openedAt) return true;
    refused.push({ line, fault: { code: 'before-case' } });
    return false;
  };
  const isKnown = ({ personId, line }: ExtractContact) => {
    if (scene.people.has(personId)) return true;
    refused.push({ line, fault: { code: 'unknown-person' } });
    return false;
  };
  const milestones = [...one.milestones.values()].filter(isWithin).flatMap((each) => reached(each, one.caseId, scene));
  const contacts = [...one.contacts.values()].filter((each) => isKnown(each) && isWithin(each));
  const facts = [...milestones, ...contacts.flatMap((each) => contactFact(each, scene)), ...closed(one, scene)];
  return { facts: facts.sort((a, b) => (a.occurred < b.occurred ? -1 : a.occurred > b.occurred ? 1 : 0)), refused };
}

/** One that has moved since it was brought in is voided, and reached when it is said now. */
function reached(
  { key, type, at, suspect, knownAt, enteredAt = at }: ExtractMilestone,
  caseId: string,
  { known, anew }: HappeningScene,
): CaseFact[] {
  const idAt = (instant: Instant) => anew(extractIds.milestone(caseId, key, instant));
  const milestoneId = idAt(at);
  const before = known?.milestones ?? [];
  if (before.some((one) => one.milestoneId === milestoneId)) return [];
  const moved = before.find((one) => !one.voided && one.milestoneId === idAt(one.at));
  const data = { milestoneId, type, ...(suspect && { suspect }), firstRecorded: enteredAt };
  return [
    ...(moved
      ? [
          {
            type: 'MilestoneVoided' as const,
            data: { milestoneId: moved.milestoneId },
            occurred: laterOf(moved.at, at),
          },
        ]
      : []),
    { type: 'MilestoneReached', data, occurred: at, ...(knownAt && knownAt > at && { known: knownAt }) },
  ];
}

/** By no route that anybody knows: it counts, and says so. One that reads otherwise now is corrected. */
function contactFact(
  { contactId: id, personId, at, line: _line, enteredAt = at, ...said }: ExtractContact,
  { known, anew }: HappeningScene,
): CaseFact[] {
  const contactId = anew(id);
  if (known?.struckOut.some(({ contact }) => contact.contactId === contactId)) return [];
  const details = {
    contactId,
    participantIds: [personId],
    ...said,
    route: 'unknown' as const,
    firstRecorded: enteredAt,
  };
  const before = known?.contacts.find((one) => one.contactId === contactId);
  if (!before) return [{ type: wasMade(details) ? 'ContactMade' : 'ContactAttempted', data: details, occurred: at }];
  const { direction, method, outcome, purpose, tells } = before;
  const was = [before.occurred, direction, method, outcome, purpose, ...tells];
  const is = [at, said.direction, said.method, said.outcome, said.purpose, ...said.tells];
  return was.join() === is.join() ? [] : [{ type: 'ContactCorrected', data: details, occurred: at }];
}

/**
 * Once, while it is open, and not before it was opened, or opened again; where a reversal alone has opened it again, from
 * then on.
 */
function closed({ caseId, closure }: ExtractCase, { openedAt, known, anew }: HappeningScene): CaseFact[] {
  if (!closure) return [];
  const last = known?.closures.at(-1);
  const closureId = anew(extractIds.closure(caseId, closure.at));
  const isOpen = last === undefined || last.reopened !== undefined;
  const earliest = last?.reopened?.at ?? openedAt;
  const isTakenBack = last !== undefined && anew(last.closureId) !== last.closureId;
  const at = isTakenBack ? laterOf(closure.at, earliest) : closure.at;
  if (!isOpen || at < earliest || known?.closures.some((one) => one.closureId === closureId)) return [];
  return [{ type: 'CaseClosed', data: { closureId, reason: closure.reason }, occurred: at }];
}
