import { laterOf } from '@kept-informed/calendar';
import { isAwaited, isByDeadRoute, isByUnsafeRoute, isUnproved, reached } from '../contact/attempt-or-reached.rules.js';
import type { Contact } from '../contact/contact.state.js';
import { isOpen, type Obligation } from '../obligation/obligation.state.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import { obstacleTo, waysAbout, type Obstacle } from './meets.rules.js';
import type { ReadCase } from './owed.rules.js';
import { dateOf, heardBy, type CaseReading } from './reading.rules.js';

/** Why a contact met nothing at all. */
type ContactFailure =
  'automatic' | 'unsafe-route' | 'dead-route' | 'identity-not-proved' | 'no-receipt-yet' | 'not-reached';

/**
 * Something that a contact was about and did not meet, and why. `no-authority`: whoever was told could not receive it for them;
 * `counts-later`: the day on which it counts is to come; `day-zero`: it was told on the day on which the period begins.
 */
export interface NotDischarged {
  readonly obligationId: string;
  readonly because: ContactFailure | Obstacle | 'no-authority' | 'counts-later' | 'day-zero';
}

/** What is open still of all that a recorded contact was about, and why it did not meet that. */
export function notDischarged(
  { claims, reading }: ReadCase,
  obligations: ReadonlyMap<string, Obligation>,
  contactId: string,
): NotDischarged[] {
  const contact = reading.state.contacts.find((one) => one.contactId === contactId);
  if (!contact || contact.purpose === 'survey') return [];
  const heard = heardBy(contact, reading);
  const meant = new Set([...heard, ...actedFor(contact, reading)]);
  const all = [...obligations.values()];
  return all
    .filter((one) => isOpen(one) && meant.has(one.participantId) && !isMetElsewhere(one, contactId, all))
    .flatMap((one) => {
      const claim = claims.find((each) => isOf(one, each));
      const ways = claim ? waysAbout(contact, claim) : [];
      if (!claim || ways.length === 0) return [];
      const obstacles = ways.flatMap((way) => obstacleTo(way, contact, claim, reading) ?? []);
      const unheard = heard.has(one.participantId) ? undefined : 'no-authority';
      const because = failing(contact) ?? unheard ?? obstacles[0] ?? uncounted(contact, one, claim, reading);
      return [{ obligationId: one.obligationId, because }];
    });
}

/** Why nothing came of what stands in nobody's way: of a period by when it was told (rules.md, Day 0). */
function uncounted(
  { occurred }: Contact,
  { startsAt, arisenAt }: Obligation,
  { commitment }: ApplicableCommitment,
  { book }: CaseReading,
): NotDischarged['because'] {
  if (commitment.recurs === 'no') return 'counts-later';
  const [told, begun] = [occurred, laterOf(startsAt, arisenAt)].map((at) => dateOf(at, book));
  if (told! < begun!) return 'before-it-happened';
  return told === begun ? 'day-zero' : 'counts-later';
}

/** For whom its participants act, with authority then or without. */
function actedFor({ participantIds }: Contact, { state }: CaseReading): string[] {
  return participantIds.flatMap((id) => state.participants.get(id)?.represents ?? []);
}

/** Its next period is open because the contact met the one before. */
function isMetElsewhere(one: Obligation, contactId: string, all: readonly Obligation[]): boolean {
  return all.some(
    (other) =>
      other.outcome?.by === contactId &&
      other.commitment === one.commitment &&
      other.participantId === one.participantId &&
      other.triggerId === one.triggerId,
  );
}

function isOf({ commitment, participantId, triggerId }: Obligation, claim: ApplicableCommitment): boolean {
  return (
    claim.commitment.id === commitment &&
    claim.participant.participantId === participantId &&
    claim.trigger.id === triggerId
  );
}

function failing(contact: Contact): ContactFailure | undefined {
  if (contact.automatic !== undefined) return 'automatic';
  if (isByUnsafeRoute(contact)) return 'unsafe-route';
  if (isByDeadRoute(contact)) return 'dead-route';
  if (isUnproved(contact)) return 'identity-not-proved';
  if (isAwaited(contact)) return 'no-receipt-yet';
  return reached(contact) ? undefined : 'not-reached';
}
