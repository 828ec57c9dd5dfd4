import { Injectable } from '@nestjs/common';
import type { AnyCaseForm } from './case-form.js';
import { CorrectingForms } from './correcting-forms.js';
import { RecordingForms } from './recording-forms.js';
import { SupervisorForms } from './supervisor-forms.js';

/** Every form about a case. */
@Injectable()
export class CaseFormList {
  readonly #byName: ReadonlyMap<string, AnyCaseForm>;

  constructor(recording: RecordingForms, correcting: CorrectingForms, supervising: SupervisorForms) {
    this.#byName = new Map([...recording.all, ...correcting.all, ...supervising.all].map((form) => [form.name, form]));
  }

  named(name: string): AnyCaseForm | undefined {
    return this.#byName.get(name);
  }
}
