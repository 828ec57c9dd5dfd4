import { dateIn, listIn, textIn, type FormBody } from './form-body.js';
import {
  fieldsIn,
  isFilledIn,
  isGroup,
  type ChoiceField,
  type FormFault,
  type FormField,
  type InputField,
  type TextField,
  type WhenField,
} from './form-field.js';
import { forMacro } from './strict.js';

/** A field as the page takes it: what a kept macro is given, or the fields of a group. */
export interface ShownField {
  readonly kind: FormField['kind'];
  readonly label: string;
  readonly isOpen: boolean;
  readonly params: object;
  readonly fields: readonly ShownField[];
}

/** Fields with what was filled in, and what is wrong with it. */
export function shownFields(
  fields: readonly FormField[],
  body: FormBody,
  faults: readonly FormFault[],
): readonly ShownField[] {
  return fields.map((field) => {
    const { kind, label } = field;
    if (!isGroup(field))
      return { kind, label, isOpen: true, params: forMacro(paramsOf(field, body, faults)), fields: [] };
    const isOpen = fieldsIn(field.fields).some(
      (one) => (!field.isPrivate && isFilledIn(one, body)) || faults.some((fault) => fault.field === one.name),
    );
    return { kind, label, isOpen, params: {}, fields: shownFields(field.fields, body, faults) };
  });
}

/** As the macro of its kind takes it: text alone, which it escapes. */
function paramsOf(field: InputField, body: FormBody, faults: readonly FormFault[]): object {
  const wrong = faults.find((fault) => fault.field === field.name)?.text;
  const beside = {
    ...(field.hint !== undefined && { hint: { text: field.hint } }),
    ...(wrong !== undefined && { errorMessage: { text: wrong } }),
  };
  if ('options' in field) return { ...beside, ...choices(field, body) };
  if (isText(field)) return { ...beside, ...text(field, body) };
  return { ...beside, ...when(field, body, wrong !== undefined) };
}

const isText = (field: TextField | WhenField): field is TextField =>
  field.kind === 'line' || field.kind === 'words' || field.kind === 'carried';

const legend = (text: string) => ({ fieldset: { legend: { text, classes: 'govuk-fieldset__legend--s' } } });
const label = (text: string) => ({ label: { text, classes: 'govuk-label--s' } });

function text(field: TextField, body: FormBody) {
  const own = { id: field.name, name: field.name, value: textIn(body, field.name), ...label(field.label) };
  if (field.kind === 'words') return { ...own, rows: field.rows ?? 3 };
  return { ...own, autocomplete: 'off', classes: 'govuk-input--width-20' };
}

function choices({ kind, name, options, label: words }: ChoiceField, body: FormBody) {
  const chosen = kind === 'boxes' ? listIn(body, name) : [textIn(body, name)];
  const items = options.map(({ hint, ...one }) => {
    const isChosen = chosen.includes(one.value);
    return { ...one, checked: isChosen, selected: isChosen, ...(hint !== undefined && { hint: { text: hint } }) };
  });
  if (kind === 'select') return { id: name, name, items, ...label(words) };
  if (kind === 'grouped') {
    const groups = [...new Set(items.map(({ group = '' }) => group))];
    const inGroup = (of: string) => items.filter(({ group = '' }) => group === of);
    return { id: name, name, groups: groups.map((of) => ({ of, items: inGroup(of) })), ...label(words) };
  }
  if (kind === 'boxes')
    return {
      idPrefix: name,
      name: `${name}[]`,
      items,
      classes: 'govuk-checkboxes--small desk-choices',
      ...legend(words),
    };
  const isShort = options.every(({ text, hint }) => hint === undefined && text.length < 25);
  const classes = `govuk-radios--small${isShort ? ' govuk-radios--inline' : ''} desk-choices`;
  return { idPrefix: name, name, items, classes, ...legend(words) };
}

function when({ kind, name, label: words }: WhenField, body: FormBody, isWrong: boolean) {
  const typed = { ...dateIn(body, name), time: textIn(body, `${name}-time`) };
  const part = (which: keyof typeof typed, width: number, more: object = {}) => ({
    name: which,
    value: typed[which],
    classes: `govuk-input--width-${width}${isWrong ? ' govuk-input--error' : ''}`,
    ...more,
  });
  const day = [part('day', 2), part('month', 2), part('year', 4)];
  const items = kind === 'day' ? day : [...day, part('time', 5, { inputmode: 'text' })];
  return { id: name, namePrefix: name, items, ...legend(words) };
}
