import { Body, Controller } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { rules } from '@kept-informed/fields';
import type { DraftPlace, DraftFields } from '@kept-informed/people';
import { isDrafted } from './drafted-forms.js';
import { FormDrafts } from './form-drafts.js';
import { ownPath } from './own-path.js';
import { anyRole, goTo, NoPage, type NothingNew, nothingNew, type Redirection } from './page.js';
import { NoSuchPage } from './page-trouble.js';

/** What somebody typed is their own, whatever they see of the case that it is about. */
const ofOneself = { roles: anyRole, about: 'no-case' } as const;

/** What is typed, as a page's script sends it, and what its writer does not want any more. */
@Controller()
export class DraftsController {
  constructor(private readonly drafts: FormDrafts) {}

  @NoPage('post', { at: 'drafts', ...ofOneself })
  async keep(@CurrentPrincipal() { staffId }: Principal, @Body() body: DraftFields | undefined): Promise<NothingNew> {
    await this.drafts.keep(placeIn(body, staffId), body!);
    return nothingNew;
  }

  @NoPage('post', { at: 'drafts/dropped', ...ofOneself })
  async drop(@CurrentPrincipal() { staffId }: Principal, @Body() body: DraftFields | undefined): Promise<Redirection> {
    await this.drafts.drop(placeIn(body, staffId));
    return goTo(ownPath(body!['to']));
  }
}

/** Of which form and case a draft says that it is. */
function placeIn(body: DraftFields = {}, staffId: string): DraftPlace {
  const { draft: form, 'draft-case': caseId } = body;
  if (typeof form !== 'string' || !isDrafted(form) || (caseId !== '' && !rules.id.accepts(caseId)))
    throw new NoSuchPage();
  return { staffId, form, caseId: caseId === '' ? null : String(caseId) };
}
