import { Controller, Query } from '@nestjs/common';
import { idIn } from '../cases/addressed.js';
import { Page } from '../frame/page.js';
import { restrictedPage, unsafePage } from './restricted-page.js';
import { RestrictedReader } from './restricted.reader.js';

const roles = ['supervisor'] as const;

/** What is out of the ordinary on the cases that a supervisor sees. */
@Controller()
export class RestrictedController {
  constructor(private readonly reader: RestrictedReader) {}

  @Page(restrictedPage, { at: 'board/restricted', roles, about: 'cases' })
  async restricted(@Query('after') after: unknown) {
    return restrictedPage.with(await this.reader.restricted(idIn(after)));
  }

  @Page(unsafePage, { at: 'board/unsafe', roles, about: 'cases', people: true })
  async unsafe() {
    return unsafePage.with(await this.reader.unsafe());
  }
}
