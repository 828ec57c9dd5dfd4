import type { PeopleWatch } from './people-watch.js';
import { personPlace, type PersonDetails } from './person-details.js';
import { opened, type PersonKeys } from './person-keys.js';

/**
 * SQL for the name that is kept of a participant, sealed, by SQL for their id; null: none is. For rows of others that are
 * shown to whoever may see who people are, once {@link PersonNames.unseal} has read them.
 */
export const nameOf = (participantId: string): string =>
  `(select named_person.participant_id || ' ' || named_key.wrapped || ' ' || encode(named_person.sealed, 'base64')
    from people named_person join person_keys named_key on named_key.key_id = named_person.participant_id
    where named_person.participant_id = ${participantId})`;

/** A row about somebody, with their name as {@link nameOf} found it. */
interface NamedOnCase {
  readonly caseId: string;
  readonly person?: { readonly name: string | null } | null;
}

/** The names in rows of others, which lie sealed in them until they are shown. */
export class PersonNames {
  constructor(
    private readonly keys: PersonKeys,
    private readonly watch: PeopleWatch,
  ) {}

  /** Reads the names that {@link nameOf} found, in place. */
  async unseal(rows: readonly NamedOnCase[]): Promise<void> {
    await Promise.all(
      rows.map(async ({ caseId, person }) => {
        if (!person?.name) return;
        const [participantId, name] = await this.#nameIn(person.name);
        (person as { name: string | null }).name = name;
        if (name !== null) this.watch({ caseId, participantId, fields: ['name'], name });
      }),
    );
  }

  async #nameIn(text: string): Promise<[participantId: string, name: string | null]> {
    const [keyId, wrapped, words] = text.split(' ') as [string, string, string];
    const key = await this.keys.open({ keyId, wrapped });
    const { name } = opened<PersonDetails>(key, Buffer.from(words, 'base64'), personPlace(keyId));
    return [keyId, name ?? null];
  }
}
