import { Body, Controller } from '@nestjs/common';
import { textIn, type FormBody } from '../frame/form-body.js';
import { Form, goTo, Page } from '../frame/page.js';
import { findPage } from './find-page.js';
import { FindReader } from './find.reader.js';

const reach = { at: 'find', roles: ['desk', 'supervisor'], about: 'cases', people: true } as const;
const longest = 200;

/** Finds cases by their references and by who is on them. What is looked for is posted and stands in no address. */
@Controller()
export class FindController {
  constructor(private readonly finding: FindReader) {}

  @Page(findPage, reach)
  async begin() {
    return findPage.with(await this.finding.begin());
  }

  @Form(findPage, reach)
  async find(@Body() body: FormBody | undefined) {
    const q = textIn(body ?? {}, 'q').slice(0, longest);
    if (q === '') return this.begin();
    const [meant, another] = await this.finding.meant(q);
    return meant && !another ? goTo(`/cases/${meant.caseId}`) : findPage.with(await this.finding.page(q));
  }
}
