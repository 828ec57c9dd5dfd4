import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { EraseRequest, ErasureHandling, requesterOf } from '@kept-informed/case-work';
import { Code, IntField } from '@kept-informed/fields';
import { erasureStates, type ErasureView } from '@kept-informed/people';
import { asText } from '../http/page.js';
import { ofParticipant, Refuses } from '../openapi/refuses.js';
import { ErasureResponse, ErasuresResponse } from './erasure.responses.js';

const usualLimit = 50;

export class ErasuresQuery {
  @Code(erasureStates, asText)
  state?: ErasureView['state'];

  @IntField({ ...asText, min: 1, max: 500, description: '50, if left out.' })
  limit?: number;
}

/** Who is to be erased, and who was. Two persons erase somebody: a supervisor asks, somebody else confirms. */
@ApiTags('People')
@Roles('supervisor', 'admin')
@About('no-case')
@Controller('erasures')
export class ErasuresController {
  constructor(private readonly erasing: ErasureHandling) {}

  @Post()
  @Roles('supervisor')
  @About('named-cases')
  @ApiOperation({
    summary: 'Ask for somebody to be erased; nothing goes before somebody else confirms it',
  })
  @ApiCreatedResponse({ type: ErasureResponse })
  @Refuses(ofParticipant, { 409: ['already-asked', 'already-erased', 'legal-hold', 'still-kept'] })
  askErasure(@Body() body: EraseRequest): Promise<ErasureResponse> {
    return this.erasing.ask(body, requesterOf());
  }

  @Get()
  @ApiOperation({ summary: 'Who is to be erased, and who was, by id' })
  @ApiOkResponse({ type: ErasuresResponse })
  async listErasures(@Query() { state, limit = usualLimit }: ErasuresQuery): Promise<ErasuresResponse> {
    return { items: await this.erasing.list(state, limit) };
  }

  @Get(':erasureId')
  @ApiOperation({ summary: 'One erasure' })
  @ApiOkResponse({ type: ErasureResponse })
  readErasure(@Param('erasureId') erasureId: string): Promise<ErasureResponse> {
    return this.erasing.one(erasureId);
  }

  @Post(':erasureId/confirmation')
  @ApiOperation({
    summary: 'Erase them: their key, names, routes, notes and index entries',
    description: 'It cannot be undone. What they were owed, every date, count, report and proof stays as it was.',
  })
  @ApiCreatedResponse({ type: ErasureResponse })
  @Refuses({ 404: ['not-found'], 409: ['own-erasure', 'already-decided', 'legal-hold'], 503: ['erasures-unlisted'] })
  confirmErasure(@Param('erasureId') erasureId: string): Promise<ErasureResponse> {
    return this.erasing.confirm(erasureId, requesterOf());
  }

  @Delete(':erasureId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Nobody is erased after all' })
  @ApiNoContentResponse()
  @Refuses({ 404: ['not-found'], 409: ['already-decided'] })
  async withdrawErasure(@Param('erasureId') erasureId: string): Promise<void> {
    await this.erasing.withdraw(erasureId, requesterOf());
  }
}
