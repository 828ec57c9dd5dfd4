import { createHmac } from 'node:crypto';
import { unreadable } from '@kept-informed/decisions';
import type { UnitOfWork } from '@kept-informed/event-store';
import type { RouteMeaning } from './route-meaning.js';
import type { PersonKeys } from './person-keys.js';

/** The id of the key by which everything of the index is digested. */
export const indexKeyId = 'index';

const find = `select wrapped from person_keys where key_id = '${indexKeyId}'`;

/**
 * Digests by a key that is wrapped as people's are: alike for what is alike, and saying nothing more to whoever has the
 * database alone (docs/decisions/0018).
 */
export class BlindIndex {
  #key?: Buffer;

  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: PersonKeys,
  ) {}

  /** Makes the key where there is none: apart from all that is recorded, so that it is never undone with something else. */
  async prepare(): Promise<void> {
    if (this.#key) return;
    if (this.work.inTransaction) throw new Error('The key of the index is made by itself.');
    this.#key = await this.keys.one(indexKeyId);
  }

  /** Where nothing opens it, nobody's key is made either: a wrong key is told before it seals anything. */
  async ready(): Promise<Buffer> {
    if (this.#key) return this.#key;
    const [kept] = await this.work.manager.query(find);
    if (!kept) {
      if (!this.work.inTransaction) await this.prepare();
      return this.#key ?? refuseUnprepared();
    }
    this.#key = await this.keys.open({ keyId: indexKeyId, wrapped: kept.wrapped });
    return this.#key;
  }

  /** What is looked for, as numbers of 64 bits: alike for what is alike. */
  async numbers(labels: readonly string[]): Promise<string[]> {
    const key = await this.ready();
    return labels.map((label) =>
      createHmac('sha256', key).update(`find ${label}`).digest().readBigInt64BE().toString(),
    );
  }

  /** A route as it is compared: alike for whatever means the same. */
  async blinded({ kind, meaning, mark }: RouteMeaning): Promise<RouteMeaning> {
    const key = await this.ready();
    const digest = (text: string) => createHmac('sha256', key).update(`route ${kind} ${text}`).digest('base64url');
    return { kind, meaning: digest(meaning), mark: digest(mark) };
  }
}

function refuseUnprepared(): never {
  throw unreadable('people-keys-away', 'The key of the index was not there to be made when this process started.');
}
