import { Body, Controller, Param, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import type { TermsKind } from '@kept-informed/commitments';
import { textIn, type FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { PlainForms } from '../frame/plain-forms.js';
import { DraftForms } from './draft-forms.js';
import { DraftReader, foreseenReaches } from './draft.reader.js';
import { withoutGaps } from './policy-body.js';
import { draftPage } from './terms-page.js';
import { type DraftAddress, ofTerms } from './terms-reach.js';

const drafting = { roles: ['admin'], about: 'no-case' } as const;
const ofPolicy = { at: 'terms/policy/new', draft: 'policy', ...drafting } as const;
const ofCalendar = { at: 'terms/calendar/new', draft: 'calendar', ...drafting } as const;
const givingUp = { at: 'terms/:kind/:versionId/giving-up', draft: 'giving-up', ...drafting } as const;

/** Drafts of policies and calendars: written down, looked at, and given up. */
@Controller()
export class DraftPagesController {
  constructor(
    private readonly drafts: DraftForms,
    private readonly reader: DraftReader,
    private readonly forms: PlainForms,
  ) {}

  @Page(formPage, ofPolicy)
  async beginPolicy(@Query('like') asked: unknown, @LeftTyped() left: FormBody | undefined) {
    // Its own address says nothing of what one that was left was like.
    const like = left ? textIn(left, 'like') : typeof asked === 'string' ? asked : '';
    const basis = await this.drafts.policyBasis(like);
    if (left) {
      const { body, rungs } = withoutGaps(left);
      return this.forms.begin(this.drafts.policy(basis, { body, rungs, like }), body);
    }
    const begun = this.drafts.policyBody(basis);
    const form = this.drafts.policy(basis, { body: begun, rungs: basis.content.ladder.length, like });
    return this.forms.beginWith(form, { ...begun, like });
  }

  @Form(formPage, ofPolicy)
  async draftPolicy(@Query('like') asked: unknown, @Body() sent: FormBody = {}) {
    const like = typeof asked === 'string' ? asked : '';
    const { body, rungs } = withoutGaps(sent);
    return this.forms.take(this.drafts.policy(await this.drafts.policyBasis(like), { body, rungs, like }), body);
  }

  @Page(formPage, ofCalendar)
  async beginCalendar(@LeftTyped() left: FormBody | undefined) {
    if (left) return this.forms.begin(await this.drafts.calendar(left), left);
    const begun = await this.drafts.calendarBody();
    return this.forms.beginWith(await this.drafts.calendar(begun), begun);
  }

  @Form(formPage, ofCalendar)
  async draftCalendar(@Body() body: FormBody = {}) {
    return this.forms.take(await this.drafts.calendar(body), body);
  }

  @Page(draftPage, { at: 'terms/:kind/:versionId', ...ofTerms })
  async read(@Param() address: DraftAddress, @Query('reach') asked: unknown, @CurrentPrincipal() who: Principal) {
    const reach = foreseenReaches.find((one) => one === asked);
    const may = (...some: Principal['roles'][number][]) => some.some((role) => who.roles.includes(role));
    const viewer = { by: who.staffId, mayDraft: may('admin'), mayActivate: may('supervisor', 'admin') };
    return draftPage.with(await this.reader.page(kindIn(address), address.versionId, reach, viewer));
  }

  @Page(formPage, givingUp)
  beginGivingUp(@Param() address: DraftAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(this.drafts.givingUp(kindIn(address), address.versionId), left);
  }

  @Form(formPage, givingUp)
  giveUp(@Param() address: DraftAddress, @Body() body?: FormBody) {
    return this.forms.take(this.drafts.givingUp(kindIn(address), address.versionId), body);
  }
}

function kindIn({ kind }: DraftAddress): TermsKind {
  if (kind !== 'policy' && kind !== 'calendar') throw new NoSuchPage();
  return kind;
}
