import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Instant } from '@kept-informed/calendar';
import { ask, type UnitOfWork } from '@kept-informed/event-store';
import type { BlindIndex } from './blind-index.js';
import type { PeopleWatch } from './people-watch.js';
import { opened, sealed, together, type KeptKey, type PersonKeys } from './person-keys.js';

/** A note as facts refer to it: its id, and a digest of its text under a salt that is kept with the note. */
export interface NoteReference {
  readonly noteId: string;
  readonly noteDigest: string;
}

/** What somebody wrote. */
export interface NoteToKeep {
  readonly caseId: string;
  /** What it was written for. */
  readonly kind: string;
  readonly text: string;
  /** The participants whom it names; left out, it may name anybody on the case. */
  readonly whom?: readonly string[];
}

interface NoteWords {
  readonly text: string;
  readonly salt: string;
}

/** A note as it is read by itself. */
export interface NoteAbout {
  readonly noteId: string;
  readonly kind: string;
  readonly recordedAt: Instant;
  readonly text: string;
}

interface SealedNote extends Omit<NoteAbout, 'text'> {
  readonly caseId: string;
  readonly sealed: Buffer;
  readonly named: readonly string[];
  readonly keys: readonly KeptKey[];
}

interface OpenedNote {
  readonly note: SealedNote;
  readonly words: NoteWords;
}

interface NotesParts {
  readonly work: UnitOfWork;
  readonly keys: PersonKeys;
  readonly index: BlindIndex;
  readonly watch: PeopleWatch;
}

const onCase = 'select participant_id as id from people where case_id = $1';

const add = `insert into notes (note_id, case_id, kind, sealed, named, recorded_at) values ($1, $2, $3, $4, $5, $6)`;

const notesWhere = (
  condition: string,
) => `select n.note_id as "noteId", n.case_id as "caseId", n.kind, n.recorded_at as "recordedAt", n.sealed, n.named, (
    select coalesce(jsonb_agg(jsonb_build_object('keyId', k.key_id, 'wrapped', k.wrapped)), '[]')
    from person_keys k where k.key_id = any(n.named)) as keys
  from notes n where ${condition} and n.sealed is not null order by n.recorded_at, n.note_id`;

const byIds = notesWhere('n.note_id = any($1)');
const naming = notesWhere('n.named && $1');

/**
 * Notes, each under the keys of all whom it names together: where one of these is destroyed, nobody reads it again. One that
 * names nobody, on a case on which nobody takes part, is under a key of the case.
 */
export class KeptNotes {
  readonly #parts: NotesParts;

  constructor(parts: NotesParts) {
    this.#parts = parts;
  }

  /** Keeps a note and answers how facts may refer to it. */
  async keep({ caseId, kind, text, whom }: NoteToKeep, at: Instant): Promise<NoteReference> {
    const noteId = randomUUID();
    const salt = randomBytes(16);
    const { named, key } = await this.#under(caseId, whom ?? []);
    const words: NoteWords = { text, salt: salt.toString('base64') };
    await ask(this.#parts.work.manager, add, [noteId, caseId, kind, sealed(key, words, placeOf(noteId)), named, at]);
    return { noteId, noteDigest: digest(text, salt) };
  }

  /** Whether a note still says what its digest was made of; null where it was erased. */
  async holds({ noteId, noteDigest }: NoteReference): Promise<boolean | null> {
    const [found] = await this.#opened(byIds, [noteId]);
    return found ? digest(found.words.text, Buffer.from(found.words.salt, 'base64')) === noteDigest : null;
  }

  /** The texts of notes by their ids; those that were erased are not among them. */
  async texts(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = ids.length === 0 ? [] : await this.#opened(byIds, ids);
    return new Map(this.#shown(found).map(({ note, words }) => [note.noteId, words.text]));
  }

  /** All that was noted of these people, in the order in which it was. */
  async about(participantIds: readonly string[]): Promise<NoteAbout[]> {
    const found = this.#shown(await this.#opened(naming, participantIds));
    return found.map(({ note: { noteId, kind, recordedAt }, words: { text } }) => ({ noteId, kind, recordedAt, text }));
  }

  /** Seals a note that lay in clear, under the keys of everybody on its case. */
  async sealKept(noteId: string, caseId: string, words: NoteWords): Promise<void> {
    const { named, key } = await this.#under(caseId, []);
    await ask(this.#parts.work.manager, 'update notes set sealed = $2, named = $3 where note_id = $1', [
      noteId,
      sealed(key, words, placeOf(noteId)),
      named,
    ]);
  }

  async #under(caseId: string, whom: readonly string[]): Promise<{ named: readonly string[]; key: Buffer }> {
    await this.#parts.index.ready();
    const people = whom.length > 0 ? whom : (await this.#onCase(caseId)).map(({ id }) => id);
    const keys = await this.#parts.keys.of(people.length > 0 ? [...new Set(people)] : [caseId]);
    return { named: [...keys.keys()], key: together(keys, 'note') };
  }

  #onCase(caseId: string): Promise<{ id: string }[]> {
    return ask(this.#parts.work.manager, onCase, [caseId]);
  }

  /** A note is of all whom it names; one under a key of the case is of nobody alone. */
  #shown(found: readonly OpenedNote[]): readonly OpenedNote[] {
    for (const { note } of found)
      for (const id of note.named)
        this.#parts.watch({ caseId: note.caseId, ...(id !== note.caseId && { participantId: id }), fields: ['notes'] });
    return found;
  }

  /** Those that can be read: of which no key was destroyed. */
  async #opened(text: string, which: readonly string[]): Promise<OpenedNote[]> {
    const notes = await ask<SealedNote>(this.#parts.work.manager, text, [which]);
    const readable = notes.filter(({ keys, named }) => keys.length === named.length);
    return Promise.all(readable.map(async (note) => ({ note, words: await this.#open(note) })));
  }

  async #open({ noteId, sealed: bytes, keys }: SealedNote): Promise<NoteWords> {
    const held = await Promise.all(keys.map(async (kept) => [kept.keyId, await this.#parts.keys.open(kept)] as const));
    return opened(together(new Map(held), 'note'), bytes, placeOf(noteId));
  }
}

const placeOf = (noteId: string): string => `note ${noteId}`;

function digest(text: string, salt: Buffer): string {
  return createHmac('sha256', salt).update(text).digest('base64url');
}
