import type { ShownPeople } from '@kept-informed/case-work';
import { personFields } from '@kept-informed/people';

/** What the address of a question says of whom it is about. */
export interface AskedAbout {
  readonly caseId?: string;
  readonly participantId?: string;
}

/** What is known of a person, by the names of members of answers. */
const ofPersons = [...personFields, 'routes', 'safeTimes'] as const;
/** What somebody wrote in their own words. */
const notes = ['note', 'reason', 'lateReason'] as const;

/** Whom an answer shows; null: nobody. Members that are null or empty show nothing. */
export function shownIn(answer: unknown, asked: AskedAbout): ShownPeople | null {
  const found = new PeopleFound();
  found.look(answer, asked);
  return found.shown();
}

class PeopleFound {
  readonly #cases = new Set<string>();
  readonly #participants = new Set<string>();
  readonly #fields = new Map<string, Set<string>>();
  readonly #names = new Map<string, string>();

  look(value: unknown, about: AskedAbout): void {
    if (Array.isArray(value)) for (const each of value) this.look(each, about);
    else if (typeof value === 'object' && value !== null) this.#lookAt(value as Record<string, unknown>, about);
  }

  shown(): ShownPeople | null {
    if (this.#fields.size === 0) return null;
    const fields = Object.fromEntries([...this.#fields].map(([id, shown]) => [id, [...shown].sort()]));
    return { caseIds: [...this.#cases], participantIds: [...this.#participants], fields, names: this.#names };
  }

  #lookAt(one: Record<string, unknown>, around: AskedAbout): void {
    const { caseId = around.caseId, participantId = around.participantId } = { ...idsIn(one['ids']), ...idsIn(one) };
    const about = { caseId, participantId };
    for (const field of ofPersons) if (participantId !== undefined && isShown(one[field])) this.#add(field, about, one);
    // Of a ruling the reason is a code; of what was known before, the value is of the field beside it.
    for (const field of notes)
      if (isShown(one[field]) && !(field === 'reason' && 'rulingId' in one)) this.#add('notes', about, one);
    if (isShown(one['field']) && isShown(one['value'])) this.#add(String(one['field']), about, one);
    const person = one['person'] as Record<string, unknown> | null | undefined;
    if (person && isShown(person['name'])) this.#add('name', about, person);
    for (const [member, value] of Object.entries(one)) if (member !== 'person') this.look(value, about);
  }

  #add(field: string, { caseId, participantId }: AskedAbout, of: Record<string, unknown>): void {
    const whose = participantId ?? caseId;
    if (whose === undefined) return;
    if (caseId !== undefined) this.#cases.add(caseId);
    if (participantId !== undefined) this.#participants.add(participantId);
    if (field === 'name' && participantId !== undefined) this.#names.set(participantId, String(of['name']));
    const known = this.#fields.get(whose) ?? new Set<string>();
    this.#fields.set(whose, known.add(field));
  }
}

function idsIn(value: unknown): AskedAbout {
  const { caseId, participantId } = (value ?? {}) as Record<string, unknown>;
  return {
    ...(typeof caseId === 'string' && { caseId }),
    ...(typeof participantId === 'string' && { participantId }),
  };
}

const isShown = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  !(typeof value === 'object' && Object.keys(value).length === 0);
