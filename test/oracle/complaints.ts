import type { Instant } from '@kept-informed/calendar';
import { contacts, inOrder, isUpdate, never, of, reaches, type History } from './history.js';

/** Between what begins work on complaints of somebody and the outcome with which none is left (rules.md, Complaints). */
interface Handling {
  readonly id: string;
  readonly begins: { readonly at: Instant; readonly version: number };
  /** None of them is other than oral and outside Schedule 3. */
  readonly oral: boolean;
  readonly ends?: { readonly id: string; readonly at: Instant; readonly version: number };
}

const inWriting = ['letter', 'email', 'sms', 'portal'];

/** What is owed to somebody about complaints that are all oral and outside Schedule 3 need not be told in writing. */
export function isOral(
  triggers: readonly string[],
  trigger: { at: Instant; version: number },
  person: string,
  history: History,
): boolean {
  return triggers.some((type) => type.startsWith('complaint-')) && handlingOf(trigger, person, history)?.oral === true;
}

/** A complaint is a bracket that an outcome closes; a notice out of the blue opens one as well. */
export function handlings(person: string, history: History): Handling[] {
  const voided = of('MilestoneVoided', history).map(({ data }) => data.milestoneId);
  const told = of('MilestoneReached', history)
    .filter(({ data }) => /^(oral-)?complaint-/.test(data.type) && !voided.includes(data.milestoneId))
    .filter(({ data }) => data.participantIds?.includes(person) ?? true)
    .map(({ data, occurred: at, version }) => ({ id: data.milestoneId, type: data.type, at, version }))
    .sort(inOrder);
  const found: Handling[] = [];
  const open: string[] = [];
  for (const { type, ...one } of told) {
    if (type === 'complaint-outcome-reached') {
      if (open.pop() !== undefined && open.length === 0) found.push({ ...found.pop()!, ends: one });
      continue;
    }
    const oral = type === 'oral-complaint-handling-started';
    if (open.length === 0) found.push({ id: one.id, begins: one, oral });
    else if (type === 'complaint-handling-started') found.push({ ...found.pop()!, oral: false });
    if (open.length === 0 || type !== 'complaint-progress-notified') open.push(one.id);
  }
  return found;
}

/** The first that the force told somebody while complaints of theirs were worked on, in writing unless they are oral. */
export function notices(person: string, history: History): { id: string; at: Instant; version: number }[] {
  const told = contacts(history).filter(
    (contact) =>
      isUpdate(contact) &&
      reaches(contact, person, history) &&
      (contact.data.toldBy ?? 'force') === 'force' &&
      !contact.data.generated,
  );
  return handlings(person, history).flatMap(({ begins, ends, oral }) => {
    const first = told.find(
      ({ at, data }) => (oral || inWriting.includes(data.method)) && begins.at <= at && at < (ends?.at ?? never),
    );
    return first ? [{ id: first.id, at: first.at, version: first.version }] : [];
  });
}

/** Which handling a trigger of a series about complaints belongs to. */
export function handlingOf(
  trigger: { at: Instant; version: number },
  person: string,
  history: History,
): Handling | undefined {
  return handlings(person, history).findLast(({ begins }) => inOrder(begins, trigger) <= 0);
}
