import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Instant, LocalDate } from '@kept-informed/calendar';
import { type UnitOfWork, ask, columns, jsonInstant } from '@kept-informed/event-store';
import { type Route, Routes } from './routes.js';

export interface RouteView extends Required<Omit<Route, 'times' | 'reason'>>, Pick<Route, 'times'> {
  readonly routeId: string;
  readonly recordedAt: Instant;
  /** Something came back that was sent by it: it reaches nobody until it is entered anew. */
  readonly deadSince?: Instant;
}

const columnOf = { name: 'name', bornOn: 'born_on', language: 'language', needs: 'needs' } as const;
export const personFields = Object.keys(columnOf) as readonly PersonField[];

/** A note as facts refer to it: its id, and a digest of its text sealed with a salt that is kept with the note. */
export interface NoteReference {
  readonly noteId: string;
  readonly noteDigest: string;
}

export interface PersonView {
  readonly participantId: string;
  readonly name: string | null;
  readonly bornOn: LocalDate | null;
  readonly language: string | null;
  /** What they need to be told, in words: an interpreter, large print. */
  readonly needs: string | null;
  readonly routes: readonly RouteView[];
}

/** Who somebody is, as entered. */
export interface PersonDetails {
  readonly name?: string;
  readonly bornOn?: LocalDate;
  readonly language?: string;
  readonly needs?: string;
}

export type PersonField = keyof PersonDetails;

/** What was known of a person before it was put right. */
export interface EarlierDetail {
  readonly field: keyof PersonDetails;
  readonly value: string | null;
  readonly replacedAt: Instant;
  /** The note that says why. */
  readonly noteId: string | null;
}

const peopleOfCase = `
  select p.participant_id as "participantId", p.name, p.born_on::text as "bornOn", p.language, p.needs, coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'routeId', r.route_id, 'method', r.method, 'value', r.value, 'safe', r.safe, 'times', nullif(r.times, ''),
      'receipts', r.receipts, 'otherDwelling', r.other_dwelling, 'knownSince', ${jsonInstant('r.known_since')},
      'deadSince', ${jsonInstant('r.dead_since')}, 'recordedAt', ${jsonInstant('r.recorded_at')})) order by r.recorded_at)
    filter (where r.route_id is not null), '[]') as routes
  from people p left join routes r on r.participant_id = p.participant_id and r.replaced_at is null and r.ended_at is null
  where p.case_id = $1 group by p.participant_id`;

/**
 * SQL for the name that is kept of a participant, by SQL for their id; null: none is. For rows of others that are shown to
 * whoever may see who people are.
 */
export const nameOf = (participantId: string): string =>
  `(select named_person.name from people named_person where named_person.participant_id = ${participantId})`;

/**
 * Who a participant is and how to reach them, and what was noted: the only home of personal data. Everything is by id,
 * so that erasing it here leaves every fact, count and seal elsewhere as it was.
 */
export class People {
  readonly routes: Routes;

  constructor(private readonly work: UnitOfWork) {
    this.routes = new Routes(work);
  }

  /** Keeps who a participant is, as far as that was given, and the routes with which they join a case. */
  async keepPerson(
    participantId: string,
    caseId: string,
    person: PersonDetails & { readonly routes?: readonly Route[]; readonly since: Instant },
    now: Instant,
  ): Promise<void> {
    const { name = null, bornOn = null, language = null, needs = null } = person;
    await this.work.manager.query(
      'insert into people (participant_id, case_id, name, born_on, language, needs) values ($1, $2, $3, $4, $5, $6)',
      [participantId, caseId, name, bornOn, language, needs],
    );
    const routes = (person.routes ?? []).map((route) => ({ knownSince: person.since, ...route }));
    await this.routes.join(participantId, caseId, routes, now);
  }

