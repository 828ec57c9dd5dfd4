import { currentRequest, type RequestContext } from '@kept-informed/access';
import type { ReadInClear } from '@kept-informed/people';

/** Whom an answer shows and what of them: fields by participant, and by case for what was noted of nobody alone. */
export interface ShownPeople {
  readonly caseIds: readonly string[];
  readonly participantIds: readonly string[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Names by participant: to be compared, and kept nowhere. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Whom each request has had read in clear, as people tell it themselves: an answer cannot show anybody who is not among
 * them, however it is made.
 */
export class PeopleRead {
  readonly #of = new WeakMap<RequestContext, ReadInClear[]>();

  note(read: ReadInClear): void {
    const request = currentRequest();
    const known = this.#of.get(request);
    if (known) known.push(read);
    else this.#of.set(request, [read]);
  }

  /** Of the request that is under way; null: nobody. */
  ofRequest(): ShownPeople | null {
    const read = this.#of.get(currentRequest());
    return read ? shownBy(read) : null;
  }
}

function shownBy(read: readonly ReadInClear[]): ShownPeople {
  const fields: Record<string, string[]> = {};
  for (const { caseId, participantId, fields: some } of read) {
    const whose = participantId ?? caseId!;
    fields[whose] = [...new Set([...(fields[whose] ?? []), ...some])].sort();
  }
  return {
    caseIds: unique(read.flatMap(({ caseId }) => caseId ?? [])),
    participantIds: unique(read.flatMap(({ participantId }) => participantId ?? [])),
    fields,
    names: new Map(read.flatMap(({ participantId, name }) => (participantId && name ? [[participantId, name]] : []))),
  };
}

/** What both show. */
export function shownTogether(one: ShownPeople | null, other: ShownPeople | null): ShownPeople | null {
  if (!one || !other) return one ?? other;
  if (isAmong(one, other)) return other;
  const fields: Record<string, readonly string[]> = { ...one.fields };
  for (const [whose, some] of Object.entries(other.fields))
    fields[whose] = unique([...(fields[whose] ?? []), ...some]).sort();
  return {
    caseIds: unique([...one.caseIds, ...other.caseIds]),
    participantIds: unique([...one.participantIds, ...other.participantIds]),
    fields,
    names: new Map([...one.names, ...other.names]),
  };
}

/** Whether the other shows everything that one does. */
const isAmong = (one: ShownPeople, { caseIds, names, fields }: ShownPeople): boolean =>
  one.caseIds.every((id) => caseIds.includes(id)) &&
  [...one.names].every(([id, name]) => names.get(id) === name) &&
  Object.entries(one.fields).every(([whose, some]) => some.every((field) => fields[whose]?.includes(field)));

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
