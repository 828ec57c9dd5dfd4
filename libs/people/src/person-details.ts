import type { LocalDate } from '@kept-informed/calendar';

/**
 * What the law protects, as people say it of themselves. Left out: they were not asked. `refused`: they were, and did not
 * say.
 */
export interface Characteristics {
  /** One of the codes of self-defined ethnicity. */
  readonly ethnicity?: string;
  /** One of {@link disabilities}; what it takes to be told, in words, are needs. */
  readonly disability?: string;
  /** One of {@link sexes}. */
  readonly sex?: string;
  readonly genderReassignment?: string;
  readonly religion?: string;
  readonly sexualOrientation?: string;
  readonly partnership?: string;
  readonly pregnancy?: string;
}

export type Characteristic = keyof Characteristics;

/** The codes of self-defined ethnicity (18+1) that police use since the census of 2011; `refused` stands for NS. */
export const ethnicities: readonly string[] = 'W1 W2 W3 W9 M1 M2 M3 M9 A1 A2 A3 A4 A9 B1 B2 B9 O2 O9 refused'.split(
  ' ',
);

/** Whether somebody says that they are disabled, as the census asks. */
export const disabilities: readonly string[] = ['yes', 'no', 'refused'];

export const sexes: readonly string[] = ['female', 'male', 'other', 'refused'];

export const characteristicFields = [
  'ethnicity',
  'disability',
  'sex',
  'genderReassignment',
  'religion',
  'sexualOrientation',
  'partnership',
  'pregnancy',
] as const satisfies readonly Characteristic[];

/** Who somebody is, as entered. */
export interface PersonDetails {
  readonly name?: string;
  readonly bornOn?: LocalDate;
  /** In which they want to be told. */
  readonly language?: string;
  /** Into which language, or signs, somebody has to interpret for them. */
  readonly interpreter?: string;
  /** What they need to be told, in words: large print, a step-free room. */
  readonly needs?: string;
  readonly characteristics?: Characteristics;
}

export type PersonField = keyof PersonDetails;

export const personFields = [
  'name',
  'bornOn',
  'language',
  'interpreter',
  'needs',
  'characteristics',
] as const satisfies readonly PersonField[];

/** Who somebody is, where it is known. */
export type KnownPerson = {
  readonly [Field in Exclude<PersonField, 'characteristics'>]: PersonDetails[Field] | null;
} & {
  readonly characteristics: Characteristics;
};

/** One thing that is known of a person: a detail, or one of what the law protects. */
export type PersonFact = Exclude<PersonField, 'characteristics'> | `characteristics.${Characteristic}`;

export const personFacts: readonly PersonFact[] = [
  ...personFields.filter((field) => field !== 'characteristics'),
  ...characteristicFields.map((name) => `characteristics.${name}` as const),
];

/** What is known of a person, one by one. */
export function factsIn({ characteristics = {}, ...details }: PersonDetails): ReadonlyMap<PersonFact, string> {
  const named = Object.entries(characteristics).map(([name, value]) => [`characteristics.${name}`, value]);
  const given = [...Object.entries(details), ...named].filter(([, value]) => value !== undefined);
  return new Map(given as [PersonFact, string][]);
}

/** Details as they are after these were put right. */
export function putTogether(known: PersonDetails, { characteristics, ...details }: PersonDetails): PersonDetails {
  const said = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
  const together = { ...known.characteristics, ...(characteristics && withoutUnsaid(characteristics)) };
  return { ...known, ...said, ...(Object.keys(together).length > 0 && { characteristics: together }) };
}

const withoutUnsaid = (words: Characteristics): Characteristics =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));

export function asKnown({ characteristics = {}, ...details }: PersonDetails): KnownPerson {
  const { name = null, bornOn = null, language = null, interpreter = null, needs = null } = details;
  return { name, bornOn, language, interpreter, needs, characteristics };
}

/** Where the details of somebody are sealed for. */
export const personPlace = (participantId: string): string => `person ${participantId}`;
