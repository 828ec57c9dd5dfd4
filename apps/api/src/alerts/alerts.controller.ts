import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import type { Clock } from '@kept-informed/calendar';
import { Code, Id, Text } from '@kept-informed/fields';
import { AcknowledgeAlert, CLOCK, listAlerts, type Answer } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import type { Request, Response } from 'express';
import { asked } from '../http/asked.js';
import { cursors } from '../http/cursor.js';
import { asText, defaultLimit, pageOf, PageQuery } from '../http/page.js';
import { notFound } from '../http/problem.js';
import { AlertPage, RecordedAnswer } from './alert.answer.js';
import { Reading } from '../http/reading.js';

/** Which alerts; everything given must hold. */
export class AlertsQuery extends PageQuery {
  @Code(['open', 'acknowledged', 'snoozed', 'cleared', 'withdrawn'], asText)
  status?: string;

  @Id(asText)
  rung?: string;

  @Text({ ...asText, max: 64 })
  team?: string;

  @Text({ ...asText, max: 100 })
  bcu?: string;

  @Text({ ...asText, max: 64, description: 'Staff id.' })
  recipient?: string;

  @Id(asText)
  caseId?: string;
}

export class AcknowledgementRequest extends AcknowledgeAlert {
  @Text({ max: 4_000, optional: true })
  note?: string;
}

const place = cursors('alerts:position', ['text']);

@ApiTags('Alerts')
@Controller('alerts')
export class AlertsController {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(People) private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('desk', 'supervisor', 'performance', 'admin', 'service')
  @ApiOperation({ summary: 'Alerts in the order in which they were raised' })
  @ApiOkResponse({ type: AlertPage })
  async list(
    @Query() query: AlertsQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AlertPage> {
    const { limit = defaultLimit, cursor, minPosition: _, ...filter } = query;
    const position = await this.reading.position();
    const after = place.read(cursor)?.[0];
    const wanted = { ...filter, ...(after !== undefined && { after: String(after) }) };
    const found = await listAlerts(this.reading.manager, wanted, limit + 1);
    const page = pageOf(found, limit, position, (last) => place.write([last.position]), { request, response });
    return { ...page, items: page.items.map(({ position: _position, ...alert }) => alert) };
  }

  @Post(':alertId/acknowledgement')
  @HttpCode(201)
  @Roles('desk', 'supervisor', 'performance')
  @ApiOperation({ summary: 'Take an alert on; the duty stays owed' })
  async acknowledge(
    @Param('alertId') alertId: string,
    @Body() { note, plan }: AcknowledgementRequest,
  ): Promise<RecordedAnswer> {
    const [alert] = await listAlerts(this.reading.manager, { id: alertId }, 1);
    if (!alert) throw notFound('alert');
    const { caseId } = alert;
    const noted =
      note === undefined ? undefined : await this.people.keepNote(caseId, 'acknowledgement', note, this.clock.now());
    const command = Object.assign(new AcknowledgeAlert(), { caseId, alertId, plan, asked: asked(), ...noted });
    const { version, position }: Answer = await this.bus.execute(command);
    return { version, position };
  }
}
