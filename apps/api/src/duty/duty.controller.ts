import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import { DutyAnswer, WorkloadAnswer } from './duty.answer.js';
import { DutyReader } from './duty.reader.js';
import { DutyQuery, WorkloadQuery } from './duty.request.js';

/** What a supervisor on duty looks at first. */
@ApiTags('Alerts')
@Roles('supervisor', 'performance', 'admin')
@Controller()
export class DutyController {
  constructor(@Inject(DutyReader) private readonly reader: DutyReader) {}

  @Get('alerts/duty')
  @ApiOperation({
    summary:
      'What is overdue by age and rung, and alerts by rung and status; missed equals the report at that position',
  })
  @ApiOkResponse({ type: DutyAnswer })
  duty(@Query() query: DutyQuery): Promise<DutyAnswer> {
    return this.reader.duty(query);
  }

  @Get('workload')
  @ApiOperation({ summary: 'What falls due in the next working days, by owner and team; paused clocks apart' })
  @ApiOkResponse({ type: WorkloadAnswer })
  workload(@Query() query: WorkloadQuery): Promise<WorkloadAnswer> {
    return this.reader.workload(query);
  }
}
