import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Open } from '@kept-informed/access';
import type { SweepState } from '@kept-informed/operation';
import { ProblemException } from '../http/problem.js';
import { SweepWatch } from './sweep-watch.js';
import { TablesReader } from './tables.reader.js';

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
  constructor(
    private readonly watch: SweepWatch,
    private readonly tables: TablesReader,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: string } {
    return { status: 'live' };
  }

  /** A late sweep is told here and does not make the API unready: it would only take away what still works. */
  @Get('ready')
  @ApiOperation({
    summary: 'It can reach its database, whose tables are today’s; and whether what is due is looked at in time',
  })
  @ApiOkResponse({ type: ReadyResponse })
  async ready(): Promise<ReadyResponse> {
    const missing = await this.tables.missing().catch(() => unavailable());
    if (missing.length > 0)
      throw new ProblemException(503, 'tables-outdated', 'The tables are older than this version', {
        detail: `Run kept-informed migrate: ${missing.join(', ')}.`,
      });
    return { status: 'ready', sweep: await this.watch.state().catch(() => unavailable()) };
  }
}

function unavailable(): never {
  throw new ProblemException(503, 'database-unavailable', 'The database cannot be reached', {
    headers: { 'Retry-After': '2' },
  });
}
