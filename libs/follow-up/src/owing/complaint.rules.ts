import { never } from '@kept-informed/calendar';
import type { Case, Milestone } from '../case/case.state.js';
import { inTime } from '../case/occurrence.rules.js';
import type { Participant } from '../case/participant.state.js';
import { informs, isSpoken } from '../contact/attempt-or-reached.rules.js';
import type { Contact } from '../contact/contact.state.js';
import { reachedFrom } from '../contact/receipt.rules.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import type { Interruption } from './interruption.rules.js';
import type { CaseReading } from './reading.rules.js';
import type { Trigger } from './trigger.rules.js';

/** While complaints of a participant are worked on: from the first that begins to the outcome of the last. */
interface ComplaintHandling {
  readonly from: Milestone;
  /** All of them were made orally and are handled outside Schedule 3: what is told of them need not be in writing. */
  readonly isOral: boolean;
  readonly to?: Milestone;
}

const notified = 'complaint-progress-notified';
const outcome = 'complaint-outcome-reached';
const inWriting = 'complaint-handling-started';
const orally = 'oral-complaint-handling-started';
const begins: ReadonlySet<string> = new Set([inWriting, orally, notified]);

/**
 * The first notice of progress while complaints of a participant are worked on: what the force told them of it, in writing unless
 * they are oral ones (rules.md, Complaints).
 */
export function firstNotices({ state, contacts }: CaseReading): Trigger[] {
  return [...state.participants.values()].flatMap((participant) => {
    const { participantId } = participant;
    return handlings(state, participant).flatMap(({ from, to, isOral }) => {
      const notice = contacts
        .get(participantId)
        ?.find((one) => isNotice(one, isOral) && one.occurred >= from.at && (!to || one.occurred < to.at));
      if (!notice) return [];
      const { at, version } = reachedFrom(notice)!;
      return [{ type: notified, id: notice.contactId, at, known: at, version, participantIds: [participantId] }];
    });
  });
}

const isNotice = (contact: Contact, isOral: boolean): boolean =>
  informs(contact) && (isOral || !isSpoken(contact.method)) && (contact.toldBy ?? 'force') === 'force';

/** What a series about complaints runs for: another one begins another (rules.md, Complaints). */
export function complaintsOf({ at, version }: Trigger, participant: Participant, state: Case): string {
  const last = handlings(state, participant).findLast(({ from }) => inTime(from, { at, version }) <= 0);
  return last?.from.milestoneId ?? '';
}

/** Whether what is owed about complaints need not be told in writing. */
export function mayBeToldOrally({ commitment, trigger, participant }: ApplicableCommitment, state: Case): boolean {
  if (!commitment.triggers.some((type) => begins.has(type) || type === outcome)) return false;
  return handlings(state, participant).findLast(({ from }) => inTime(from, trigger) <= 0)?.isOral ?? false;
}

/** A series about complaints ends with the outcome of the last of them. */
export function outcomeInterruptions({ trigger, participant }: ApplicableCommitment, state: Case): Interruption[] {
  const ends = handlings(state, participant).flatMap(({ to }) => (to && inTime(trigger, to) < 0 ? [to] : []));
  return ends.slice(0, 1).map(({ at, version, milestoneId }) => {
    const ended = { by: milestoneId, version, as: 'superseded' as const };
    return { from: at, to: never, ended, resumedBy: milestoneId, staysOwed: false, endsOwed: true };
  });
}

function handlings({ milestones }: Case, { participantId }: Participant): ComplaintHandling[] {
  const found: ComplaintHandling[] = [];
  let underWay = 0;
  const own = milestones.filter(
    ({ voided, participantIds }) => !voided && (!participantIds || participantIds.includes(participantId)),
  );
  for (const one of own.sort(inTime)) {
    if (begins.has(one.type)) {
      if (underWay === 0) found.push({ from: one, isOral: one.type === orally });
      else if (one.type === inWriting) found[found.length - 1] = { ...found.at(-1)!, isOral: false };
      underWay = one.type === notified ? Math.max(underWay, 1) : underWay + 1;
    } else if (one.type === outcome && underWay > 0) {
      underWay -= 1;
      if (underWay === 0) found[found.length - 1] = { ...found.at(-1)!, to: one };
    }
  }
  return found;
}
