import { type ContactReceipts, ReceiptRequest } from '@kept-informed/case-work';
import { receiptOutcomes } from '@kept-informed/follow-up';
import { optionsOf } from '../cases/options.js';
import { given, momentGiven } from '../frame/form-body.js';
import type { CaseForm } from './case-form.js';
import { changedBy, recordedIn } from './correction-form.js';

type ReceiptAnswer = Awaited<ReturnType<ContactReceipts['record']>>;

const outcomeWords: Readonly<Record<string, string>> = {
  delivered: 'It arrived',
  read: 'They read it',
  returned: 'It came back',
};

/** What became of a letter or message. */
export const receiptForm = (receipts: ContactReceipts): CaseForm<ReceiptRequest, ReceiptAnswer> => ({
  name: 'receipt',
  title: 'What became of it',
  button: 'Record it',
  Request: ReceiptRequest,
  looksBack: true,
  subject: (scene) => recordedIn(scene).at(-1)!.words,
  toKnow: () => [
    {
      title: 'If it came back',
      lines: [
        'What it had met is owed again',
        'Nothing is sent that way until somebody says that it is right after all',
      ],
    },
  ],
  fields: () => [
    {
      kind: 'radios',
      name: 'outcome',
      label: 'What became of it?',
      options: optionsOf(receiptOutcomes, outcomeWords),
      missing: 'Choose what became of it',
    },
    {
      kind: 'moment',
      name: 'at',
      label: 'When did it arrive, or when did we learn that it had come back?',
      hint: 'Leave it empty if it was just now. A time such as 2:05pm or 14:05',
    },
  ],
  request: (body, { zone, now }) => ({ ...given(body, 'outcome'), at: momentGiven(body, 'at', zone) ?? now }),
  record: (request, { whole, part }, requester) => receipts.record(whole.caseId, part, request, requester),
  foreseen: changedBy,
});
