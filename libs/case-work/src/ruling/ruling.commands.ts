import { randomUUID } from 'node:crypto';
import type { NoteSeal } from '@kept-informed/decisions';
import type { RulingIntent } from '@kept-informed/follow-up';
import { CaseCommand } from '../handling/case.command.js';
import type {
  ExcusalRequest,
  ExtensionRequest,
  PauseRequest,
  ResumptionRequest,
  WaiverRequest,
} from './ruling.requests.js';

/** On which obligation, and the seal of the note that says why. */
export interface RulingGrounds extends NoteSeal {
  readonly obligationId: string;
}

/** Decides something about an obligation of the case. */
export abstract class RulingCommand<Request = object> extends CaseCommand<Request & RulingGrounds> {
  readonly rulingId: string = randomUUID();

  get intent(): RulingIntent {
    const { obligationId, noteId, noteDigest } = this.request;
    return { rulingId: this.rulingId, obligationId, ...(noteId && { noteId, noteDigest }) };
  }
}

/** Stops the clock. */
export class PauseClock extends RulingCommand<Omit<PauseRequest, 'note'>> {}

/** Starts the clock again. */
export class ResumeClock extends RulingCommand<Omit<ResumptionRequest, 'note'>> {}

/** Adds to the limit. */
export class ExtendClock extends RulingCommand<Omit<ExtensionRequest, 'reason'>> {}

/** Records that the participant does not want it. */
export class WaiveObligation extends RulingCommand<Omit<WaiverRequest, 'reason'>> {}

/** Endorses that reasonable steps were taken and failed, or that there is a good reason. */
export class ExcuseObligation extends RulingCommand<Omit<ExcusalRequest, 'reason'>> {}

/** Finds that it was never owed. */
export class VoidObligation extends RulingCommand {}

/** Takes a ruling back, the one with this id: it never was. */
export class UndoRuling extends RulingCommand<{ readonly rulingId: string }> {
  override readonly rulingId = this.request.rulingId;
}
