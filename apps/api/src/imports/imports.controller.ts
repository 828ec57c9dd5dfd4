import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiCreatedResponse,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { DecideDisputeRequest, ReadModel, ReasonRequest, requesterOf } from '@kept-informed/case-work';
import { ImportRegister } from '@kept-informed/imports';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { defaultLimit, pageOf, PageQuery } from '../http/page.js';
import { notFound } from '../http/problem.js';
import { withLocation } from '../openapi/headers.js';
import { Refuses } from '../openapi/refuses.js';
import { uploadOf } from '../http/upload.js';
import {
  ImportPage,
  ImportProblemPage,
  ImportRequest,
  ImportResponse,
  ReversalDecisionResponse,
} from './import.response.js';
import { ImportReceiving } from './import-receiving.js';
import { ImportReversing } from './import-reversing.js';
import { UploadGuard } from './upload.guard.js';

const place = cursors('imports:problems', ['position']);
const importPlace = cursors('imports', ['instant', 'text']);

const form = {
  type: 'object',
  required: ['file', 'profile'],
  properties: {
    file: { type: 'string', format: 'binary' },
    profile: { type: 'string', example: 'police-uk' },
    dryRun: { type: 'boolean', default: false },
  },
};

/** Cases from files of other systems, as the command line brings them in. */
@ApiTags('Imports')
@Roles('admin')
@About('no-case')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly register: ImportRegister,
    private readonly receiving: ImportReceiving,
    private readonly reversing: ImportReversing,
    private readonly reading: ReadModel,
  ) {}

  @Post()
  @HttpCode(202)
  @UseGuards(UploadGuard)
  @ApiOperation({ summary: 'Bring in the cases of a file' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: form })
  @ApiAcceptedResponse({
    type: ImportResponse,
    headers: withLocation,
    description: 'It is received; `GET` tells how it goes on.',
  })
  @Refuses({ 400: ['malformed-form'], 411: ['length-required'], 503: ['busy'] })
  async importFile(
    @Body() { profile, dryRun = false }: ImportRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportResponse> {
    const importId = await this.receiving.receive(uploadOf(request)!, { profile, dryRun, startedBy: requesterOf().by });
    response.setHeader('Location', `/api/v1/imports/${importId}`);
    return this.#known(importId);
  }

  @Get()
  @ApiOperation({ summary: 'Imports, the newest first' })
  @ApiOkResponse({ type: ImportPage })
  async listImports(
    @Query() { limit = defaultLimit, cursor }: PageQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportPage> {
    const [receivedAt, importId] = importPlace.read(cursor) ?? [];
    const after = receivedAt && importId ? { receivedAt, importId } : undefined;
    const found = await this.register.list(after, limit + 1);
    const next = (last: ImportResponse) => importPlace.write([last.receivedAt, last.importId]);
    return pageOf(found, limit, await this.reading.position(), next, { request, response });
  }

  @Get(':importId')
  @ApiOperation({ summary: 'An import: how far it is and what it did' })
  @ApiOkResponse({ type: ImportResponse })
  readImport(@Param('importId') importId: string): Promise<ImportResponse> {
    return this.#known(importId);
  }

  @Post(':importId/reversal')
  @HttpCode(202)
  @ApiOperation({ summary: 'Take back what an import recorded, but for cases that somebody has touched since' })
  @ApiAcceptedResponse({ type: ImportResponse, description: '`reversal` tells how it goes on.' })
  @Refuses({ 409: ['dry-run', 'still-importing', 'already-reversed'] })
  async reverseImport(@Param('importId') importId: string, @Body() { reason }: ReasonRequest): Promise<ImportResponse> {
    await this.#known(importId);
    await this.reversing.reverse(importId, reason, requesterOf().by);
    return this.#known(importId);
  }

  @Post(':importId/reversal/decision')
  @HttpCode(201)
  @Roles('supervisor')
  @ApiOperation({ summary: 'Confirm or refuse what a reversal disputed, of a hundred cases at once' })
  @ApiCreatedResponse({ type: ReversalDecisionResponse })
  @Refuses({ 409: ['not-reversed'] })
  async decideReversal(
    @Param('importId') importId: string,
    @Body() body: DecideDisputeRequest,
  ): Promise<ReversalDecisionResponse> {
    return this.reversing.decide(await this.#known(importId), body, requesterOf());
  }

  @Get(':importId/problems')
  @ApiOperation({ summary: 'The rows that were not taken, and why; never what stood in them' })
  @ApiOkResponse({ type: ImportProblemPage })
  async listImportProblems(
    @Param('importId') importId: string,
    @Query() { limit = defaultLimit, cursor }: PageQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportProblemPage> {
    await this.#known(importId);
    const [after = '0'] = place.read(cursor) ?? [];
    const found = await this.register.problemsOf(importId, after, limit + 1);
    const page = pageOf(found, limit, await this.reading.position(), (last) => place.write([String(last.place)]), {
      request,
      response,
    });
    return { ...page, items: page.items.map(({ place: _place, ...problem }) => problem) };
  }

  async #known(importId: string): Promise<ImportResponse> {
    const found = await this.register.one(importId);
    if (!found) throw notFound('import');
    return found;
  }
}
