import type { CommandBus } from '@nestjs/cqrs';
import {
  type ArisenObligations,
  type CaseRecording,
  OptBackIn,
  OptOutRequest,
  type ReadModel,
  type ToldObligation,
} from '@kept-informed/case-work';
import { identifications } from '@kept-informed/follow-up';
import { optionsOf } from '../cases/options.js';
import { nameIn, scopeInWords, sentence } from '../cases/words.js';
import { dateGiven, given, momentGiven, textIn } from '../frame/form-body.js';
import type { FieldOption, FormField } from '../frame/form-field.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import {
  becomesOwed,
  NothingToSay,
  owedInWords,
  personIn,
  personNamed,
  type CaseForm,
  type FormScene,
} from './case-form.js';

const identificationWords = {
  'in-person': 'They were here',
  'known-number': 'On a number that we know to be theirs',
  password: 'By the password that was agreed',
  documents: 'By documents',
  'not-identified': 'They did not',
} as const;

/** Of an opt-out, what they are owed after it. */
interface OptOutAnswer {
  readonly version: number;
  readonly owedThen: readonly ToldObligation[];
}

/** Somebody does not want to be told. */
export const optOutForm = (recording: CaseRecording, reading: ReadModel): CaseForm<OptOutRequest, OptOutAnswer> => ({
  name: 'opt-out',
  title: 'They do not want to be told',
  button: 'Record it',
  Request: OptOutRequest,
  subject: personNamed,
  fields: optOutFields,
  request: (body, { zone }) => ({
    ...given(body, 'scope', 'requestedBy', 'identifiedBy', 'reason'),
    from: momentGiven(body, 'from', zone),
    until: dateGiven(body, 'until'),
    ...(textIn(body, 'statutoryNamed') === 'yes' && { statutoryNamed: true }),
  }),
  record: async (request, { whole: { caseId }, part }, requester) => {
    const { version } = await recording.optOut(caseId, part, request, requester);
    const owed = await reading.obligations({ caseId, participantId: part });
    return { version, owedThen: owed.filter(({ toBeDone }) => toBeDone) };
  },
  foreseen: ({ owedThen }, scene) => {
    const left = new Set(owedThen.map(({ obligationId }) => obligationId));
    const waived = scene.whole.obligations.filter(
      ({ participantId, toBeDone, obligationId }) =>
        participantId === scene.part && toBeDone && !left.has(obligationId),
    );
    return [
      {
        title: 'They are not told:',
        lines: waived.length > 0 ? waived.map(({ title }) => title) : ['Nothing that is owed now'],
      },
      {
        title: 'They can still be told, and are owed:',
        lines: owedThen.length > 0 ? owedInWords(owedThen, scene) : ['Nothing now'],
      },
      { title: 'They can change their mind at any time.', lines: [] },
    ];
  },
});

function optOutFields(scene: FormScene): FormField[] {
  const { whole, part } = scene;
  personIn(scene);
  const speaks = whole.participants.filter((one) => one.participantId === part || one.represents === part);
  return [
    {
      kind: 'radios',
      name: 'scope',
      label: 'What do they not want?',
      options: scopeOptions(scene),
      missing: 'Choose what they do not want',
    },
    {
      kind: 'radios',
      name: 'statutoryNamed',
      label: 'Of everything: were the things named to them that the Victims’ Code says they are told?',
      options: [
        { value: 'no', text: 'No', hint: 'They are still told of arrests, bail, charges and courts' },
        { value: 'yes', text: 'Yes, and they do not want those either' },
      ],
    },
    {
      kind: 'radios',
      name: 'requestedBy',
      label: 'Who asked?',
      options: speaks.map(({ participantId }) => ({ value: participantId, text: nameIn(whole, participantId) })),
      missing: 'Choose who asked',
    },
    {
      kind: 'radios',
      name: 'identifiedBy',
      label: 'How did they prove who they are?',
      options: optionsOf(identifications, identificationWords),
      missing: 'Choose how they proved who they are',
    },
    { kind: 'words', name: 'reason', label: 'Why, in their words', missing: 'Enter why, in their words' },
    { kind: 'moment', name: 'from', label: 'From when?', hint: 'Leave it empty if it is now' },
    { kind: 'day', name: 'until', label: 'The last day on which it holds (optional)' },
  ];
}

/** Everything, what comes regularly, or one thing that is owed to them. */
function scopeOptions({ whole, part }: FormScene): FieldOption[] {
  const owed = whole.obligations.filter(({ participantId, toBeDone }) => participantId === part && toBeDone);
  const titles = new Map(owed.map(({ commitment, title }) => [commitment, title]));
  return [
    {
      value: 'all',
      text: 'To be told anything',
      hint: 'They can still be told what the Victims’ Code says they are, unless that was named to them',
    },
    {
      value: 'periodic',
      text: 'Regular updates',
      hint: 'They can still be told of arrests, bail, charges, courts and the end of the case',
    },
    ...[...titles].map(([value, text]) => ({ value, text: `Only this: ${text}` })),
  ];
}

/** They want to be told again. */
export const optInForm = (recording: CaseRecording, bus: CommandBus): CaseForm<NothingToSay, ArisenObligations> => ({
  name: 'opt-in',
  title: 'They want to be told again',
  button: 'They want to be told again',
  Request: NothingToSay,
  subject: (scene) => nameIn(scene.whole, optOutIn(scene).participantId),
  toKnow: (scene) => [
    { title: 'What they did not want', lines: [sentence(scopeInWords(optOutIn(scene).scope, scene.book))] },
  ],
  fields: () => [],
  request: () => ({}),
  record: async (_, scene, requester) => {
    const { participantId, optOutId } = optOutIn(scene);
    const command = new OptBackIn(scene.whole.caseId, { participantId, optOutId }, requester);
    return recording.arisen(await bus.execute(command));
  },
  foreseen: becomesOwed,
});

/** The opt-out that a form is about. */
export function optOutIn({ whole, part }: Pick<FormScene, 'whole' | 'part'>) {
  const found = whole.optOuts.find(({ optOutId }) => optOutId === part);
  if (!found) throw new NoSuchPage();
  return found;
}
