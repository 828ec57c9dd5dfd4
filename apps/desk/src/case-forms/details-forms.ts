import { dateInWords, dayInWords } from '@kept-informed/calendar';
import {
  type ArisenObligations,
  CorrectCaseDetailsRequest,
  CorrectParticipantDetailsRequest,
  type ParticipantWithPerson,
  type PuttingRight,
} from '@kept-informed/case-work';
import { caseKinds, roles } from '@kept-informed/follow-up';
import { kindWords, roleWords } from '../cases/code-words.js';
import { areaIn, areaOptions, areaValue, optionsOf } from '../cases/options.js';
import { dateGiven, given, momentGiven, textIn } from '../frame/form-body.js';
import type { FormField, TextField } from '../frame/form-field.js';
import {
  cannotGo,
  characteristicsGiven,
  characteristicsGroup,
  characteristicsTyped,
} from '../opening/characteristic-fields.js';
import { businessField, businessGiven } from '../opening/opening-fields.js';
import { becomesOwed, personIn, personNamed, type CaseForm } from './case-form.js';

const whatWasWrong: FormField = {
  kind: 'words',
  name: 'reason',
  label: 'What was wrong',
  hint: 'What it was stays in the history',
  missing: 'Say what was wrong',
};

/** What of a case was typed wrongly. */
export const detailsForm = (right: PuttingRight): CaseForm<CorrectCaseDetailsRequest, ArisenObligations> => ({
  name: 'details',
  title: 'Put the case right',
  button: 'Put it right',
  Request: CorrectCaseDetailsRequest,
  begins: ({ whole }) => ({
    kind: whole.kind,
    reference: whole.reference,
    offenceGroup: whole.offenceGroup ?? '',
    area: areaValue(whole.area),
  }),
  fields: ({ whole, directory, zone }) => [
    {
      kind: 'radios',
      name: 'kind',
      label: 'What it is',
      options: optionsOf(caseKinds, kindWords),
      missing: 'Choose what it is',
    },
    { kind: 'line', name: 'reference', label: 'Reference', missing: 'Enter its reference' },
    {
      kind: 'select',
      name: 'offenceGroup',
      label: 'Offence (of a crime)',
      options: [
        ...(whole.offenceGroup ? [] : [{ value: '', text: 'None, or not known' }]),
        ...optionsOf([...directory.offenceGroups], {}),
      ],
    },
    { kind: 'select', name: 'area', label: 'Where', options: areaOptions(directory).slice(whole.area ? 1 : 0) },
    {
      kind: 'moment',
      name: 'openedAt',
      label: 'When it was reported',
      hint: `Leave it empty where ${dateInWords(whole.openedAt, zone)} is right`,
    },
    whatWasWrong,
  ],
  request: (body, { zone }) => {
    const area = textIn(body, 'area');
    return {
      ...given(body, 'kind', 'reference', 'offenceGroup', 'reason'),
      ...(area !== '' && { area: areaIn(area) }),
      openedAt: momentGiven(body, 'openedAt', zone),
    };
  },
  record: (request, { whole }, requester) => right.caseDetails(whole.caseId, request, requester),
  foreseen: becomesOwed,
});

/** Of a person what is text. */
const texts = {
  name: 'Name',
  language: 'Language in which they want to be told',
  interpreter: 'Interpreter into',
  needs: 'What they need',
} as const;

const textNames = ['name', 'language', 'interpreter', 'needs'] as const satisfies readonly (keyof typeof texts)[];

/** What of a participant was typed wrongly. */
export const personForm = (right: PuttingRight): CaseForm<CorrectParticipantDetailsRequest, ArisenObligations> => ({
  name: 'person',
  title: 'Put a person right',
  button: 'Put it right',
  Request: CorrectParticipantDetailsRequest,
  subject: personNamed,
  begins: (scene) => {
    const { role, name, language, interpreter, needs, business, characteristics = {} } = personIn(scene);
    const known = { name, language, interpreter, needs };
    return {
      role,
      ...Object.fromEntries(textNames.map((each) => [each, known[each] ?? ''])),
      business: business ? 'yes' : 'no',
      ...characteristicsTyped('', characteristics),
    };
  },
  fields: (scene) => {
    const person = personIn(scene);
    const isRepresentative = person.role === 'representative';
    const lines = textNames.map((name): TextField => {
      const missing = person[name] ? { missing: cannotGo } : {};
      return { kind: 'line', name, label: texts[name], ...missing };
    });
    return [
      ...lines,
      {
        kind: 'day',
        name: 'bornOn',
        label: 'Born on',
        ...(person.bornOn && { hint: `Leave it empty where ${dayInWords(person.bornOn)} is right` }),
      },
      {
        kind: 'radios',
        name: 'role',
        label: 'They are',
        options: optionsOf(
          isRepresentative ? ['representative'] : roles.filter((one) => one !== 'representative'),
          roleWords,
        ),
        missing: 'Choose what they are',
      },
      ...(isRepresentative ? [lastDayOf(person)] : []),
      businessField(''),
      characteristicsGroup('', person.characteristics),
      whatWasWrong,
    ];
  },
  request: (body) => ({
    ...given(body, 'reason', 'role', ...textNames),
    bornOn: dateGiven(body, 'bornOn'),
    authorityUntil: dateGiven(body, 'authorityUntil'),
    business: businessGiven(body),
    characteristics: characteristicsGiven(body),
  }),
  record: (request, { whole, part }, requester) => right.participantDetails(whole.caseId, part, request, requester),
  foreseen: becomesOwed,
});

const lastDayOf = ({ authorityUntil }: ParticipantWithPerson): FormField => ({
  kind: 'day',
  name: 'authorityUntil',
  label: 'The last day on which they may act for somebody',
  hint: authorityUntil
    ? `Leave it empty where ${dayInWords(authorityUntil)} is right`
    : 'Leave it empty where there is none',
});
