import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { ReadModel, requesterOf, whatIfFile } from '@kept-informed/case-work';
import { asFile, csvType } from '@kept-informed/exports';
import { WhatIfs } from '@kept-informed/what-if';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { defaultLimit, pageOf, PageQuery } from '../http/page.js';
import { notFound } from '../http/problem.js';
import { chosenType, Produces } from '../http/produced.js';
import { withLocation } from '../openapi/headers.js';
import { Refuses } from '../openapi/refuses.js';
import { questionOf, WhatIfRequest } from './what-if.request.js';
import { AnsweredWhatIfResponse, WhatIfAskedResponse, WhatIfPage, WhatIfResponse } from './what-if.response.js';

const place = cursors('what-ifs', ['instant', 'text']);
const answerTypes = ['application/json', csvType] as const;

/** What a draft would have made of a period that was lived through: figures alone, of the whole force. */
@ApiTags('Policies')
@ApiExtraModels(AnsweredWhatIfResponse)
@Roles('performance', 'admin')
@About('figures')
@Controller('what-if')
export class WhatIfController {
  constructor(
    private readonly whatIfs: WhatIfs,
    private readonly reading: ReadModel,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary:
      'Live a period through again under a draft, as a job of the worker; nothing is recorded and nobody is told',
  })
  @ApiAcceptedResponse({ type: WhatIfAskedResponse, headers: withLocation })
  @Refuses({
    404: ['unknown-draft'],
    409: ['draft-ended'],
    422: ['ends-before-it-begins', 'in-the-future', 'period-too-long', 'say-one'],
    503: ['busy'],
  })
  async askWhatIf(
    @Body() body: WhatIfRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WhatIfAskedResponse> {
    const whatIfId = await this.whatIfs.ask(questionOf(body), requesterOf().by);
    response.setHeader('Location', `/api/v1/what-if/${whatIfId}`);
    return { whatIfId };
  }

  @Get()
  @ApiOperation({ summary: 'What was asked, the newest first' })
  @ApiOkResponse({ type: WhatIfPage })
  async listWhatIfs(
    @Query() { limit = defaultLimit, cursor }: PageQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WhatIfPage> {
    const [askedAt, whatIfId] = place.read(cursor) ?? [];
    const before = askedAt && whatIfId ? { askedAt, whatIfId } : undefined;
    const found = await this.whatIfs.list(before, limit + 1);
    const next = (last: WhatIfResponse) => place.write([last.askedAt, last.whatIfId]);
    return pageOf(found, limit, await this.reading.position(), next, { request, response });
  }

  @Get(':whatIfId')
  @Produces(...answerTypes)
  @ApiOperation({ summary: 'What came of it; as CSV with what falls due for each team on each day' })
  @ApiOkResponse({
    description:
      'As JSON, or as CSV where that is asked for by Accept: a line per figure, none where there is no answer.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(AnsweredWhatIfResponse) } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async readWhatIf(
    @Param('whatIfId') whatIfId: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AnsweredWhatIfResponse | StreamableFile> {
    const found = await this.whatIfs.find(whatIfId);
    if (!found) throw notFound('what-if');
    response.vary('Accept');
    if (chosenType(request, answerTypes) === csvType) return asFile(whatIfFile(found));
    if (!found.answer) return { ...found, answer: null };
    const { days: _, ...answer } = found.answer;
    return { ...found, answer };
  }
}
