import type { LocalDate } from '@kept-informed/calendar';
import { hasReachedAge } from '@kept-informed/commitments';

/** What the law protects and what people are told apart by: of one whose words are their own there is nothing to count. */
export const comparedCharacteristics = ['ethnicity', 'disability', 'sex', 'age'] as const;
export type ComparedCharacteristic = (typeof comparedCharacteristics)[number];

/** Who said nothing that can be counted. */
const unsaid = ['refused', 'not-asked', 'erased'] as const;

/** How people are told apart by one characteristic. */
export interface CharacteristicGroups {
  /** All of them, in the order in which they are shown; the first is the one that others are compared with. */
  readonly names: readonly string[];
  /** Those that said something else. */
  readonly compared: readonly string[];
  /** Of what somebody said: a code, of the age a date of birth, or why there is neither. */
  of(said: string): string;
}

function groups([first, ...others]: readonly string[], of: (said: string) => string): CharacteristicGroups {
  return {
    names: [first!, ...others, ...unsaid],
    compared: others,
    of: (said) => unsaid.find((each) => each === said) ?? of(said),
  };
}

/** The groups of each; `on`: the date on which people are as old as is counted. */
const groupsOf: Readonly<Record<ComparedCharacteristic, (on: LocalDate) => CharacteristicGroups>> = {
  // Whites and minorities, as the paper compares them; W1 to W9 of the 18+1 codes are white.
  ethnicity: () => groups(['white', 'minority'], (said) => (said.startsWith('W') ? 'white' : 'minority')),
  disability: () => groups(['not-disabled', 'disabled'], (said) => (said === 'yes' ? 'disabled' : 'not-disabled')),
  sex: () => groups(['male', 'female', 'other'], (said) => (said === 'male' || said === 'female' ? said : 'other')),
  age: (on) => groups(['18-to-64', 'under-18', '65-and-over'], (bornOn) => ageGroupOn(on, bornOn)),
};

function ageGroupOn(on: LocalDate, bornOn: LocalDate): string {
  if (!hasReachedAge(18, bornOn, on)) return 'under-18';
  return hasReachedAge(65, bornOn, on) ? '65-and-over' : '18-to-64';
}

export const characteristicGroups = (of: ComparedCharacteristic, on: LocalDate): CharacteristicGroups =>
  groupsOf[of](on);

/** What each characteristic is told apart by, in words, to stand beside its figures. */
export const characteristicWords: Readonly<Record<ComparedCharacteristic, string>> = {
  ethnicity:
    'what the person to whom it was owed said of their ethnicity (18+1): white is W1 to W9, minority every other code',
  disability: 'whether the person to whom it was owed said that they are disabled',
  sex: 'what the person to whom it was owed said of their sex',
  age: 'how old the person to whom it was owed was on the last day of the quarter',
};
