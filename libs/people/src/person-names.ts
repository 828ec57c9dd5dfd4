import type { PeopleWatch } from './people-watch.js';
import { personPlace, type PersonDetails } from './person-details.js';
import { type KeptKey, opened, type PersonKeys } from './person-keys.js';

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
  readonly person?: { name: string | null } | null;
}

/** The names in rows of others, which lie sealed in them until they are shown. */
export class PersonNames {
  /** What was last read by a key, for as long as that is held: a page shows fifty names, and the next the same. */
  readonly #read = new WeakMap<Buffer, { readonly of: string; readonly name: string | null }>();

  constructor(
    private readonly keys: PersonKeys,
    private readonly watch: PeopleWatch,
  ) {}

  /** Reads the names that {@link nameOf} found, in place; who is opened by a key that is held costs no turn of its own. */
  async unseal(rows: readonly NamedOnCase[]): Promise<void> {
    const missing = rows.flatMap((row) => {
      const found = sealedIn(row);
      const key = found && this.keys.held(found);
      if (key) this.#show(found, key);
      return found && !key ? [found] : [];
    });
    await Promise.all(missing.map(async (found) => this.#show(found, await this.keys.open(found))));
  }

  #show(found: SealedName, key: Buffer): void {
    const { caseId, person, keyId } = found;
    const name = this.#nameIn(found, key);
    person.name = name;
    if (name !== null) this.watch({ caseId, participantId: keyId, fields: ['name'], name });
  }

  #nameIn({ keyId, words }: SealedName, key: Buffer): string | null {
    const of = `${keyId} ${words}`;
    const read = this.#read.get(key);
    if (read?.of === of) return read.name;
    const { name = null } = opened<PersonDetails>(key, Buffer.from(words, 'base64'), personPlace(keyId));
    this.#read.set(key, { of, name });
    return name;
  }
}

/** A name that is to be read into its row. */
interface SealedName extends KeptKey {
  readonly caseId: string;
  readonly person: { name: string | null };
  readonly words: string;
}

function sealedIn({ caseId, person }: NamedOnCase): SealedName | undefined {
  if (!person?.name) return undefined;
  const [keyId, wrapped, words] = person.name.split(' ') as [string, string, string];
  return { caseId, person, keyId, wrapped, words };
}
