import { ObligationPage } from './obligation.response.js';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadModel, Rulings, seesPersonalData, UpToDate, type WhoReads } from '@kept-informed/case-work';
import { About, CurrentPrincipal, Roles, type Principal } from '@kept-informed/access';
import type { Instant } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import { Both, Code, Flag, Id, InstantField, Text } from '@kept-informed/fields';

import { obligationStatuses, type ObligationFilter, type ObligationView } from '@kept-informed/follow-up';

import type { Request, Response } from 'express';
import { requirePeriod } from '@kept-informed/compliance';
import { AnswersAsKnown, KnownAtQuery } from '../http/known-at.js';
import { cursors } from '../http/cursor.js';
import { asText, cutToPage, defaultLimit, linkTo, PageQuery } from '../http/page.js';
import { notFound } from '../http/problem.js';
import { shareNext } from '../http/share-next.js';

import { WholeObligationResponse } from './ruling.responses.js';
import { asKnownThen, ofPeriod, Refuses } from '../openapi/refuses.js';

/** Which obligations; everything given must hold. */
export class ObligationsQuery extends Both(KnownAtQuery, PageQuery) {
  @Code(obligationStatuses, asText)
  status?: string;

  @Flag({ ...asText, description: 'Not ended by anything, missed or not.' })
  open?: boolean;

  @Flag({ ...asText, description: 'Still to be done: open, or excused and not done since.' })
  toBeDone?: boolean;

  @Text({ ...asText, max: 64, description: 'Staff id of the case’s owner, by then where it is asked as known then.' })
  owner?: string;

  @Text({ ...asText, max: 64 })
  team?: string;

  @Text({ ...asText, max: 100 })
  bcu?: string;

  @Text({ ...asText, max: 100 })
  lpt?: string;

  @Id(asText)
  commitment?: string;

  @Id(asText)
  caseId?: string;

  @Id(asText)
  participantId?: string;

  @InstantField({ ...asText, description: 'Due before this instant.' })
  dueBefore?: Instant;

  @InstantField({ ...asText, description: 'Due at or after this instant.' })
  dueAfter?: Instant;

  @Code(['dueAt'], asText)
  sort?: string;
}

const datedPlace = cursors('obligations:dueAt', ['instant', 'text']);
const undatedPlace = cursors('obligations:undated', ['text']);

@ApiTags('Obligations')
@Roles('desk', 'supervisor', 'performance', 'read')
@About('cases', 'people')
@Controller('obligations')
export class ObligationsController {
  /** A team looks at the same list, many times a minute: whoever sees the same cases is given one and the same answer. */
  readonly #page = shareNext(
    async ({
      limit,
      personal,
      knownAt,
      sight,
      ...filter
    }: ObligationFilter & WhoReads & { readonly limit: number; readonly sight: Sight | null }) => {
      const asked = { limit: limit + 1, personal, knownAt, sight };
      const read = () => this.reading.obligationsAndPosition(filter, asked);
      const { obligations, position, behindSince } = await this.upToDate.read(read);
      return { ...cutToPage(obligations, limit, position, cursorOf), behindSince };
    },
  );

  constructor(
    private readonly reading: ReadModel,
    private readonly rulings: Rulings,
    private readonly upToDate: UpToDate,
  ) {}

  @Get()
  @AnswersAsKnown()
  @ApiOperation({ summary: 'Obligations, the soonest due first; those without a due date last' })
  @ApiOkResponse({ type: ObligationPage })
  @Refuses(asKnownThen)
  async listObligations(
    @Query() query: ObligationsQuery,
    @CurrentPrincipal() principal: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ObligationPage> {
    const { limit = defaultLimit, cursor, sort: _, knownAt, ...filter } = query;
    requirePeriod({ knownAt }, this.reading.now);
    const personal = seesPersonalData(principal);
    const seen = await this.reading.sight(knownAt);
    const sight = seen && { ...seen, owner: seen.force ? null : seen.owner };
    const page = await this.#page({ ...filter, after: placeOf(cursor), limit, personal, knownAt, sight });
    if (page.next !== null) linkTo(page.next, { request, response });
    return page;
  }

  @Get(':obligationId')
  @About('obligation', 'people')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'One obligation, with what was decided about it' })
  @ApiOkResponse({ type: WholeObligationResponse })
  @Refuses(ofPeriod, { 404: ['unknown-obligation'] })
  async readObligation(
    @Param('obligationId') obligationId: string,
    @Query() { knownAt }: KnownAtQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<WholeObligationResponse> {
    requirePeriod({ knownAt }, this.reading.now);
    const personal = seesPersonalData(principal);
    await this.upToDate.soon({ obligationId });
    const found = await this.reading.obligation(obligationId, { personal, knownAt });
    if (!found) throw notFound('obligation');
    return { ...found, rulings: await this.rulings.on(obligationId, personal, knownAt) };
  }
}

/** Obligations without a due date come last, so their cursor is of another kind. */
function placeOf(cursor: string | undefined): { dueAt: Instant | null; id: string } | undefined {
  if (cursor === undefined) return undefined;
  if (cursor.startsWith('u')) return { dueAt: null, id: String(undatedPlace.read(cursor.slice(1))![0]) };
  const [dueAt, id] = datedPlace.read(cursor)!;
  return { dueAt: String(dueAt), id: String(id) };
}

function cursorOf({ dueAt, obligationId }: ObligationView): string {
  return dueAt === null ? `u${undatedPlace.write([obligationId])}` : datedPlace.write([dueAt, obligationId]);
}
