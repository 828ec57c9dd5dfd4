import { Body, Controller, Param } from '@nestjs/common';
import type { FormBody } from '../frame/form-body.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import { type OpeningAddress, DipOpenings } from './dip-openings.js';
import { openedPage, redrawPage } from './dip-sample-page.js';
import { DipSamplesReader } from './dip-samples.reader.js';

const roles = ['performance', 'supervisor'] as const;
const at = 'dip-samples/:dipSampleId/openings/:obligationId';

/** Why somebody must see it is asked each time anew, and said once. Shows whom one of a sample is owed to, to who says why; and draws a sample again for who doubts it. */
@Controller()
export class DipOpeningsController {
  constructor(
    private readonly openings: DipOpenings,
    private readonly reader: DipSamplesReader,
  ) {}

  @Page(formPage, { at, roles: [...roles], about: 'cases', draft: null })
  ask(@Param() address: OpeningAddress) {
    return this.openings.begin(address);
  }

  @Form<object>(openedPage, { at, roles: [...roles], about: 'cases', people: true })
  open(@Param() address: OpeningAddress, @Body() body: FormBody = {}) {
    return this.openings.take(address, body);
  }

  @Page(redrawPage, { at: 'dip-samples/:dipSampleId/redraw', roles: [...roles], about: 'figures' })
  async redraw(@Param('dipSampleId') dipSampleId: string) {
    return redrawPage.with(await this.reader.redraw(dipSampleId));
  }
}
