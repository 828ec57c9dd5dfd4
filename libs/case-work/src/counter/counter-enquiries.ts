import { Injectable } from '@nestjs/common';
import type { Requester } from '@kept-informed/decisions';
import { ContactRecording } from '../contact/contact-recording.js';
import type { RecordContactRequest } from '../contact/contact.requests.js';
import { ReadModel } from '../reading/read-model.js';
import type { EnquiryRequest } from './counter.requests.js';
import { isVerified } from './may-say.rules.js';

/** What somebody asks at the counter: an inbound contact, of which the counter is not told what follows. */
@Injectable()
export class CounterEnquiries {
  constructor(
    private readonly contacts: ContactRecording,
    private readonly reading: ReadModel,
  ) {}

  async log(caseId: string, enquiry: EnquiryRequest, requester: Requester) {
    const { participantId, method = 'counter', purpose, checked = [], note } = enquiry;
    const contact: RecordContactRequest = {
      participantIds: [participantId],
      direction: 'inbound',
      method,
      outcome: 'received',
      purpose,
      occurredAt: this.reading.now,
      identityVerified: isVerified(checked),
      ...(note !== undefined && { note }),
    };
    const { contactId, version, position } = await this.contacts.record(caseId, contact, requester);
    return { contactId, version, position };
  }
}
