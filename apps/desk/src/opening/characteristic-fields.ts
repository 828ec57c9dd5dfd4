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
  refused: 'Asked, and did not say',
};

const ethnicityOptions: readonly FieldOption[] = ethnicities.map((value) => {
  const group = groups[value.charAt(0)];
  return { value, text: ethnicityWords[value] ?? value, ...(group !== undefined && { group }) };
});

/** What people say in words of their own. */
const inWords = {
  disability: 'Disability',
  sex: 'Sex',
  genderReassignment: 'Gender reassignment',
  religion: 'Religion or belief',
  sexualOrientation: 'Sexual orientation',
  partnership: 'Marriage or civil partnership',
  pregnancy: 'Pregnancy or maternity',
} as const satisfies Readonly<Record<Exclude<keyof Characteristics, 'ethnicity'>, string>>;

/** What is said where something that is known was emptied: nobody forgets what was asked. */
export const cannotGo = 'Say what is right: it cannot be taken away';

/**
 * What the law protects, as somebody says it of themselves; `at`: what their fields begin with. It is folded away, however much of it
 * is known: whoever stands beside the desk has no part in it.
 */
export function characteristicsGroup(at: string, known: Characteristics = {}): FieldGroup {
  const name = `${at}characteristics`;
  const ethnicity: ChoiceField = {
    kind: 'grouped',
    name: `${name}-ethnicity`,
    label: 'Ethnicity, as they say it themselves',
    options: [...(known.ethnicity === undefined ? [{ value: '', text: 'Not asked' }] : []), ...ethnicityOptions],
  };
  const lines = Object.entries(inWords).map(([each, label]): FormField => ({
    kind: 'line',
    name: `${name}-${each}`,
    label,
    hint: 'In their words. Asked, and did not say: refused. Not asked: leave it empty',
    ...(known[each as keyof Characteristics] !== undefined && { missing: cannotGo }),
  }));
  const label = 'What they say of themselves that the law protects';
  return { kind: 'folded', name, label, isPrivate: true, fields: [ethnicity, ...lines] };
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
  const label = name === 'ethnicity' ? 'Ethnicity' : inWords[name];
  if (value === undefined) return `${label}: not asked`;
  if (value === 'refused') return `${label}: asked, and did not say`;
  return `${label}: ${name === 'ethnicity' ? (ethnicityWords[value] ?? value) : value}`;
}
