import type { Directory } from '@kept-informed/directory';
import { caseKinds, entitlements, roles } from '@kept-informed/follow-up';
import { areaOptions, optionsOf, postOptions } from '../cases/options.js';
import { entitlementWords, kindWords, roleWords } from '../cases/code-words.js';
import { methodWords } from '../contacts/contact-words.js';
import { textIn, type FormBody } from '../frame/form-body.js';
import type { FieldGroup, FormField, WhenField } from '../frame/form-field.js';
import { characteristicsGroup } from './characteristic-fields.js';
import { isBlank, isNobody, type TypedPerson } from './typed-people.js';

/** What is asked of a case that is to be opened. */
export function openingFields(people: readonly TypedPerson[], directory: Directory): FormField[] {
  return [
    {
      kind: 'radios',
      name: 'kind',
      label: 'What is it?',
      options: optionsOf(caseKinds, kindWords),
      missing: 'Choose what it is',
    },
    {
      kind: 'line',
      name: 'reference',
      label: 'Reference',
      hint: 'Such as CR/10234/26, in capitals or small letters',
      missing: 'Enter its reference',
    },
    {
      kind: 'select',
      name: 'offenceGroup',
      label: 'Offence (of a crime)',
      options: [{ value: '', text: 'None, or not known' }, ...optionsOf([...directory.offenceGroups], {})],
    },
    {
      kind: 'moment',
      name: 'openedAt',
      label: 'When was it reported?',
      hint: 'Leave it empty if it was just now. A time such as 2:05pm or 14:05',
    },
    { kind: 'select', name: 'area', label: 'Where', options: areaOptions(directory) },
    { kind: 'select', name: 'owner', label: 'Who deals with it', options: postOptions(directory, 'Nobody yet') },
    ...people.map(personFields),
    {
      kind: 'folded',
      name: 'late',
      label: `It was reported more than ${directory.opening.reasonAfterDays} days ago`,
      fields: [{ kind: 'words', name: 'lateReason', label: 'Why it is opened only now' }],
    },
  ];
}

function personFields(person: TypedPerson, index: number, people: readonly TypedPerson[]): FieldGroup {
  const at = `participants-${index}-`;
  const others = people.flatMap((_, other) =>
    other === index ? [] : [{ value: `#${other + 1}`, text: `Person ${other + 1}` }],
  );
  const authority: FormField[] = [
    {
      kind: 'select',
      name: `${at}represents`,
      label: 'Of a representative: for whom they act',
      options: [{ value: '', text: 'Nobody' }, ...others],
    },
    authorityUntilField(at),
  ];
  return {
    kind: 'group',
    name: `participants-${index}`,
    label: `Person ${index + 1}`,
    fields: [
      ...whoFields(at, isNobody(person) ? undefined : `Choose what person ${index + 1} is`),
      ...person.routes.flatMap((route, place) => routeFields(`${at}routes-${place}`, place, !isBlank(route))),
      {
        kind: 'folded',
        name: `${at}more`,
        label: `More about person ${index + 1}`,
        fields: [...moreFields(at), ...(others.length > 0 ? authority : [])],
      },
      characteristicsGroup(at),
    ],
  };
}

/** What somebody is called and is on the case; `at`: what their fields begin with. */
export const whoFields = (at: string, missing: string | undefined): FormField[] => [
  { kind: 'line', name: `${at}name`, label: 'Name' },
  {
    kind: 'radios',
    name: `${at}role`,
    label: 'They are',
    options: optionsOf(roles, roleWords),
    ...(missing !== undefined && { missing }),
  },
];

/** What else is known of somebody. */
export const moreFields = (at: string): FormField[] => [
  {
    kind: 'select',
    name: `${at}entitlement`,
    label: 'Assessed as',
    options: [
      { value: '', text: 'Not assessed yet' },
      ...optionsOf(
        entitlements.filter((one) => one !== 'unassessed'),
        entitlementWords,
      ),
    ],
  },
  { kind: 'day', name: `${at}bornOn`, label: 'Born on' },
  { kind: 'line', name: `${at}language`, label: 'Language in which they want to be told' },
  { kind: 'line', name: `${at}interpreter`, label: 'Interpreter into' },
  { kind: 'line', name: `${at}needs`, label: 'What they need', hint: 'Such as large print, no stairs' },
  businessField(at),
];

/** Whether it is no person: a business is owed what a Code promises once it names somebody to receive it. */
export const businessField = (at: string): FormField => ({
  kind: 'radios',
  name: `${at}business`,
  label: 'Is it a business or other organisation?',
  options: [
    { value: 'no', text: 'No, a person' },
    { value: 'yes', text: 'Yes' },
  ],
});

/** The answer to it; undefined: nobody said. */
export const businessGiven = (body: FormBody, at = ''): boolean | undefined => {
  const said = textIn(body, `${at}business`);
  return said === '' ? undefined : said === 'yes';
};

/** Until when somebody may act for another. */
export const authorityUntilField = (at: string): WhenField => ({
  kind: 'day',
  name: `${at}authorityUntil`,
  label: 'The last day on which they may (optional)',
  hint: 'For a child: the day before they come of age',
});

/** A number or address of somebody, the `place`-th. */
export function routeFields(at: string, place: number, isFilledIn: boolean): FormField[] {
  const which = place === 0 ? '' : ` (${place + 1})`;
  return [
    {
      kind: 'select',
      name: `${at}-method`,
      label: `How to reach them${which}`,
      options: [{ value: '', text: 'Choose' }, ...optionsOf(Object.keys(methodWords), methodWords)],
      ...(isFilledIn && { missing: 'Choose what it is: phone, email, letter' }),
    },
    {
      kind: 'line',
      name: `${at}-value`,
      label: `Number or address${which}`,
      ...(isFilledIn && { missing: 'Enter the number or address' }),
    },
    {
      kind: 'radios',
      name: `${at}-safe`,
      label: `Is it safe to use?${which}`,
      hint: 'Not safe: somebody else answers, reads or sees it who must not know',
      options: [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No, never use it' },
      ],
      ...(isFilledIn && { missing: 'Say whether it is safe to use' }),
    },
    { kind: 'line', name: `${at}-times`, label: `When${which}`, hint: 'Such as after 6pm. Leave it empty for always' },
  ];
}
