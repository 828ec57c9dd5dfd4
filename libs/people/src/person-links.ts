import { randomUUID } from 'node:crypto';
import type { Instant } from '@kept-informed/calendar';
import { conflict, notFound, refuse } from '@kept-informed/decisions';
import { ask, columns, type UnitOfWork } from '@kept-informed/event-store';
import type { WhoKeeps } from './who-keeps.js';

/** That two participants are one person, as somebody said, or a merger of their cases did. */
export interface PersonLinkView {
  readonly linkId: string;
  /** Both participants. */
  readonly one: string;
  readonly other: string;
  readonly byMerger: boolean;
  readonly linkedAt: Instant;
  readonly linkedBy: string;
  /** Null: it stands. */
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
}

const view = columns<PersonLinkView>(
  'l',
  ...(['linkId', 'one', 'other', 'byMerger', 'linkedAt', 'linkedBy', 'endedAt', 'endedBy'] as const),
);

/**
 * SQL for everybody who is the same person as somebody, by SQL for their id: `id`, themselves too, and `since` when that has been
 * known (docs/decisions/0024). `by`: by mergers alone.
 */
export function samePeople(participantId: string, by?: 'mergers'): string {
  const stands = by ? 'l.ended_at is null and l.by_merger' : 'l.ended_at is null';
  return `(
    with recursive same (id, since) as (
      select ${participantId}, '-infinity'::timestamptz
      union
      select pair.id, greatest(same.since, pair.linked_at) from same cross join lateral (
        select l.other as id, l.linked_at from person_links l where l.one = same.id and ${stands}
        union all
        select l.one, l.linked_at from person_links l where l.other = same.id and ${stands}
      ) pair
    )
    select id, min(since) as since from same group by id)`;
}

const add = `insert into person_links (link_id, one, other, by_merger, linked_at, linked_by, note_id)
  values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning link_id`;

/** Two participants that somebody links, and the note that says why. */
interface LinkToKeep {
  readonly participantIds: readonly [string, string];
  readonly noteId: string;
}

/** Who is the same person as whom. What is known of each stays where it is. */
export class PersonLinks {
  constructor(private readonly work: UnitOfWork) {}

  /** Those that stand or stood of these people, the first first. */
  of(participantIds: readonly string[]): Promise<PersonLinkView[]> {
    const text = `select ${view} from person_links l where l.one = any($1) or l.other = any($1)
      order by l.linked_at, l.link_id`;
    return ask(this.work.manager, text, [participantIds]);
  }

  /** From now on they are one person. Refused where they are already. */
  async link({ participantIds: [one, other], noteId }: LinkToKeep, keeping: WhoKeeps): Promise<string> {
    if (one === other) throw refuse('already-linked', '/participantId', 'They are the same participant.');
    const text = `select id from ${samePeople('$1::text')} same where id = $2`;
    const known = await ask(this.work.manager, text, [one, other]);
    const linkId = known.length > 0 ? undefined : await this.#add([one, other], keeping, noteId);
    if (linkId === undefined) throw conflict('already-linked', 'They are known to be one person.');
    return linkId;
  }

  /** A merger of their cases says that they are. */
  async merged(one: string, other: string, keeping: WhoKeeps): Promise<void> {
    await this.#add([one, other], keeping);
  }

  /** They are not, by what was said with this link. Refused for what a merger said. */
  async end(participantId: string, linkId: string, noteId: string, { by, at }: WhoKeeps): Promise<void> {
    const [link] = await ask<PersonLinkView>(
      this.work.manager,
      `select ${view} from person_links l where l.link_id = $1 and $2 in (l.one, l.other) for update`,
      [linkId, participantId],
    );
    if (!link) throw notFound('not-found', 'They have no such link.');
    if (link.byMerger) throw conflict('merged-elsewhere', 'It came with a merger of their cases.');
    if (link.endedAt !== null) throw conflict('already-ended', 'It was ended before.');
    const text = `update person_links set ended_at = $2, ended_by = $3, ended_note_id = $4 where link_id = $1`;
    await ask(this.work.manager, text, [linkId, at, by, noteId]);
  }

  async #add(both: readonly [string, string], { by, at }: WhoKeeps, noteId?: string): Promise<string | undefined> {
    const [one, other] = both.toSorted();
    const values = [randomUUID(), one, other, noteId === undefined, at, by, noteId ?? null];
    const [added] = await ask<{ link_id: string }>(this.work.manager, add, values);
    return added?.link_id;
  }
}
