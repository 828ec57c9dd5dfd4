import { randomUUID } from 'node:crypto';
import type { Instant } from '@kept-informed/calendar';
import { conflict, notFound } from '@kept-informed/decisions';
import { ask, columns, type UnitOfWork } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import type { WhoKeeps } from './who-keeps.js';

/** Nothing of somebody may go while it stands. */
export interface LegalHoldView {
  readonly holdId: string;
  readonly participantId: string;
  readonly heldAt: Instant;
  readonly heldBy: string;
  readonly liftedAt: Instant | null;
  readonly liftedBy: string | null;
}

const view = columns<LegalHoldView>('h', 'holdId', 'participantId', 'heldAt', 'heldBy', 'liftedAt', 'liftedBy');

/** Legal holds: why is a note, under the key of whom it is about. */
export class LegalHolds {
  constructor(private readonly work: UnitOfWork) {}

  /** All that stand, and what was lifted. */
  of(participantId: string): Promise<LegalHoldView[]> {
    const text = `select ${view} from legal_holds h where participant_id = $1 order by held_at, hold_id`;
    return ask(this.work.manager, text, [participantId]);
  }

  async place(participantId: string, noteId: string, { by, at }: WhoKeeps): Promise<string> {
    const holdId = randomUUID();
    const text = `insert into legal_holds (hold_id, participant_id, note_id, held_at, held_by) values ($1, $2, $3, $4, $5)`;
    await ask(this.work.manager, text, [holdId, participantId, noteId, at, by]);
    return holdId;
  }

  async lift(participantId: string, holdId: string, noteId: string, { by, at }: WhoKeeps): Promise<void> {
    const lifted = await ask<{ before: boolean }>(
      this.work.manager,
      `update legal_holds h set lifted_at = coalesce(h.lifted_at, $3), lifted_by = coalesce(h.lifted_by, $4),
         lifted_note_id = coalesce(h.lifted_note_id, $5)
       from (select hold_id, lifted_at is not null as before from legal_holds where hold_id = $1 for update) was
       where h.hold_id = was.hold_id and h.participant_id = $2 returning was.before`,
      [holdId, participantId, at, by, noteId],
    );
    if (!lifted[0]) throw notFound('not-found', 'There is no such legal hold.');
    if (lifted[0].before) throw conflict('already-ended', 'It was lifted before.');
  }
}

/** Whoever is under a legal hold now. */
export async function heldPeople(manager: EntityManager): Promise<string[]> {
  const text = 'select distinct participant_id as id from legal_holds where lifted_at is null';
  return (await ask<{ id: string }>(manager, text)).map(({ id }) => id);
}
