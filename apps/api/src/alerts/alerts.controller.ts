import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadModel } from '@kept-informed/case-work';
import { Roles } from '@kept-informed/access';
import { deliveriesOf } from '@kept-informed/delivery';
import { Both } from '@kept-informed/fields';
import { listAlerts } from '@kept-informed/follow-up';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { defaultLimit, pageOf, PageQuery } from '../http/page.js';
import { AlertPage } from './alert.response.js';
import { AlertFilterQuery } from './alert-filter.js';

export class AlertsQuery extends Both(AlertFilterQuery, PageQuery) {}

const place = cursors('alerts:position', ['position']);

@ApiTags('Alerts')
@Controller('alerts')
export class AlertsController {
  constructor(private readonly reading: ReadModel) {}

  @Get()
  @Roles('desk', 'supervisor', 'performance', 'admin', 'service')
  @ApiOperation({ summary: 'Alerts in the order in which they were raised' })
  @ApiOkResponse({ type: AlertPage })
  async listAlerts(
    @Query() query: AlertsQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AlertPage> {
    const { limit = defaultLimit, cursor, ...filter } = query;
    const position = await this.reading.position();
    const after = place.read(cursor)?.[0];
    const wanted = { ...filter, ...(after !== undefined && { after: String(after) }) };
    const found = await listAlerts(this.reading.manager, wanted, limit + 1);
    const page = pageOf(found, limit, position, (last) => place.write([last.position]), { request, response });
    const deliveries = await deliveriesOf(
      this.reading.manager,
      page.items.map(({ alertId }) => alertId),
    );
    const items = page.items.map(({ position: _position, ...alert }) => ({
      ...alert,
      deliveries: deliveries.get(alert.alertId) ?? [],
    }));
    return { ...page, items };
  }
}
