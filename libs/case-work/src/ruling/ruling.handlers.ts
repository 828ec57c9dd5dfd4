import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  extendClock,
  pauseClock,
  resumeClock,
  undoRuling,
  excuseObligation,
  voidObligation,
  waiveObligation,
} from '@kept-informed/follow-up';
import {
  ExcuseObligation,
  ExtendClock,
  PauseClock,
  ResumeClock,
  UndoRuling,
  VoidObligation,
  WaiveObligation,
} from './ruling.commands.js';
import { RulingRecorder, type RulingResult } from './ruling-recorder.js';

@CommandHandler(PauseClock)
export class PauseClockHandler implements ICommandHandler<PauseClock, RulingResult> {
  constructor(private readonly rulings: RulingRecorder) {}

  execute(command: PauseClock): Promise<RulingResult> {
    const { reason, from } = command;
    return this.rulings.record(command, (state, asking, book, now) =>
      pauseClock(state, { ...asking, reason }, from ?? now, book, now),
    );
  }
}

@CommandHandler(ResumeClock)
export class ResumeClockHandler implements ICommandHandler<ResumeClock, RulingResult> {
  constructor(private readonly rulings: RulingRecorder) {}

  execute(command: ResumeClock): Promise<RulingResult> {
    return this.rulings.record(command, (state, asking, _book, now) =>
      resumeClock(state, asking, command.at ?? now, now),
    );
  }
}

@CommandHandler(ExtendClock)
export class ExtendClockHandler implements ICommandHandler<ExtendClock, RulingResult> {
  constructor(private readonly rulings: RulingRecorder) {}

  execute(command: ExtendClock): Promise<RulingResult> {
    const { by } = command;
    return this.rulings.record(command, (state, asking, book, now) => extendClock(state, { ...asking, by }, book, now));
  }
}

@CommandHandler(WaiveObligation)
export class WaiveObligationHandler implements ICommandHandler<WaiveObligation, RulingResult> {
  constructor(private readonly rulings: RulingRecorder) {}

  execute(command: WaiveObligation): Promise<RulingResult> {
    const { requestedBy, at } = command;
    return this.rulings.record(command, (state, asking, book, now) =>
      waiveObligation(state, { ...asking, requestedBy }, at ?? now, book, now),
    );
  }
}

@CommandHandler(ExcuseObligation)
export class ExcuseObligationHandler implements ICommandHandler<ExcuseObligation, RulingResult> {
  constructor(private readonly rulings: RulingRecorder) {}

  execute(command: ExcuseObligation): Promise<RulingResult> {
    return this.rulings.record(command, (state, asking, _book, now) => excuseObligation(state, asking, now));
  }
}

@CommandHandler(VoidObligation)
export class VoidObligationHandler implements ICommandHandler<VoidObligation, RulingResult> {
  constructor(private readonly rulings: RulingRecorder) {}

  execute(command: VoidObligation): Promise<RulingResult> {
    return this.rulings.record(command, (state, asking, _book, now) => voidObligation(state, asking, now));
  }
}

/** Answers with the ruling that never was. */
@CommandHandler(UndoRuling)
export class UndoRulingHandler implements ICommandHandler<UndoRuling, RulingResult> {
  constructor(private readonly rulings: RulingRecorder) {}

  async execute(command: UndoRuling): Promise<RulingResult> {
    const { rulingId } = command;
    const answer = await this.rulings.record(command, (state, asking, _book, now) =>
      undoRuling(state, { ...asking, rulingId }, now),
    );
    return { ...answer, rulingId };
  }
}
