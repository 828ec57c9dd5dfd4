import type { Instant, Zone } from '@kept-informed/calendar';
import { rules } from '@kept-informed/fields';
import type { Directory } from '@kept-informed/directory';
import { postOptions } from '../cases/options.js';
import { listIn, textIn, type FormBody } from '../frame/form-body.js';
import type { FormFault, FormField } from '../frame/form-field.js';
import { asideChoices } from '../my-work/alert-form.js';

/** What can be done about several alerts at once, and what that is called. */
export const boardActs = {
  plan: { title: 'Take on, with a plan to make the contact: do not escalate', done: 'taken on' },
  'no-plan': { title: 'Take on, without a plan yet', done: 'taken on' },
  aside: { title: 'Put aside for a while', done: 'put aside' },
  'hand-over': { title: 'Hand the warnings over to somebody', done: 'handed over' },
  reassign: { title: 'Give the cases to somebody else', done: 'given to them' },
} as const;
export type BoardAct = keyof typeof boardActs;

const isAct = (said: string): said is BoardAct => Object.hasOwn(boardActs, said);

/** What is asked of several rows. */
export interface BoardForm {
  readonly alerts: readonly string[];
  readonly does: BoardAct | undefined;
  readonly note: string;
  readonly days: string;
  readonly to: string;
  /** As each row was when it was shown to be confirmed: `id~state`; empty: it was not yet. */
  readonly seen: readonly string[];
  readonly isConfirmed: boolean;
  /** The same in every sending of the form. */
  readonly key: string;
}

const mostAtOnce = 100;
const longestNote = 4_000;

export function boardFormIn(body: FormBody): BoardForm {
  const does = textIn(body, 'does');
  return {
    alerts: [...new Set(listIn(body, 'alert').filter((id) => rules.id.accepts(id)))].slice(0, mostAtOnce),
    does: isAct(does) ? does : undefined,
    note: textIn(body, 'note'),
    days: textIn(body, 'days'),
    to: textIn(body, 'to'),
    seen: listIn(body, 'seen'),
    isConfirmed: textIn(body, 'confirmed') === 'yes',
    key: textIn(body, 'key'),
  };
}

/** As people fill it in below the rows. */
export function boardFields(directory: Directory, now: Instant, zone: Zone): readonly FormField[] {
  return [
    {
      kind: 'radios',
      name: 'does',
      label: 'What is to be done with what is chosen?',
      options: Object.entries(boardActs).map(([value, { title }]) => ({ value, text: title })),
    },
    { kind: 'select', name: 'days', label: 'Put aside until', options: asideChoices(now, zone, '1') },
    { kind: 'select', name: 'to', label: 'To whom', options: postOptions(directory, 'Nobody is chosen') },
    {
      kind: 'line',
      name: 'note',
      label: 'Note, or why',
      hint: 'Needed to put something aside and to hand it over',
    },
  ];
}

/** What has to be mended before anything is confirmed. */
export function boardFaults({ alerts, does, note, days, to }: BoardForm): FormFault[] {
  const faults: FormFault[] = [];
  if (alerts.length === 0) faults.push({ field: 'rows', text: 'Choose at least one row' });
  if (does === undefined) faults.push({ field: 'does', text: 'Choose what is to be done' });
  if (does === 'aside' && !/^\d{1,2}$/.test(days)) faults.push({ field: 'days', text: 'Choose until when' });
  if ((does === 'hand-over' || does === 'reassign') && to === '') faults.push({ field: 'to', text: 'Choose to whom' });
  if (note.length > longestNote) faults.push({ field: 'note', text: `Write at most ${longestNote} characters` });
  else if ((does === 'aside' || does === 'hand-over') && note === '') faults.push({ field: 'note', text: 'Say why' });
  return faults;
}
