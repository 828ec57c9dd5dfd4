import type { Duty } from './duty.js';
import { firstRecorded, of, readOnce, type Fact, type History } from './history.js';
import { later } from './london.js';
import { claims, type Claim } from './promises.js';

/** Of a case or a participant what was typed wrongly, but for what is known of an offence and of ages (rules.md, Entitlement). */
const rewriting = ['kind', 'openedAt', 'role', 'business', 'authorityUntil'];

/** The facts by which something is otherwise than it was recorded, from the first. */
export const rewrites = readOnce((history): readonly Fact[] =>
  [...of('CaseDetailsCorrected', history), ...of('ParticipantDetailsCorrected', history)].filter(({ data }) =>
    rewriting.some((name) => data.after[name] !== undefined),
  ),
);

/** rules.md, Wrong details: what is owed is worked out again, as though it had been recorded as it really was. */
export function putRight(history: History): History {
  const right = rewrites(history);
  if (right.length === 0 || history.typed) return history;
  return { ...history, typed: history, facts: history.facts.map((fact) => right.reduce(asItWas, fact)) };
}

function asItWas(fact: Fact, { type, data }: Fact): Fact {
  const { after, joined = [], participantId } = data;
  if (type === 'CaseDetailsCorrected') {
    const { kind = fact.data.kind, openedAt = fact.occurred } = after;
    if (fact.type === 'CaseOpened') return { ...fact, occurred: openedAt, data: { ...fact.data, kind } };
    const cameAlong = fact.type === 'ParticipantAdded' && joined.includes(fact.data.participantId);
    return cameAlong ? { ...fact, occurred: openedAt } : fact;
  }
  if (fact.type !== 'ParticipantAdded' || fact.data.participantId !== participantId) return fact;
  const { role, business, authorityUntil } = { ...fact.data, ...after };
  return { ...fact, data: { ...fact.data, role, business, authorityUntil } };
}

/** What is owed only because of what was put right is implied by nothing that was recorded before that was. */
export function impliedAnew(duties: readonly Duty[], history: History): Duty[] {
  const right = rewrites(history);
  let found = duties;
  for (const [index, { version }] of [...right.entries()].toReversed()) {
    const gone = right.slice(index);
    const before = { ...history, facts: history.facts.filter((fact) => !gone.includes(fact)) };
    const known = new Set(claims(putRight(before)).map(nameOf));
    const recorded = firstRecorded(history.facts.find((fact) => fact.version === version)!);
    const implied = (duty: Duty): Duty => {
      const at = later(duty.implied, recorded);
      return { ...duty, implied: at, recordedAfterDue: duty.dueAt !== null && at >= duty.dueAt };
    };
    found = found.map((duty) => (known.has(promiseOf(duty)) ? duty : implied(duty)));
  }
  return [...found];
}

const nameOf = ({ commitment, person, trigger }: Claim): string => [commitment.id, person.id, trigger.id].join(' ');

/** What was promised to whom because of what, whichever period of it. */
const promiseOf = ({ key }: Duty): string => key.split(' ').slice(0, 3).join(' ');
