import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import {
  AcknowledgementsRequest,
  AlertHandling,
  EachApart,
  HandoversRequest,
  requesterOf,
  SnoozesRequest,
} from '@kept-informed/case-work';
import { ManyResponse, resultsOf } from '../http/many.response.js';

/** What is done about many alerts by one request: each is decided by itself, and answered by itself. */
@ApiTags('Alerts')
@Roles('desk', 'supervisor', 'performance')
@About('named-cases')
@Controller('alerts')
export class ManyAlertsController {
  constructor(
    private readonly handling: AlertHandling,
    private readonly each: EachApart,
  ) {}

  @Post('acknowledgements')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take many alerts on; one that is refused undoes no other' })
  @ApiOkResponse({ type: ManyResponse })
  async acknowledgeAlerts(@Body() { items }: AcknowledgementsRequest): Promise<ManyResponse> {
    const requester = requesterOf();
    return resultsOf(
      await this.each.of(items, ({ alertId, ...asked }) => this.handling.acknowledge(alertId, asked, requester)),
    );
  }

  @Post('snoozes')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put many alerts aside; one that is refused undoes no other' })
  @ApiOkResponse({ type: ManyResponse })
  async snoozeAlerts(@Body() { items }: SnoozesRequest): Promise<ManyResponse> {
    const requester = requesterOf();
    return resultsOf(
      await this.each.of(items, ({ alertId, ...asked }) => this.handling.snooze(alertId, asked, requester)),
    );
  }

  @Post('handovers')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hand many alerts over; one that is refused undoes no other' })
  @ApiOkResponse({ type: ManyResponse })
  async handOverAlerts(@Body() { items }: HandoversRequest): Promise<ManyResponse> {
    const requester = requesterOf();
    return resultsOf(
      await this.each.of(items, ({ alertId, ...asked }) => this.handling.handOver(alertId, asked, requester)),
    );
  }
}
