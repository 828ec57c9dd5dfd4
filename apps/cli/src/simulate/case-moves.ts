import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { idOf } from '@kept-informed/decisions';
import type { CaseHistory, CaseMove, FollowUpEvent } from '@kept-informed/follow-up';
import { contactsFor, type ContactsRequest } from './simulate-plan.js';
import type { PlannedContact } from './simulate-contact.js';
import type { Officers } from './officers.js';

/** How officers work in the simulation. */
export interface Conduct {
  readonly seed: number | string;
  /** From 0 to 1: the share of duties that are met in time. */
  readonly compliance: number;
  readonly until: Instant;
}

const ATTEMPTS: ReadonlySet<string> = new Set(['no-answer', 'voicemail']);

/** All that officers do in an imported case until the end: they are given it, and they make their contacts. */
export function movesOf(state: CaseHistory, conduct: Conduct, officers: Officers): CaseMove[] {
  const moves = [...assignment(state, conduct, officers), ...contactMoves(state, conduct)];
  return moves.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function assignment({ caseId, opened, area, owners }: CaseHistory, { seed }: Conduct, officers: Officers): CaseMove[] {
  const given = owners.length === 0 ? officers.ownerOf({ caseId, openedAt: opened.at, area }, seed) : null;
  if (!given) return [];
  const facts: NewFactOf<FollowUpEvent>[] = [{ type: 'CaseAssigned', data: given.owner, occurred: given.at }];
  return [{ at: given.at, idle: true, facts: () => facts }];
}

function contactMoves(state: CaseHistory, { seed, compliance, until }: Conduct): CaseMove[] {
  const victim = [...state.participants.values()].find(({ role }) => role === 'victim');
  if (!victim) return [];
  const { caseId, opened } = state;
  const request = { caseKey: caseId, openedAt: opened.at, milestones: milestonesOf(state), hasVictim: true };
  const contacts = contactsFor({ ...request, seed, compliance, until });
  const made = new Set(state.contacts.map(({ contactId }) => contactId));
  return contacts.flatMap((contact, index) => {
    const ofInstant = index - contacts.findIndex(({ at }) => at === contact.at);
    const contactId = idOf('simulated', seed, caseId, contact.at, ofInstant);
    return made.has(contactId) ? [] : [contactMove(contactId, contact, victim.participantId)];
  });
}

/** In time order. The one at which the case was closed is the one that ends it. */
function milestonesOf({ milestones, closures }: CaseHistory): ContactsRequest['milestones'] {
  const closed = new Set(closures.filter(({ reopened }) => !reopened).map(({ at }) => at));
  const sorted = [...milestones].sort((a, b) => (a.at === b.at ? a.version - b.version : a.at < b.at ? -1 : 1));
  return sorted.map(({ type, at }, index) => ({
    type: type as ContactsRequest['milestones'][number]['type'],
    occurredAt: at,
    ends: index === sorted.length - 1 && closed.has(at),
  }));
}

function contactMove(contactId: string, contact: PlannedContact, participantId: string): CaseMove {
  const { at, method, outcome, purpose, tells } = contact;
  const call = { contactId, participantIds: [participantId], direction: 'outbound', route: 'unknown' } as const;
  const idle = ATTEMPTS.has(outcome);
  const type = idle ? 'ContactAttempted' : 'ContactMade';
  const facts: NewFactOf<FollowUpEvent>[] = [
    { type, data: { ...call, method, outcome, purpose, tells }, occurred: at },
  ];
  return { at, idle, facts: () => facts };
}
