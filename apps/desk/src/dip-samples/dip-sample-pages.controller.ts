import { Body, Controller, Param } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import type { LocalDate } from '@kept-informed/calendar';
import { requesterOf, SampleDraws } from '@kept-informed/case-work';
import { type Dimension, dimensions } from '@kept-informed/compliance';
import { type ReviewAnswer, reviewAnswers } from '@kept-informed/dip-samples';
import { Code, Id, IntField, ListOf, LocalDateField, rules } from '@kept-informed/fields';
import { optionsOf } from '../cases/options.js';
import { dateGiven, given, listIn, type FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import { type PlainForm, PlainForms } from '../frame/plain-forms.js';
import { sampleListPage, samplePage } from './dip-sample-page.js';
import { DipSamplesReader, questionWords } from './dip-samples.reader.js';

const reviewing = { roles: ['performance', 'supervisor'], about: 'cases' } as const;
const drawing = { at: 'dip-samples/new', roles: ['performance'], about: 'figures', draft: 'sample' } as const;
const judging = { at: 'dip-samples/:dipSampleId/reviews/:obligationId', draft: 'review', ...reviewing } as const;

/** What a sample is drawn from, as a form says it. */
class DrawSampleRequest {
  @LocalDateField()
  from: LocalDate;

  @LocalDateField()
  to: LocalDate;

  @IntField({ min: 1, max: 500, fromText: true })
  size: number;

  @ListOf(rules.code(dimensions), { min: 1, max: 3 })
  strata: Dimension[];

  @Id()
  seed: string;
}

/** What somebody judged, as a form says it. */
class JudgeRequest {
  @Code(reviewAnswers)
  inTime: ReviewAnswer;

  @Code(reviewAnswers)
  rightPerson: ReviewAnswer;

  @Code(reviewAnswers)
  useful: ReviewAnswer;

  @Code(reviewAnswers)
  plain: ReviewAnswer;
}

const strataWords: Partial<Record<Dimension, string>> = {
  commitment: 'Promise',
  bcu: 'Basic command unit',
  team: 'Team',
  entitlement: 'Entitlement',
  offenceGroup: 'Offence group',
};

interface JudgedAddress {
  readonly dipSampleId: string;
  readonly obligationId: string;
}

/** Samples of what fell due, which two people look through. */
@Controller()
export class DipSamplePagesController {
  constructor(
    private readonly draws: SampleDraws,
    private readonly reader: DipSamplesReader,
    private readonly forms: PlainForms,
  ) {}

  @Page(sampleListPage, { at: 'dip-samples', roles: ['performance', 'supervisor'], about: 'figures' })
  async list(@CurrentPrincipal() { roles }: Principal) {
    return sampleListPage.with(await this.reader.list(roles.includes('performance')));
  }

  @Page(formPage, drawing)
  begin(@LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(this.#drawForm(), left);
  }

  @Form(formPage, drawing)
  draw(@Body() body?: FormBody) {
    return this.forms.take(this.#drawForm(), body);
  }

  @Page(samplePage, { at: 'dip-samples/:dipSampleId', ...reviewing })
  async read(@Param('dipSampleId') dipSampleId: string) {
    return samplePage.with(await this.reader.page(dipSampleId, requesterOf().by));
  }

  @Page(formPage, judging)
  async look(@Param() address: JudgedAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(await this.#judgeForm(address), left);
  }

  @Form(formPage, judging)
  async judge(@Param() address: JudgedAddress, @Body() body?: FormBody) {
    return this.forms.take(await this.#judgeForm(address), body);
  }

  #drawForm(): PlainForm<DrawSampleRequest> {
    return {
      title: 'Draw a sample',
      caption: 'Dip samples',
      subject: '',
      back: { href: '/dip-samples', text: 'Back to samples' },
      action: '/dip-samples/new',
      toKnow: [
        {
          title: 'How it is drawn',
          lines: [
            'Of each group as many as is its part of the whole, by lot of the seed: anybody who has it draws the same',
            'Each try stays on record',
          ],
        },
      ],
      button: 'Draw it',
      fields: [
        { kind: 'day', name: 'from', label: 'What fell due from', missing: 'Say from which day' },
        { kind: 'day', name: 'to', label: 'to', missing: 'Say to which day' },
        { kind: 'line', name: 'size', label: 'How many?', hint: '1 to 500', missing: 'Say how many are drawn' },
        {
          kind: 'boxes',
          name: 'strata',
          label: 'In proportion of what?',
          options: optionsOf(Object.keys(strataWords), strataWords as Record<string, string>),
          missing: 'Choose at least one',
        },
        {
          kind: 'line',
          name: 'seed',
          label: 'Seed',
          hint: 'Letters, digits and hyphens, agreed beforehand, such as 2026-11-a',
          missing: 'Say the seed',
        },
      ],
      Request: DrawSampleRequest,
      request: (body) => ({
        ...given(body, 'size', 'seed'),
        strata: listIn(body, 'strata'),
        from: dateGiven(body, 'from'),
        to: dateGiven(body, 'to'),
      }),
      record: (request) => this.draws.draw(request, requesterOf()),
      onTo: '/dip-samples',
    };
  }

  async #judgeForm({ dipSampleId, obligationId }: JudgedAddress): Promise<PlainForm<JudgeRequest>> {
    const { title, measured } = await this.reader.judged({ dipSampleId, obligationId }, requesterOf().by);
    return {
      title: 'Judge one of a sample',
      caption: title,
      subject: `by the measure: ${measured.toLowerCase()}`,
      back: { href: `/dip-samples/${dipSampleId}`, text: 'Back to the sample' },
      action: `/dip-samples/${dipSampleId}/reviews/${obligationId}`,
      toKnow: [{ title: 'Blind', lines: ['What somebody else said is shown once two have judged it'] }],
      button: 'Record it',
      fields: (Object.keys(questionWords) as (keyof typeof questionWords)[]).map((name) => ({
        kind: 'radios' as const,
        name,
        label: questionWords[name],
        options: optionsOf(reviewAnswers, {}),
        missing: 'Choose an answer',
      })),
      Request: JudgeRequest,
      request: (body) => given(body, ...Object.keys(questionWords)),
      record: (answers) => this.reader.review(dipSampleId, { obligationId, answers: { ...answers } }, requesterOf()),
      onTo: `/dip-samples/${dipSampleId}`,
    };
  }
}
