import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import { Force } from '@kept-informed/follow-up';
import { DueDateAnswer, HolidaysAnswer } from './calendar.answer.js';
import { DueDateQuery, HolidaysQuery } from './calendar.request.js';
import { dueDate, holidaysOf } from './due-date.js';

@ApiTags('Calendar')
@Roles('desk', 'supervisor', 'performance', 'admin', 'service')
@Controller('calendar')
export class CalendarController {
  constructor(@Inject(Force) private readonly force: Force) {}

  @Get('due-date')
  @ApiOperation({ summary: 'When a limit ends, and how that is worked out' })
  @ApiOkResponse({ type: DueDateAnswer })
  async dueDate(@Query() query: DueDateQuery): Promise<DueDateAnswer> {
    return dueDate(query, await this.force.rulebook());
  }

  @Get('holidays')
  @ApiOperation({ summary: 'The bank holidays of England and Wales in a year' })
  @ApiOkResponse({ type: HolidaysAnswer })
  async holidays(@Query() query: HolidaysQuery): Promise<HolidaysAnswer> {
    return holidaysOf(query, await this.force.rulebook());
  }
}
