import type { Instant } from '@kept-informed/calendar';
import { firstRecorded, of, type Fact, type History } from './history.js';

/**
 * When the last of some things had been recorded, each named by its id: a person, a trigger, what a period counts from.
 * What begins with the end of something, or with terms, is implied by that.
 */
export function impliedAt(ids: readonly string[], history: History): Instant {
  return ids
    .map((id) => recordedAt(id.replace(/-(ended|dropped|adopted).*$/, ''), history))
    .sort()
    .at(-1)!;
}

function recordedAt(id: string, history: History): Instant {
  const first = history.facts.find((fact) => isAbout(fact, id));
  if (!first) return '';
  const corrected = of('ContactCorrected', history).find(({ data }) => data.contactId === id);
  return firstRecorded(corrected && !saysTheSame(first, corrected) ? corrected : first);
}

/** A contact may name what it answers before that is recorded. */
const isAbout = ({ type, data }: Fact, id: string): boolean =>
  /^Contact(Made|Attempted|Corrected|StruckOut)$/.test(type)
    ? data.contactId === id
    : Object.entries(data).some(([name, one]) => name.endsWith('Id') && one === id);

/** Of when, from whom and of what kind a letter or a message was. */
function saysTheSame(one: Fact, other: Fact): boolean {
  const said = ({ occurred, data }: Fact) =>
    JSON.stringify([occurred, data.direction, data.method, data.purpose, [...data.participantIds].sort()]);
  return said(one) === said(other);
}
