import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadModel, seesPersonalData } from '@kept-informed/case-work';
import { About, CurrentPrincipal, Roles, type Principal } from '@kept-informed/access';
import { Both, Flag } from '@kept-informed/fields';
import type { Request, Response } from 'express';
import { requirePeriod } from '@kept-informed/compliance';
import { cursors, type Cursors } from '../http/cursor.js';
import { AnswersAsKnown, KnownAtQuery } from '../http/known-at.js';
import { asText, defaultLimit, pageOf, PageQuery } from '../http/page.js';
import { notFound } from '../http/problem.js';
import { AlertPage, AlertResponse } from './alert.response.js';
import { AlertFilterQuery, AlertOrderQuery, ofAsker } from './alert-filter.js';
import { AlertsReader, type AnsweredAlert } from './alerts.reader.js';
import { asKnownThen, Refuses } from '../openapi/refuses.js';

export class AlertsQuery extends Both(Both(Both(AlertFilterQuery, AlertOrderQuery), KnownAtQuery), PageQuery) {
  @Flag({
    ...asText,
    description: 'Whether there is no one to tell: its recipient could not be brought it, and nobody comes next.',
  })
  unreached?: boolean;
}

interface PlacesOfOrder {
  readonly cursors: Cursors;
  readonly of: (last: AnsweredAlert) => string[];
}

const places: Readonly<Record<NonNullable<AlertsQuery['sort']>, PlacesOfOrder>> = {
  raisedAt: { cursors: cursors('alerts:position', ['position']), of: ({ position }) => [position] },
  dueAt: { cursors: cursors('alerts:dueAt', ['instant', 'text']), of: ({ dueAt, alertId }) => [dueAt, alertId] },
};

@ApiTags('Alerts')
@Roles('desk', 'supervisor', 'performance', 'read')
@About('cases', 'people')
@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly reading: ReadModel,
    private readonly alerts: AlertsReader,
  ) {}

  @Get()
  @AnswersAsKnown()
  @ApiOperation({ summary: 'Alerts in the order in which they were raised, or in which their rungs were due' })
  @ApiOkResponse({ type: AlertPage })
  @Refuses(asKnownThen)
  async listAlerts(
    @Query() query: AlertsQuery,
    @CurrentPrincipal() principal: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AlertPage> {
    const { limit = defaultLimit, cursor, sort = 'raisedAt', knownAt, ...asked } = query;
    requirePeriod({ knownAt }, this.reading.now);
    const place = places[sort];
    const after = place.cursors.read(cursor);
    const position = await this.reading.position();
    const sight = await this.reading.sight(knownAt);
    const question = { filter: ofAsker(asked, principal.staffId), sort, after, limit: limit + 1, sight };
    const found = await this.alerts.list(question, { personal: seesPersonalData(principal), knownAt });
    const cursorAfter = (last: AnsweredAlert) => place.cursors.write(place.of(last));
    const page = pageOf(found, limit, position, cursorAfter, { request, response });
    return { ...page, items: page.items.map(({ position: _position, ...alert }) => alert) };
  }

  @Get(':alertId')
  @AnswersAsKnown()
  @About('alert', 'people')
  @ApiOperation({ summary: 'One alert' })
  @ApiOkResponse({ type: AlertResponse })
  @Refuses(asKnownThen)
  async readAlert(
    @Param('alertId') alertId: string,
    @Query() { knownAt }: KnownAtQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<AlertResponse> {
    requirePeriod({ knownAt }, this.reading.now);
    const reading = { personal: seesPersonalData(principal), knownAt };
    const [found] = await this.alerts.list({ filter: { ids: [alertId] } }, reading);
    if (!found) throw notFound('alert');
    const { position: _position, ...alert } = found;
    return alert;
  }
}
