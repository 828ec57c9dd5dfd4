import { Controller, Get, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { promisesTable, ReadModel, Sights } from '@kept-informed/case-work';
import { About, Roles } from '@kept-informed/access';
import { Clock } from '@kept-informed/calendar';
import { OwnForce } from '@kept-informed/commitments';
import { promiseDefinitionOf, promisesIn, requirePeriod } from '@kept-informed/compliance';
import type { Request, Response } from 'express';
import { AnswersAsKnown } from '../http/known-at.js';
import { AnswersTable, inAskedForm } from '../http/table-answer.js';
import { PromisesQuery } from './compliance.request.js';
import { PromisesResponse } from './promises.response.js';
import { ofFigures, Refuses } from '../openapi/refuses.js';

/** What participants were told to expect, reported beside what was due (words.md, Promises). */
@ApiTags('Compliance')
@Roles('performance', 'supervisor', 'admin')
@About('figures')
@Controller('compliance/promises')
export class PromisesController {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly clock: Clock,
    private readonly sights: Sights,
  ) {}

  @Get()
  @AnswersAsKnown()
  @ApiOperation({ summary: 'What became of the dates that were promised in a period, grouped, with rates' })
  @AnswersTable(PromisesResponse)
  @Refuses(ofFigures)
  async reportPromises(
    @Query() query: PromisesQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PromisesResponse | StreamableFile> {
    const { from, to, groupBy = [], month, bcu, lpt, team, owner } = query;
    const now = this.clock.now();
    requirePeriod(query, now);
    const { knownAt = now, asOf = knownAt } = query;
    const times = { from, to, asOf, knownAt };
    const { zone } = this.force;
    const sight = await this.sights.ofFigures(query.knownAt);
    const question = { from, to, asOf, zone, filter: { month, bcu, lpt, team, owner }, sight };
    const { rows, totals, position } = await promisesIn(this.reading.as(query.knownAt), question, groupBy);
    const answer = { ...times, position, definition: promiseDefinitionOf(times, zone), rows, totals };
    return inAskedForm(answer, (report) => promisesTable(report, [...new Set(groupBy)]), { request, response });
  }
}
