import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { DutyFigures } from '@kept-informed/case-work';
import { AnswersAsKnown } from '../http/known-at.js';
import { DutyResponse, WorkloadResponse } from './duty.response.js';
import { DutyQuery, WorkloadQuery } from './duty.request.js';
import { ofFigures, Refuses } from '../openapi/refuses.js';

/** What a supervisor on duty looks at first. */
@ApiTags('Alerts')
@Roles('supervisor', 'performance', 'admin')
@About('figures')
@Controller()
export class DutyController {
  constructor(private readonly figures: DutyFigures) {}

  @Get('alerts/duty')
  @AnswersAsKnown()
  @ApiOperation({
    summary:
      'What is overdue by age and rung, and alerts by rung and status; missed equals the report at that position',
  })
  @ApiOkResponse({ type: DutyResponse })
  @Refuses(ofFigures)
  readDuty(@Query() query: DutyQuery): Promise<DutyResponse> {
    return this.figures.duty(query);
  }

  @Get('workload')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'What falls due in the next working days, by owner and team; paused clocks apart' })
  @ApiOkResponse({ type: WorkloadResponse })
  @Refuses(ofFigures, { 422: ['holidays-not-known'] })
  foreseeWorkload(@Query() query: WorkloadQuery): Promise<WorkloadResponse> {
    return this.figures.workload(query);
  }
}
