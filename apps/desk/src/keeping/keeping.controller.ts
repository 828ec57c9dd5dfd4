import { Body, Controller, Param, Query } from '@nestjs/common';
import { dayInWords } from '@kept-informed/calendar';
import { ErasureHandling, EraseRequest, KeepLongerRequest, requesterOf, Retentions } from '@kept-informed/case-work';
import { rules } from '@kept-informed/fields';
import { optionsOf } from '../cases/options.js';
import { dateGiven, given, type FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import { type PlainForm, PlainForms } from '../frame/plain-forms.js';
import { basisWords, whatComesOfErasing } from './erasures.reader.js';
import { type KeptAddress, KeptPeople } from './kept-people.reader.js';
import { keepingPage } from './keeping-page.js';

const roles = ['supervisor'] as const;
const keeping = { at: 'cases/:caseId/people/:participantId/keep', roles, about: 'case', draft: 'keep-longer' } as const;
const erasing = { at: 'cases/:caseId/people/:participantId/erase', roles, about: 'case', draft: 'erasure' } as const;
const onePage = 50;
const back = { href: '/keeping', text: 'Back to whom to look through' };

/** What is kept of people past their time: somebody looks through it, keeps it longer, or asks for an erasure. */
@Controller()
export class KeepingController {
  constructor(
    private readonly retentions: Retentions,
    private readonly erasing: ErasureHandling,
    private readonly kept: KeptPeople,
    private readonly forms: PlainForms,
  ) {}

  @Page(keepingPage, { at: 'keeping', roles, about: 'cases' })
  async list(@Query('after') after: unknown) {
    const { items, next } = await this.retentions.due(onePage, placeIn(after));
    return keepingPage.with({
      rows: items.map(({ participantId, caseId, reference, role, closedAt, keptUntil }) => ({
        participantId,
        caseId,
        reference,
        closedAt,
        keptUntil,
        role: role.replaceAll('-', ' '),
      })),
      next: next ? `/keeping?after=${encodeURIComponent(`${next.closedAt}~${next.participantId}`)}` : null,
    });
  }

  @Page(formPage, keeping)
  async beginKeeping(@Param() address: KeptAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(await this.#keepForm(address), left);
  }

  @Form(formPage, keeping)
  async keep(@Param() address: KeptAddress, @Body() body?: FormBody) {
    return this.forms.take(await this.#keepForm(address), body);
  }

  @Page(formPage, erasing)
  async beginErasing(@Param() address: KeptAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(await this.#eraseForm(address), left);
  }

  @Form(formPage, erasing)
  async erase(@Param() address: KeptAddress, @Body() body?: FormBody) {
    return this.forms.take(await this.#eraseForm(address), body);
  }

  async #keepForm(address: KeptAddress): Promise<PlainForm<KeepLongerRequest>> {
    const { at, participantId, ...known } = await this.#known(address);
    return {
      ...known,
      back,
      onTo: '/keeping',
      title: 'Keep somebody longer',
      button: 'Keep them',
      action: `${at}/keep`,
      fields: [
        { kind: 'day', name: 'until', label: 'Until the end of which day?', missing: 'Say until when they are kept' },
        {
          kind: 'words',
          name: 'reason',
          label: 'Why are they needed still?',
          missing: 'Say why they are needed still',
        },
      ],
      Request: KeepLongerRequest,
      request: (body) => ({ ...given(body, 'reason'), until: dateGiven(body, 'until') }),
      record: (request) => this.retentions.keepLonger(participantId, request, requesterOf()),
    };
  }

  async #eraseForm(address: KeptAddress): Promise<PlainForm<EraseRequest>> {
    const { at, participantId, ...known } = await this.#known(address);
    const second = 'Nothing goes before somebody else, a supervisor or an administrator, confirms it';
    return {
      ...known,
      toKnow: [...known.toKnow, { title: second, lines: [] }, whatComesOfErasing],
      back: { href: `/cases/${address.caseId}`, text: `Back to ${known.caption}` },
      onTo: '/erasures',
      title: 'Ask for somebody to be erased',
      button: 'Ask for it',
      action: `${at}/erase`,
      fields: [
        {
          kind: 'radios',
          name: 'basis',
          label: 'Why?',
          options: optionsOf(Object.keys(basisWords), basisWords),
          missing: 'Choose why',
        },
        { kind: 'words', name: 'reason', label: 'In words', hint: 'It goes with them', missing: 'Say it in words' },
      ],
      Request: EraseRequest,
      request: (body) => ({ participantId, ...given(body, 'basis', 'reason') }),
      record: (request) => this.erasing.ask(request, requesterOf()),
    };
  }

  async #known(address: KeptAddress) {
    const { at, participantId, reference, role } = await this.kept.of(address);
    const { keptUntil, reviews } = await this.retentions.of(participantId);
    const until =
      reviews
        .map((one) => one.keptUntil)
        .sort()
        .at(-1) ?? keptUntil;
    const lines = [until === null ? 'One of their cases is open' : `Until the end of ${dayInWords(until)}`];
    const toKnow = [{ title: 'How long they are kept', lines }];
    return { at, participantId, caption: reference, subject: role, toKnow };
  }
}

function placeIn(after: unknown) {
  const [closedAt = '', participantId = ''] = typeof after === 'string' ? after.split('~') : [];
  return rules.instant.accepts(closedAt) && rules.id.accepts(participantId) ? { closedAt, participantId } : undefined;
}
