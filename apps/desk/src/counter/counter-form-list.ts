import { CounterEnquiries, CounterMessages, EnquiryRequest, MessageRequest } from '@kept-informed/case-work';
import { given, momentGiven } from '../frame/form-body.js';
import type { LinesUnder } from '../frame/form-page.js';
import type { CounterForm, CounterFormScene } from './counter-form.js';
import { wayInWords } from './counter-words.js';

/** A message for whoever has the case. */
export const messageForm = (messages: CounterMessages): CounterForm<MessageRequest> => ({
  name: 'message',
  title: 'Leave a message for the officer',
  button: 'Leave the message',
  Request: MessageRequest,
  begins: {},
  toKnow: ({ view }) => [
    ...notProved(view),
    ...(view.callBack.length === 0 && view.maySay.every(({ what }) => what !== 'cannot-confirm')
      ? [{ title: 'No safe way to call them back is known', lines: ['Write down how they want to be called.'] }]
      : []),
  ],
  fields: ({ view: { callBack } }) => [
    { kind: 'words', name: 'text', label: 'What do they want to say?', missing: 'Write what they want to say' },
    {
      kind: 'moment',
      name: 'callBackBy',
      label: 'Call them back by (optional)',
      hint: 'A day and a time, such as 2:05pm',
    },
    ...(callBack.length > 0
      ? [
          {
            kind: 'radios' as const,
            name: 'routeId',
            label: 'How do they want to be called?',
            hint: 'These are safe',
            options: [
              ...callBack.map((one) => ({ value: one.routeId, text: wayInWords(one) })),
              { value: '', text: 'They did not say' },
            ],
          },
        ]
      : []),
  ],
  request: (body, { participantId, view: { identity }, zone }) => ({
    to: 'owner',
    ...given(body, 'text', 'routeId'),
    participantId,
    checked: identity.checked,
    callBackBy: momentGiven(body, 'callBackBy', zone),
  }),
  record: (caseId, request, requester) => messages.leave(caseId, request, requester),
});

/** What they asked. */
export const enquiryForm = (enquiries: CounterEnquiries): CounterForm<EnquiryRequest> => ({
  name: 'enquiry',
  title: 'Log this enquiry',
  button: 'Log it',
  Request: EnquiryRequest,
  begins: { method: 'counter' },
  toKnow: ({ view }) => notProved(view),
  fields: () => [
    {
      kind: 'radios',
      name: 'purpose',
      label: 'What did they ask?',
      options: [
        { value: 'enquiry', text: 'How it stands' },
        { value: 'chase', text: 'Why they heard nothing' },
      ],
      missing: 'Choose what they asked',
    },
    {
      kind: 'radios',
      name: 'method',
      label: 'How?',
      options: [
        { value: 'counter', text: 'At the counter' },
        { value: 'phone', text: 'By telephone' },
      ],
    },
    { kind: 'words', name: 'note', label: 'Note (optional)' },
  ],
  request: (body, { participantId, view: { identity } }) => ({
    ...given(body, 'purpose', 'method', 'note'),
    participantId,
    checked: identity.checked,
  }),
  record: (caseId, request, requester) => enquiries.log(caseId, request, requester),
});

const notProved = ({ identity }: CounterFormScene['view']): readonly LinesUnder[] =>
  identity.verified
    ? []
    : [{ title: 'They did not prove who they are', lines: ['That is recorded too. Confirm nothing to them.'] }];
