import { CasePage, CaseOpenedResponse } from './case.responses.js';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, CurrentPrincipal, isAmong, roleMissing, Roles, type Principal } from '@kept-informed/access';
import type { Instant } from '@kept-informed/calendar';
import {
  CaseRecording,
  OpenCaseRequest,
  ReadModel,
  requesterOf,
  seesPersonalData,
  type TimelineEntry,
  WholeCase,
} from '@kept-informed/case-work';
import { Both, Code, field, rules, Text } from '@kept-informed/fields';
import { caseStatuses, listCases, type CaseStatus } from '@kept-informed/follow-up';
import type { Request, Response } from 'express';
import { requirePeriod } from '@kept-informed/compliance';
import { AnswersAsKnown, KnownAtQuery } from '../http/known-at.js';
import { cursors } from '../http/cursor.js';
import { asText, defaultLimit, pageOf, PageQuery } from '../http/page.js';

import { TimelineResponse } from './timeline.responses.js';
import { WholeCaseResponse } from './whole-case.response.js';
import { asKnownThen, ofPeriod, Refuses } from '../openapi/refuses.js';
import { withLocation } from '../openapi/headers.js';

/** Which cases; everything given must hold. */
export class CasesQuery extends Both(KnownAtQuery, PageQuery) {
  @field(rules.reference, { ...asText, description: 'In capitals or small letters.' })
  reference?: string;

  @Text({ ...asText, max: 64, description: 'The beginning of a reference, in any case.' })
  q?: string;

  @Text({ ...asText, max: 64 })
  owner?: string;

  @Text({ ...asText, max: 64 })
  team?: string;

  @Text({ ...asText, max: 100 })
  bcu?: string;

  @Text({ ...asText, max: 100 })
  lpt?: string;

  @Code(caseStatuses, asText)
  status?: CaseStatus;
}

const ofTheCounter: ReadonlySet<string> = new Set(['enquiry', 'feedback']);

/** Whoever is at the counter alone opens what is asked and said there; a crime or an incident is the desk's. */
const mayOpen = (kind: string, principal: Principal): boolean =>
  ofTheCounter.has(kind) || isAmong(['desk', 'supervisor', 'cases:write'], principal);

const place = cursors('cases:openedAt', ['instant', 'text']);
export class TimelineQuery extends Both(KnownAtQuery, PageQuery) {}

/** What PostgreSQL's integer holds, and one more may be asked for. */
const highestVersion = 2_147_483_646;
const factPlace = cursors('timeline:version', ['position']);

@ApiTags('Cases')
@Controller('cases')
export class CasesController {
  constructor(
    private readonly recording: CaseRecording,
    private readonly reading: ReadModel,
    private readonly whole: WholeCase,
  ) {}

  @Post()
  @Roles('desk', 'counter', 'supervisor', 'cases:write')
  @About('new-case')
  @ApiOperation({
    summary: 'Open a case; the answer says what is owed to whom and by when',
    description: 'At the counter an enquiry or feedback alone.',
  })
  @ApiCreatedResponse({ type: CaseOpenedResponse, headers: withLocation })
  @Refuses({
    409: ['reference-taken'],
    503: ['busy'],
    422: [
      'reference-misshapen',
      'unknown-offence-group',
      'unknown-area',
      'unknown-staff',
      'in-the-future',
      'opened-too-early',
      'late-reason-required',
      'not-a-representative',
      'represents-nobody',
    ],
  })
  async openCase(
    @Body() body: OpenCaseRequest,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CaseOpenedResponse> {
    if (!mayOpen(body.kind, principal)) throw roleMissing();
    const opened = await this.recording.open(body, requesterOf());
    response.setHeader('Location', `/api/v1/cases/${opened.caseId}`);
    return opened;
  }

  @Get()
  @AnswersAsKnown()
  @Roles('desk', 'counter', 'supervisor', 'performance', 'read')
  @About('cases')
  @ApiOperation({ summary: 'Cases, the latest first' })
  @ApiOkResponse({ type: CasePage })
  @Refuses(asKnownThen)
  async listCases(
    @Query() query: CasesQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CasePage> {
    const { limit = defaultLimit, cursor, knownAt, ...filter } = query;
    requirePeriod({ knownAt }, this.reading.now);
    const position = await this.reading.position();
    const read = place.read(cursor);
    const after = read && { openedAt: String(read[0]) as Instant, id: String(read[1]) };
    const sight = await this.reading.sight(knownAt);
    const found = await listCases(this.reading.as(knownAt), { ...filter, after, sight }, limit + 1);
    const cursorOf = ({ openedAt, caseId }: (typeof found)[number]) => place.write([openedAt, caseId]);
    return pageOf(found, limit, position, cursorOf, { request, response });
  }

  @Get(':caseId')
  @AnswersAsKnown()
  @Roles('desk', 'supervisor', 'performance', 'read')
  @About('case', 'people')
  @ApiOperation({ summary: 'A case with its participants, what was agreed with and promised to them, and every clock' })
  @ApiOkResponse({ type: WholeCaseResponse })
  @Refuses(asKnownThen)
  readCase(
    @Param('caseId') caseId: string,
    @Query() { knownAt }: KnownAtQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<WholeCaseResponse> {
    requirePeriod({ knownAt }, this.reading.now);
    return this.whole.read(caseId, { personal: seesPersonalData(principal), knownAt });
  }

  @Get(':caseId/timeline')
  @AnswersAsKnown()
  @Roles('desk', 'supervisor', 'performance', 'read')
  @About('case', 'people')
  @ApiOperation({ summary: 'The facts of a case in words, in the order in which they were recorded' })
  @ApiOkResponse({ type: TimelineResponse })
  @Refuses(ofPeriod, { 404: ['unknown-case'] })
  async readTimeline(
    @Param('caseId') caseId: string,
    @Query() { limit = defaultLimit, cursor, knownAt }: TimelineQuery,
    @CurrentPrincipal() principal: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TimelineResponse> {
    requirePeriod({ knownAt }, this.reading.now);
    const position = await this.reading.position();
    const after = Math.min(Number(factPlace.read(cursor)?.[0] ?? 0), highestVersion);
    const place = { after, limit: limit + 1, knownAt };
    const found = await this.whole.timeline(caseId, seesPersonalData(principal), place);
    const cursorAfter = ({ version }: TimelineEntry) => factPlace.write([String(version)]);
    const page = pageOf(found.items, limit, position, cursorAfter, { request, response });
    return { ...page, version: found.version };
  }
}
