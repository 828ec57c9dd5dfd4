import { type Characteristics, characteristicFields, ethnicities } from '@kept-informed/people';
import { given, type FormBody } from '../frame/form-body.js';
import type { ChoiceField, FieldGroup, FieldOption, FormField } from '../frame/form-field.js';

const groups: Readonly<Record<string, string>> = {
  W: 'White',
  M: 'Mixed or multiple ethnic groups',
  A: 'Asian or Asian British',
  B: 'Black, African, Caribbean or Black British',
  O: 'Other ethnic group',
};

/** As the form of the census asks for them, by the codes that police use. */
const ethnicityWords: Readonly<Record<string, string>> = {
  W1: 'English, Welsh, Scottish, Northern Irish or British',
  W2: 'Irish',
  W3: 'Gypsy or Irish Traveller',
  W9: 'Any other White background',
  M1: 'White and Black Caribbean',
  M2: 'White and Black African',
  M3: 'White and Asian',
  M9: 'Any other mixed background',
  A1: 'Indian',
  A2: 'Pakistani',
  A3: 'Bangladeshi',
  A4: 'Chinese',
  A9: 'Any other Asian background',
  B1: 'Caribbean',
  B2: 'African',
  B9: 'Any other Black background',
  O2: 'Arab',
  O9: 'Any other ethnic group',
};

const refused = { value: 'refused', text: 'Asked, and did not say' };

const ethnicityOptions: readonly FieldOption[] = ethnicities.map((value) => {
  const group = groups[value.charAt(0)];
  return group === undefined ? refused : { value, text: ethnicityWords[value] ?? value, group };
});

/** What people choose from. */
const chosen: Readonly<Record<string, { readonly label: string; readonly options: readonly FieldOption[] }>> = {
  ethnicity: { label: 'Ethnicity', options: ethnicityOptions },
  disability: { label: 'Disabled', options: [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }, refused] },
  sex: {
    label: 'Sex',
    options: [...['Female', 'Male', 'Other'].map((text) => ({ value: text.toLowerCase(), text })), refused],
  },
};

/** What people say in words of their own. */
const inWords: Readonly<Record<string, string>> = {
  genderReassignment: 'Gender reassignment',
  religion: 'Religion or belief',
  sexualOrientation: 'Sexual orientation',
  partnership: 'Marriage or civil partnership',
  pregnancy: 'Pregnancy or maternity',
};

/** What is said where something that is known was emptied: nobody forgets what was asked. */
export const cannotGo = 'Say what is right: it cannot be taken away';

/**
 * What the law protects, as somebody says it of themselves; `at`: what their fields begin with. It is folded away, however much of it
 * is known: whoever stands beside the desk has no part in it.
 */
export function characteristicsGroup(at: string, known: Characteristics = {}): FieldGroup {
  const name = `${at}characteristics`;
  const choices = Object.entries(chosen).map(([each, { label, options }]): ChoiceField => ({
    kind: options.some(({ group }) => group !== undefined) ? 'grouped' : 'select',
    name: `${name}-${each}`,
    label: `${label}, as they say it themselves`,
    options: [
      ...(known[each as keyof Characteristics] === undefined ? [{ value: '', text: 'Not asked' }] : []),
      ...options,
    ],
  }));
  const lines = Object.entries(inWords).map(([each, label]): FormField => ({
    kind: 'line',
    name: `${name}-${each}`,
    label,
    hint: 'In their words. Asked, and did not say: refused. Not asked: leave it empty',
    ...(known[each as keyof Characteristics] !== undefined && { missing: cannotGo }),
  }));
  const label = 'What they say of themselves that the law protects';
  return { kind: 'folded', name, label, isPrivate: true, fields: [...choices, ...lines] };
}

/** The same as it stands in a form that is opened. */
export const characteristicsTyped = (at: string, known: Characteristics): FormBody =>
  Object.fromEntries(Object.entries(known).map(([name, value]) => [`${at}characteristics-${name}`, value]));

/** What of it was filled in, as the request's class is read from; undefined: nothing. */
export function characteristicsGiven(body: FormBody, at = ''): Characteristics | undefined {
  const prefix = `${at}characteristics-`;
  const filledIn = given(body, ...characteristicFields.map((name) => prefix + name));
  const said = Object.entries(filledIn).map(([name, value]) => [
    name.slice(prefix.length),
    /^refused$/i.test(value) ? 'refused' : value,
  ]);
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

/** One of them in words, as they are told; undefined: they were not asked. */
export function characteristicInWords(name: keyof Characteristics, value: string | undefined): string {
  const label = chosen[name]?.label ?? inWords[name]!;
  if (value === undefined) return `${label}: not asked`;
  if (value === 'refused') return `${label}: asked, and did not say`;
  return `${label}: ${chosen[name]?.options.find((one) => one.value === value)?.text ?? value}`;
}
