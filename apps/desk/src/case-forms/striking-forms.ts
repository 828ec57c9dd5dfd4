import type { ArisenObligations, CaseRecording } from '@kept-informed/case-work';
import { ReasonRequest } from '@kept-informed/case-work';
import { nameIn, scopeInWords, sentence } from '../cases/words.js';
import { given } from '../frame/form-body.js';
import type { FormField } from '../frame/form-field.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { becomesOwed, type CaseForm } from './case-form.js';
import { optOutIn } from './opt-out-forms.js';

const why = (missing: string): FormField => ({ kind: 'words', name: 'reason', label: 'Why?', missing });

/** Something recorded as having happened did not, or not in this case. */
export const milestoneVoidForm = (recording: CaseRecording): CaseForm<ReasonRequest, ArisenObligations> => ({
  name: 'milestone-void',
  title: 'It did not happen',
  button: 'Strike it out',
  Request: ReasonRequest,
  looksBack: true,
  subject: ({ entries, part }) => {
    const found = entries.find(({ type, ids }) => type === 'MilestoneReached' && ids['milestoneId'] === part);
    if (!found) throw new NoSuchPage();
    return found.words;
  },
  toKnow: () => [
    {
      title: 'What it made owed is owed no longer',
      lines: ['What was missed by then stays until a supervisor decides'],
    },
  ],
  fields: () => [why('Say how it came to be recorded')],
  request: (body) => given(body, 'reason'),
  record: (reason, { whole, part }, requester) => recording.voidMilestone(whole.caseId, part, reason, requester),
  foreseen: becomesOwed,
});

/** Who was opted out had never said so. */
export const optOutVoidForm = (recording: CaseRecording): CaseForm<ReasonRequest, ArisenObligations> => ({
  name: 'opt-out-void',
  title: 'It was never their wish',
  button: 'It was never their wish',
  forSupervisors: true,
  Request: ReasonRequest,
  subject: ({ whole, part, book }) => {
    const { participantId, scope } = optOutIn({ whole, part });
    return `${nameIn(whole, participantId)}: ${sentence(scopeInWords(scope, book))}`;
  },
  toKnow: () => [
    { title: 'What it waived is owed anew, with its full limit', lines: ['That it was waived stays in the history'] },
  ],
  fields: () => [why('Say how it was found never to have been their wish')],
  request: (body) => given(body, 'reason'),
  record: (reason, { whole, part }, requester) => {
    const { participantId } = optOutIn({ whole, part });
    return recording.voidOptOut(whole.caseId, { participantId, optOutId: part }, reason, requester);
  },
  foreseen: becomesOwed,
});
