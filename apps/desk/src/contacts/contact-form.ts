import type { Instant, LocalDate, Zone } from '@kept-informed/calendar';
import { attempts } from './contact-words.js';
import { dateIn, dateOf, listIn, momentOf, noDate, textIn, type FormBody, type TypedDate } from '../frame/form-body.js';
import type { FormFault } from '../frame/form-field.js';
import { toldMilestone } from './telling.js';

/** The form for a contact as somebody filled it in; every field is there, empty where nothing was said. */
export interface ContactForm {
  readonly who: readonly string[];
  readonly how: string;
  readonly route: string;
  readonly reached: string;
  readonly purpose: string;
  readonly service: string;
  /** Milestones by `milestone:` and their ids, other things by their names. */
  readonly tells: readonly string[];
  readonly note: string;
  /** A date, `none`, or `other` with the one that was typed. */
  readonly next: string;
  readonly nextOn: TypedDate;
  readonly when: string;
  readonly whenOn: TypedDate;
  readonly whenAt: string;
  readonly lateReason: string;
  readonly began: string;
  readonly identity: string;
  /** Of a case of high risk: whether it was confirmed before that it was safe. */
  readonly confirmed: string;
  /** The same in every sending of the form: what comes twice is recorded once. */
  readonly key: string;
  /** The version of the case that was looked at. */
  readonly version: number;
}

export function emptyForm(key: string, version: number): ContactForm {
  return {
    who: [],
    how: '',
    route: '',
    reached: '',
    purpose: 'update',
    service: '',
    tells: [],
    note: '',
    next: 'none',
    nextOn: noDate,
    when: 'now',
    whenOn: noDate,
    whenAt: '',
    lateReason: '',
    began: 'us',
    identity: '',
    confirmed: '',
    key,
    version,
  };
}

export function formIn(body: FormBody): ContactForm {
  const text = (name: string) => textIn(body, name);
  return {
    who: listIn(body, 'who'),
    how: text('how'),
    route: text('route'),
    reached: text('reached'),
    purpose: text('purpose') || 'update',
    service: text('service'),
    tells: listIn(body, 'tells'),
    note: text('note'),
    next: text('next') || 'none',
    nextOn: dateIn(body, 'next-on'),
    when: text('when') || 'now',
    whenOn: dateIn(body, 'when-on'),
    whenAt: text('when-at'),
    lateReason: text('late-reason'),
    began: text('began') || 'us',
    identity: text('identity'),
    confirmed: text('confirmed'),
    key: text('key'),
    version: Number(text('version')) || 0,
  };
}

/** What is asked for by a form, as the request's class is read from; and what has to be mended before it can be. */
export function requestOf(form: ContactForm, now: Instant, zone: Zone): { request: object; faults: FormFault[] } {
  const missing = [
    ...(form.who.length === 0 ? [{ field: 'who', text: 'Choose who it was with' }] : []),
    ...(form.how === '' ? [{ field: 'how', text: 'Choose how you were in touch' }] : []),
    ...(form.reached === '' ? [{ field: 'reached', text: 'Choose whether you reached them' }] : []),
  ];
  const occurredAt = form.when === 'earlier' ? earlier(form, zone) : now;
  const next = promised(form);
  const isAttempt = attempts.has(form.reached);
  const faults = [occurredAt, next].filter((value): value is FormFault => typeof value === 'object');
  const request = {
    participantIds: form.who,
    direction: form.began === 'them' ? 'inbound' : 'outbound',
    method: form.how,
    outcome: form.reached,
    purpose: form.purpose,
    ...(form.route && { routeId: form.route }),
    ...(form.service && { service: form.service }),
    ...(!isAttempt && form.tells.length > 0 && { tells: form.tells.map(toldBy) }),
    occurredAt,
    ...(form.identity && { identityVerified: form.identity === 'yes' }),
    ...(form.confirmed && { confirmedSafe: form.confirmed === 'yes' }),
    ...(!isAttempt && next !== undefined && { promisedNext: next }),
    ...(form.note && { note: form.note }),
    ...(form.lateReason && { lateReason: form.lateReason }),
  };
  return { request, faults: [...missing, ...faults] };
}

const toldBy = (told: string) =>
  told.startsWith(toldMilestone) ? { milestoneId: told.slice(toldMilestone.length) } : told;

function earlier({ whenOn, whenAt }: ContactForm, zone: Zone): Instant | FormFault {
  const date = dateOf(whenOn);
  if (date === undefined) return { field: 'when-on', text: 'Enter the day of the contact, such as 27 11 2026' };
  return momentOf(date, whenAt, zone) ?? { field: 'when-at', text: 'Enter the time of the contact, such as 2:05pm' };
}

function promised({ next, nextOn }: ContactForm): LocalDate | FormFault | undefined {
  if (next === 'none') return undefined;
  if (next !== 'other') return next as LocalDate;
  return (
    (dateOf(nextOn) as LocalDate | undefined) ?? {
      field: 'next-on',
      text: 'Enter the day by which they will hear from us, such as 4 12 2026',
    }
  );
}

const fieldOf: Readonly<Record<string, string>> = {
  participantIds: 'who',
  method: 'how',
  outcome: 'reached',
  purpose: 'purpose',
  tells: 'tells',
  service: 'service',
  replyTo: 'purpose',
  routeId: 'route',
  occurredAt: 'when',
  identityVerified: 'identity',
  confirmedSafe: 'confirmed',
  promisedNext: 'next',
  note: 'note',
  lateReason: 'late-reason',
};

/** The field of the form that a field of the request came from: `/participantIds/0` from who it was with. */
export const formFieldOf = (path: string): string =>
  fieldOf[path.split('/').find((part) => part !== '') ?? ''] ?? 'who';
