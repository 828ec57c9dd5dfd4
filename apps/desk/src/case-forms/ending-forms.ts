import type { ArisenObligations, PuttingRight } from '@kept-informed/case-work';
import { ReasonRequest, TransferCaseRequest } from '@kept-informed/case-work';
import { given, momentGiven } from '../frame/form-body.js';
import { becomesOwed, type CaseForm } from './case-form.js';
import { owedNow } from './closing-forms.js';

/** Another force has accepted the case. */
export const transferForm = (right: PuttingRight): CaseForm<TransferCaseRequest, ArisenObligations> => ({
  name: 'transfer',
  title: 'Transfer it to another force',
  button: 'Transfer it',
  Request: TransferCaseRequest,
  toKnow: (scene) => [{ ...owedNow(scene), title: 'What is theirs from then on; what was missed stays ours' }],
  fields: () => [
    {
      kind: 'line',
      name: 'toForce',
      label: 'Which force has accepted it?',
      hint: 'Its whole name, such as Lancashire Constabulary',
      missing: 'Enter the force that has accepted it',
    },
    { kind: 'line', name: 'reference', label: 'Its reference there (optional)' },
    {
      kind: 'moment',
      name: 'at',
      label: 'When was it accepted?',
      hint: 'Leave it empty if it was just now. A time such as 2:05pm or 14:05',
    },
    { kind: 'words', name: 'reason', label: 'Why?', missing: 'Say why it is transferred' },
  ],
  request: (body, { zone }) => ({
    ...given(body, 'toForce', 'reference', 'reason'),
    at: momentGiven(body, 'at', zone),
  }),
  record: (request, { whole }, requester) => right.transfer(whole.caseId, request, requester),
  foreseen: becomesOwed,
  secondThought: (scene) => ({
    ...owedNow(scene),
    title: 'Has the other force accepted it?',
    under: 'What is theirs from then on',
    button: 'They have accepted it: transfer it',
  }),
});

/** A case that never was one. */
export const voidForm = (right: PuttingRight): CaseForm<ReasonRequest, ArisenObligations> => ({
  name: 'void',
  title: 'It was recorded in error',
  button: 'Record it',
  forSupervisors: true,
  Request: ReasonRequest,
  toKnow: () => [
    {
      title: 'It is for a case that never was one',
      lines: ['Of two that are one matter, one is merged into the other instead', 'What is typed wrongly is put right'],
    },
  ],
  fields: () => [{ kind: 'words', name: 'reason', label: 'Why?', missing: 'Say why it was recorded in error' }],
  request: (body) => given(body, 'reason'),
  record: (reason, { whole }, requester) => right.voidCase(whole.caseId, reason, requester),
  secondThought: (scene) => ({
    ...owedNow(scene),
    title: 'This cannot be taken back',
    under: 'Owed no longer; what was missed stays, disputed, until somebody else decides',
    button: 'It was recorded in error',
  }),
});
