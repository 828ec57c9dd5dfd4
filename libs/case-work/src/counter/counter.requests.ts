import type { Instant } from '@kept-informed/calendar';
import { Code, Id, InstantField, ListOf, rules, Text } from '@kept-informed/fields';
import { noteLimit } from '../handling/reason.request.js';
import { identityChecks, type IdentityCheck } from './may-say.rules.js';

const checkedBy = {
  max: identityChecks.length,
  optional: true,
  twice: 'must not be there twice',
  description:
    'By what they proved who they are, two things at least; never what they answered. Left out: they did not.',
} as const;

/** How somebody at the counter proved who they are. */
export class IdentityQuery {
  @ListOf(rules.code(identityChecks), { ...checkedBy, fromText: true })
  checked?: IdentityCheck[];
}

/** A message for whoever has the case. */
export class MessageRequest {
  @Code(['owner'])
  to: 'owner';

  @Text({ max: noteLimit, description: 'In words; kept with the people.' })
  text: string;

  @Id({ optional: true, description: 'Who left it.' })
  participantId?: string;

  @ListOf(rules.code(identityChecks), checkedBy)
  checked?: IdentityCheck[];

  @InstantField({ optional: true, description: 'By when they want to be called back, within 90 days.' })
  callBackBy?: Instant;

  @Id({ optional: true, description: 'By which of their routes; of one that is not safe it is refused.' })
  routeId?: string;
}

/** Somebody asked something at the counter, or why they have heard nothing. */
export class EnquiryRequest {
  @Id()
  participantId: string;

  @Code(['enquiry', 'chase'], { description: 'A chase: they asked why they have heard nothing.' })
  purpose: 'enquiry' | 'chase';

  @ListOf(rules.code(identityChecks), checkedBy)
  checked?: IdentityCheck[];

  @Code(['counter', 'phone'], { optional: true, description: '`counter`, if left out.' })
  method?: 'counter' | 'phone';

  @Text({ max: noteLimit, optional: true })
  note?: string;
}
