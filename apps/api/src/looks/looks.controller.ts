import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, CurrentPrincipal, Roles, type Principal } from '@kept-informed/access';
import { ReadModel, Sights } from '@kept-informed/case-work';
import { Id, Text } from '@kept-informed/fields';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { asText, defaultLimit, pageOf, PageQuery } from '../http/page.js';
import { listLooks } from './looks.queries.js';
import { LookPage, UnusualLooksResponse } from './looks.response.js';
import { UnusualLooks } from './unusual-looks.js';

/** Which looks; everything given must hold. */
export class LooksQuery extends PageQuery {
  @Id(asText)
  caseId?: string;

  @Id(asText)
  participantId?: string;

  @Text({ ...asText, max: 64, description: 'Staff id of who looked.' })
  staffId?: string;
}

export class UnusualLooksQuery {
  @Text({ fromText: true, max: 7, description: 'A month of the force’s zone.', example: '2026-10' })
  month: string;
}

const place = cursors('looks:newest', ['position']);

/** Who looked at whom. */
@ApiTags('Operation')
@About('no-case')
@Controller('audit/access')
export class LooksController {
  constructor(
    private readonly reading: ReadModel,
    private readonly sights: Sights,
    private readonly unusual: UnusualLooks,
  ) {}

  @Get()
  @Roles('supervisor', 'performance')
  @ApiOperation({
    summary: 'Answers that showed people to somebody, the newest first',
    description: 'For a supervisor those of the staff whom they answer for, and of themselves.',
  })
  @ApiOkResponse({ type: LookPage })
  async listLooks(
    @Query() { limit = defaultLimit, cursor, ...filter }: LooksQuery,
    @CurrentPrincipal() principal: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LookPage> {
    const position = await this.reading.position();
    const [before] = (place.read(cursor) ?? []) as string[];
    const staff = principal.roles.includes('performance') ? undefined : this.sights.namesOf(principal);
    const found = await listLooks(this.reading.manager, { ...filter, staff, before }, limit + 1);
    return pageOf(found, limit, position, ({ lookId }) => place.write([lookId]), { request, response });
  }

  @Get('unusual')
  @Roles('performance')
  @ApiOperation({ summary: 'Staff in whose looking of a month something stands out, and why that may be as it should' })
  @ApiOkResponse({ type: UnusualLooksResponse })
  reportUnusualLooks(@Query() { month }: UnusualLooksQuery): Promise<UnusualLooksResponse> {
    return this.unusual.of(month);
  }
}
