import { Body, Controller, Param, Query } from '@nestjs/common';
import { CounterEnquiries, CounterMessages } from '@kept-informed/case-work';
import type { FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import type { CounterPlace } from './checked.js';
import { enquiryForm, messageForm } from './counter-form-list.js';
import { CounterForms } from './counter-forms.js';
import { atCounter, placeIn } from './counter-reach.js';

const message = { ...atCounter, at: 'counter/:caseId/:participantId/message', draft: 'message' } as const;
const enquiry = { ...atCounter, at: 'counter/:caseId/:participantId/enquiry', draft: 'enquiry' } as const;

/** What the counter records: a message for whoever has the case, and that somebody asked. */
@Controller()
export class CounterFormsController {
  readonly #message;
  readonly #enquiry;

  constructor(
    private readonly forms: CounterForms,
    messages: CounterMessages,
    enquiries: CounterEnquiries,
  ) {
    this.#message = messageForm(messages);
    this.#enquiry = enquiryForm(enquiries);
  }

  @Page(formPage, message)
  beginMessage(
    @Param() params: CounterPlace,
    @Query('checked') checked: unknown,
    @LeftTyped() left: FormBody | undefined,
  ) {
    return this.forms.begin(this.#message, placeIn(params), { checked, left });
  }

  @Form(formPage, message)
  leaveMessage(@Param() params: CounterPlace, @Body() body?: FormBody) {
    return this.forms.take(this.#message, placeIn(params), body);
  }

  @Page(formPage, enquiry)
  beginEnquiry(
    @Param() params: CounterPlace,
    @Query('checked') checked: unknown,
    @LeftTyped() left: FormBody | undefined,
  ) {
    return this.forms.begin(this.#enquiry, placeIn(params), { checked, left });
  }

  @Form(formPage, enquiry)
  logEnquiry(@Param() params: CounterPlace, @Body() body?: FormBody) {
    return this.forms.take(this.#enquiry, placeIn(params), body);
  }
}
