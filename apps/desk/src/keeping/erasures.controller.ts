import { Body, Controller, Param, Query } from '@nestjs/common';
import { ErasureHandling, requesterOf } from '@kept-informed/case-work';
import { erasureStates, type ErasureView } from '@kept-informed/people';
import { NothingToSay } from '../case-forms/case-form.js';
import { idOf } from '../cases/addressed.js';
import type { FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import { type PlainForm, PlainForms } from '../frame/plain-forms.js';
import { erasurePage, erasuresPage } from './erasure-page.js';
import { ErasuresReader, whatComesOfErasing } from './erasures.reader.js';

/** Administrators, who see no case, confirm by ids and dates alone. */
const reach = { roles: ['supervisor', 'admin'], about: 'no-case' } as const;
const confirming = { at: 'erasures/:erasureId/confirmation', draft: 'confirmation', ...reach } as const;
const withdrawing = { at: 'erasures/:erasureId/withdrawal', draft: 'withdrawal', ...reach } as const;

/** Who is to be erased: a second person confirms it, or it is withdrawn. */
@Controller()
export class ErasurePagesController {
  constructor(
    private readonly reader: ErasuresReader,
    private readonly erasing: ErasureHandling,
    private readonly forms: PlainForms,
  ) {}

  @Page(erasuresPage, { at: 'erasures', ...reach })
  async list(@Query('state') state: unknown) {
    return erasuresPage.with(await this.reader.list(stateIn(state)));
  }

  @Page(erasurePage, { at: 'erasures/:erasureId', ...reach })
  async read(@Param('erasureId') erasureId: string) {
    return erasurePage.with(await this.reader.one(idOf(erasureId)));
  }

  @Page(formPage, confirming)
  async beginConfirming(@Param('erasureId') erasureId: string, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(await this.#confirmForm(idOf(erasureId)), left);
  }

  @Form(formPage, confirming)
  async confirm(@Param('erasureId') erasureId: string, @Body() body?: FormBody) {
    return this.forms.take(await this.#confirmForm(idOf(erasureId)), body);
  }

  @Page(formPage, withdrawing)
  async beginWithdrawing(@Param('erasureId') erasureId: string, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(await this.#withdrawForm(idOf(erasureId)), left);
  }

  @Form(formPage, withdrawing)
  async withdraw(@Param('erasureId') erasureId: string, @Body() body?: FormBody) {
    return this.forms.take(await this.#withdrawForm(idOf(erasureId)), body);
  }

  async #confirmForm(erasureId: string): Promise<PlainForm<NothingToSay>> {
    return {
      ...(await this.#about(erasureId)),
      title: 'Erase somebody for good',
      button: 'Erase them for good',
      action: `/erasures/${erasureId}/confirmation`,
      fields: [
        {
          kind: 'boxes',
          name: 'sure',
          label: 'Are you sure?',
          options: [{ value: 'yes', text: 'It is right that they go, and I know that nothing brings them back' }],
          missing: 'Tick it if it is right that they go',
        },
      ],
      record: () => this.erasing.confirm(erasureId, requesterOf()),
    };
  }

  async #withdrawForm(erasureId: string): Promise<PlainForm<NothingToSay>> {
    return {
      ...(await this.#about(erasureId)),
      title: 'Nobody is to be erased',
      button: 'Withdraw it',
      action: `/erasures/${erasureId}/withdrawal`,
      fields: [],
      record: () => this.erasing.withdraw(erasureId, requesterOf()),
    };
  }

  async #about(erasureId: string) {
    const at = `/erasures/${erasureId}`;
    return {
      caption: '',
      subject: '',
      back: { href: at, text: 'Back to the erasure' },
      onTo: at,
      toKnow: [{ title: 'What was asked for', lines: await this.reader.asked(erasureId) }, whatComesOfErasing],
      Request: NothingToSay,
      request: () => ({}),
    };
  }
}

const stateIn = (value: unknown): ErasureView['state'] => erasureStates.find((one) => one === value) ?? 'asked';
