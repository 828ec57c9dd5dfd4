import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Instant } from '@kept-informed/calendar';
import { type UnitOfWork, ask, jsonInstant } from '@kept-informed/event-store';

/** A way to reach a participant, as entered. */
export interface Route {
  readonly method: string;
  readonly value: string;
  /** Whether it is safe to use; an unsafe route must never be. */
  readonly safe: boolean;
  /** When it may be used, in the participant's words. */
  readonly times?: string;
}

export interface RouteView extends Route {
  readonly routeId: string;
  readonly recordedAt: Instant;
}

/** A note as facts refer to it: its id, and a digest of its text sealed with a salt that is kept with the note. */
export interface NoteReference {
  readonly noteId: string;
  readonly noteDigest: string;
}

export interface PersonView {
  readonly participantId: string;
  readonly name: string | null;
  readonly routes: readonly RouteView[];
}

const safeRoutes = `
  select bool_or(safe) as safe from routes
  where participant_id = any($1) and method = $2 and recorded_at <= $3 and (replaced_at is null or replaced_at > $3)
  group by participant_id`;

const peopleOfCase = `
  select p.participant_id as "participantId", p.name, coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'routeId', r.route_id, 'method', r.method, 'value', r.value, 'safe', r.safe, 'times', nullif(r.times, ''),
      'recordedAt', ${jsonInstant('r.recorded_at')})) order by r.recorded_at)
    filter (where r.route_id is not null), '[]') as routes
  from people p left join routes r on r.participant_id = p.participant_id and r.replaced_at is null
  where p.case_id = $1 group by p.participant_id, p.name`;

/**
 * Who a participant is and how to reach them, and what was noted: the only home of personal data. Everything is by id,
 * so that erasing it here leaves every fact, count and seal elsewhere as it was.
 */
export class People {
  constructor(private readonly work: UnitOfWork) {}

  /** Keeps a participant's name, where one was given, and routes. */
  async keepPerson(
    participantId: string,
    caseId: string,
    person: { name?: string; routes?: readonly Route[] },
    at: Instant,
  ): Promise<void> {
    await this.work.manager.query('insert into people (participant_id, case_id, name) values ($1, $2, $3)', [
      participantId,
      caseId,
      person.name ?? null,
    ]);
    for (const route of person.routes ?? []) await this.addRoute(participantId, caseId, route, at);
  }

  /** Keeps one more route. An earlier one of the same method and value is replaced from then on. */
  async addRoute(
    participantId: string,
    caseId: string,
    { method, value, safe, times }: Route,
    at: Instant,
  ): Promise<string> {
    const routeId = randomUUID();
    // Somebody who was imported has no name here and no row yet.
    await this.work.manager.query(
      'insert into people (participant_id, case_id) values ($1, $2) on conflict do nothing',
      [participantId, caseId],
    );
    await this.work.manager.query(
      `update routes set replaced_at = $4 where participant_id = $1 and method = $2 and value = $3 and replaced_at is null`,
      [participantId, method, value, at],
    );
    await this.work.manager.query(
      `insert into routes (route_id, participant_id, method, value, safe, times, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [routeId, participantId, method, value, safe, times ?? null, at],
    );
    return routeId;
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

  /**
   * What was known at an instant of these participants' routes for a method: `unsafe` if any of them had one marked so
   * and none marked safe, `safe` if all had a safe one.
   */
  async routeSafety(
    participantIds: readonly string[],
    method: string,
    at: Instant,
  ): Promise<'safe' | 'unsafe' | 'unknown'> {
    const rows = await ask<{ safe: boolean }>(this.work.manager, safeRoutes, [participantIds, method, at]);
    if (rows.some(({ safe }) => !safe)) return 'unsafe';
    return rows.length === new Set(participantIds).size ? 'safe' : 'unknown';
  }

  /** The people of a case, with the routes that hold now. */
  ofCase(caseId: string): Promise<PersonView[]> {
    return ask(this.work.manager, peopleOfCase, [caseId]);
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
   * The people of a merged case are those of the case that it was merged into. `places`: who somebody is there. Their
   * routes go along; where the same one is known as safe there and as unsafe here, it is unsafe.
   */
  async follow(caseId: string, into: string, places: Readonly<Record<string, string>>, at: Instant): Promise<void> {
    const { manager } = this.work;
    await manager.query('update people set case_id = $2 where case_id = $1 and participant_id <> all($3)', [
      caseId,
      into,
      Object.keys(places),
    ]);
    for (const [id, place] of Object.entries(places)) {
      const routes: { method: string; value: string; safe: boolean; times: string | null }[] = await manager.query(
        `select method, value, safe, times from routes r where participant_id = $1 and replaced_at is null
         and not exists (select from routes known where known.participant_id = $2 and known.method = r.method
           and known.value = r.value and known.replaced_at is null and (r.safe or not known.safe))`,
        [id, place],
      );
      for (const { times, ...known } of routes)
        await this.addRoute(place, into, { ...known, ...(times !== null && { times }) }, at);
    }
  }
}

function digest(text: string, salt: Buffer): string {
  return createHmac('sha256', salt).update(text).digest('base64url');
}
