import { hkdfSync, randomBytes } from 'node:crypto';
import { conflict, unreadable } from '@kept-informed/decisions';
import { ask, type UnitOfWork } from '@kept-informed/event-store';
import { openedWith, sealedWith, UnreadableSecret } from '@kept-informed/runtime';
import { KeysAway, type KeyKeeper } from './key-keeper.js';

/** A key as it is kept. */
export interface KeptKey {
  readonly keyId: string;
  readonly wrapped: string;
}

/** An unwrapped key is forgotten after so long, and the oldest first where there are so many. */
const forgottenAfterMs = 300_000;
const mostHeld = 10_000;
const keyBytes = 32;

/** So long the keeper may take for one answer. */
const patienceMs = 3_000;

/** For whoever is about to write under them: until that is stored or undone, nobody erases whose they are. */
const find = 'select key_id as "keyId", wrapped from person_keys where key_id = any($1) order by key_id for key share';
const add = `insert into person_keys (key_id, wrapped, made_at) select made.key_id, made.wrapped, now()
  from unnest($1::text[], $2::text[]) made (key_id, wrapped)
  where not exists (select from erasures e where e.state = 'erased' and e.participant_ids && array[made.key_id])
  on conflict (key_id) do nothing
  returning key_id as "keyId", wrapped`;

/**
 * The key of each person, unwrapped as it is needed. What the database holds is the truth: a key that was destroyed is
 * looked for in vain, whatever is held in memory still.
 */
export class PersonKeys {
  readonly #held = new Map<string, { readonly key: Buffer; readonly until: number }>();

  constructor(
    private readonly work: UnitOfWork,
    readonly keeper: KeyKeeper,
  ) {}

  /**
   * The keys of these, made where there are none; refused for who was erased. `areNew`: most likely there are none.
   */
  async of(ids: readonly string[], areNew = false): Promise<ReadonlyMap<string, Buffer>> {
    const kept = areNew ? [] : await this.#find(ids);
    const missing = (known: readonly KeptKey[]) => ids.filter((id) => !known.some(({ keyId }) => keyId === id));
    const made = await this.#made(missing(kept));
    const known = [...kept, ...made];
    const opened = [...known, ...(await this.#find(missing(known)))];
    if (missing(opened).length > 0) throw conflict('person-erased', 'They were erased: nothing of them is kept again.');
    return new Map(await Promise.all(opened.map(async (one) => [one.keyId, await this.open(one)] as const)));
  }

  async one(id: string, isNew = false): Promise<Buffer> {
    return (await this.of([id], isNew)).get(id)!;
  }

  /** A key that was read. Refused, as whatever needs it cannot be answered, where nothing opens it now. */
  async open(kept: KeptKey): Promise<Buffer> {
    const held = this.held(kept);
    if (held) return held;
    const asked = performance.now();
    const key = await this.openOnce(kept);
    this.#hold(kept.wrapped, key, asked);
    return key;
  }

  /** The same where it was opened lately. */
  held({ wrapped }: KeptKey): Buffer | undefined {
    const held = this.#held.get(wrapped);
    return held && held.until > performance.now() ? held.key : undefined;
  }

  /** The same for one of so many that holding their keys would push out those of who is looked at. */
  openOnce({ keyId, wrapped }: KeptKey): Promise<Buffer> {
    return told(() => this.keeper.unwrap(wrapped, ownerOf(keyId)));
  }

  /** A key of its own wrapping, wrapped by the key that wraps now. */
  async wrappedAnew({ keyId, wrapped }: KeptKey): Promise<string> {
    const key = await this.openOnce({ keyId, wrapped });
    return told(() => this.keeper.wrap(key, ownerOf(keyId)));
  }

  async #find(ids: readonly string[]): Promise<KeptKey[]> {
    return ids.length === 0 ? [] : ask(this.work.manager, find, [ids]);
  }

  async #made(ids: readonly string[]): Promise<KeptKey[]> {
    if (ids.length === 0) return [];
    const wrapped = await told(() =>
      Promise.all(ids.map((id) => this.keeper.wrap(randomBytes(keyBytes), ownerOf(id)))),
    );
    return ask(this.work.manager, add, [ids, wrapped]);
  }

  #hold(wrapped: string, key: Buffer, now: number): void {
    this.#held.delete(wrapped);
    this.#held.set(wrapped, { key, until: now + forgottenAfterMs });
    for (const [oldest, { until }] of this.#held) {
      if (until > now && this.#held.size <= mostHeld) break;
      this.#held.delete(oldest);
    }
  }
}

/** What is wrapped in one person's place opens in no other's. */
const ownerOf = (keyId: string): string => `key ${keyId}`;

/** One key for which all of these are needed; `purpose`: what it seals. */
export function together(keys: ReadonlyMap<string, Buffer>, purpose: 'note' | 'draft'): Buffer {
  const inOrder = [...keys].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, key]) => key);
  if (inOrder.length === 1) return inOrder[0]!;
  return Buffer.from(hkdfSync('sha256', Buffer.concat(inOrder), '', purpose, keyBytes));
}

/** Words sealed with a key, for one place. */
export function sealed(key: Buffer, words: unknown, place: string): Buffer {
  return sealedWith(key, JSON.stringify(words), place);
}

/** What {@link sealed} was given. Refused where it was changed, or put elsewhere. */
export function opened<Words>(key: Buffer, bytes: Buffer, place: string): Words {
  try {
    return JSON.parse(openedWith(key, bytes, place)) as Words;
  } catch (error) {
    throw refusalOf(error);
  }
}

async function told<T>(asked: () => Promise<T>): Promise<T> {
  try {
    return await inTime(asked());
  } catch (error) {
    throw refusalOf(error);
  }
}

/** A keeper that hangs would hold a connection to the database, and what was begun on it, for as long. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new KeysAway('No answer in time.')), patienceMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function refusalOf(error: unknown): unknown {
  if (error instanceof UnreadableSecret)
    return unreadable('people-unreadable', 'No key that is held here opens what is kept of these people.');
  if (error instanceof KeysAway)
    return unreadable('people-keys-away', 'The service that keeps the key of people does not answer.');
  return error;
}
