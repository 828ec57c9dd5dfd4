import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { currentRequest } from '@kept-informed/access';
import { answeredBefore, ContactRecording, keepAnswer, requesterOf } from '@kept-informed/case-work';
import { UnitOfWork } from '@kept-informed/event-store';
import type { ContactForm } from './contact-form.js';
import { ContactForms, type NotLogged } from './contact-forms.js';

/** Records contacts as forms say them. */
@Injectable()
export class ContactLogging {
  constructor(
    private readonly work: UnitOfWork,
    private readonly recording: ContactRecording,
    private readonly forms: ContactForms,
  ) {}

  /** Records it once, however often the form is sent. Answers the id of the contact. */
  async log(caseId: string, form: ContactForm): Promise<string | NotLogged> {
    return this.forms.read(form, async (request) => {
      const { principal } = currentRequest();
      const digest = createHash('sha256')
        .update(JSON.stringify([caseId, { ...form, version: 0 }]))
        .digest('base64url');
      const sent = { asker: principal!.subject, key: `desk:${form.key}`, digest };
      return this.work.run(async () => {
        const before = await answeredBefore(this.work, sent);
        if (before) return String(before.body);
        const { contactId } = await this.recording.record(caseId, request, requesterOf([form.version]));
        keepAnswer(this.work, sent, { status: 303, headers: {}, body: JSON.stringify(contactId) });
        return contactId;
      });
    });
  }
}
