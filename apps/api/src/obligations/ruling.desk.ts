import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { daysBetween, Clock } from '@kept-informed/calendar';
import { listObligations, type ObligationView } from '@kept-informed/follow-up';
import type { OnObligation, RulingResult } from '@kept-informed/case-work';
import { asked } from '../http/asked.js';
import { notFound } from '../http/problem.js';
import { Reading } from '../http/reading.js';
import { Notes } from '../cases/notes.js';
import type { MovedResponse, RulingRecordedResponse } from './ruling.responses.js';

/** What is asked of an obligation: the command without its place, why, and the version of the case that was seen. */
export interface RulingRequest {
  readonly command: OnObligation;
  /** What the note is kept as, and its text. */
  readonly kind: string;
  readonly text: string | undefined;
  readonly seen: number | undefined;
}

/** Records rulings on the case that an obligation belongs to, and answers how it stands then. */
@Injectable()
export class RulingDesk {
  constructor(
    private readonly bus: CommandBus,
    private readonly notes: Notes,
    private readonly reading: Reading,
    private readonly clock: Clock,
  ) {}

  async record(obligationId: string, { command, kind, text, seen }: RulingRequest): Promise<RulingRecordedResponse> {
    const before = await this.one(obligationId);
    const { caseId } = before;
    const noted = await this.notes.keepGiven(caseId, kind, text);
    const context = { caseId, obligationId, asked: asked(seen), ...noted };
    const { rulingId, arose, version, position }: RulingResult = await this.bus.execute(
      Object.assign(command, context),
    );
    const obligation = await this.one(obligationId);
    const obligations = await this.#list(arose);
    return { rulingId, obligation, moved: movedBetween(before, obligation), obligations, version, position };
  }

  async one(obligationId: string): Promise<ObligationView> {
    const [found] = await this.#list([obligationId]);
    if (!found) throw notFound('obligation');
    return found;
  }

  #list(ids: readonly string[]): Promise<ObligationView[]> {
    return listObligations(this.reading.manager, { ids }, this.clock.now(), ids.length);
  }
}

const msPerHour = 3_600_000;

function movedBetween(before: ObligationView, after: ObligationView): MovedResponse | null {
  if (before.dueAt === after.dueAt) return null;
  const hours = (Date.parse(after.dueAt!) - Date.parse(before.dueAt!)) / msPerHour;
  return {
    fromDueOn: before.dueOn!,
    toDueOn: after.dueOn!,
    days: daysBetween(before.dueOn!, after.dueOn!),
    hours: Math.round(hours * 100) / 100,
  };
}
