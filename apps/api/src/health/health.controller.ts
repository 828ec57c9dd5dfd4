import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Open } from '@kept-informed/access';
import type { SweepState } from '@kept-informed/operation';
import { ProblemException } from '../http/problem.js';
import { SweepWatch } from './sweep-watch.js';

export class SweepResponse implements SweepState {
  @ApiProperty({ enum: ['on-time', 'late'] })
  readonly state: 'on-time' | 'late';

  @ApiProperty({ description: 'Workers that were heard of within 15 s.' })
  readonly workers: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Since a worker ended a sweep; null: none ever did.' })
  readonly sweptSecondsAgo: number | null;

  @ApiProperty({ description: 'For how long the oldest due rung has waited; 0: none waits.' })
  readonly oldestDueSeconds: number;
}

export class ReadyResponse {
  @ApiProperty({ example: 'ready' })
  readonly status: string;

  @ApiProperty({ type: SweepResponse })
  readonly sweep: SweepResponse;
}

/** Whether the process lives and whether it can do its work. */
@ApiTags('Operation')
@Open()
@Controller('health')
export class HealthController {
  constructor(private readonly watch: SweepWatch) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: string } {
    return { status: 'live' };
  }

  /** A late sweep is told here and does not make the API unready: it would only take away what still works. */
  @Get('ready')
  @ApiOperation({ summary: 'The process can reach its database; and whether what is due is looked at in time' })
  @ApiOkResponse({ type: ReadyResponse })
  async ready(): Promise<ReadyResponse> {
    try {
      return { status: 'ready', sweep: await this.watch.state() };
    } catch {
      throw new ProblemException(503, 'database-unavailable', 'The database cannot be reached', {
        headers: { 'Retry-After': '2' },
      });
    }
  }
}
