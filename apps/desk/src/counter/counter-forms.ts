import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CounterReader, requesterOf } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { UnitOfWork } from '@kept-informed/event-store';
import { textIn, type FormBody } from '../frame/form-body.js';
import { faultsIn, fieldOf, type FormFault, type FormField } from '../frame/form-field.js';
import { filledIn, recordingBy } from '../frame/form-page.js';
import { isNotRecorded, readForm } from '../frame/form-reading.js';
import { once } from '../frame/once.js';
import { goTo } from '../frame/page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { checkedIn, counterAddress, type CounterPlace } from './checked.js';
import type { CounterForm, CounterFormScene } from './counter-form.js';
import { counterForm } from './counter-form-page.js';

/** How a form is opened: after whatever they proved now, or, where the address does not say, when it was left. */
interface CounterFormOpening {
  readonly checked: unknown;
  readonly left: FormBody | undefined;
}

/** Shows the forms of the counter, and takes them. */
@Injectable()
export class CounterForms {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reading: CounterReader,
    private readonly force: OwnForce,
  ) {}

  /** As it was left, or as it begins. */
  async begin<F extends object>(form: CounterForm<F>, place: CounterPlace, { checked, left }: CounterFormOpening) {
    const begun = left ?? { ...form.begins, key: randomUUID() };
    const body = checked === undefined ? begun : { ...begun, checked: checkedIn(checked).join(',') };
    return this.#page(form, await this.#scene(place, body), body);
  }

  /** Records it once and goes back to what may be said; or answers the page with what is wrong. */
  async take<F extends object>(form: CounterForm<F>, place: CounterPlace, body: FormBody = {}) {
    const key = textIn(body, 'key');
    if (key === '') throw new NoSuchPage();
    const scene = await this.#scene(place, body);
    const fields = fieldsOf(form, scene);
    const faults = faultsIn(fields, body, scene.zone);
    if (faults.length > 0) return this.#page(form, scene, body, faults);
    const says = [counterAddress(place, `/${form.name}`), Object.entries(body).toSorted()];
    const result = await readForm(form.Request, form.request(body, scene), (request) =>
      once(this.work, { key, says }, async () => {
        await form.record(place.caseId, request, requesterOf());
        return form.name;
      }),
    );
    if (!isNotRecorded(result))
      return goTo(counterAddress(place, '', { checked: scene.view.identity.checked, done: form.name }));
    const wrong = result.faults.map(({ field, text }) => ({ field: fieldOf(fields, field), text }));
    return this.#page(form, scene, body, wrong);
  }

  async #scene({ caseId, participantId }: CounterPlace, body: FormBody): Promise<CounterFormScene> {
    const view = await this.reading.maySay(caseId, participantId, checkedIn(textIn(body, 'checked')));
    return { caseId, participantId, view, zone: this.force.zone };
  }

  #page<F extends object>(
    form: CounterForm<F>,
    scene: CounterFormScene,
    body: FormBody,
    faults: readonly FormFault[] = [],
  ) {
    const { checked } = scene.view.identity;
    return counterForm({
      title: form.title,
      caption: scene.view.reference,
      back: { href: counterAddress(scene, '', { checked }), text: 'Back to what you may say' },
      action: counterAddress(scene, `/${form.name}`),
      toKnow: form.toKnow(scene),
      buttons: [recordingBy(form.button)],
      ...filledIn(fieldsOf(form, scene), body, faults),
    });
  }
}

/** With what was proved, which goes along: what is typed is shown again at an address that does not say it. */
const fieldsOf = <F extends object>(form: CounterForm<F>, scene: CounterFormScene): FormField[] => [
  ...form.fields(scene),
  { kind: 'carried', name: 'checked', label: '' },
];
