import { ApiProperty } from '@nestjs/swagger';
import {
  identityChecks,
  neverSaid,
  sayingRules,
  type CallBackRoute,
  type CounterView,
  type IdentityCheck,
  type MayNotSay,
  type MaySay,
} from '@kept-informed/case-work';
import { methods, sayables } from '@kept-informed/commitments';

export class MaySayItem implements MaySay {
  @ApiProperty({ enum: [...sayables, 'cannot-confirm'] })
  readonly what: MaySay['what'];

  @ApiProperty({ example: 'Your case is being dealt with.', description: 'To be read out.' })
  readonly sentence: string;
}

export class MayNotSayItem implements MayNotSay {
  @ApiProperty({ enum: [...neverSaid, ...sayables, 'anything'] })
  readonly what: MayNotSay['what'];

  @ApiProperty({
    enum: sayingRules,
    description:
      'By which rule: they did not prove who they are, or may not hear it; what holds always; what the force chose; nobody has officially told them yet.',
  })
  readonly rule: MayNotSay['rule'];

  @ApiProperty()
  readonly because: string;
}

export class IdentityResponse {
  @ApiProperty({ description: 'By two things at least.' })
  readonly verified: boolean;

  @ApiProperty({ enum: identityChecks, isArray: true })
  readonly checked: readonly IdentityCheck[];
}

export class CounterRuleResponse {
  @ApiProperty({ description: 'The version of the policy that says so.' })
  readonly policy: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: since ever.' })
  readonly since: string | null;

  @ApiProperty()
  readonly because: string;
}

export class CallBackRouteResponse implements CallBackRoute {
  @ApiProperty()
  readonly routeId: string;

  @ApiProperty({ enum: methods })
  readonly method: string;

  @ApiProperty({ type: String, nullable: true, description: 'The last three digits of a number.' })
  readonly endsWith: string | null;

  @ApiProperty({ required: false, description: 'When it may be used, in their words.' })
  readonly times?: string;
}

export class MaySayResponse implements CounterView {
  @ApiProperty()
  readonly reference: string;

  @ApiProperty({ type: IdentityResponse })
  readonly identity: IdentityResponse;

  @ApiProperty({ type: CounterRuleResponse })
  readonly rule: CounterRuleResponse;

  @ApiProperty({ type: [MaySayItem], description: 'In the order in which it is said.' })
  readonly maySay: readonly MaySayItem[];

  @ApiProperty({ type: [MayNotSayItem] })
  readonly mayNotSay: readonly MayNotSayItem[];

  @ApiProperty({ type: [CallBackRouteResponse], description: 'By which they can be called back; none that is unsafe.' })
  readonly callBack: readonly CallBackRouteResponse[];
}

export class MessageLeftResponse {
  @ApiProperty()
  readonly messageId: string;

  @ApiProperty()
  readonly version: number;

  @ApiProperty()
  readonly position: string;
}

export class EnquiryLoggedResponse {
  @ApiProperty()
  readonly contactId: string;

  @ApiProperty()
  readonly version: number;

  @ApiProperty()
  readonly position: string;
}
