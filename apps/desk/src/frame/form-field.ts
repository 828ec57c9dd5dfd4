import type { Zone } from '@kept-informed/calendar';
import { dateIn, dateOf, listIn, momentGiven, textIn, type FormBody } from './form-body.js';

/** Something to be mended, and the field that it is about. */
export interface FormFault {
  readonly field: string;
  readonly text: string;
}

/** One of several to choose from. */
export interface FieldOption {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
  /** Under what it stands where many are grouped. */
  readonly group?: string;
}

interface NamedField {
  /** As the request calls it; of what lies deeper with `-` between: `participants-0-name`. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What is said where it was left out; without, it may be. */
  readonly missing?: string;
}

/** One or, of boxes, several of some; `grouped`: one of many, under their groups. */
export interface ChoiceField extends NamedField {
  readonly kind: 'radios' | 'boxes' | 'select' | 'grouped';
  readonly options: readonly FieldOption[];
}

/** A line of text, or a few; `carried`: what a form was opened with, seen by nobody and sent along. */
export interface TextField extends NamedField {
  readonly kind: 'line' | 'words' | 'carried';
  /** Of words, how many lines are seen; 3 if left out. */
  readonly rows?: number;
}

/** A day, or a day with a time. */
export interface WhenField extends NamedField {
  readonly kind: 'day' | 'moment';
}

/** Fields that belong together; `folded`: seen only when somebody wants them, or something in them is wrong or filled in. */
export interface FieldGroup {
  readonly kind: 'group' | 'folded';
  readonly name: string;
  readonly label: string;
  readonly fields: readonly FormField[];
  /** Of what is folded: filled in it stays so, and what is wrong alone unfolds it. */
  readonly isPrivate?: true;
}

/** What somebody fills in. */
export type InputField = ChoiceField | TextField | WhenField;

/** What a form asks for. */
export type FormField = InputField | FieldGroup;

export const isGroup = (field: FormField): field is FieldGroup => 'fields' in field;

/** Every field that can be filled in, out of its groups. */
export const fieldsIn = (fields: readonly FormField[]): readonly InputField[] =>
  fields.flatMap((field) => (isGroup(field) ? fieldsIn(field.fields) : [field]));

/** What is missing, and what is no day and no time; everything else is the request's to say. */
export function faultsIn(fields: readonly FormField[], body: FormBody, zone: Zone): FormFault[] {
  return fieldsIn(fields).flatMap((field) => {
    const text = isFilledIn(field, body) ? notADate(field, body, zone) : field.missing;
    return text === undefined ? [] : [{ field: field.name, text }];
  });
}

export function isFilledIn({ kind, name }: InputField, body: FormBody): boolean {
  if (kind === 'boxes') return listIn(body, name).length > 0;
  if (kind !== 'day' && kind !== 'moment') return textIn(body, name) !== '';
  return [...Object.values(dateIn(body, name)), textIn(body, `${name}-time`)].some((part) => part !== '');
}

function notADate({ kind, name }: InputField, body: FormBody, zone: Zone): string | undefined {
  if (kind !== 'day' && kind !== 'moment') return undefined;
  if (dateOf(dateIn(body, name)) === undefined) return 'Enter a day that there is, such as 27 11 2026';
  if (kind === 'day' || momentGiven(body, name, zone) !== undefined) return undefined;
  return 'Enter the time as well, such as 2:05pm';
}

/** The field that a part of the request came from: the one of its name, or of the beginning of that; else the first. */
export function fieldOf(fields: readonly FormField[], pointer: string): string {
  const path = pointer.split('/').filter((part) => part !== '');
  const names = new Set(fieldsIn(fields).map(({ name }) => name));
  for (let length = path.length; length > 0; length -= 1) {
    const name = path.slice(0, length).join('-');
    if (names.has(name)) return name;
  }
  return [...names][0] ?? '';
}

/** Where on the page a field is gone to. */
export function anchorOf(fields: readonly FormField[], name: string): string {
  const kind = fieldsIn(fields).find((field) => field.name === name)?.kind;
  return kind === 'day' || kind === 'moment' ? `${name}-day` : name;
}
