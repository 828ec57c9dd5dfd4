import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { Flag } from '@kept-informed/fields';
import { notFound } from '../http/problem.js';
import { CatalogueReader } from './catalogue.reader.js';
import { CommitmentResponse, CommitmentPage } from './commitment.response.js';

export class CommitmentsQuery {
  @Flag({ optional: true, fromText: true, description: 'Only those that the force adopts, or only the others.' })
  adopted?: boolean;
}

@ApiTags('Commitments')
@Roles('desk', 'counter', 'supervisor', 'performance', 'committee', 'admin', 'read')
@About('no-case')
@Controller('commitments')
export class CommitmentsController {
  constructor(private readonly catalogue: CatalogueReader) {}

  @Get()
  @ApiOperation({ summary: 'The catalogue of promises, all on one page' })
  @ApiOkResponse({ type: CommitmentPage })
  listCommitments(@Query() query: CommitmentsQuery): Promise<CommitmentPage> {
    return this.catalogue.all(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One promise' })
  @ApiOkResponse({ type: CommitmentResponse })
  async readCommitment(@Param('id') id: string): Promise<CommitmentResponse> {
    const found = await this.catalogue.one(id);
    if (!found) throw notFound('commitment');
    return found;
  }
}
