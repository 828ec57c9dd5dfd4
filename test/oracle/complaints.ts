import type { Instant } from '@kept-informed/calendar';
import { contacts, inOrder, isUpdate, never, of, reaches, type History } from './history.js';

/** Between what begins work on complaints of somebody and the outcome with which none is left (rules.md, Complaints). */
interface Handling {
  readonly id: string;
  readonly begins: { readonly at: Instant; readonly version: number };
  readonly ends?: { readonly id: string; readonly at: Instant; readonly version: number };
}

/** A complaint is a bracket that an outcome closes; a notice out of the blue opens one as well. */
export function handlings(person: string, history: History): Handling[] {
  const voided = of('MilestoneVoided', history).map(({ data }) => data.milestoneId);
  const told = of('MilestoneReached', history)
    .filter(({ data }) => data.type.startsWith('complaint-') && !voided.includes(data.milestoneId))
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
    if (open.length === 0) found.push({ id: one.id, begins: one });
    if (open.length === 0 || type === 'complaint-handling-started') open.push(one.id);
  }
  return found;
}

/** The first that the force wrote to somebody while complaints of theirs were worked on. */
export function notices(person: string, history: History): { id: string; at: Instant; version: number }[] {
  const written = contacts(history).filter(
    (contact) =>
      isUpdate(contact) &&
      reaches(contact, person, history) &&
      ['letter', 'email', 'sms', 'portal'].includes(contact.data.method) &&
      (contact.data.toldBy ?? 'force') === 'force' &&
      !contact.data.generated,
  );
  return handlings(person, history).flatMap(({ begins, ends }) => {
    const first = written.find(({ at }) => begins.at <= at && at < (ends?.at ?? never));
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
