import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { extendClock, pauseClock, resumeClock, undoRuling } from './clock.decide.js';
import {
  ExcuseObligation,
  ExtendClock,
  PauseClock,
  ResumeClock,
  UndoRuling,
  VoidObligation,
  WaiveObligation,
} from './obligation.commands.js';
import { excuseObligation, voidObligation, waiveObligation } from './release.decide.js';
import { RulingRecorder, type RulingAnswer } from './ruling-recorder.js';

@CommandHandler(PauseClock)
export class PauseClockHandler implements ICommandHandler<PauseClock, RulingAnswer> {
  constructor(@Inject(RulingRecorder) private readonly rulings: RulingRecorder) {}

  execute(command: PauseClock): Promise<RulingAnswer> {
    const { reason, from } = command;
    return this.rulings.record(command, (state, asking, book, now) =>
      pauseClock(state, { ...asking, reason }, from ?? now, book, now),
    );
  }
}

@CommandHandler(ResumeClock)
export class ResumeClockHandler implements ICommandHandler<ResumeClock, RulingAnswer> {
  constructor(@Inject(RulingRecorder) private readonly rulings: RulingRecorder) {}

  execute(command: ResumeClock): Promise<RulingAnswer> {
    return this.rulings.record(command, (state, asking, _book, now) =>
      resumeClock(state, asking, command.at ?? now, now),
    );
  }
}

@CommandHandler(ExtendClock)
export class ExtendClockHandler implements ICommandHandler<ExtendClock, RulingAnswer> {
  constructor(@Inject(RulingRecorder) private readonly rulings: RulingRecorder) {}

  execute(command: ExtendClock): Promise<RulingAnswer> {
    const { by } = command;
    return this.rulings.record(command, (state, asking, book, now) => extendClock(state, { ...asking, by }, book, now));
  }
}

@CommandHandler(WaiveObligation)
export class WaiveObligationHandler implements ICommandHandler<WaiveObligation, RulingAnswer> {
  constructor(@Inject(RulingRecorder) private readonly rulings: RulingRecorder) {}

  execute(command: WaiveObligation): Promise<RulingAnswer> {
    const { requestedBy, at } = command;
    return this.rulings.record(command, (state, asking, book, now) =>
      waiveObligation(state, { ...asking, requestedBy }, at ?? now, book, now),
    );
  }
}

@CommandHandler(ExcuseObligation)
export class ExcuseObligationHandler implements ICommandHandler<ExcuseObligation, RulingAnswer> {
  constructor(@Inject(RulingRecorder) private readonly rulings: RulingRecorder) {}

  execute(command: ExcuseObligation): Promise<RulingAnswer> {
    return this.rulings.record(command, (state, asking, _book, now) => excuseObligation(state, asking, now));
  }
}

@CommandHandler(VoidObligation)
export class VoidObligationHandler implements ICommandHandler<VoidObligation, RulingAnswer> {
  constructor(@Inject(RulingRecorder) private readonly rulings: RulingRecorder) {}

  execute(command: VoidObligation): Promise<RulingAnswer> {
    return this.rulings.record(command, (state, asking, _book, now) => voidObligation(state, asking, now));
  }
}

/** Answers with the ruling that never was. */
@CommandHandler(UndoRuling)
export class UndoRulingHandler implements ICommandHandler<UndoRuling, RulingAnswer> {
  constructor(@Inject(RulingRecorder) private readonly rulings: RulingRecorder) {}

  async execute(command: UndoRuling): Promise<RulingAnswer> {
    const { rulingId } = command;
    const answer = await this.rulings.record(command, (state, asking, _book, now) =>
      undoRuling(state, { ...asking, rulingId }, now),
    );
    return { ...answer, rulingId };
  }
}
