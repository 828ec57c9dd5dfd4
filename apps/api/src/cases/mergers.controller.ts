import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import { Clock } from '@kept-informed/calendar';
import { LinkCases, MergeCases, type PartnersResult } from '@kept-informed/case-work';
import { People } from '@kept-informed/people';
import { asked } from '../http/asked.js';
import { ExpectedVersion } from '../http/if-match.js';
import { RecordedResponse } from '../alerts/alert.response.js';
import { MergedResponse } from './case.responses.js';
import { LinkRequest, MergerRequest } from './correction.requests.js';
import { Desk } from './desk.js';
import { Notes } from './notes.js';

/** Cases that are one matter, and cases that have to do with each other. */
@ApiTags('Cases')
@Roles('desk', 'supervisor', 'service')
@Controller('cases/:caseId')
export class MergersController {
  constructor(
    private readonly desk: Desk,
    private readonly bus: CommandBus,
    private readonly notes: Notes,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  @Post('merger')
  @ApiOperation({
    summary: 'Follow the matter up in another case from now on',
    description:
      'What was recorded of participants is carried there and owed there; what was owed here is superseded. Contacts ' +
      'recorded here afterwards go to the other case; anything else is refused with its id.',
  })
  @ApiCreatedResponse({ type: MergedResponse })
  async merge(
    @Param('caseId') caseId: string,
    @Body() { into, participants = {}, reason }: MergerRequest,
    @ExpectedVersion('required') seen: number,
  ): Promise<MergedResponse> {
    const noted = await this.notes.keep(caseId, 'merger', reason);
    const command = Object.assign(new MergeCases(), { caseId, into, participants, asked: asked(seen), ...noted });
    const { version, position, other }: PartnersResult = await this.bus.execute(command);
    await this.people.follow(caseId, into, participants, this.clock.now());
    return { version, position, into: { caseId: into, ...(await this.desk.arisen(other)) } };
  }

  @Post('links')
  @ApiOperation({ summary: 'Say that another case has to do with this one; nothing is owed because of it' })
  @ApiCreatedResponse({ type: RecordedResponse })
  async link(
    @Param('caseId') caseId: string,
    @Body() { caseId: other, kind }: LinkRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<RecordedResponse> {
    const command = Object.assign(new LinkCases(), { caseId, other, kind, asked: asked(seen) });
    const { version, position }: PartnersResult = await this.bus.execute(command);
    return { version, position };
  }
}
