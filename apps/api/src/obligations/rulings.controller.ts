import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, roleMissing, Roles, type Principal } from '@kept-informed/access';
import {
  ExcuseObligation,
  ExtendClock,
  PauseClock,
  ResumeClock,
  UndoRuling,
  VoidObligation,
  WaiveObligation,
} from '@kept-informed/case-work';
import { rulingsOn } from '@kept-informed/follow-up';
import { ExpectedVersion } from '../http/if-match.js';
import { Reading } from '../http/reading.js';
import { RulingRecordedResponse } from './ruling.responses.js';
import { RulingDesk } from './ruling.desk.js';
import {
  ExtensionRequest,
  PauseRequest,
  ResumptionRequest,
  RulingReasonRequest,
  WaiverRequest,
} from './ruling.requests.js';

/** What only a supervisor decides, and only a supervisor takes back. */
const ofSupervisors: ReadonlySet<string> = new Set(['excused', 'voided']);

/** What people decide about a clock or a duty. */
@ApiTags('Obligations')
@Roles('desk', 'supervisor', 'service')
@Controller('obligations/:obligationId')
export class RulingsController {
  constructor(
    private readonly desk: RulingDesk,
    private readonly reading: Reading,
  ) {}

  @Post('pause')
  @ApiOperation({ summary: 'Stop the clock, for a reason that the commitment allows; nothing fires meanwhile' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  pause(
    @Param('obligationId') id: string,
    @Body() { note, ...body }: PauseRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<RulingRecordedResponse> {
    return this.desk.record(id, { command: Object.assign(new PauseClock(), body), kind: 'pause', text: note, seen });
  }

  @Post('resume')
  @ApiOperation({ summary: 'Start the clock again; the answer says by how much the due date moved' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  resume(
    @Param('obligationId') id: string,
    @Body() { note, ...body }: ResumptionRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<RulingRecordedResponse> {
    return this.desk.record(id, {
      command: Object.assign(new ResumeClock(), body),
      kind: 'resumption',
      text: note,
      seen,
    });
  }

  @Post('extension')
  @ApiOperation({ summary: 'Add to the limit, where the commitment says that it can be extended' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  extend(
    @Param('obligationId') id: string,
    @Body() { reason, ...body }: ExtensionRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<RulingRecordedResponse> {
    return this.desk.record(id, {
      command: Object.assign(new ExtendClock(), body),
      kind: 'extension',
      text: reason,
      seen,
    });
  }

  @Post('waiver')
  @ApiOperation({ summary: 'Record that the participant does not want it' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  waive(
    @Param('obligationId') id: string,
    @Body() { reason, ...body }: WaiverRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<RulingRecordedResponse> {
    return this.desk.record(id, {
      command: Object.assign(new WaiveObligation(), body),
      kind: 'waiver',
      text: reason,
      seen,
    });
  }

  @Post('excusal')
  @Roles('supervisor')
  @ApiOperation({ summary: 'Endorse that reasonable steps were taken and failed; needs the recorded attempts' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  excuse(
    @Param('obligationId') id: string,
    @Body() { reason }: RulingReasonRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<RulingRecordedResponse> {
    return this.desk.record(id, { command: new ExcuseObligation(), kind: 'excusal', text: reason, seen });
  }

  @Post('void')
  @Roles('supervisor')
  @ApiOperation({ summary: 'Find that it was never owed; history stays' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  void(
    @Param('obligationId') id: string,
    @Body() { reason }: RulingReasonRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<RulingRecordedResponse> {
    return this.desk.record(id, { command: new VoidObligation(), kind: 'void', text: reason, seen });
  }

  @Post('rulings/:rulingId/undoing')
  @ApiOperation({ summary: 'Take a ruling back, as if it never was; of a supervisor’s only by a supervisor' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  async undo(
    @Param('obligationId') id: string,
    @Param('rulingId') rulingId: string,
    @Body() { reason }: RulingReasonRequest,
    @ExpectedVersion() seen: number | undefined,
    @CurrentPrincipal() { roles }: Principal,
  ): Promise<RulingRecordedResponse> {
    const ruling = (await rulingsOn(this.reading.manager, id)).find((each) => each.rulingId === rulingId);
    if (ruling && ofSupervisors.has(ruling.kind) && !roles.includes('supervisor')) throw roleMissing();
    return this.desk.record(id, {
      command: Object.assign(new UndoRuling(), { rulingId }),
      kind: 'undoing',
      text: reason,
      seen,
    });
  }
}
