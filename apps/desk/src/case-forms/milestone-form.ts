import type { CaseRecording } from '@kept-informed/case-work';
import { ReachMilestoneRequest } from '@kept-informed/case-work';
import { concernsAPerson, isDecision, milestoneTypes, type Rulebook } from '@kept-informed/commitments';
import { nameIn, sentence } from '../cases/words.js';
import { given, listIn, momentGiven } from '../frame/form-body.js';
import type { FieldOption, FormField } from '../frame/form-field.js';
import type { CaseForm, FormScene } from './case-form.js';
import { owedAndNot, under } from './not-owed.js';

type MilestoneAnswer = Awaited<ReturnType<CaseRecording['reachMilestone']>>;

const words: Readonly<Record<string, string>> = {
  'no-investigation-decided': 'Decided: there will be no investigation',
  'investigation-concluded': 'Investigation concluded with nobody charged',
  'person-killed': 'Somebody was killed',
  'bail-hearing-outcome-received': 'Outcome of a bail hearing received',
  'closure-intended': 'The case is going to be closed',
  'crime-reclassified': 'The crime was classified otherwise',
  'crime-reported': 'It is a crime after all',
  'handed-to-witness-care': 'Handed to the Witness Care Unit',
  'code-complaint-received': 'Complaint under the Victims’ Code received',
  'oral-complaint-handling-started': 'Work began on an oral complaint outside Schedule 3',
  'eligible-sentence-passed': 'Sentence passed that lets them join the Victim Contact Scheme',
  'vcs-referral-received': 'Referral to the Victim Contact Scheme received',
  'evidence-required': 'They have to give evidence',
  'understanding-help-needed': 'They need an interpreter, a translation or a supporter',
  'update-impossible': 'An update, or the agreed way of it, is impossible',
  'expenses-claimed': 'They claimed expenses',
  'property-retained': 'Property of theirs was kept',
};

/** Something happened in the case. */
export const milestoneForm = (recording: CaseRecording): CaseForm<ReachMilestoneRequest, MilestoneAnswer> => ({
  name: 'milestone',
  title: 'Record what happened',
  button: 'Record it',
  Request: ReachMilestoneRequest,
  looksBack: true,
  fields: milestoneFields,
  request: (body, { zone, now }) => {
    const whom = listIn(body, 'participantIds');
    return {
      ...given(body, 'type', 'suspect', 'reason', 'detail'),
      occurredAt: momentGiven(body, 'occurredAt', zone) ?? now,
      knownAt: momentGiven(body, 'knownAt', zone),
      decidedAt: momentGiven(body, 'decidedAt', zone),
      ...(whom.length > 0 && { participantIds: whom }),
    };
  },
  record: (request, { whole }, requester) => recording.reachMilestone(whole.caseId, request, requester),
  foreseen: (answer, scene) => [
    ...owedAndNot(answer, scene),
    ...under(
      'It leaves out:',
      answer.leftOut.map((id) => nameIn(scene.whole, id)),
    ),
  ],
});

function milestoneFields(scene: FormScene): FormField[] {
  const { participants } = scene.whole;
  const concerned = participants.filter(({ role }) => role !== 'representative');
  const whom: FormField[] =
    concerned.length < 2
      ? []
      : [
          {
            kind: 'folded',
            name: 'whom',
            label: 'It concerns only some of them',
            fields: [
              {
                kind: 'boxes',
                name: 'participantIds',
                label: 'Whom does it concern?',
                hint: 'Leave all empty where it concerns everybody',
                options: concerned.map(({ participantId, role }) => ({
                  value: participantId,
                  text: nameIn(scene.whole, participantId),
                  hint: role.replaceAll('-', ' '),
                })),
              },
              { kind: 'words', name: 'reason', label: 'Why a victim is left out' },
            ],
          },
        ];
  return [
    {
      kind: 'grouped',
      name: 'type',
      label: 'What happened?',
      options: typeOptions(scene.book),
      missing: 'Choose what happened',
    },
    {
      kind: 'moment',
      name: 'occurredAt',
      label: 'When did it happen?',
      hint: 'Leave it empty if it was just now. A time such as 2:05pm or 14:05',
    },
    { kind: 'select', name: 'suspect', label: 'Which suspect?', options: suspectOptions(scene) },
    ...whom,
    { kind: 'words', name: 'detail', label: 'In a few words (optional)' },
    {
      kind: 'folded',
      name: 'times',
      label: 'We learnt of it later, or it was decided before',
      fields: [
        { kind: 'moment', name: 'knownAt', label: 'When did we learn of it?' },
        {
          kind: 'moment',
          name: 'decidedAt',
          label: 'When was it decided?',
          hint: 'Of a decision alone, where that was before it took effect. The time in which they are to be told runs from then',
        },
      ],
    },
  ];
}

/** By what they are about; a force's own stand with the case's. */
function typeOptions({ catalogue }: Rulebook): FieldOption[] {
  const groupOf = (type: string) =>
    concernsAPerson(type)
      ? 'About one person'
      : /^(suspect|bail-(cons|cond))/.test(type)
        ? 'A suspect'
        : /court|hearing|conviction/.test(type)
          ? 'At court'
          : isDecision(type)
            ? 'A decision'
            : 'The case';
  const order = ['A suspect', 'A decision', 'At court', 'About one person', 'The case'];
  const all = [...milestoneTypes(catalogue)].map((value) => ({
    value,
    text: words[value] ?? sentence(value.replaceAll('-', ' ')),
    group: groupOf(value),
  }));
  const sorted = all.toSorted((one, other) => order.indexOf(one.group) - order.indexOf(other.group));
  return [{ value: '', text: 'Choose' }, ...sorted];
}

/** Those of whom something was recorded, and one more. */
function suspectOptions({ entries }: FormScene): FieldOption[] {
  const known = entries.flatMap(({ ids: { suspect } }) => (suspect === undefined ? [] : [suspect]));
  const numbers = [...new Set(known)].map((label) => Number(label.replace('suspect-', ''))).toSorted((a, b) => a - b);
  const next = (numbers.at(-1) ?? 0) + 1;
  return [
    { value: '', text: 'None, or there is only one' },
    ...numbers.map((number) => ({ value: `suspect-${number}`, text: `Suspect ${number}` })),
    {
      value: `suspect-${next}`,
      text: `${numbers.length > 0 ? 'Another one' : 'The first of several'} (suspect ${next})`,
    },
  ];
}
