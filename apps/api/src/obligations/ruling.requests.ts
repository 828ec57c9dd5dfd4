import { Text } from '@kept-informed/fields';
import { ExtendClock, PauseClock, ResumeClock, WaiveObligation } from '@kept-informed/case-work';

/* What rulings carry beside their command: why, in words that go to the people and never into a fact. */

const noteLimit = 8_000;

export class PauseRequest extends PauseClock {
  @Text({ max: noteLimit, optional: true })
  note?: string;
}

export class ResumptionRequest extends ResumeClock {
  @Text({ max: noteLimit, optional: true })
  note?: string;
}

export class ExtensionRequest extends ExtendClock {
  @Text({ max: noteLimit, description: 'Why, in words; what the participant is told of it.' })
  reason: string;
}

export class WaiverRequest extends WaiveObligation {
  @Text({ max: noteLimit, description: 'Why, in their words.' })
  reason: string;
}

export class RulingReasonRequest {
  @Text({ max: noteLimit, description: 'Why, in words.' })
  reason: string;
}
