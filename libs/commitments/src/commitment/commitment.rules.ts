import type { dueOnly, LocalDate } from '@kept-informed/calendar';
import { bodyNames, type ResponsibleBody } from './bodies.rules.js';
import type { Method } from './methods.rules.js';
import type { Standard } from './standards.rules.js';

/** What meets a commitment. A contact that can discharge at all meets it if any of these holds. */
export type Discharge =
  | { readonly by: 'update' }
  /** The contact says that it told of `trigger`; none: of the obligation's own trigger. */
  | { readonly by: 'tells'; readonly trigger?: string }
  | { readonly by: 'purpose'; readonly purpose: string; readonly withDate: boolean }
  | { readonly by: 'contact-plan' };

/** `begins-with`: the day of the event is day 1. `roll-forward`: a last day that is no working day gives way to the next one. */
export const conventions = ['begins-with', 'roll-forward'] as const;
export type CountingConvention = (typeof conventions)[number];

/** The same as a due date is asked for. */
export const countingBy = (
  chosen: readonly CountingConvention[],
): Pick<Parameters<typeof dueOnly>[0], 'convention' | 'rollForward'> => ({
  convention: chosen.includes('begins-with') ? 'begins-with' : 'after',
  rollForward: chosen.includes('roll-forward'),
});

/** A published promise with its dates of force (words.md, Promises). A row of the catalogue. */
export interface Commitment {
  readonly id: string;
  readonly editions: readonly string[];
  readonly title: string;
  readonly triggers: readonly string[];
  /** Roles of participants; `support-service` for what is owed to a service about a victim. */
  readonly owedTo: readonly string[];
  /** ISO 8601; `agreed`: the participant's plan says; null: no limit is printed, so it has no due date. */
  readonly limit: string | null;
  readonly enhancedLimit: string | null;
  readonly unit: 'calendar' | 'working' | 'elapsed';
  /** How its days are counted otherwise than all others (rules.md, Days and Rolling forward). */
  readonly conventions?: readonly CountingConvention[];
  readonly recurs: 'no' | 'last-update' | 'schedule';
  /** Runs from when the force learnt of the trigger rather than from when it happened. */
  readonly fromKnown: boolean;
  /** Runs from when it was decided, where that was before it happened. */
  readonly fromDecided?: true;
  readonly dischargedBy: readonly Discharge[];
  /** By which alone it can be met; null: by any. */
  readonly methods: readonly Method[] | null;
  /** A message that was generated for one person about one case meets it. */
  readonly generated: boolean;
  readonly pausesFor: readonly string[];
  /** Owed anew to who opted out of it and opts back in. */
  readonly reversible: boolean;
  /** Whom it binds, as its source names them. */
  readonly dutyOf: string;
  /** The same as words.md names them; where several, whichever of them. */
  readonly bodies: readonly ResponsibleBody[];
  /** The standard of the Quality of Service Commitment that it belongs to; null: to none. */
  readonly standard: Standard | null;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly source: string;
}

export const columns = [
  'id',
  'edition',
  'title',
  'trigger',
  'owed_to',
  'limit',
  'enhanced_limit',
  'unit',
  'conventions',
  'recurs',
  'clock_starts',
  'discharged_by',
  'methods',
  'generated',
  'pauses',
  'reversible',
  'duty_of',
  'standard',
  'from',
  'to',
  'source',
] as const;
export type Column = (typeof columns)[number];

/** A row of `commitments.csv` as it is read. */
export type CommitmentRow = Readonly<Record<Column, string>>;

/** The items of a cell, without empty ones. */
export const list = (text: string, separator: string | RegExp = ','): string[] =>
  text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');

function dischargeOf(text: string): Discharge {
  if (text === 'update') return { by: 'update' };
  if (text === 'tells') return { by: 'tells' };
  if (text.startsWith('tells ')) return { by: 'tells', trigger: text.slice('tells '.length) };
  if (text === 'contact-plan') return { by: 'contact-plan' };
  const purpose = text.replace(/ with a date$/, '');
  return { by: 'purpose', purpose, withDate: purpose !== text };
}

export const yes = 'yes';

