import { momentInWords } from '@kept-informed/calendar';
import { type ContactCorrections, CorrectionRequest } from '@kept-informed/case-work';
import { purposes } from '@kept-informed/commitments';
import { optionsOf } from '../cases/options.js';
import { nameIn } from '../cases/words.js';
import { methodWords, outcomeWords, purposeWords } from '../contacts/contact-words.js';
import { given, listIn, momentGiven, textIn } from '../frame/form-body.js';
import type { FieldOption, FormField } from '../frame/form-field.js';
import type { LinesUnder } from '../frame/form-page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { owedInWords, type CaseForm, type FormScene } from './case-form.js';

export type CorrectionAnswer = Awaited<ReturnType<ContactCorrections['correct']>>;

const asRecorded: FieldOption = { value: '', text: 'As it is recorded' };

/** A contact was otherwise than it is recorded, or never was. */
export const correctionForm = (corrections: ContactCorrections): CaseForm<CorrectionRequest, CorrectionAnswer> => ({
  name: 'correction',
  title: 'Correct a contact',
  button: 'Correct it',
  Request: CorrectionRequest,
  looksBack: true,
  subject: (scene) => recordedIn(scene).at(-1)!.words,
  toKnow: (scene) => [
    {
      title: 'How it is recorded',
      lines: recordedIn(scene).map(({ words, occurredAt }) => `${words} (${momentInWords(occurredAt, scene.zone)})`),
    },
  ],
  fields: correctionFields,
  request: (body, { zone }) => {
    const [whom, tells] = [listIn(body, 'participantIds'), listIn(body, 'tells')];
    return {
      ...given(body, 'reason', 'method', 'outcome', 'purpose'),
      ...(textIn(body, 'strikeOut') === 'yes' && { strikeOut: true }),
      ...(whom.length > 0 && { participantIds: whom }),
      ...(tells.length > 0 && { tells: tells.map((milestoneId) => ({ milestoneId })) }),
      occurredAt: momentGiven(body, 'occurredAt', zone),
    };
  },
  record: (request, { whole, part }, requester) => corrections.correct(whole.caseId, part, request, requester),
  foreseen: changedBy,
});

/** What is open again, and what is met. */
export function changedBy(
  { obligations }: Pick<CorrectionAnswer, 'obligations'>,
  scene: FormScene,
): readonly LinesUnder[] {
  const open = obligations.filter(({ toBeDone }) => toBeDone);
  const met = obligations.filter(({ toBeDone }) => !toBeDone);
  const metInWords = met.map(({ title, participantId }) => `${title} (${nameIn(scene.whole, participantId)})`);
  return [
    open.length > 0
      ? { title: 'Open again:', lines: owedInWords(open, scene) }
      : { title: 'Nothing is open again.', lines: [] },
    ...(met.length > 0 ? [{ title: 'It meets then:', lines: metInWords }] : []),
  ];
}

/** The contact as it was recorded, and as it was corrected since. */
export function recordedIn({ entries, part }: FormScene) {
  const about = entries.filter(
    ({ type, ids }) => ids['contactId'] === part && /^Contact(Made|Attempted|Corrected)$/.test(type),
  );
  if (about.length === 0) throw new NoSuchPage();
  return about;
}

function correctionFields({ whole, entries }: FormScene): FormField[] {
  const milestones = entries.filter(({ type }) => type === 'MilestoneReached');
  const told: FormField[] =
    milestones.length === 0
      ? []
      : [
          {
            kind: 'boxes',
            name: 'tells',
            label: 'What was told',
            hint: 'All of it. Leave all empty where it is right as it is recorded',
            options: milestones.map(({ ids, words }) => ({ value: ids['milestoneId'] ?? '', text: words })),
          },
        ];
  return [
    {
      kind: 'radios',
      name: 'strikeOut',
      label: 'What was wrong?',
      options: [
        { value: 'no', text: 'It was otherwise', hint: 'Say below what was' },
        { value: 'yes', text: 'It never was', hint: 'It is struck out' },
      ],
      missing: 'Say whether it was otherwise or never was',
    },
    {
      kind: 'group',
      name: 'otherwise',
      label: 'What was otherwise',
      fields: [
        {
          kind: 'boxes',
          name: 'participantIds',
          label: 'Who it was with',
          hint: 'Leave all empty where it is right as it is recorded',
          options: whole.participants.map(({ participantId }) => ({
            value: participantId,
            text: nameIn(whole, participantId),
          })),
        },
        {
          kind: 'select',
          name: 'method',
          label: 'How',
          options: [asRecorded, ...optionsOf(Object.keys(methodWords), methodWords)],
        },
        {
          kind: 'select',
          name: 'outcome',
          label: 'Whether they were reached',
          options: [asRecorded, ...optionsOf(Object.keys(outcomeWords), outcomeWords)],
        },
        {
          kind: 'select',
          name: 'purpose',
          label: 'What it was for',
          options: [asRecorded, ...optionsOf(purposes, purposeWords)],
        },
        ...told,
        {
          kind: 'moment',
          name: 'occurredAt',
          label: 'When it was',
          hint: 'Leave it empty where it is right as it is recorded',
        },
      ],
    },
    {
      kind: 'words',
      name: 'reason',
      label: 'How it came to be recorded wrongly',
      missing: 'Say how it came to be recorded wrongly',
    },
  ];
}