  /**
   * Keeps what another system says of somebody: their name where it says one, and the routes that are not known yet or were
   * known otherwise. Said again it changes nothing; what it does not say stays.
   */
  async bringIn(
    participantId: string,
    caseId: string,
    { name, routes, since }: { readonly name?: string; readonly routes: readonly Route[]; readonly since: Instant },
    now: Instant,
  ): Promise<void> {
    await this.work.manager.query(
      `insert into people (participant_id, case_id, name) values ($1, $2, $3)
       on conflict (participant_id) do update set name = coalesce(excluded.name, people.name)`,
      [participantId, caseId, name ?? null],
    );
    for (const route of routes) await this.routes.bringIn(participantId, caseId, { knownSince: since, ...route }, now);
  }

  /** Keeps a note and answers how facts may refer to it. */
  async keepNote(caseId: string, kind: string, text: string, at: Instant): Promise<NoteReference> {
    const noteId = randomUUID();
    const salt = randomBytes(16);
    await ask(
      this.work.manager,
      'insert into notes (note_id, case_id, kind, text, salt, recorded_at) values ($1, $2, $3, $4, $5, $6)',
      [noteId, caseId, kind, text, salt, at],
    );
    return { noteId, noteDigest: digest(text, salt) };
  }

  /** Whether a note still says what its digest was made of; null where it was erased. */
  async noteHolds({ noteId, noteDigest }: NoteReference): Promise<boolean | null> {
    const [note] = await this.work.manager.query('select text, salt from notes where note_id = $1', [noteId]);
    return note ? digest(note.text, note.salt) === noteDigest : null;
  }

  /** The people of a case, with the routes that hold now. */
  ofCase(caseId: string): Promise<PersonView[]> {
    return ask(this.work.manager, peopleOfCase, [caseId]);
  }

  /** Which of these details of a person are not what they are known as. */
  async differing(participantId: string, details: PersonDetails): Promise<readonly (keyof PersonDetails)[]> {
    const known = await this.#known(participantId);
    return personFields.filter((field) => details[field] !== undefined && details[field] !== known?.[field]);
  }

  /** Puts details of a person right; what they were is kept beside. */
  async putRight(
    participantId: string,
    details: PersonDetails,
    because: { readonly noteId: string | undefined; readonly at: Instant },
  ): Promise<void> {
    const known = await this.#known(participantId);
    for (const field of await this.differing(participantId, details)) {
      await this.work.manager.query(
        `insert into earlier_details (participant_id, field, value, replaced_at, note_id) values ($1, $2, $3, $4, $5)`,
        [participantId, field, known?.[field] ?? null, because.at, because.noteId ?? null],
      );
      await this.work.manager.query(`update people set ${columnOf[field]} = $2 where participant_id = $1`, [
        participantId,
        details[field],
      ]);
    }
  }

  /** What was known of a person before it was put right, the latest first. */
  earlierOf(participantId: string): Promise<EarlierDetail[]> {
    return ask(
      this.work.manager,
      `select ${columns<EarlierDetail>('e', 'field', 'value', 'replacedAt', 'noteId')} from earlier_details e
       where participant_id = $1 order by replaced_at desc, place desc`,
      [participantId],
    );
  }

  async #known(participantId: string): Promise<PersonDetails | undefined> {
    const [known] = await this.work.manager.query(
      'select name, born_on::text as "bornOn", language, needs from people where participant_id = $1',
      [participantId],
    );
    return known;
  }

  /** The texts of notes by their ids; those that were erased are not among them. */
  async notes(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows: { note_id: string; text: string }[] = await this.work.manager.query(
      'select note_id, text from notes where note_id = any($1)',
      [ids],
    );
    return new Map(rows.map(({ note_id: id, text }) => [id, text]));
  }

  /**
   * The people of a merged case are those of the case that it was merged into, with their routes. `places`: who somebody
   * is there.
   */
  async follow(caseId: string, into: string, places: Readonly<Record<string, string>>, at: Instant): Promise<void> {
    const { manager } = this.work;
    await manager.query('update people set case_id = $2 where case_id = $1 and participant_id <> all($3)', [
      caseId,
      into,
      Object.keys(places),
    ]);
    for (const [id, place] of Object.entries(places)) await this.routes.follow(id, place, into, at);
  }
}

function digest(text: string, salt: Buffer): string {
  return createHmac('sha256', salt).update(text).digest('base64url');
}
