import { createHash } from 'node:crypto';
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
  text: `with shown as (
      insert into shown_people (shown_id, month, case_ids, participant_ids, fields)
      select "shownId", month, "caseIds", "participantIds", fields
      from jsonb_to_recordset($2::jsonb) as s ("shownId" text, month date, "caseIds" text[], "participantIds" text[], fields jsonb)
      on conflict do nothing
    )
    insert into looks (at, staff_id, request_id, route, came_from, why, shown_id, own_name, colleagues)
    select at, "staffId", "requestId", route, "cameFrom", why, "shownId", "ownName", colleagues
    from jsonb_to_recordset($1::jsonb) as l (at timestamptz, "staffId" text, "requestId" text, route text, "cameFrom" text,
      why text, "shownId" text, "ownName" text[], colleagues jsonb)`,
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

/** Whom answers showed is most of what there is to write: what is the same is told once, and kept once a month. */
function keptAs(looks: readonly Look[]): string[] {
  const month = `${looks[0]!.at.slice(0, 7)}-01`;
  const shown = new Map([...new Set(looks.map(({ whom }) => whom))].map((whom) => [whom, shownIn(month, whom)]));
  const told = looks.map(({ whom, ...look }) => ({ ...look, shownId: shown.get(whom)!.shownId }));
  return [JSON.stringify(told), JSON.stringify([...shown.values()])];
}

function shownIn(month: string, { caseIds, participantIds, fields }: ShownPeople) {
  const whom = { month, caseIds, participantIds, fields };
  return { shownId: createHash('sha256').update(JSON.stringify(whom)).digest('base64url'), ...whom };
}
