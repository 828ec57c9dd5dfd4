import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { OnTheWay, RouteEntered } from '@kept-informed/case-work';
import type { RouteView, UnsafeMark } from '@kept-informed/people';

export class OnTheWayResponse implements OnTheWay {
  @ApiProperty()
  readonly contactId: string;

  @ApiProperty()
  readonly method: string;

  @ApiProperty({ type: String, nullable: true, description: 'By which of their routes; null: it is not known.' })
  readonly routeId: string | null;

  @ApiProperty({ format: 'date-time' })
  readonly occurredAt: string;
}

const onTheWay: ApiPropertyOptions = {
  type: [OnTheWayResponse],
  description:
    'What was sent to them in the last seven days by a method that leads to the same place, and of which nothing has been heard since. The product itself sends nothing to participants.',
};

export class RouteEnteredResponse implements RouteEntered {
  @ApiProperty()
  readonly routeId: string;

  @ApiProperty({ description: 'It was marked unsafe before.' })
  readonly foundSafe: boolean;

  @ApiProperty(onTheWay)
  readonly onTheWay: readonly OnTheWayResponse[];
}

export class RouteEndedResponse {
  @ApiProperty(onTheWay)
  readonly onTheWay: readonly OnTheWayResponse[];
}

export class UnsafeMarkResponse implements UnsafeMark {
  @ApiProperty({ description: 'Staff id.' })
  readonly by: string;

  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: they gave no reason.' })
  readonly reason: string | null;
}

export class RouteResponse implements RouteView {
  @ApiProperty()
  readonly routeId: string;

  @ApiProperty()
  readonly method: string;

  @ApiProperty()
  readonly value: string;

  @ApiProperty()
  readonly safe: boolean;

  @ApiProperty({ required: false })
  readonly times?: string;

  @ApiProperty({ required: false, description: 'What to say to whoever answers.' })
  readonly say?: string;

  @ApiProperty({ required: false, description: 'What never to say.' })
  readonly neverSay?: string;

  @ApiProperty({ description: 'Whether it tells that something arrived.' })
  readonly receipts: boolean;

  @ApiProperty({ description: 'Another dwelling than the one of the same post code that is marked unsafe.' })
  readonly otherDwelling: boolean;

  @ApiProperty({ format: 'date-time', description: 'Since when this force has known it.' })
  readonly knownSince: string;

  @ApiProperty({
    format: 'date-time',
    required: false,
    description: 'Something came back that was sent by it: it reaches nobody until it is entered anew.',
  })
  readonly deadSince?: string;

  @ApiProperty({
    type: UnsafeMarkResponse,
    required: false,
    description:
      'Who said that it is unsafe, when and why. Left out where it is safe, and where it is marked on another case of the same person alone.',
  })
  readonly unsafeMark?: UnsafeMarkResponse;

  @ApiProperty({ format: 'date-time' })
  readonly recordedAt: string;
}
