import { Body, Controller, Param, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { dayInWords } from '@kept-informed/calendar';
import { DecideDisputeRequest, DisputeHandling, ExcusalRequest, requesterOf, Rulings } from '@kept-informed/case-work';
import { rules } from '@kept-informed/fields';
import { goodReasons } from '@kept-informed/follow-up';
import { idOf } from '../cases/addressed.js';
import { optionsOf } from '../cases/options.js';
import { given, textIn, type FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import { type PlainForm, PlainForms } from '../frame/plain-forms.js';
import { disputesPage, excusalsPage } from './deciding-pages.js';
import { DecidingReader } from './deciding.reader.js';

const roles = ['supervisor'] as const;
const deciding = { at: 'cases/:caseId/disputes/:disputeId', roles, about: 'case', draft: 'dispute' } as const;
const excusing = {
  at: 'cases/:caseId/excusals/:obligationId',
  roles,
  about: 'case',
  people: true,
  draft: 'excusal',
} as const;

interface DisputeAddress {
  readonly caseId: string;
  readonly disputeId: string;
}

interface ExcusalAddress {
  readonly caseId: string;
  readonly obligationId: string;
}

const reasonWords: Readonly<Record<string, string>> = {
  '': 'Nothing of this: what was tried is enough',
  'endangers-somebody': 'To tell them would endanger somebody',
  'endangers-investigation': 'To tell them would endanger the investigation',
};

/** What a supervisor decides who has no part in it: disputes about a figure, and excusals by what was tried. */
@Controller()
export class DecidingController {
  constructor(
    private readonly reader: DecidingReader,
    private readonly disputes: DisputeHandling,
    private readonly rulings: Rulings,
    private readonly forms: PlainForms,
  ) {}

  @Page(disputesPage, { at: 'board/disputes', roles, about: 'cases' })
  async listDisputes(@CurrentPrincipal() { staffId }: Principal, @Query('after') after: unknown) {
    const [raisedAt, id] = placeIn(after) ?? [];
    return disputesPage.with(await this.reader.disputes(staffId, raisedAt && id ? { raisedAt, id } : undefined));
  }

  @Page(excusalsPage, { at: 'board/excusals', roles, about: 'cases', people: true })
  async listExcusals(@CurrentPrincipal() { staffId }: Principal, @Query('after') after: unknown) {
    const [dueAt, obligationId] = placeIn(after) ?? [];
    const place = dueAt && obligationId ? { dueAt, obligationId } : undefined;
    return excusalsPage.with(await this.reader.excusals(staffId, place));
  }

  @Page(formPage, deciding)
  async beginDeciding(
    @Param() address: DisputeAddress,
    @CurrentPrincipal() { staffId }: Principal,
    @LeftTyped() left: FormBody | undefined,
  ) {
    return this.forms.begin(await this.#disputeForm(address, staffId), left);
  }

  @Form(formPage, deciding)
  async decide(@Param() address: DisputeAddress, @CurrentPrincipal() { staffId }: Principal, @Body() body?: FormBody) {
    return this.forms.take(await this.#disputeForm(address, staffId), body);
  }

  @Page(formPage, excusing)
  async beginExcusing(@Param() address: ExcusalAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(await this.#excusalForm(address), left);
  }

  @Form(formPage, excusing)
  async excuse(@Param() address: ExcusalAddress, @Body() body?: FormBody) {
    return this.forms.take(await this.#excusalForm(address), body);
  }

  async #disputeForm({ caseId, disputeId }: DisputeAddress, staffId: string): Promise<PlainForm<DecideDisputeRequest>> {
    const id = idOf(disputeId);
    const { reference, title, dueOn, stood, would, recordedBy, notMine } = await this.reader.dispute(
      caseId,
      id,
      staffId,
    );
    return {
      title: 'Decide a dispute',
      caption: reference,
      subject: title,
      button: 'Decide it',
      back: { href: '/board/disputes', text: 'Back to what is disputed' },
      action: `/cases/${caseId}/disputes/${id}`,
      onTo: '/board/disputes',
      toKnow: [
        {
          title: 'What is disputed',
          lines: [
            `It was due on ${dayInWords(dueOn as never)} and stands as: ${stood.toLowerCase()}`,
            `What ${recordedBy || 'somebody'} recorded later says: ${would.toLowerCase()}`,
            ...(notMine === null ? [] : [notMine]),
          ],
        },
        {
          title: 'What comes of it',
          lines: ['It is about the figure alone: what people wish is followed already', 'How it stood stays on record'],
        },
      ],
      fields: [
        {
          kind: 'radios',
          name: 'confirm',
          label: 'How does it stand?',
          options: [
            { value: 'yes', text: `As was recorded later: ${would.toLowerCase()}` },
            { value: 'no', text: `As it stood: ${stood.toLowerCase()}` },
          ],
          missing: 'Choose how it stands',
        },
        { kind: 'words', name: 'reason', label: 'Why?', missing: 'Say why' },
      ],
      Request: DecideDisputeRequest,
      request: (body) => ({ ...given(body, 'reason'), confirm: textIn(body, 'confirm') === 'yes' }),
      record: (request) => this.disputes.decide(id, request, requesterOf()),
    };
  }

  async #excusalForm({ caseId, obligationId }: ExcusalAddress): Promise<PlainForm<ExcusalRequest>> {
    const id = idOf(obligationId);
    const { owed, attempts } = await this.reader.evidence(caseId, id);
    return {
      title: 'Excuse something that could not be told',
      caption: owed.case.reference,
      subject: `${owed.title} (${owed.person?.name ?? owed.person?.role ?? ''})`,
      button: 'Excuse it',
      back: { href: '/board/excusals', text: 'Back to what may be excused' },
      action: `/cases/${caseId}/excusals/${id}`,
      onTo: '/board/excusals',
      toKnow: [
        {
          title: 'What was tried before it was due',
          lines:
            attempts.length > 0 ? attempts : ['Nothing that is enough by itself: without a good reason it is refused'],
        },
        {
          title: 'What comes of it',
          lines: ['It counts as excused, never as met', 'They still have to be told: it stays to be done'],
        },
      ],
      fields: [
        {
          kind: 'radios',
          name: 'goodReason',
          label: 'Is there a good reason not to tell them?',
          options: optionsOf(['', ...goodReasons], reasonWords),
        },
        { kind: 'words', name: 'reason', label: 'Why is it excused?', missing: 'Say why it is excused' },
      ],
      Request: ExcusalRequest,
      request: (body) => given(body, 'goodReason', 'reason'),
      record: (request) => this.rulings.excuse(id, request, requesterOf()),
    };
  }
}

/** An instant and an id, as an address says where a page begins. */
function placeIn(after: unknown): readonly [string, string] | undefined {
  const [at = '', id = ''] = typeof after === 'string' ? after.split('~') : [];
  return rules.instant.accepts(at) && rules.id.accepts(id) ? [at, id] : undefined;
}