/** How a way of being met is written in the catalogue. */
export function dischargeText(way: Discharge): string {
  switch (way.by) {
    case 'update':
      return 'update';
    case 'tells':
      return way.trigger === undefined ? 'tells' : `tells ${way.trigger}`;
    case 'purpose':
      return way.withDate ? `${way.purpose} with a date` : way.purpose;
    case 'contact-plan':
      return 'contact-plan';
  }
}

/** How the units of the catalogue are counted; `agreed`: as the plan says, in days or months. */
export const units = {
  calendar: 'calendar',
  working: 'working',
  elapsed: 'elapsed',
  agreed: 'calendar',
  '': 'calendar',
} as const;

/** One promise from its row, which is one that can be. */
export function commitmentOf(row: CommitmentRow): Commitment {
  return {
    id: row.id,
    editions: list(row.edition),
    title: row.title,
    triggers: list(row.trigger),
    owedTo: list(row.owed_to),
    limit: row.limit || null,
    enhancedLimit: row.enhanced_limit || null,
    unit: units[row.unit as keyof typeof units],
    // What is not said is left out, so that promises activated before it could be stay word for word as they are.
    ...(row.conventions && { conventions: list(row.conventions) as CountingConvention[] }),
    recurs: row.recurs as Commitment['recurs'],
    fromKnown: row.clock_starts === 'known',
    ...(row.clock_starts === 'decided' && { fromDecided: true as const }),
    dischargedBy: list(row.discharged_by, ' or ').map(dischargeOf),
    methods: row.methods ? (list(row.methods) as Method[]) : null,
    generated: row.generated === yes,
    pausesFor: list(row.pauses, ';'),
    reversible: row.reversible === yes,
    dutyOf: row.duty_of,
    bodies: [...new Set(list(row.duty_of, ' or ').map((name) => bodyNames.get(name)!))],
    standard: (row.standard || null) as Standard | null,
    from: row.from,
    to: row.to || null,
    source: row.source,
  };
}

/** From when its limit runs, as the catalogue has it. */
export function clockStartOf({ fromKnown, fromDecided }: Commitment): 'known' | 'decided' | 'occurred' {
  if (fromKnown) return 'known';
  return fromDecided ? 'decided' : 'occurred';
}

/** What the catalogue says of a pause that nobody records: it follows from the case, or it is an extension. */
const notRecorded = /^suspect dealt with$|^outcome reached$|extended/;

/** Whether its series ends with the outcome of what it is about. */
export const endsWithOutcome = ({ pausesFor }: Commitment): boolean => pausesFor.includes('outcome reached');

/** The reasons, as codes, for which somebody may stop the clock of a commitment. */
export function pauseReasons({ pausesFor }: Commitment): string[] {
  return pausesFor.filter((reason) => !notRecorded.test(reason)).map(codeOf);
}

/**
 * Why a supervisor may stop any clock: the participant became a suspect in the same matter, and being told would prejudice it
 * (rules.md, Lives that change).
 */
export const prejudice = 'would-prejudice';

const codeOf = (words: string): string =>
  words
    .replace(/\(.*\)/, '')
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Whether its limit can be extended. */
export function extendable({ pausesFor }: Commitment): boolean {
  return pausesFor.some((reason) => reason.includes('extended'));
}

/** To which somebody can be referred; Victim Support is a support service. */
export const services = ['support-service', 'victim-support', 'victim-contact-scheme'] as const;
export type Service = (typeof services)[number];

/** The service to which a commitment that is met by a referral has somebody referred. */
export function referralService({ owedTo }: Commitment): Service {
  return owedTo.some((one) => one === 'support-service' || one === 'victim-support')
    ? 'support-service'
    : 'victim-contact-scheme';
}

/** Whether it can be met by a method (rules.md, Methods accepted). */
export const accepts = ({ methods }: Commitment, method: Method): boolean =>
  methods === null || methods.includes(method);

/** Editions in the adoption list that no commitment of the catalogue belongs to. */
export function unknownEditions(catalogue: readonly Commitment[], adopts: readonly string[]): string[] {
  const known = new Set(catalogue.flatMap(({ editions }) => editions));
  return adopts.filter((edition) => !known.has(edition));
}

const statutory = /^(victims-code-|victims-right-to-review|police-complaints-)/;

/** Whether an edition is law, so that a force can neither opt people out of it as a whole nor count it otherwise. */
export const isStatutory = (edition: string): boolean => statutory.test(edition);
