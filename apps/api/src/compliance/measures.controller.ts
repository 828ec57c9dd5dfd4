import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { measureDefinitions } from '@kept-informed/compliance';
import { MeasureDefinitionsResponse } from './measures.response.js';

/** What the figures are called, mean and come to. */
@ApiTags('Compliance')
@Roles('performance', 'supervisor', 'admin')
@About('figures')
@Controller('compliance/measures')
export class MeasuresController {
  @Get()
  @ApiOperation({ summary: 'What each measure means, with an example that is worked as every report works it' })
  @ApiOkResponse({ type: MeasureDefinitionsResponse })
  listMeasures(): MeasureDefinitionsResponse {
    return { items: measureDefinitions.map(({ id, title, sentence, example }) => ({ id, title, sentence, example })) };
  }
}
