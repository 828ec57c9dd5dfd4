import type { CommandBus } from '@nestjs/cqrs';
import {
  type CaseRecording,
  LinkCases,
  LinkCasesRequest,
  MergeCasesRequest,
  type TimelineEntry,
} from '@kept-informed/case-work';
import { linkKinds } from '@kept-informed/follow-up';
import { optionsOf } from '../cases/options.js';
import { nameIn, sentence } from '../cases/words.js';
import { given, textIn, type FormBody } from '../frame/form-body.js';
import type { FieldOption, FormField } from '../frame/form-field.js';
import { becomesOwed, type CaseForm, type FormScene, type OtherCase } from './case-form.js';

type MergerAnswer = Awaited<ReturnType<CaseRecording['merge']>>;

/** Two cases are one matter: it is followed up in the other. */
export const mergerForm = (recording: CaseRecording): CaseForm<MergeCasesRequest, MergerAnswer> => ({
  name: 'merger',
  title: 'Merge it into another case',
  button: 'Merge it',
  Request: MergeCasesRequest,
  looksBack: true,
  otherCase: 'into',
  toKnow: () => [
    {
      title: 'Of two cases that are one matter',
      lines: [
        'What was recorded here of its people is carried there, and owed there',
        'Nothing is recorded here afterwards',
      ],
    },
  ],
  fields: (scene) => [
    {
      kind: 'line',
      name: 'into',
      label: 'Reference of the case in which it is followed up',
      missing: 'Enter the reference of the case in which it is followed up',
    },
    ...(scene.other === null ? [] : placesIn(scene, scene.other)),
    { kind: 'words', name: 'reason', label: 'How it is known that they are one', missing: 'Say how it is known' },
  ],
  request: (body, scene) => ({
    ...given(body, 'reason'),
    into: scene.other?.whole.caseId,
    participants: placesGiven(body, 'participants'),
    suspects: placesGiven(body, 'suspects'),
    milestones: placesGiven(body, 'milestones'),
  }),
  record: (request, { whole }, requester) => recording.merge(whole.caseId, request, requester),
  foreseen: ({ into }, { other, ...scene }) => becomesOwed(into, { ...scene, other, whole: other!.whole }),
  secondThought: ({ other }) => ({
    title: 'This cannot be taken back',
    under: 'From now on',
    lines: [`All of it is followed up in ${other!.whole.reference}`, 'What is owed here is owed there instead'],
    button: 'They are one matter: merge it',
  }),
});

/** Who of this case is who of the other, and which arrest is which. */
function placesIn(scene: FormScene, other: OtherCase): FormField[] {
  const { whole, entries } = scene;
  const [here, there] = [milestonesIn(entries), milestonesIn(other.entries)];
  return [
    ...whole.participants.map(({ participantId, role }) =>
      placeField(
        `participants-${participantId}`,
        `${sentence(nameIn(whole, participantId))} is`,
        other.whole.participants
          .filter((one) => one.role === role)
          .map((one) => ({ value: one.participantId, text: nameIn(other.whole, one.participantId) })),
      ),
    ),
    ...suspectsAmong(here).map((suspect) =>
      placeField(
        `suspects-${suspect}`,
        `${suspectInWords(suspect)} is`,
        suspectsAmong(there).map((one) => ({ value: one, text: suspectInWords(one) })),
      ),
    ),
    ...here.flatMap(({ ids, words }) => {
      const alike = there.filter((one) => kindOf(one) === kindOf({ words }));
      const options = alike.map((one) => ({ value: one.ids['milestoneId']!, text: one.words }));
      return options.length > 0 ? [placeField(`milestones-${ids['milestoneId']}`, `“${words}” is`, options)] : [];
    }),
  ];
}

const placeField = (name: string, label: string, options: readonly FieldOption[]): FormField => ({
  kind: 'select',
  name,
  label,
  options: [{ value: '', text: 'None of theirs' }, ...options],
});

/** `suspect-1` is Suspect 1. */
const suspectInWords = (label: string): string => sentence(label.replace('-', ' '));

const milestonesIn = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  entries.filter(({ type }) => type === 'MilestoneReached');

/** What happened, whoever the suspect was. */
const kindOf = ({ words }: Pick<TimelineEntry, 'words'>): string => words.replace(/ \(.*\)$/, '');

const suspectsAmong = (milestones: readonly TimelineEntry[]): string[] => [
  ...new Set(milestones.flatMap(({ ids: { suspect } }) => suspect ?? [])),
];

/** What was chosen of each: the ids here with those there. */
function placesGiven(body: FormBody, what: string): Record<string, string> {
  const chosen = Object.keys(body).filter((name) => name.startsWith(`${what}-`) && textIn(body, name) !== '');
  return Object.fromEntries(chosen.map((name) => [name.slice(what.length + 1), textIn(body, name)]));
}

const linkWords: Readonly<Record<string, string>> = {
  'same-victim': 'The same victim',
  'same-suspect': 'The same suspect',
  series: 'One of a series',
};

/** Another case has to do with this one. */
export const linkForm = (bus: CommandBus): CaseForm<LinkCasesRequest, { readonly version: number }> => ({
  name: 'link',
  title: 'Another case has to do with it',
  button: 'Link them',
  Request: LinkCasesRequest,
  otherCase: 'caseId',
  toKnow: () => [{ title: 'Nothing is owed because of it', lines: [] }],
  fields: () => [
    {
      kind: 'line',
      name: 'caseId',
      label: 'Reference of the other case',
      missing: 'Enter the reference of the other case',
    },
    {
      kind: 'radios',
      name: 'kind',
      label: 'What have they to do with each other?',
      options: optionsOf(linkKinds, linkWords),
      missing: 'Choose what they have to do with each other',
    },
  ],
  request: (body, { other }) => ({ ...given(body, 'kind'), caseId: other?.whole.caseId }),
  record: (request, { whole }, requester) => bus.execute(new LinkCases(whole.caseId, request, requester)),
});
