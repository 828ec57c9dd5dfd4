import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { requesterOf } from '@kept-informed/case-work';
import { UnitOfWork } from '@kept-informed/event-store';
import { Text } from '@kept-informed/fields';
import { given, textIn, type FormBody } from '../frame/form-body.js';
import type { FormFault, FormField } from '../frame/form-field.js';
import { filledIn, formPage, recordingBy } from '../frame/form-page.js';
import { isNotRecorded, readForm } from '../frame/form-reading.js';
import { once } from '../frame/once.js';
import { openedPage, type OpenedModel } from './dip-sample-page.js';
import { DipSamplesReader } from './dip-samples.reader.js';

/** Why somebody looks. */
class OpeningReasonRequest {
  @Text({ max: 500 })
  reason: string;
}

const fields: readonly FormField[] = [
  { kind: 'words', name: 'reason', label: 'Why must you see it?', missing: 'Say why you must see it' },
];

/** One of a sample, as an address names it. */
export interface OpeningAddress {
  readonly dipSampleId: string;
  readonly obligationId: string;
}

/** The form by which somebody says why they must see whom one of a sample is owed to, and what they are shown then. */
@Injectable()
export class DipOpenings {
  constructor(
    private readonly reader: DipSamplesReader,
    private readonly work: UnitOfWork,
  ) {}

  begin(address: OpeningAddress) {
    return this.#form(address, { key: randomUUID() });
  }

  /** Once: whoever sends the form again is asked why again, and that they look again is on record again. */
  async take(address: OpeningAddress, body: FormBody) {
    if (textIn(body, 'reason') === '')
      return this.#form(address, body, [{ field: 'reason', text: 'Say why you must see it' }]);
    let opened: OpenedModel | undefined;
    const result = await readForm(OpeningReasonRequest, given(body, 'reason'), ({ reason }) =>
      once(this.work, { key: textIn(body, 'key'), says: [address, reason] }, async () => {
        opened = await this.reader.open(address, reason, requesterOf());
        return {};
      }),
    );
    if (isNotRecorded(result))
      return this.#form(
        address,
        body,
        result.faults.map(({ text }) => ({ field: 'reason', text })),
      );
    if (opened) return openedPage.with(opened);
    const text = 'It was shown already. Say why you must see it again';
    return this.#form(address, { key: randomUUID() }, [{ field: 'reason', text }]);
  }

  async #form({ dipSampleId, obligationId }: OpeningAddress, body: FormBody, faults: readonly FormFault[] = []) {
    // Refused for what who asks is not shown.
    const { title } = await this.reader.judged({ dipSampleId, obligationId }, requesterOf().by);
    const model = {
      title: 'See whom it is owed to',
      caption: title,
      subject: '',
      back: { href: `/dip-samples/${dipSampleId}`, text: 'Back to the sample' },
      action: `/dip-samples/${dipSampleId}/openings/${obligationId}`,
      toKnow: [
        {
          title: 'What comes of it',
          lines: [
            'You are shown who it is, and the contacts with them from when it arose to the moment of the sample; nothing else of the case',
            'That you looked is on record, with why',
          ],
        },
      ],
      version: 0,
      inTheWay: null,
      changed: [],
      foreseen: null,
      ...filledIn(fields, body, faults),
      buttons: [recordingBy('Show it')],
    };
    return formPage.with(model, faults.length > 0 ? 422 : 200);
  }
}
