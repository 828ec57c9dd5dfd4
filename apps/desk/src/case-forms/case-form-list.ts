import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CaseRecording } from '@kept-informed/case-work';
import type { CaseForm } from './case-form.js';
import { feedbackForm, replyForm, withdrawalForm } from './feedback-forms.js';
import { milestoneForm } from './milestone-form.js';

/** Whatever it reads and answers. */
type AnyCaseForm = CaseForm<object, { readonly version: number }>;

/** Every form about a case. */
@Injectable()
export class CaseFormList {
  readonly #byName: ReadonlyMap<string, AnyCaseForm>;

  constructor(recording: CaseRecording, bus: CommandBus) {
    const all: readonly AnyCaseForm[] = [
      milestoneForm(recording),
      feedbackForm(recording),
      replyForm(recording, bus),
      withdrawalForm(bus),
    ];
    this.#byName = new Map(all.map((form) => [form.name, form]));
  }

  named(name: string): AnyCaseForm | undefined {
    return this.#byName.get(name);
  }
}
