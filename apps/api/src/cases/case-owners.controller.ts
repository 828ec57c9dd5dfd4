import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { AssignCase, CaseOwnersRequest, EachApart, requesterOf } from '@kept-informed/case-work';
import { ManyResponse, resultsOf } from '../http/many.response.js';

/** Handing over many cases by one request: each is decided by itself, and answered by itself. */
@ApiTags('Cases')
@Roles('desk', 'supervisor', 'cases:write')
@About('named-cases')
@Controller('cases/owners')
export class CaseOwnersController {
  constructor(
    private readonly bus: CommandBus,
    private readonly each: EachApart,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Make somebody answerable for each of many cases; one that is refused undoes no other' })
  @ApiOkResponse({ type: ManyResponse })
  async assignCases(@Body() { items }: CaseOwnersRequest): Promise<ManyResponse> {
    return resultsOf(
      await this.each.of(items, ({ caseId, version, ...asked }) =>
        this.bus.execute(new AssignCase(caseId, asked, requesterOf([version]))),
      ),
    );
  }
}
