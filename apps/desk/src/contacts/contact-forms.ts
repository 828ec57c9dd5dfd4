import { Injectable } from '@nestjs/common';
import { ReadModel, RecordContactRequest } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { isNotRecorded, readForm, type NotRecorded } from '../frame/form-reading.js';
import { formFieldOf, requestOf, type ContactForm } from './contact-form.js';

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
  ): Promise<Answer | NotRecorded> {
    const { request, faults } = requestOf(form, this.reading.now, this.force.zone);
    if (faults.length > 0) return { faults, changed: false, inTheWay: null };
    const result = await readForm(RecordContactRequest, request, act);
    if (!isNotRecorded(result)) return result;
    return { ...result, faults: result.faults.map(({ field, text }) => ({ field: formFieldOf(field), text })) };
  }
}
