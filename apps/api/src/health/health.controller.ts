import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Open } from '@kept-informed/access';
import { UnitOfWork } from '@kept-informed/event-store';
import { ProblemException } from '../http/problem.js';

/** Whether the process lives and whether it can do its work. */
@ApiTags('Operation')
@Open()
@Controller('health')
export class HealthController {
  constructor(@Inject(UnitOfWork) private readonly work: UnitOfWork) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'The process can reach its database' })
  async ready(): Promise<{ status: string }> {
    try {
      await this.work.manager.query('select 1');
    } catch {
      throw new ProblemException(503, 'database-unavailable', 'The database cannot be reached', {
        headers: { 'Retry-After': '2' },
      });
    }
    return { status: 'ready' };
  }
}
