import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { ErasureHandling, ReasonRequest, requesterOf } from '@kept-informed/case-work';
import { ofParticipant, Refuses } from '../openapi/refuses.js';
import { LegalHoldPlacedResponse, LegalHoldsResponse } from './erasure.responses.js';

/** What a court may want: while a legal hold stands nothing of somebody goes. */
@ApiTags('People')
@Roles('supervisor')
@About('named-cases')
@Controller('participants/:participantId/legal-holds')
export class LegalHoldsController {
  constructor(private readonly erasing: ErasureHandling) {}

  @Post()
  @ApiOperation({ summary: 'Hold all that is kept of somebody' })
  @ApiCreatedResponse({ type: LegalHoldPlacedResponse })
  @Refuses(ofParticipant)
  placeLegalHold(
    @Param('participantId') participantId: string,
    @Body() body: ReasonRequest,
  ): Promise<LegalHoldPlacedResponse> {
    return this.erasing.hold(participantId, body, requesterOf());
  }

  @Get()
  @ApiOperation({ summary: 'The legal holds on somebody, those that were lifted too' })
  @ApiOkResponse({ type: LegalHoldsResponse })
  @Refuses(ofParticipant)
  async listLegalHolds(@Param('participantId') participantId: string): Promise<LegalHoldsResponse> {
    return { items: await this.erasing.holdsOf(participantId) };
  }

  @Delete(':holdId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Lift a legal hold' })
  @ApiNoContentResponse()
  @Refuses(ofParticipant, { 404: ['not-found'], 409: ['already-ended'] })
  async liftLegalHold(
    @Param('participantId') participantId: string,
    @Param('holdId') holdId: string,
    @Body() body: ReasonRequest,
  ): Promise<void> {
    await this.erasing.lift({ participantId, holdId }, body, requesterOf());
  }
}
