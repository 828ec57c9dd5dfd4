import { Code, Flag, ListOf, Text } from '@kept-informed/fields';
import {
  AddParticipant,
  AgreeContactPlan,
  JoiningParticipant,
  OpenCase,
  ReachMilestone,
  ReceiveFeedback,
  RecordContact,
} from '@kept-informed/case-work';
import { methods } from '@kept-informed/follow-up';

/* What requests carry beside their command: names, routes and notes, which go to the people and never into a fact. */

export const noteLimit = 8_000;

export class RouteRequest {
  @Code(methods)
  method: string;

  @Text({ max: 500, description: 'Number or address.' })
  value: string;

  @Flag({ description: 'Whether it is safe to use. An unsafe route is never to be used.' })
  safe: boolean;

  @Text({ max: 200, optional: true, example: 'after 18:00' })
  times?: string;
}

export class ParticipantRequest extends JoiningParticipant {
  @Text({ max: 200, optional: true })
  name?: string;

  @ListOf(() => RouteRequest, { optional: true, max: 20 })
  routes?: RouteRequest[];
}

export class OpenCaseRequest extends OpenCase {
  @ListOf(() => ParticipantRequest, { max: 200 })
  override participants: ParticipantRequest[];
}

export class AddParticipantRequest extends AddParticipant {
  @Text({ max: 200, optional: true })
  name?: string;

  @ListOf(() => RouteRequest, { optional: true, max: 20 })
  routes?: RouteRequest[];
}

export class RecordContactRequest extends RecordContact {
  @Text({ max: noteLimit, optional: true })
  note?: string;

  @Text({ max: noteLimit, optional: true, description: 'Needed when it is recorded more than 72 hours late.' })
  lateReason?: string;
}

export class ReachMilestoneRequest extends ReachMilestone {
  @Text({ max: noteLimit, optional: true, description: 'What happened, in words.' })
  detail?: string;
}

export class ReceiveFeedbackRequest extends ReceiveFeedback {
  @Text({ max: noteLimit, optional: true })
  note?: string;
}

export class AgreeContactPlanRequest extends AgreeContactPlan {
  @Text({ max: noteLimit, optional: true, description: 'When it is safe to call or write, in their words.' })
  safeTimes?: string;
}
