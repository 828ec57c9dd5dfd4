import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { OwnForce } from '@kept-informed/commitments';
import { UnitOfWork } from '@kept-informed/event-store';
import { textIn, type FormBody } from './form-body.js';
import { faultsIn, fieldOf, type FormFault, type FormField } from './form-field.js';
import { filledIn, formPage, recordingBy, type FormModel } from './form-page.js';
import { isNotRecorded, readForm } from './form-reading.js';
import { once } from './once.js';
import { goTo } from './page.js';

/** A form that is about no version of a case. */
export interface PlainForm<Fields extends object> extends Pick<
  FormModel,
  'title' | 'caption' | 'subject' | 'back' | 'action' | 'toKnow'
> {
  readonly button: string;
  readonly fields: readonly FormField[];
  readonly Request: new () => Fields;
  /** As the request's class is read from. */
  request(body: FormBody): object;
  record(request: Fields): Promise<unknown>;
  /** Where it goes on to once it is recorded. */
  readonly onTo: string;
}

/** Shows such forms, and takes them. */
@Injectable()
export class PlainForms {
  constructor(
    private readonly work: UnitOfWork,
    private readonly force: OwnForce,
  ) {}

  /** As it was left, or empty. */
  begin<F extends object>(form: PlainForm<F>, left?: FormBody) {
    return this.#page(form, left ?? { key: randomUUID() });
  }

  /** With what it is to say unless somebody says otherwise. */
  beginWith<F extends object>(form: PlainForm<F>, begun: FormBody) {
    return this.#page(form, { ...begun, key: randomUUID() });
  }

  /** Records it once and goes on; or answers the page with what is wrong. */
  async take<F extends object>(form: PlainForm<F>, body: FormBody = {}) {
    const missing = faultsIn(form.fields, body, this.force.zone);
    if (missing.length > 0) return this.#page(form, body, missing);
    const asked = form.request(body);
    const result = await readForm(form.Request, asked, (request) =>
      once(this.work, { key: textIn(body, 'key'), says: [form.action, asked] }, async () => {
        await form.record(request);
        return {};
      }),
    );
    if (!isNotRecorded(result)) return goTo(form.onTo);
    const faults = result.faults.map(({ field, text }) => ({ field: fieldOf(form.fields, field), text }));
    return this.#page(form, body, faults);
  }

  #page<F extends object>(form: PlainForm<F>, body: FormBody, faults: readonly FormFault[] = []) {
    const { title, caption, subject, back, action, toKnow, fields, button } = form;
    const model = {
      title,
      caption,
      subject,
      back,
      action,
      toKnow,
      version: 0,
      inTheWay: null,
      changed: [],
      foreseen: null,
      ...filledIn(fields, body, faults),
      buttons: [recordingBy(button)],
    };
    return formPage.with(model, faults.length > 0 ? 422 : 200);
  }
}
