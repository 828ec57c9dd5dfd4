import { Injectable } from '@nestjs/common';
import type { AnyCaseForm } from './case-form.js';
import { CorrectingForms } from './correcting-forms.js';
import { RecordingForms } from './recording-forms.js';
import { RulingForms } from './ruling-forms.js';
import { SupervisorForms } from './supervisor-forms.js';

/** Every form about a case. */
@Injectable()
export class CaseFormList {
  readonly #byName: ReadonlyMap<string, AnyCaseForm>;

  constructor(
    recording: RecordingForms,
    correcting: CorrectingForms,
    supervising: SupervisorForms,
    ruling: RulingForms,
  ) {
    const all = [recording, correcting, supervising, ruling].flatMap((forms) => forms.all);
    this.#byName = new Map(all.map((form) => [form.name, form]));
  }

  get all(): readonly AnyCaseForm[] {
    return [...this.#byName.values()];
  }

  named(name: string): AnyCaseForm | undefined {
    return this.#byName.get(name);
  }
}
