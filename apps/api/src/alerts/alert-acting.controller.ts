import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import { Clock } from '@kept-informed/calendar';
import { Text } from '@kept-informed/fields';
import { AcknowledgeAlert, HandOverAlert, SnoozeAlert, type CaseResult, type OnAlert } from '@kept-informed/case-work';
import { listAlerts } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import { asked } from '../http/asked.js';
import { notFound } from '../http/problem.js';
import { Reading } from '../http/reading.js';
import { RecordedResponse } from './alert.response.js';

export class AcknowledgementRequest extends AcknowledgeAlert {
  @Text({ max: 4_000, optional: true })
  note?: string;
}

export class SnoozeRequest extends SnoozeAlert {
  @Text({ max: 4_000 })
  reason: string;
}

export class HandoverRequest extends HandOverAlert {
  @Text({ max: 4_000 })
  reason: string;
}

/** What a supervisor does about an alert. None of it is the update that is owed. */
@ApiTags('Alerts')
@Roles('desk', 'supervisor', 'performance')
@Controller('alerts/:alertId')
export class AlertActingController {
  constructor(
    private readonly reading: Reading,
    private readonly bus: CommandBus,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  @Post('acknowledgement')
  @HttpCode(201)
  @ApiOperation({ summary: 'Take an alert on; the duty stays owed' })
  @ApiCreatedResponse({ type: RecordedResponse })
  acknowledge(@Param('alertId') alertId: string, @Body() body: AcknowledgementRequest): Promise<RecordedResponse> {
    const { note, ...rest } = body;
    return this.#act(alertId, Object.assign(new AcknowledgeAlert(), rest), 'acknowledgement', note);
  }

  @Post('snooze')
  @HttpCode(201)
  @ApiOperation({ summary: 'Put an alert aside until an instant; neither the duty nor the ladder waits' })
  @ApiCreatedResponse({ type: RecordedResponse })
  snooze(@Param('alertId') alertId: string, @Body() { reason, ...rest }: SnoozeRequest): Promise<RecordedResponse> {
    return this.#act(alertId, Object.assign(new SnoozeAlert(), rest), 'snooze', reason);
  }

  @Post('handover')
  @HttpCode(201)
  @ApiOperation({ summary: 'Make somebody else act on an alert; the duty stays owed' })
  @ApiCreatedResponse({ type: RecordedResponse })
  handOver(@Param('alertId') alertId: string, @Body() { reason, ...rest }: HandoverRequest): Promise<RecordedResponse> {
    return this.#act(alertId, Object.assign(new HandOverAlert(), rest), 'handover', reason);
  }

  async #act(alertId: string, command: OnAlert, kind: string, note: string | undefined): Promise<RecordedResponse> {
    const [alert] = await listAlerts(this.reading.manager, { id: alertId }, 1);
    if (!alert) throw notFound('alert');
    const { caseId } = alert;
    const noted = note === undefined ? {} : await this.people.keepNote(caseId, kind, note, this.clock.now());
    const answer: CaseResult = await this.bus.execute(
      Object.assign(command, { caseId, alertId, asked: asked(), ...noted }),
    );
    return { version: answer.version, position: answer.position };
  }
}
