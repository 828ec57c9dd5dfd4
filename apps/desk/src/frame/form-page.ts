import { page } from './page.js';
import { textIn, type FormBody } from './form-body.js';
import { anchorOf, type FormFault, type FormField } from './form-field.js';
import type { PageLink } from './page-link.js';
import { shownFields, type ShownField } from './shown-field.js';
import type { TimelineRow } from './timeline-row.js';

/** A heading with what stands under it. */
export interface LinesUnder {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A page that is one form. */
export interface FormModel {
  readonly title: string;
  /** What it is about, above the title. */
  readonly caption: string;
  /** What part of that; in no title, for it may name somebody. */
  readonly subject: string;
  readonly back: PageLink;
  readonly action: string;
  readonly key: string;
  /** The version of the case that was looked at; 0: it is about none. */
  readonly version: number;
  /** Each with where on the page it is mended. */
  readonly faults: readonly FormFault[];
  /** What stands in the way of it. */
  readonly inTheWay: PageLink | null;
  /** What was recorded since the form was opened; empty: nothing. */
  readonly changed: readonly TimelineRow[];
  /** What there is to know before it is filled in. */
  readonly toKnow: readonly LinesUnder[];
  readonly fields: readonly ShownField[];
  /** What would come of it; null: nobody asked. */
  readonly foreseen: readonly LinesUnder[] | null;
  readonly buttons: readonly FormButton[];
}

/** `value` is sent as `do`, and the page that comes of it begins `at` a place; empty: nothing is sent, at its top. */
export interface FormButton {
  readonly text: string;
  readonly value: string;
  readonly at: string;
}

export const recordingBy = (text: string): FormButton => ({ text, value: '', at: '' });

export const formPage = page<FormModel>('form.njk');

/** The part of a form that tells what would come of it, for the script that asks while it is filled in. */
export type ForeseenModel = Pick<FormModel, 'foreseen'>;

export const foreseenFragment = page<ForeseenModel>('foreseen.njk');

/** Something to think over before a form is recorded: what was filled in goes along. */
export interface ConfirmModel {
  readonly title: string;
  readonly caption: string;
  readonly toKnow: readonly LinesUnder[];
  readonly action: string;
  readonly filledIn: readonly { readonly name: string; readonly value: string }[];
  readonly button: string;
  readonly instead: readonly PageLink[];
}

export const confirmPage = page<ConfirmModel>('confirm.njk');

/** The part of a form's page that follows from its fields and what was filled in. */
export function filledIn(
  fields: readonly FormField[],
  body: FormBody,
  faults: readonly FormFault[],
): Pick<FormModel, 'fields' | 'faults' | 'key'> {
  return {
    fields: shownFields(fields, body, faults),
    faults: faults.map(({ field, text }) => ({ field: anchorOf(fields, field), text })),
    key: textIn(body, 'key'),
  };
}

/** All that a form says, as a page sends it along. */
export const everythingIn = (body: FormBody): ConfirmModel['filledIn'] =>
  Object.entries(body).flatMap(([name, value]) =>
    (value === undefined ? [] : typeof value === 'string' ? [value] : value).map((one) => ({ name, value: one })),
  );
