import { Injectable } from '@nestjs/common';
import type { Instant } from '@kept-informed/calendar';
import { UnitOfWork } from '@kept-informed/event-store';
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

interface WaitingLook {
  readonly look: Look;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const keep = {
  name: 'keep_looks',
  text: `insert into looks (at, staff_id, request_id, route, came_from, why, case_ids, participant_ids, fields, own_name, colleagues)
    select at, "staffId", "requestId", route, "cameFrom", why, "caseIds", "participantIds", fields, "ownName", colleagues
    from jsonb_to_recordset($1::jsonb) as l (at timestamptz, "staffId" text, "requestId" text, route text, "cameFrom" text,
      why text, "ownName" text[], colleagues jsonb, whom integer)
    join jsonb_to_recordset($2::jsonb) as w (whom integer, "caseIds" text[], "participantIds" text[], fields jsonb) using (whom)`,
};

/** More would make one statement slow for all who wait for it. */
const mostTogether = 500;

/**
 * Keeps who looked at whom. An answer waits until its look is stored; those that come while others are being stored are stored
 * together, by one statement and so one commit, so that many who read at once wait for few.
 */
@Injectable()
export class LookLog {
  readonly #waiting: WaitingLook[] = [];
  #isStoring = false;

  constructor(private readonly work: UnitOfWork) {}

  /** Rejects where it could not be stored: then nothing may be shown. */
  append(look: Look): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ look, done, failed });
      if (!this.#isStoring) void this.#storeAll();
    });
  }

  /** Throws nothing: each that waits is told by itself. */
  async #storeAll(): Promise<void> {
    this.#isStoring = true;
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0, mostTogether);
      try {
        await this.work.ask(keep, keptAs(together.map(({ look }) => look)));
        for (const { done } of together) done();
      } catch (error) {
        for (const { failed } of together) failed(error);
      }
    }
    this.#isStoring = false;
  }
}

/** Whom a list showed is told once for all to whom it showed them: it is most of what there is to write, and to read again. */
function keptAs(looks: readonly Look[]): string[] {
  const places = new Map([...new Set(looks.map(({ whom }) => whom))].map((whom, place) => [whom, place]));
  const shown = [...places].map(([{ caseIds, participantIds, fields }, whom]) => ({
    whom,
    caseIds,
    participantIds,
    fields,
  }));
  return [JSON.stringify(looks.map((look) => ({ ...look, whom: places.get(look.whom) }))), JSON.stringify(shown)];
}
