import { dayInWords, due, localDate } from '@kept-informed/calendar';
import {
  type ArisenObligations,
  type CaseRecording,
  ReceiveFeedbackRequest,
  RequestReply,
  RequestReplyRequest,
  WithdrawalRequest,
  WithdrawReplyRequest,
} from '@kept-informed/case-work';
import { countingBy, governing, latestTerms, unitUnder } from '@kept-informed/commitments';
import { feedbackTypes } from '@kept-informed/follow-up';
import type { CommandBus } from '@nestjs/cqrs';
import { optionsOf } from '../cases/options.js';
import { nameIn } from '../cases/words.js';
import { methodWords } from '../contacts/contact-words.js';
import { given, momentGiven, textIn } from '../frame/form-body.js';
import type { FormField } from '../frame/form-field.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { becomesOwed, type CaseForm, type FormScene } from './case-form.js';
import { owedAndNot } from './not-owed.js';

const typeWords = {
  compliment: 'A compliment',
  comment: 'A comment',
  dissatisfaction: 'They are dissatisfied',
  'service-complaint': 'A complaint about the service',
  'direction-and-control': 'A complaint about how the force is run',
  conduct: 'A complaint about somebody’s conduct',
} as const;

type FeedbackAnswer = Awaited<ReturnType<CaseRecording['receiveFeedback']>>;

/** Somebody said what they think of us. */
export const feedbackForm = (recording: CaseRecording): CaseForm<ReceiveFeedbackRequest, FeedbackAnswer> => ({
  name: 'feedback',
  title: 'Record feedback',
  button: 'Record it',
  Request: ReceiveFeedbackRequest,
  fields: feedbackFields,
  request: (body, { zone, now }) => ({
    ...given(body, 'participantId', 'method', 'type', 'note'),
    receivedAt: momentGiven(body, 'receivedAt', zone) ?? now,
    knownAt: momentGiven(body, 'knownAt', zone),
    replyRequested: textIn(body, 'replyRequested') === 'yes',
  }),
  record: (request, { whole }, requester) => recording.receiveFeedback(whole.caseId, request, requester),
  foreseen: owedAndNot,
});

function feedbackFields(scene: FormScene): FormField[] {
  const { participants } = scene.whole;
  const by = replyDay(scene);
  return [
    {
      kind: 'radios',
      name: 'participantId',
      label: 'Who gave it?',
      options: participants.map(({ participantId, role }) => ({
        value: participantId,
        text: nameIn(scene.whole, participantId),
        hint: role.replaceAll('-', ' '),
      })),
      missing: 'Choose who gave it',
    },
    {
      kind: 'radios',
      name: 'type',
      label: 'What is it?',
      options: optionsOf(feedbackTypes, typeWords),
      missing: 'Choose what it is',
    },
    {
      kind: 'radios',
      name: 'method',
      label: 'How did it come?',
      options: optionsOf(Object.keys(methodWords), methodWords),
      missing: 'Choose how it came',
    },
    {
      kind: 'moment',
      name: 'receivedAt',
      label: 'When did we receive it?',
      hint: 'Leave it empty if it was just now. A time such as 2:05pm or 14:05',
    },
    {
      kind: 'radios',
      name: 'replyRequested',
      label: 'Do they want a reply?',
      options: [
        {
          value: 'yes',
          text: 'Yes',
          hint: by ? `Received today, they have it by ${dayInWords(by)}` : 'No promise of a reply is in force',
        },
        { value: 'no', text: 'No', hint: 'They can still ask for one later' },
      ],
      missing: 'Say whether they want a reply',
    },
    { kind: 'words', name: 'note', label: 'What they said (optional)' },
    {
      kind: 'folded',
      name: 'known',
      label: 'It came while nobody was there',
      fields: [
        {
          kind: 'moment',
          name: 'knownAt',
          label: 'When did somebody first see it?',
          hint: 'An acknowledgement is due from then',
        },
      ],
    },
  ];
}

/** By when a reply is owed that is asked for now, by what the force goes by. */
function replyDay({ book, zone, now }: FormScene): string | null {
  const terms = latestTerms(book);
  const [promise] = governing('reply-requested', localDate(now, zone), terms, book);
  if (!promise || promise.commitment.limit === null) return null;
  const { limit, conventions = [] } = promise.commitment;
  const unit = unitUnder(promise.commitment, terms);
  return due({ from: now, limit, unit, calendar: terms.calendar, zone, ...countingBy(conventions) }).dueOn;
}

/** A reply is wanted after all. */
export const replyForm = (
  recording: CaseRecording,
  bus: CommandBus,
): CaseForm<RequestReplyRequest, ArisenObligations> => ({
  ...aboutFeedback,
  name: 'reply-wanted',
  title: 'A reply is wanted after all',
  button: 'Record it',
  Request: RequestReplyRequest,
  fields: (scene) => {
    const by = replyDay(scene);
    const counted = by === null ? '' : ` Asked for today, they have it by ${dayInWords(by)}.`;
    return [
      {
        kind: 'moment',
        name: 'requestedAt',
        label: 'When did they ask for it?',
        hint: `Leave it empty if it was just now.${counted}`,
      },
    ];
  },
  request: (body, { zone, now }) => ({ requestedAt: momentGiven(body, 'requestedAt', zone) ?? now }),
  record: async (request, { whole, part }, requester) =>
    recording.arisen(await bus.execute(new RequestReply(whole.caseId, { ...request, feedbackId: part }, requester))),
  foreseen: becomesOwed,
});

/** No reply is wanted any more. */
export const withdrawalForm = (bus: CommandBus): CaseForm<WithdrawalRequest, { readonly version: number }> => ({
  ...aboutFeedback,
  name: 'reply-not-wanted',
  title: 'No reply is wanted any more',
  button: 'Record it',
  Request: WithdrawalRequest,
  fields: () => [
    { kind: 'moment', name: 'withdrawnAt', label: 'When did they say so?', hint: 'Leave it empty if it was just now' },
  ],
  request: (body, { zone }) => ({ withdrawnAt: momentGiven(body, 'withdrawnAt', zone) }),
  record: (request, { whole, part }, requester) =>
    bus.execute(new WithdrawReplyRequest(whole.caseId, { ...request, feedbackId: part }, requester)),
});

const aboutFeedback = {
  looksBack: true,
  subject: ({ entries, part }: FormScene) => {
    const found = entries.find(({ type, ids }) => type === 'FeedbackReceived' && ids['feedbackId'] === part);
    if (!found) throw new NoSuchPage();
    return found.words;
  },
} as const;
