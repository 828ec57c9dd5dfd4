import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import type { LocalDate } from '@kept-informed/calendar';
import { requesterOf } from '@kept-informed/case-work';
import { ActivateDraft, reaches, type Reach, type TermsKind } from '@kept-informed/commitments';
import { Code, LocalDateField } from '@kept-informed/fields';
import { previewedChanges, Previews } from '@kept-informed/follow-up';
import { optionsOf } from '../cases/options.js';
import { dateGiven, given, type FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { type PlainForm, PlainForms } from '../frame/plain-forms.js';
import { termsPage } from './terms-page.js';
import { changeWords } from './draft.reader.js';
import { type DraftAddress, ofTerms } from './terms-reach.js';
import { TermsReader } from './terms.reader.js';

const activating = {
  at: 'terms/:kind/:versionId/activation',
  roles: ['supervisor', 'admin'],
  about: 'no-case',
  draft: 'activation',
} as const;

/** How far a draft is to reach into what is open. */
class LetHoldRequest {
  @Code(reaches)
  reach: Reach['to'];

  @LocalDateField({ optional: true })
  on?: LocalDate;
}

const reachWords: Readonly<Record<Reach['to'], string>> = {
  'new-only': 'Nothing: it holds for what arises from now on',
  'recompute-all': 'All that is not due yet: it is counted again from its start',
  'time-left': 'What is left on a day is counted on from there in the new way',
};

/** What the force goes by; a second person looks at a draft and lets it hold. */
@Controller()
export class TermsController {
  constructor(
    private readonly terms: TermsReader,
    private readonly previews: Previews,
    private readonly forms: PlainForms,
    private readonly bus: CommandBus,
  ) {}

  @Page(termsPage, { at: 'terms', ...ofTerms })
  async list(@CurrentPrincipal() { roles, staffId }: Principal) {
    const may = (...some: Principal['roles'][number][]) => some.some((role) => roles.includes(role));
    return termsPage.with(
      await this.terms.page({
        mayAsk: may('performance', 'admin'),
        mayActivate: may('supervisor', 'admin'),
        mayDraft: may('admin'),
        by: staffId,
      }),
    );
  }

  @Page(formPage, activating)
  async look(@Param() address: DraftAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(await this.#form(address), left);
  }

  @Form(formPage, activating)
  async letHold(@Param() address: DraftAddress, @Body() body?: FormBody) {
    return this.forms.take(await this.#form(address), body);
  }

  async #form(address: DraftAddress): Promise<PlainForm<LetHoldRequest>> {
    const { versionId } = address;
    if (address.kind !== 'policy' && address.kind !== 'calendar') throw new NoSuchPage();
    const kind: TermsKind = address.kind;
    await this.terms.draft(kind, versionId);
    return {
      title: 'Let a draft hold',
      caption: kind === 'policy' ? 'Policy' : 'Calendar',
      subject: versionId,
      back: { href: '/terms', text: 'Back to policies and calendars' },
      action: `/terms/${kind}/${encodeURIComponent(versionId)}/activation`,
      toKnow: [
        {
          title: 'What it would change now, if all that is not due yet were counted again',
          lines: await this.#changes(kind, versionId),
        },
        { title: 'Who may', lines: ['Somebody else than who drafted it'] },
      ],
      button: 'Let it hold from now on',
      fields: [
        {
          kind: 'radios',
          name: 'reach',
          label: 'How much of what is open does it change?',
          options: optionsOf(reaches, reachWords),
          missing: 'Choose how much of what is open it changes',
        },
        {
          kind: 'day',
          name: 'on',
          label: 'On which day is the time counted that is left?',
          hint: 'Only where what is left is counted on',
        },
      ],
      Request: LetHoldRequest,
      request: (body) => ({ ...given(body, 'reach'), on: dateGiven(body, 'on') }),
      record: (request) => this.bus.execute(new ActivateDraft(kind, { ...request, versionId }, requesterOf())),
      onTo: '/terms',
    };
  }

  async #changes(dated: TermsKind, versionId: string): Promise<readonly string[]> {
    const { counts } = await this.previews.preview({ dated, versionId, reach: 'recompute-all', limit: 1 });
    const changes = previewedChanges.filter((change) => counts![change] > 0);
    if (changes.length === 0) return ['Nothing that is open'];
    return [
      `On ${counts!.cases} ${counts!.cases === 1 ? 'case' : 'cases'} something is otherwise`,
      ...changes.map((change) => `${counts![change]} would be ${changeWords[change]}`),
    ];
  }
}
