import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, CurrentPrincipal, Roles, type Principal } from '@kept-informed/access';
import { ReadModel, seesPersonalData } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { reaches, type Directory } from '@kept-informed/directory';
import type { Request, Response } from 'express';
import { cursors, type Cursors } from '../http/cursor.js';
import { defaultLimit, pageOf, PageQuery, type Page } from '../http/page.js';
import { StaffQuery } from './directory.request.js';
import { AreaPage, MeResponse, StaffPage, TeamPage } from './directory.response.js';

const areaPlace = cursors('areas:bcu', ['text']);
const teamPlace = cursors('teams:id', ['text']);
const staffPlace = cursors('staff:id', ['text']);

/** Who works where and who answers for whom, as the force file says and with who is there now. Posts, never names. */
@ApiTags('Directory')
@Roles('desk', 'counter', 'supervisor', 'performance', 'committee', 'admin', 'read')
@About('no-case')
@Controller()
export class DirectoryController {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
  ) {}

  @Get('areas')
  @ApiOperation({ summary: 'The basic command units with their local policing teams, by name' })
  @ApiOkResponse({ type: AreaPage })
  listAreas(
    @Query() query: PageQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AreaPage> {
    const holders = this.#directory.at(this.reading.now);
    const areas = this.#directory.bcus().map(({ name, lpts }) => ({
      bcu: name,
      lpts: lpts.map((lpt) => lpt.name),
      inspector: holders.inspectorOfBcu(name) ?? null,
    }));
    return this.#page(areas, ({ bcu }) => bcu, areaPlace, { query, request, response });
  }

  @Get('teams')
  @ApiOperation({ summary: 'The teams of the force, by id' })
  @ApiOkResponse({ type: TeamPage })
  listTeams(
    @Query() query: PageQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TeamPage> {
    const holders = this.#directory.at(this.reading.now);
    const teams = this.#directory.teams().map((team) => ({
      team: team.id,
      name: team.name,
      bcu: team.area?.bcu ?? null,
      lpt: team.area?.lpt ?? null,
      supervisor: holders.supervisorOfTeam(team) ?? null,
    }));
    return this.#page(teams, ({ team }) => team, teamPlace, { query, request, response });
  }

  @Get('staff')
  @ApiOperation({ summary: 'The posts of the force, by id' })
  @ApiOkResponse({ type: StaffPage })
  listStaff(
    @Query() query: StaffQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StaffPage> {
    const holders = this.#directory.at(this.reading.now);
    const wanted = this.#directory
      .everyone()
      .filter(({ team, grade }) => (query.team ?? team) === team && (query.role ?? grade) === grade);
    const staff = wanted.map(({ id, title, team, grade }) => ({
      staffId: id,
      title,
      team,
      role: grade,
      present: holders.standInFor(id) === id,
    }));
    return this.#page(staff, ({ staffId }) => staffId, staffPlace, { query, request, response });
  }

  @Get('me')
  @ApiOperation({ summary: 'Who asks: what they may do, where they work, and what they see' })
  @ApiOkResponse({ type: MeResponse })
  readMe(@CurrentPrincipal() principal: Principal): MeResponse {
    const { staffId, roles, scopes } = principal;
    const directory = this.#directory;
    const holders = directory.at(this.reading.now);
    const found = directory.staff(staffId);
    const area = found && directory.areaOf(found.team);
    return {
      staffId,
      roles,
      scopes,
      title: found?.title ?? null,
      team: found?.team ?? null,
      bcu: area?.bcu ?? null,
      lpt: area?.lpt ?? null,
      supervises: directory.teams().flatMap((team) => (holders.supervisorOfTeam(team) === staffId ? [team.id] : [])),
      reach: { cases: this.#reachOf(principal), people: seesPersonalData(principal) },
    };
  }

  /** The widest of what their roles give. */
  #reachOf({ roles }: Principal): MeResponse['reach']['cases'] {
    const { reach } = this.#directory;
    const held = new Set(roles.flatMap((role) => (role === 'admin' || role === 'committee' ? [] : [reach[role]])));
    return reaches.find((one) => held.has(one)) ?? 'none';
  }

  get #directory(): Directory {
    return this.force.directory.current;
  }

  /** A page of what the directory holds, in the order of its ids. */
  async #page<T>(
    all: readonly T[],
    idOf: (one: T) => string,
    place: Cursors,
    { query, request, response }: { query: PageQuery; request: Request; response: Response },
  ): Promise<Page<T>> {
    const { limit = defaultLimit, cursor } = query;
    const [after] = place.read(cursor) ?? [];
    const behind = all.filter((one) => after === undefined || idOf(one) > after);
    const found = behind.toSorted((one, other) => (idOf(one) < idOf(other) ? -1 : 1)).slice(0, limit + 1);
    const position = await this.reading.position();
    return pageOf(found, limit, position, (last) => place.write([idOf(last)]), { request, response });
  }
}
