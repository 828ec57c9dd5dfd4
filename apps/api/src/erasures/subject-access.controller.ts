import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags, getSchemaPath, ApiExtraModels } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { SubjectAccess } from '@kept-informed/case-work';
import type { Request, Response } from 'express';
import { chosenType, Produces } from '../http/produced.js';
import { ofParticipant, Refuses } from '../openapi/refuses.js';
import { SubjectAccessResponse } from './subject-access.response.js';
import { subjectAccessPage } from './subject-access.page.js';

const types: [string, string] = ['application/json', 'text/html'];

/** What is kept of somebody, for them to read. */
@ApiTags('People')
@Roles('supervisor')
@About('named-cases', 'people')
@Controller('subject-access')
export class SubjectAccessController {
  constructor(private readonly access: SubjectAccess) {}

  @Get(':participantId')
  @Produces(...types)
  @ApiExtraModels(SubjectAccessResponse)
  @ApiOperation({
    summary: 'All that is kept of somebody, on merged cases too, for themselves to read',
    description:
      'Names, numbers and addresses of others on the same cases are masked; a person reads it before it goes.',
  })
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(SubjectAccessResponse) } },
      'text/html': { schema: { type: 'string' } },
    },
  })
  @Refuses(ofParticipant)
  async readSubjectAccess(
    @Param('participantId') participantId: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SubjectAccessResponse | string> {
    const items = await this.access.of(participantId);
    if (chosenType(request, types) === 'application/json') return { participantId, items };
    response.type('text/html');
    return subjectAccessPage(items);
  }
}
