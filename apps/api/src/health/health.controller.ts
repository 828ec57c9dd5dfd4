import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Open } from '@kept-informed/access';
import { ProblemException } from '../http/problem.js';
import { Reading } from '../http/reading.js';

/** Whether the process lives and whether it can do its work. */
@ApiTags('Operation')
@Open()
@Controller('health')
export class HealthController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'The process can reach its database' })
  async ready(): Promise<{ status: string }> {
    try {
      await this.reading.manager.query('select 1');
    } catch {
      throw new ProblemException(503, 'database-unavailable', 'The database cannot be reached', {
        headers: { 'Retry-After': '2' },
      });
    }
    return { status: 'ready' };
  }
}
