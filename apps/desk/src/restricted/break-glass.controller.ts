import { Body, Controller, Param } from '@nestjs/common';
import { CaseRestrictions, ReasonRequest, requesterOf } from '@kept-informed/case-work';
import { idOf } from '../cases/addressed.js';
import { given, type FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import { type PlainForm, PlainForms } from '../frame/plain-forms.js';

const reach = {
  at: 'cases/:caseId/break-glass',
  roles: ['desk', 'supervisor'],
  about: 'locked-case',
  draft: 'break-glass',
} as const;

/** Lets somebody see a restricted case all the same. Of a case that is not there the page says the same as of one that is. */
@Controller()
export class BreakGlassController {
  constructor(
    private readonly restricting: CaseRestrictions,
    private readonly forms: PlainForms,
  ) {}

  @Page(formPage, reach)
  begin(@Param('caseId') caseId: string, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(this.#form(idOf(caseId)), left);
  }

  @Form(formPage, reach)
  breakGlass(@Param('caseId') caseId: string, @Body() body?: FormBody) {
    return this.forms.take(this.#form(idOf(caseId)), body);
  }

  #form(caseId: string): PlainForm<ReasonRequest> {
    return {
      title: 'See a restricted case all the same',
      caption: '',
      subject: '',
      button: 'See the case',
      back: { href: '/find', text: 'Find another case' },
      action: `/cases/${caseId}/break-glass`,
      onTo: `/cases/${caseId}`,
      toKnow: [
        {
          title: 'What comes of it',
          lines: [
            'You see the case for an hour',
            'Whoever answers for the staff who deal with it is told at once, and can read your reason',
            'What you look at is on record, as always',
          ],
        },
      ],
      fields: [
        { kind: 'words', name: 'reason', label: 'Why must you see it now?', missing: 'Say why you must see it now' },
      ],
      Request: ReasonRequest,
      request: (body) => given(body, 'reason'),
      record: (reason) => this.restricting.breakGlass(caseId, reason, requesterOf()),
    };
  }
}
