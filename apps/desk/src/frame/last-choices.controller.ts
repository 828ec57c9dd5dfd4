import { Body, Controller } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { ReadModel } from '@kept-informed/case-work';
import { textIn, type FormBody } from './form-body.js';
import { forgetChoice } from './last-choice.queries.js';
import { ownPath } from './own-path.js';
import { anyRole, goTo, NoPage, type Redirection } from './page.js';

/** What somebody chose last is forgotten where they want that. */
@Controller()
export class LastChoicesController {
  constructor(private readonly reading: ReadModel) {}

  @NoPage('post', { at: 'last-choices/forgotten', roles: anyRole, about: 'no-case' })
  async forget(@CurrentPrincipal() { staffId }: Principal, @Body() body: FormBody = {}): Promise<Redirection> {
    const page = textIn(body, 'page');
    await forgetChoice(this.reading.manager, { staffId, page });
    return goTo(ownPath(`/${page}`));
  }
}
