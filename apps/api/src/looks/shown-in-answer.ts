import type { ShownPeople } from '@kept-informed/case-work';
import { personFields } from '@kept-informed/people';

/** What the address of a question says of whom it is about. */
export interface AskedAbout {
  readonly caseId?: string;
  readonly participantId?: string;
}

/** What is known of a person, and what somebody wrote in their own words, by the names of members of answers. */
const fieldOf: ReadonlyMap<string, string> = new Map([
  ...[...personFields, 'routes', 'safeTimes'].map((member) => [member, member] as const),
  ...['note', 'reason', 'lateReason'].map((member) => [member, 'notes'] as const),
]);

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

  /** Each member once: a list has thousands. */
  #lookAt(one: Record<string, unknown>, around: AskedAbout): void {
    const about = aboutOf(one, around);
    for (const member of Object.keys(one)) {
      const value = one[member];
      const field = fieldOf.get(member);
      if (field !== undefined && isShown(value) && isOf(field, member, one, about)) this.#add(field, about, one);
      // Of what was known before, the value is of the field beside it.
      if (member === 'field' && isShown(value) && isShown(one['value'])) this.#add(String(value), about, one);
      if (typeof value !== 'object' || value === null) continue;
      if (member !== 'person') this.look(value, about);
      else if (isShown((value as Record<string, unknown>)['name']))
        this.#add('name', about, value as Record<string, unknown>);
    }
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

/** Notes may be of nobody alone; of a ruling the reason is a code. */
const isOf = (field: string, member: string, one: object, { participantId }: AskedAbout): boolean =>
  field === 'notes' ? member !== 'reason' || !('rulingId' in one) : participantId !== undefined;

/** Whom an object is about: as it says itself, or among its ids, or else as what is around it. */
function aboutOf(one: Record<string, unknown>, around: AskedAbout): AskedAbout {
  const ids = (one['ids'] ?? none) as Record<string, unknown>;
  const caseId = idIn(one['caseId']) ?? idIn(ids['caseId']);
  const participantId = idIn(one['participantId']) ?? idIn(ids['participantId']);
  if (caseId === undefined && participantId === undefined) return around;
  return { caseId: caseId ?? around.caseId, participantId: participantId ?? around.participantId };
}

const none = {};
const idIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const isShown = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  !(typeof value === 'object' && Object.keys(value).length === 0);
