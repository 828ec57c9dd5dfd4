import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { ReadModel } from '@kept-informed/case-work';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { defaultLimit, pageOf, PageQuery } from '../http/page.js';
import { AdministratorActPage, type AdministratorActResponse } from './audit.response.js';

const place = cursors('audit:newest', ['position']);

const newest = `select position as "actId", at, staff_id as by, act, object, request_id as "requestId"
  from administrator_acts where $1::bigint is null or position < $1 order by position desc limit $2`;

/** Who changed how the product itself works. What was done on cases stands on their timelines. */
@ApiTags('Operation')
@Roles('admin', 'performance')
@About('no-case')
@Controller('audit')
export class AuditController {
  constructor(private readonly reading: ReadModel) {}

  @Get('security')
  @ApiOperation({ summary: 'What administrators changed, the newest first' })
  @ApiOkResponse({ type: AdministratorActPage })
  async listAdministratorActs(
    @Query() { limit = defaultLimit, cursor }: PageQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AdministratorActPage> {
    const position = await this.reading.position();
    const [before = null] = place.read(cursor) ?? [];
    const rows: AdministratorActResponse[] = await this.reading.manager.query(newest, [before, limit + 1]);
    return pageOf(rows, limit, position, (last) => place.write([last.actId]), { request, response });
  }
}
