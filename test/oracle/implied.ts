import type { Instant } from '@kept-informed/calendar';
import { firstRecorded, type Fact, type History } from './history.js';

/**
 * When the last of some things had been recorded, each named by its id: a person, a trigger, what a period counts from.
 * What begins with the end of something, or with terms, is implied by that.
 */
export function impliedAt(ids: readonly string[], { facts }: Pick<History, 'facts'>): Instant {
  const recorded = ids.map((id) => {
    const first = facts.find((fact) => isAbout(fact, id.replace(/-(ended|dropped|adopted).*$/, '')));
    return first ? firstRecorded(first) : '';
  });
  return recorded.sort().at(-1)!;
}

/** A contact may name what it answers before that is recorded. */
const isAbout = ({ type, data }: Fact, id: string): boolean =>
  type.startsWith('Contact') && data.contactId !== undefined
    ? data.contactId === id
    : Object.entries(data).some(([name, one]) => name.endsWith('Id') && one === id);
