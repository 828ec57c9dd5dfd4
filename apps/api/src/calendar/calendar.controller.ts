import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { Clock } from '@kept-informed/calendar';
import { OwnForce } from '@kept-informed/commitments';
import { AnswersAsKnown } from '../http/known-at.js';
import { DueDateResponse, HolidaysResponse } from './calendar.response.js';
import { DueDateQuery, HolidaysQuery } from './calendar.request.js';
import { dueDate, holidaysOf } from './due-date.js';
import { ofPeriod, Refuses } from '../openapi/refuses.js';

@ApiTags('Calendar')
@Roles('desk', 'counter', 'supervisor', 'performance', 'committee', 'admin', 'read')
@About('no-case')
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly force: OwnForce,
    private readonly clock: Clock,
  ) {}

  @Get('due-date')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'When a limit ends, and how that is worked out' })
  @ApiOkResponse({ type: DueDateResponse })
  @Refuses(ofPeriod, { 422: ['holidays-not-known'] })
  async countDueDate(@Query() query: DueDateQuery): Promise<DueDateResponse> {
    return dueDate(query, await this.force.rulebook(), this.clock.now());
  }

  @Get('holidays')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'The bank holidays of England and Wales in a year' })
  @ApiOkResponse({ type: HolidaysResponse })
  @Refuses(ofPeriod, { 422: ['holidays-not-known'] })
  async listHolidays(@Query() query: HolidaysQuery): Promise<HolidaysResponse> {
    return holidaysOf(query, await this.force.rulebook(), this.clock.now());
  }
}
