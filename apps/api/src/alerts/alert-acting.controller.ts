import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import {
  AcknowledgementRequest,
  AlertHandling,
  HandoverRequest,
  requesterOf,
  SnoozeRequest,
} from '@kept-informed/case-work';
import { RecordedResponse } from './alert.response.js';
import { onCase, Refuses } from '../openapi/refuses.js';

/** What a supervisor does about an alert. None of it is the update that is owed. */
@ApiTags('Alerts')
@Roles('desk', 'supervisor', 'performance')
@About('alert')
@Controller('alerts/:alertId')
export class AlertActingController {
  constructor(private readonly handling: AlertHandling) {}

  @Post('acknowledgement')
  @HttpCode(201)
  @ApiOperation({ summary: 'Take an alert on; the duty stays owed' })
  @ApiCreatedResponse({ type: RecordedResponse })
  @Refuses(onCase, { 404: ['not-found', 'unknown-alert'], 409: ['alert-ended'] })
  acknowledgeAlert(@Param('alertId') alertId: string, @Body() body: AcknowledgementRequest): Promise<RecordedResponse> {
    return this.handling.acknowledge(alertId, body, requesterOf());
  }

  @Post('snooze')
  @HttpCode(201)
  @ApiOperation({ summary: 'Put an alert aside, for 30 days at most; neither the duty nor the ladder waits' })
  @ApiCreatedResponse({ type: RecordedResponse })
  @Refuses(onCase, {
    404: ['not-found', 'unknown-alert'],
    409: ['alert-ended'],
    422: ['ends-before-it-begins', 'too-far-ahead'],
  })
  snoozeAlert(@Param('alertId') alertId: string, @Body() body: SnoozeRequest): Promise<RecordedResponse> {
    return this.handling.snooze(alertId, body, requesterOf());
  }

  @Post('handover')
  @HttpCode(201)
  @ApiOperation({ summary: 'Make somebody else act on an alert; the duty stays owed' })
  @ApiCreatedResponse({ type: RecordedResponse })
  @Refuses(onCase, {
    404: ['not-found', 'unknown-alert'],
    409: ['alert-ended'],
    422: ['unknown-staff', 'already-theirs'],
  })
  handOverAlert(@Param('alertId') alertId: string, @Body() body: HandoverRequest): Promise<RecordedResponse> {
    return this.handling.handOver(alertId, body, requesterOf());
  }
}
