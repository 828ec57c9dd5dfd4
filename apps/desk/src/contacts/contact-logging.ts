import { Injectable } from '@nestjs/common';
import { ContactRecording, requesterOf } from '@kept-informed/case-work';
import { UnitOfWork } from '@kept-informed/event-store';
import { once } from '../frame/once.js';
import type { ContactForm } from './contact-form.js';
import type { NotRecorded } from '../frame/form-reading.js';
import { ContactForms } from './contact-forms.js';

/** Records contacts as forms say them. */
@Injectable()
export class ContactLogging {
  constructor(
    private readonly work: UnitOfWork,
    private readonly recording: ContactRecording,
    private readonly forms: ContactForms,
  ) {}

  /** Records it once, however often the form is sent. Answers the id of the contact. */
  async log(caseId: string, form: ContactForm): Promise<string | NotRecorded> {
    const sent = { key: form.key, says: [caseId, { ...form, version: 0 }] };
    return this.forms.read(form, (request) =>
      once(this.work, sent, async () => {
        const { contactId } = await this.recording.record(caseId, request, requesterOf([form.version]));
        return contactId;
      }),
    );
  }
}
