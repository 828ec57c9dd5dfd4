import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import { OptBackIn, OptOutOf, type CaseResult } from '@kept-informed/case-work';
import { asked } from '../http/asked.js';
import { ExpectedVersion } from '../http/if-match.js';
import { ArisenResponse } from './case.responses.js';
import { OptOutRecordedResponse } from './participant.responses.js';
import { OptOutRequest } from './correction.requests.js';
import { Desk } from './desk.js';
import { Notes } from './notes.js';

/** What a participant does not want to be told (rules.md, Opt-outs). */
@ApiTags('Participants')
@Roles('desk', 'supervisor', 'service')
@Controller('cases/:caseId/participants/:participantId/opt-outs')
export class OptOutsController {
  constructor(
    private readonly desk: Desk,
    private readonly bus: CommandBus,
    private readonly notes: Notes,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Record that they do not want to be told; an event duty of a Code is covered only if it is named',
  })
  @ApiCreatedResponse({ type: OptOutRecordedResponse })
  async optOut(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() { reason, ...body }: OptOutRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<OptOutRecordedResponse> {
    const noted = await this.notes.keep(caseId, 'opt-out', reason);
    const command = Object.assign(new OptOutOf(), body, { caseId, participantId, asked: asked(seen), ...noted });
    const { optOutId, ...answer }: CaseResult & { optOutId: string } = await this.bus.execute(command);
    return { optOutId, ...(await this.desk.arisen(answer)) };
  }

  @Delete(':optOutId')
  @ApiOperation({ summary: 'Record that they want to be told again: periodic duties begin again from now' })
  @ApiOkResponse({ type: ArisenResponse })
  async optBackIn(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Param('optOutId') optOutId: string,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<ArisenResponse> {
    const command = Object.assign(new OptBackIn(), { caseId, participantId, optOutId, asked: asked(seen) });
    return this.desk.arisen(await this.bus.execute(command));
  }
}
