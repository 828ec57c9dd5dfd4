import { Body, Controller, Param } from '@nestjs/common';
import { roleMissing } from '@kept-informed/access';
import type { FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { isSupervisor } from '../frame/viewers.js';
import { CaseFormList } from './case-form-list.js';
import { CaseForms } from './case-forms.js';

const reach = { roles: ['desk', 'supervisor'], about: 'case', people: true } as const;
const ofCase = { at: 'cases/:caseId/record/:form', draft: 'of-case', ...reach } as const;
const ofPart = { at: 'cases/:caseId/record/:form/:part', draft: 'of-part', ...reach } as const;

/** Which form of which case, and of which part of it. */
interface FormAddress {
  readonly caseId: string;
  readonly form: string;
  readonly part?: string;
}

/** What is recorded of a case beside contacts; of a part of it: a participant, a contact. */
@Controller()
export class CaseFormsController {
  constructor(
    private readonly list: CaseFormList,
    private readonly forms: CaseForms,
  ) {}

  @Page(formPage, ofCase)
  begin(@Param() address: FormAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(this.#form(address), address, left);
  }

  @Form(formPage, ofCase)
  take(@Param() address: FormAddress, @Body() body?: FormBody) {
    return this.forms.take(this.#form(address), address, body);
  }

  @Page(formPage, ofPart)
  beginOfPart(@Param() address: FormAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(this.#form(address), address, left);
  }

  @Form(formPage, ofPart)
  takeOfPart(@Param() address: FormAddress, @Body() body?: FormBody) {
    return this.forms.take(this.#form(address), address, body);
  }

  #form({ form: name, part }: FormAddress) {
    const form = this.list.named(name);
    if (!form || (form.subject === undefined) !== (part === undefined)) throw new NoSuchPage();
    if (form.forSupervisors && !isSupervisor()) throw roleMissing();
    return form;
  }
}
