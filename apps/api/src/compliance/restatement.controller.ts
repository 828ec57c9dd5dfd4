import { Controller, Get, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { Restatements, restatementTable } from '@kept-informed/case-work';
import { restatementDefinition } from '@kept-informed/compliance';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { defaultLimit, pageOf } from '../http/page.js';
import { AnswersTable, askedForm, tableAnswer } from '../http/table-answer.js';
import { ofFigures, Refuses } from '../openapi/refuses.js';
import { RestatementQuery } from './restatement.request.js';
import { RestatementPage } from './restatement.response.js';

const place = cursors('restatement:obligationId', ['text']);

/** Why a figure is no longer what it was. */
@ApiTags('Compliance')
@Roles('performance', 'supervisor')
@About('cases')
@Controller('compliance')
export class RestatementController {
  constructor(private readonly restatements: Restatements) {}

  @Get('restatement')
  @ApiOperation({ summary: 'What a report counts otherwise than when it was known before, line by line, and why' })
  @AnswersTable(RestatementPage)
  @Refuses(ofFigures)
  async listRestated(
    @Query() { limit = defaultLimit, cursor, ...query }: RestatementQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RestatementPage | StreamableFile> {
    const form = askedForm({ request, response });
    if (form !== null)
      return tableAnswer(restatementTable(await this.restatements.inFull(query)), form, { request, response });
    const [afterId] = place.read(cursor) ?? [];
    const { items, position, ...ends } = await this.restatements.lines(query, afterId, limit);
    const after = (last: (typeof items)[number]) => place.write([last.obligationId]);
    const page = pageOf(items, limit, position, after, { request, response });
    return { ...ends, definition: restatementDefinition, ...page };
  }
}
