import { Injectable } from '@nestjs/common';
import { ReadModel, RecordContactRequest } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { Refused } from '@kept-informed/decisions';
import { readFields } from '@kept-informed/fields';
import { formFieldOf, requestOf, type ContactForm, type FormFault } from './contact-form.js';

/** What a form cannot be recorded for. `changed`: the case is another than was looked at. */
export interface NotLogged {
  readonly faults: readonly FormFault[];
  readonly changed: boolean;
}

/** Reads forms for contacts, and tells at their fields what is refused of them. */
@Injectable()
export class ContactForms {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
  ) {}

  /** Does what a form asks for, or answers what has to be mended. Nothing to be found flies. */
  async read<Answer>(
    form: ContactForm,
    act: (request: RecordContactRequest) => Promise<Answer>,
  ): Promise<Answer | NotLogged> {
    const { request, faults } = requestOf(form, this.reading.now, this.force.zone);
    if (faults.length > 0) return { faults, changed: false };
    const { value, faults: wrong } = readFields(RecordContactRequest, request);
    if (wrong.length > 0)
      return {
        faults: wrong.map(({ path, detail }) => ({ field: formFieldOf(path.join('/')), text: detail })),
        changed: false,
      };
    try {
      return await act(value);
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.kind === 'not-found') throw error;
      const { kind, field = '', detail, problems } = error.refusal;
      if (kind === 'stale') return { faults: [], changed: true };
      const told = problems ?? [{ field, detail }];
      return { faults: told.map((one) => ({ field: formFieldOf(one.field), text: one.detail })), changed: false };
    }
  }
}
