import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, CurrentPrincipal, type Principal, Roles } from '@kept-informed/access';
import { PeopleSearch, SearchRequest, seesPersonalData } from '@kept-informed/case-work';
import { AsksOnly } from '../http/asks-only.js';
import { SearchResponse } from './search.response.js';

/** Who is meant, and which case. */
@ApiTags('People')
@Roles('desk', 'counter', 'supervisor')
@About('cases', 'people')
@Controller('search')
export class SearchController {
  constructor(private readonly searching: PeopleSearch) {}

  @Post()
  @HttpCode(200)
  @AsksOnly()
  @ApiOperation({
    summary: 'Find people and cases, typing mistakes forgiven; the answer says what matched',
    description:
      'A POST, so that no name stands in an address or a log. Nothing is recorded or kept for a repeated key. The counter is told no date of birth: that is what it asks them.',
  })
  @ApiOkResponse({ type: SearchResponse })
  async searchRecords(@Body() body: SearchRequest, @CurrentPrincipal() principal: Principal): Promise<SearchResponse> {
    const isOfReferences = body.in?.includes('references') ?? true;
    const [items, restricted] = await Promise.all([
      this.searching.find(body, seesPersonalData(principal)),
      isOfReferences ? this.searching.restricted(body.q) : null,
    ]);
    return { items, restricted };
  }
}
