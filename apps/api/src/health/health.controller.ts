import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Open } from '@kept-informed/access';
import type { SweepState } from '@kept-informed/operation';
import { keptFor } from '../http/kept-for.js';
import { databaseUnavailable, ProblemException } from '../http/problem.js';
import { SweepWatch } from './sweep-watch.js';
import { TablesReader } from './tables.reader.js';
import { Refuses } from '../openapi/refuses.js';

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

/** Everybody may ask, so all who ask within it cost the database one question. */
const second = 1_000;

/** Whether the process lives and whether it can do its work. */
@ApiTags('Operation')
@Open()
@Controller('health')
export class HealthController {
  readonly #sweep: () => Promise<SweepState>;
  readonly #missing: () => Promise<readonly string[]>;

  constructor(watch: SweepWatch, tables: TablesReader) {
    this.#sweep = keptFor(second, () => watch.state());
    this.#missing = keptFor(second, () => tables.missing());
  }

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  askWhetherLive(): { status: string } {
    return { status: 'live' };
  }

  /** A late sweep is told here and does not make the API unready: it would only take away what still works. */
  @Get('ready')
  @ApiOperation({
    summary: 'It can reach its database, whose tables are today’s; and whether what is due is looked at in time',
  })
  @ApiOkResponse({ type: ReadyResponse })
  @Refuses({ 503: ['database-unavailable', 'tables-outdated'] })
  async askWhetherReady(): Promise<ReadyResponse> {
    const missing = await this.#missing().catch(() => unavailable());
    if (missing.length > 0)
      throw new ProblemException(503, 'tables-outdated', 'The tables are older than this version', {
        detail: `Run kept-informed migrate: ${missing.join(', ')}.`,
      });
    return { status: 'ready', sweep: await this.#sweep().catch(() => unavailable()) };
  }
}

function unavailable(): never {
  throw databaseUnavailable();
}
