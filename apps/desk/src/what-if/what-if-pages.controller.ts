import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import type { LocalDate } from '@kept-informed/calendar';
import { requesterOf } from '@kept-informed/case-work';
import { asFile } from '@kept-informed/exports';
import { Code, LocalDateField, Text } from '@kept-informed/fields';
import { type WhatIfQuestion, whatIfReaches, WhatIfs } from '@kept-informed/what-if';
import { dateGiven, given, type FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, NoPage, Page } from '../frame/page.js';
import { type PlainForm, PlainForms } from '../frame/plain-forms.js';
import { TermsReader } from '../terms/terms.reader.js';
import { whatIfListPage, whatIfPage } from './what-if-page.js';
import { WhatIfReader } from './what-if.reader.js';

const ofFigures = { roles: ['performance', 'admin'], about: 'figures' } as const;
const asking = { at: 'what-if/new', draft: 'what-if', ...ofFigures } as const;

/** A period that is to be lived through again, as a form says it. */
class AskWhatIfRequest {
  /** Of which kind, and which version: `policy:policy-3-2f9c01ab`. */
  @Text({ max: 100 })
  terms: string;

  @LocalDateField()
  from: LocalDate;

  @LocalDateField()
  to: LocalDate;

  @Code(whatIfReaches)
  reach: WhatIfQuestion['reach'];
}

/** What a draft would have made of a period that was lived through. */
@Controller()
export class WhatIfPagesController {
  constructor(
    private readonly whatIfs: WhatIfs,
    private readonly reader: WhatIfReader,
    private readonly terms: TermsReader,
    private readonly forms: PlainForms,
  ) {}

  @Page(whatIfListPage, { at: 'what-if', ...ofFigures })
  async list(@Query('after') after: unknown) {
    return whatIfListPage.with(await this.reader.list(after));
  }

  @Page(formPage, asking)
  async begin(@Query('draft') draft: unknown, @LeftTyped() left: FormBody | undefined) {
    if (left) return this.forms.begin(await this.#form(), left);
    const chosen = typeof draft === 'string' ? { terms: draft } : {};
    return this.forms.beginWith(await this.#form(), { ...chosen, reach: 'recompute-all' });
  }

  @Form(formPage, asking)
  async ask(@Body() body?: FormBody) {
    return this.forms.take(await this.#form(), body);
  }

  @Page(whatIfPage, { at: 'what-if/:whatIfId', ...ofFigures })
  async read(@Param('whatIfId') whatIfId: string) {
    return whatIfPage.with(await this.reader.page(whatIfId));
  }

  @NoPage('get', { at: 'what-if/:whatIfId/file.csv', ...ofFigures })
  async file(@Param('whatIfId') whatIfId: string): Promise<StreamableFile> {
    return asFile(await this.reader.file(whatIfId));
  }

  async #form(): Promise<PlainForm<AskWhatIfRequest>> {
    const choices = await this.terms.choices();
    return {
      title: 'Ask what a draft would have made of a period',
      caption: 'Policies and calendars',
      subject: '',
      back: { href: '/what-if', text: 'Back to what was asked' },
      action: '/what-if/new',
      toKnow: [
        {
          title: 'What is done',
          lines: [
            'The period is lived through again by what people recorded in it, as though the draft had been activated as it began',
            'Nothing is recorded, nobody is alerted and nothing is sent',
            'A year of the whole force takes some minutes; you can go on meanwhile',
          ],
        },
      ],
      button: 'Work it out',
      fields: [
        {
          kind: 'select',
          name: 'terms',
          label: 'Which version?',
          options: [{ value: '', text: choices.length > 0 ? 'Choose' : 'Nothing was drafted yet' }, ...choices],
          missing: 'Choose a version of the policy or of the calendar',
        },
        { kind: 'day', name: 'from', label: 'What fell due from', missing: 'Say from which day' },
        { kind: 'day', name: 'to', label: 'to', hint: 'At most 366 days', missing: 'Say to which day' },
        {
          kind: 'radios',
          name: 'reach',
          label: 'What of that which was open as the period began?',
          options: [
            { value: 'recompute-all', text: 'It is counted again under the draft' },
            { value: 'new-only', text: 'It stays as it was' },
          ],
          missing: 'Choose what becomes of what was open',
        },
      ],
      Request: AskWhatIfRequest,
      request: (body) => ({
        ...given(body, 'terms', 'reach'),
        from: dateGiven(body, 'from'),
        to: dateGiven(body, 'to'),
      }),
      record: ({ terms, ...asked }) => {
        const kind = terms.startsWith('calendar:') ? 'calendar' : 'policy';
        const versionId = terms.slice(terms.indexOf(':') + 1);
        return this.whatIfs.ask({ ...asked, kind, versionId }, requesterOf().by);
      },
      onTo: '/what-if',
    };
  }
}
