import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { daysBetween, never, type Instant } from '@kept-informed/calendar';
import { prejudice } from '@kept-informed/commitments';
import { notFound, type Requester } from '@kept-informed/decisions';
import { rulingsOn, type RulingView } from '@kept-informed/follow-up';
import type { ArisenObligations } from '../case/case-recording.js';
import { Notes } from '../reading/notes.js';
import { ReadModel, type ToldObligation } from '../reading/read-model.js';
import type { ReasonRequest } from '../handling/reason.request.js';
import {
  ExcuseObligation,
  ExtendClock,
  PauseClock,
  ResumeClock,
  UndoRuling,
  VoidObligation,
  WaiveObligation,
  type RulingCommand,
  type RulingGrounds,
} from './ruling.commands.js';
import type {
  ExcusalRequest,
  ExtensionRequest,
  PauseRequest,
  ResumptionRequest,
  WaiverRequest,
} from './ruling.requests.js';

/** By how much a due date moved: London dates, and elapsed hours between the due times. */
export interface DueDateMove {
  readonly fromDueOn: string;
  readonly toDueOn: string;
  readonly days: number;
  readonly hours: number;
}

/** A ruling that was recorded, and how the obligation stands then. Not moved: it is due when it was. */
export interface RulingRecord extends ArisenObligations {
  readonly rulingId: string;
  readonly obligation: ToldObligation;
  readonly moved: DueDateMove | null;
}

/** A ruling on its way: why, in words, what these are kept as, and the command on the case that they belong to. */
interface RulingToRecord {
  readonly kind: string;
  readonly words: string | undefined;
  readonly command: (caseId: string, grounds: RulingGrounds) => RulingCommand;
}

/** A ruling with why, in words, for those who may see that. */
export type RulingWithNote = Omit<RulingView, 'noteId' | 'obligationId'> & { readonly note?: string };

/** What only a supervisor decides, and only a supervisor takes back. */
export const isOfSupervisors = ({ kind, reason }: Pick<RulingView, 'kind' | 'reason'>): boolean =>
  kind === 'excused' || kind === 'voided' || reason === prejudice;

/** Records rulings on the case that an obligation belongs to, and answers how it stands then. */
@Injectable()
export class Rulings {
  constructor(
    private readonly bus: CommandBus,
    private readonly notes: Notes,
    private readonly reading: ReadModel,
  ) {}

  pause(obligationId: string, { note, ...pause }: PauseRequest, requester: Requester): Promise<RulingRecord> {
    return this.#record(obligationId, {
      kind: 'pause',
      words: note,
      command: (caseId, grounds) => new PauseClock(caseId, { ...pause, ...grounds }, requester),
    });
  }

  resume(obligationId: string, { note, ...resumption }: ResumptionRequest, requester: Requester) {
    return this.#record(obligationId, {
      kind: 'resumption',
      words: note,
      command: (caseId, grounds) => new ResumeClock(caseId, { ...resumption, ...grounds }, requester),
    });
  }

  extend(obligationId: string, { reason, ...extension }: ExtensionRequest, requester: Requester) {
    return this.#record(obligationId, {
      kind: 'extension',
      words: reason,
      command: (caseId, grounds) => new ExtendClock(caseId, { ...extension, ...grounds }, requester),
    });
  }

  waive(obligationId: string, { reason, ...waiver }: WaiverRequest, requester: Requester) {
    return this.#record(obligationId, {
      kind: 'waiver',
      words: reason,
      command: (caseId, grounds) => new WaiveObligation(caseId, { ...waiver, ...grounds }, requester),
    });
  }

  excuse(obligationId: string, { reason, ...excusal }: ExcusalRequest, requester: Requester) {
    return this.#record(obligationId, {
      kind: 'excusal',
      words: reason,
      command: (caseId, grounds) => new ExcuseObligation(caseId, { ...excusal, ...grounds }, requester),
    });
  }

  void(obligationId: string, { reason }: ReasonRequest, requester: Requester) {
    return this.#record(obligationId, {
      kind: 'void',
      words: reason,
      command: (caseId, grounds) => new VoidObligation(caseId, grounds, requester),
    });
  }

  /** Takes a ruling back. */
  undo(obligationId: string, rulingId: string, { reason }: ReasonRequest, requester: Requester) {
    return this.#record(obligationId, {
      kind: 'undoing',
      words: reason,
      command: (caseId, grounds) => new UndoRuling(caseId, { ...grounds, rulingId }, requester),
    });
  }

  /** What was decided about an obligation by an instant. */
  async on(obligationId: string, personal: boolean, knownAt: Instant = never): Promise<RulingWithNote[]> {
    const all = await rulingsOn(this.reading.manager, obligationId);
    const rulings = all
      .filter(({ recordedAt }) => recordedAt <= knownAt)
      .map((ruling) => ({
        ...ruling,
        undoneAt: ruling.undoneAt && ruling.undoneAt <= knownAt ? ruling.undoneAt : null,
      }));
    const notes = await this.notes.of(rulings, personal);
    return rulings.map(({ noteId, obligationId: _obligationId, ...ruling }) => {
      return { ...ruling, ...(noteId !== null && { note: notes.get(noteId) }) };
    });
  }

  async #record(obligationId: string, { kind, words, command }: RulingToRecord): Promise<RulingRecord> {
    const before = await this.#one(obligationId);
    const { caseId } = before;
    const seal = await this.notes.keepGiven(caseId, kind, words);
    const ruling = command(caseId, { obligationId, ...seal });
    const { arose, version, position } = await this.bus.execute(ruling);
    const obligation = await this.#one(obligationId);
    const obligations = await this.reading.obligations({ ids: arose });
    const { rulingId } = ruling;
    return { rulingId, obligation, moved: movedBetween(before, obligation), obligations, version, position };
  }

  async #one(obligationId: string): Promise<ToldObligation> {
    const [found] = await this.reading.obligations({ ids: [obligationId] });
    if (!found) throw notFound('not-found', 'There is no such obligation.');
    return found;
  }
}

const msPerHour = 3_600_000;

function movedBetween(before: ToldObligation, after: ToldObligation): DueDateMove | null {
  if (before.dueAt === after.dueAt) return null;
  const hours = (Date.parse(after.dueAt!) - Date.parse(before.dueAt!)) / msPerHour;
  return {
    fromDueOn: before.dueOn!,
    toDueOn: after.dueOn!,
    days: daysBetween(before.dueOn!, after.dueOn!),
    hours: Math.round(hours * 100) / 100,
  };
}
