import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Instant } from '@kept-informed/calendar';
import { askTogether, UnitOfWork } from '@kept-informed/event-store';
import type { ShownPeople } from './people-read.js';

/** What was shown, and how it came to that. */
export interface AnswerShown extends Omit<ShownPeople, 'names'> {
  readonly at: Instant;
  readonly requestId: string;
  readonly route: string;
  readonly why: string;
  /** Those who are called like who looked. */
  readonly ownName: readonly string[];
  /** By participant: the staff who are called like them. */
  readonly colleagues: Readonly<Record<string, readonly string[]>>;
}

/** One answer that showed people, as it is kept. */
export interface Look extends Omit<AnswerShown, keyof ShownPeople> {
  readonly staffId: string;
  readonly cameFrom: string;
  /** One and the same for all who were given one and the same answer. */
  readonly whom: ShownPeople;
}

/**
 * Whom looks are at is told with those of them that are not known to be kept already. A look at what is kept nowhere is refused, and
 * with it all that are told with it.
 */
const keep = {
  name: 'keep_looks',
  text: `with given as (
      select * from jsonb_to_recordset($2::jsonb) as s ("shownId" text, month date, "caseIds" text[], "participantIds" text[], fields jsonb)
    ), shown as (
      insert into shown_people (shown_id, month, case_ids, participant_ids, fields)
      select "shownId", month, "caseIds", "participantIds", fields from given
      on conflict do nothing
    )
    insert into looks (at, staff_id, request_id, route, came_from, why, shown_id, own_name, colleagues)
    select at, "staffId", "requestId", route, "cameFrom", why, coalesce(
      (select g."shownId" from given g where g."shownId" = l."shownId"),
      (select s.shown_id from shown_people s where s.shown_id = l."shownId")), "ownName", colleagues
    from jsonb_to_recordset($1::jsonb) as l (at timestamptz, "staffId" text, "requestId" text, route text, "cameFrom" text,
      why text, "shownId" text, "ownName" text[], colleagues jsonb)`,
};

/** More would make one statement slow for all who wait for it. */
const mostTogether = 500;
/** Of so many answers it is remembered that whom they showed is kept. */
const mostRemembered = 10_000;

/**
 * Keeps who looked at whom. An answer waits until its look is stored; those that come while others are being stored are stored
 * together, by one statement and so one commit, so that many who read at once wait for few.
 */
@Injectable()
export class LookLog {
  /** What of `shown_people` this process has seen stored: it need not be told again. */
  readonly #kept = new Set<string>();

  constructor(private readonly work: UnitOfWork) {}

  /** Rejects where it could not be stored: then nothing may be shown. */
  readonly append = askTogether((looks: readonly Look[]) => this.#store(looks), { atMost: mostTogether });

  async #store(looks: readonly Look[]): Promise<void[]> {
    const month = `${looks[0]!.at.slice(0, 7)}-01`;
    const shown = new Map([...new Set(looks.map(({ whom }) => whom))].map((whom) => [whom, shownIn(month, whom)]));
    const told = JSON.stringify(looks.map(({ whom, ...look }) => ({ ...look, shownId: shown.get(whom)!.shownId })));
    const all = new Map([...shown.values()].map((one) => [one.shownId, one]));
    try {
      await this.work.ask(keep, [
        told,
        JSON.stringify([...all.values()].filter((one) => !this.#kept.has(one.shownId))),
      ]);
    } catch (error) {
      // As where the database was put back to a time before.
      if (!isUnknown(error)) throw error;
      await this.work.ask(keep, [told, JSON.stringify([...all.values()])]);
    }
    this.#remember([...all.keys()]);
    return looks.map(() => undefined);
  }

  #remember(ids: readonly string[]): void {
    if (this.#kept.size + ids.length > mostRemembered) this.#kept.clear();
    for (const id of ids) this.#kept.add(id);
  }
}

/** Whom a look is at is kept nowhere. */
const isUnknown = (error: unknown): boolean => (error as { column?: string }).column === 'shown_id';

/** `month`: its first day. */
function shownIn(month: string, { caseIds, participantIds, fields }: ShownPeople) {
  const whom = { month, caseIds, participantIds, fields };
  return { shownId: createHash('sha256').update(JSON.stringify(whom)).digest('base64url'), ...whom };
}
