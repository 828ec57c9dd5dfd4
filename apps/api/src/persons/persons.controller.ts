import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { LinkPersonRequest, PersonRecords, ReasonRequest, requesterOf } from '@kept-informed/case-work';
import { ofParticipant, Refuses } from '../openapi/refuses.js';
import { PersonLinkedResponse, WholePersonResponse } from './person.responses.js';

/** One person on many cases, or entered twice. */
@ApiTags('People')
@Roles('desk', 'supervisor')
@About('named-cases')
@Controller('participants/:participantId')
export class PersonsController {
  constructor(private readonly records: PersonRecords) {}

  @Get('person')
  @About('named-cases', 'people')
  @ApiOperation({
    summary: 'What is known of a person, on each of their cases in sight',
    description: 'Of cases out of sight nothing is told, but what is marked unsafe there is unsafe here.',
  })
  @ApiOkResponse({ type: WholePersonResponse })
  @Refuses(ofParticipant)
  readPerson(@Param('participantId') participantId: string): Promise<WholePersonResponse> {
    return this.records.read(participantId);
  }

  @Post('links')
  @ApiOperation({ summary: 'Say that two participants are one person; nothing that is known of them is changed' })
  @ApiCreatedResponse({ type: PersonLinkedResponse })
  @Refuses(ofParticipant, { 409: ['already-linked'], 422: ['already-linked'] })
  linkPerson(
    @Param('participantId') participantId: string,
    @Body() body: LinkPersonRequest,
  ): Promise<PersonLinkedResponse> {
    return this.records.link(participantId, body, requesterOf());
  }

  @Delete('links/:linkId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Say that they are not one person after all' })
  @ApiNoContentResponse()
  @Refuses(ofParticipant, { 404: ['not-found'], 409: ['already-ended', 'merged-elsewhere'] })
  async unlinkPerson(
    @Param('participantId') participantId: string,
    @Param('linkId') linkId: string,
    @Body() body: ReasonRequest,
  ): Promise<void> {
    await this.records.unlink(participantId, linkId, body, requesterOf());
  }
}
