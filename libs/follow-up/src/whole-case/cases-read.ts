import type { Instant, Zone } from '@kept-informed/calendar';
import { onOneConnection } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { caseMark, nextTurnOf, type CaseMark } from './case-mark.queries.js';
import {
  type CaseKnownBy,
  caseRows,
  type CaseRows,
  type FollowUpView,
  knownCaseRows,
  type WholeCaseQuestion,
} from './whole-case.queries.js';

/** A case as it was read. */
interface CaseAsRead {
  readonly rows: CaseRows;
  readonly mark: string;
  readonly zone: Zone;
  /** Unless something is recorded it shows so from this instant on, up to the other; null: for good. */
  readonly from: Instant;
  readonly until: Instant | null;
}

/** How many obligations the cases that are kept may have, together: some tens of megabytes. */
const most = 50_000;

/**
 * Cases as they were read last (docs/decisions/0046). What is shown of one changes by what is recorded of it and as time passes, and by
 * nothing else; so as long as neither has happened, one small question answers who asks again.
 */
export class CasesRead {
  readonly #kept = new Map<string, CaseAsRead>();
  #weight = 0;

  constructor(private readonly atMost = most) {}

  /** The case as it is. */
  read(manager: EntityManager, question: WholeCaseQuestion): Promise<FollowUpView> {
    return onOneConnection(manager, async (one) => {
      const kept = this.#kept.get(question.caseId);
      if (!kept || !isOf(kept, question)) return this.#readAnew(one, question);
      const found = await caseMark(one, question);
      if (found.mark !== kept.mark) return this.#readAnew(one, question);
      this.#keep(question.caseId, kept);
      return shown(kept.rows, found);
    });
  }

  /** The case as was recorded by `now`, and what followed from that by then. */
  known(manager: EntityManager, question: WholeCaseQuestion, by: CaseKnownBy): Promise<FollowUpView> {
    return onOneConnection(manager, async (one) => {
      const [found, rows] = await Promise.all([caseMark(one, question), knownCaseRows(one, question, by)]);
      return shown(rows, found);
    });
  }

  /** The mark is read before the rows: rows that were written in between stay under a mark that is gone. */
  async #readAnew(one: EntityManager, question: WholeCaseQuestion): Promise<FollowUpView> {
    const { caseId, now: from, zone } = question;
    const [found, rows, until] = await Promise.all([
      caseMark(one, question),
      caseRows(one, question),
      nextTurnOf(one, question),
    ]);
    if (found.mark !== null) this.#keep(caseId, { rows, mark: found.mark, zone, from, until });
    return shown(rows, found);
  }

  /** What nobody has asked for the longest goes first. */
  #keep(caseId: string, read: CaseAsRead): void {
    this.#letGo(caseId);
    this.#kept.set(caseId, read);
    this.#weight += weightOf(read);
    for (const longest of this.#kept.keys()) {
      if (this.#weight <= this.atMost) return;
      this.#letGo(longest);
    }
  }

  #letGo(caseId: string): void {
    const kept = this.#kept.get(caseId);
    if (!kept) return;
    this.#kept.delete(caseId);
    this.#weight -= weightOf(kept);
  }
}

const isOf = ({ from, until, zone }: CaseAsRead, { now, zone: asked }: WholeCaseQuestion): boolean =>
  from <= now && (until === null || now < until) && zone === asked;

const weightOf = ({ rows: { obligations } }: CaseAsRead): number => 1 + obligations.length;

/** Obligations are told in place by whoever is given them. */
const shown = (rows: CaseRows, { position, awaitingLook }: CaseMark): FollowUpView => ({
  ...rows,
  obligations: rows.obligations.map((one) => ({ ...one })),
  position,
  awaitingLook,
});
