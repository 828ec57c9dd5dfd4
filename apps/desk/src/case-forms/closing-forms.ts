import type { CommandBus } from '@nestjs/cqrs';
import {
  type ArisenObligations,
  AssignCase,
  AssignCaseRequest,
  type CaseRecording,
  CloseCase,
  CloseCaseRequest,
  ReopenCase,
  ReopenCaseRequest,
} from '@kept-informed/case-work';
import { closureReasons } from '@kept-informed/follow-up';
import { optionsOf, postOptions } from '../cases/options.js';
import { postInWords } from '../cases/words.js';
import { given, momentGiven } from '../frame/form-body.js';
import type { LinesUnder } from '../frame/form-page.js';
import { becomesOwed, owedInWords, type CaseForm, type FormScene } from './case-form.js';

const reasonWords: Readonly<Record<string, string>> = {
  resolved: 'Resolved',
  'no-suspect-identified': 'No suspect was identified',
  'no-further-action': 'No further action',
  charged: 'Somebody was charged',
  'disposed-of': 'Dealt with out of court',
  'court-concluded': 'The court has concluded',
  cancelled: 'Cancelled: it was none',
  answered: 'Answered',
};

/** Another force has to be named to which a case goes: that is no reason alone. */
const reasons = closureReasons.filter((reason) => reason !== 'transferred');

const leftEmpty = 'Leave it empty if it is now. A time such as 2:05pm or 14:05';

export const closingForm = (
  recording: CaseRecording,
  bus: CommandBus,
): CaseForm<CloseCaseRequest, ArisenObligations> => ({
  name: 'closure',
  title: 'Close the case',
  button: 'Close the case',
  Request: CloseCaseRequest,
  fields: () => [
    {
      kind: 'radios',
      name: 'reason',
      label: 'Why?',
      options: optionsOf(reasons, reasonWords),
      missing: 'Choose why it is closed',
    },
    { kind: 'moment', name: 'closedAt', label: 'When was it closed?', hint: leftEmpty },
    {
      kind: 'folded',
      name: 'before',
      label: 'It was decided before that',
      fields: [
        {
          kind: 'moment',
          name: 'decidedAt',
          label: 'When was it decided?',
          hint: 'The time in which they are to be told runs from then',
        },
      ],
    },
  ],
  request: (body, { zone }) => ({
    ...given(body, 'reason'),
    closedAt: momentGiven(body, 'closedAt', zone),
    decidedAt: momentGiven(body, 'decidedAt', zone),
  }),
  record: async (request, { whole }, requester) =>
    recording.arisen(await bus.execute(new CloseCase(whole.caseId, request, requester))),
  toKnow: (scene) => [owedNow(scene)],
  foreseen: ({ obligations }, scene) =>
    obligations.length > 0
      ? [{ title: 'Closing it makes owed:', lines: owedInWords(obligations, scene) }]
      : [{ title: 'Nothing becomes owed by closing it.', lines: [] }],
  secondThought: (scene) => {
    const count = openIn(scene).length;
    if (count === 0) return null;
    const title = count === 1 ? '1 duty stays open' : `${count} duties stay open`;
    return {
      title,
      under: 'What stays open',
      lines: linesOf(scene),
      button: 'Close the case anyway',
      instead: { href: `/cases/${scene.whole.caseId}#log`, text: 'Log a contact first' },
    };
  },
});

export const reopeningForm = (
  recording: CaseRecording,
  bus: CommandBus,
): CaseForm<ReopenCaseRequest, ArisenObligations> => ({
  name: 'reopening',
  title: 'Reopen the case',
  button: 'Reopen it',
  Request: ReopenCaseRequest,
  fields: () => [{ kind: 'moment', name: 'reopenedAt', label: 'When was it reopened?', hint: leftEmpty }],
  request: (body, { zone }) => ({ reopenedAt: momentGiven(body, 'reopenedAt', zone) }),
  record: async (request, { whole }, requester) =>
    recording.arisen(await bus.execute(new ReopenCase(whole.caseId, request, requester))),
  foreseen: becomesOwed,
});

/** Somebody else is answerable from a moment on. What is owed stays due when it is. */
export const handoverForm = (bus: CommandBus): CaseForm<AssignCaseRequest, { readonly version: number }> => ({
  name: 'owner',
  title: 'Hand the case over',
  button: 'Hand it over',
  Request: AssignCaseRequest,
  fields: ({ directory }) => [
    {
      kind: 'select',
      name: 'staffId',
      label: 'To whom?',
      options: postOptions(directory, 'Choose'),
      missing: 'Choose who deals with it from now on',
    },
    { kind: 'moment', name: 'from', label: 'From when?', hint: leftEmpty },
  ],
  request: (body, { zone }) => ({ ...given(body, 'staffId'), from: momentGiven(body, 'from', zone) }),
  record: (request, { whole }, requester) => bus.execute(new AssignCase(whole.caseId, request, requester)),
  toKnow: (scene) => [
    { title: 'Who deals with it now', lines: [postInWords(scene.whole.owner, scene.directory)] },
    { ...owedNow(scene), title: 'What goes along, each with the date that it has' },
  ],
});

const openIn = ({ whole }: FormScene) => whole.obligations.filter(({ toBeDone }) => toBeDone);

/** What has a date by what it is, and how much more there is. */
function linesOf(scene: FormScene): string[] {
  const open = openIn(scene);
  const dated = open.filter(({ dueOn }) => dueOn !== null);
  const undated = open.length - dated.length;
  return [...owedInWords(dated, scene), ...(undated > 0 ? [`${undated} more without a date`] : [])];
}

export function owedNow(scene: FormScene): LinesUnder {
  const lines = linesOf(scene);
  return { title: 'What is owed now', lines: lines.length > 0 ? lines : ['Nothing'] };
}
