import type { LocalDate } from '@kept-informed/calendar';

/** What meets a commitment. A contact that can discharge at all meets it if any of these holds. */
export type Discharge =
  | { readonly by: 'update'; readonly inWriting: boolean }
  /** The contact says that it told of `trigger`; none: of the obligation's own trigger. */
  | { readonly by: 'tells'; readonly trigger?: string }
  | { readonly by: 'purpose'; readonly purpose: string; readonly withDate: boolean }
  | { readonly by: 'contact-plan' };

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
  readonly recurs: 'no' | 'last-update' | 'schedule';
  /** Runs from when the force learnt of the trigger rather than from when it happened. */
  readonly fromKnown: boolean;
  readonly dischargedBy: readonly Discharge[];
  readonly pausesFor: readonly string[];
  readonly dutyOf: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly source: string;
}

/** A row of `commitments.csv` as it is read. */
export type CommitmentRow = Readonly<
  Record<
    | 'id'
    | 'edition'
    | 'title'
    | 'trigger'
    | 'owed_to'
    | 'limit'
    | 'enhanced_limit'
    | 'unit'
    | 'recurs'
    | 'clock_starts'
    | 'discharged_by'
    | 'pauses'
    | 'duty_of'
    | 'from'
    | 'to'
    | 'source',
    string
  >
>;

const list = (text: string, separator: string | RegExp = ','): string[] =>
  text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');

function dischargeOf(text: string): Discharge {
  if (text === 'update' || text === 'update in writing') return { by: 'update', inWriting: text !== 'update' };
  if (text === 'tells') return { by: 'tells' };
  if (text.startsWith('tells ')) return { by: 'tells', trigger: text.slice('tells '.length) };
  if (text === 'contact-plan') return { by: 'contact-plan' };
  const purpose = text.replace(/ with a date$/, '');
  return { by: 'purpose', purpose, withDate: purpose !== text };
}

/** How a way of being met is written in the catalogue. */
export function dischargeText(way: Discharge): string {
  switch (way.by) {
    case 'update':
      return way.inWriting ? 'update in writing' : 'update';
    case 'tells':
      return way.trigger === undefined ? 'tells' : `tells ${way.trigger}`;
    case 'purpose':
      return way.withDate ? `${way.purpose} with a date` : way.purpose;
    case 'contact-plan':
      return 'contact-plan';
  }
}

const units = {
  calendar: 'calendar',
  working: 'working',
  elapsed: 'elapsed',
  agreed: 'calendar',
  '': 'calendar',
} as const;

/** One promise from its row. */
export function commitmentOf(row: CommitmentRow): Commitment {
  return {
    id: row.id,
    editions: list(row.edition),
    title: row.title,
    triggers: list(row.trigger),
    owedTo: list(row.owed_to),
    limit: row.limit || null,
    enhancedLimit: row.enhanced_limit || null,
    unit: units[row.unit as keyof typeof units] ?? 'calendar',
    recurs: row.recurs as Commitment['recurs'],
    fromKnown: row.clock_starts === 'known',
    dischargedBy: list(row.discharged_by, ' or ').map(dischargeOf),
    pausesFor: list(row.pauses, ';'),
    dutyOf: row.duty_of,
    from: row.from,
    to: row.to || null,
    source: row.source,
  };
}

/** What the catalogue says of a pause that nobody records: it follows from the case, or it is an extension. */
const notRecorded = /^suspect dealt with$|extended/;

/** The reasons, as codes, for which somebody may stop the clock of a commitment. */
export function pauseReasons({ pausesFor }: Commitment): string[] {
  return pausesFor.filter((reason) => !notRecorded.test(reason)).map(codeOf);
}

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

/** Editions in the adoption list that no commitment of the catalogue belongs to. */
export function unknownEditions(catalogue: readonly Commitment[], adopts: readonly string[]): string[] {
  const known = new Set(catalogue.flatMap(({ editions }) => editions));
  return adopts.filter((edition) => !known.has(edition));
}

const statutory = /^(victims-code-|victims-right-to-review|police-complaints-)/;

/** Whether an edition is law, so that a force can neither opt people out of it as a whole nor count it otherwise. */
export const isStatutory = (edition: string): boolean => statutory.test(edition);
