import { OwnForce, standards } from '@kept-informed/commitments';
import { forMacro } from '../frame/strict.js';
import type { Address } from './report-query.js';
import { standardInWords } from './report-words.js';

export interface SelectItem {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/** By what the figures of a page can be narrowed. */
export interface ReportChoices {
  readonly standard: readonly SelectItem[];
  readonly commitment: readonly SelectItem[];
  readonly bcu: readonly SelectItem[];
  readonly team: readonly SelectItem[];
}

type FigureChoice = readonly [value: string, text: string];

/** Each of them, with the one that an address says. */
export function choicesOf(asked: Address, force: OwnForce): ReportChoices {
  const directory = force.directory.current;
  const items = (name: keyof ReportChoices, values: readonly FigureChoice[]) =>
    itemsOf([['', 'All'], ...values], String(asked[name] ?? ''));
  return {
    standard: items(
      'standard',
      standards.map((one) => [one, standardInWords(one)]),
    ),
    commitment: items(
      'commitment',
      force.catalogue.map(({ id, title }) => [id, title]),
    ),
    bcu: items(
      'bcu',
      directory.bcus().map(({ name }) => [name, name]),
    ),
    team: items(
      'team',
      directory.teams().map(({ id, name }) => [id, name]),
    ),
  };
}

export const itemsOf = (choices: readonly FigureChoice[], chosen: string): readonly SelectItem[] =>
  forMacro(choices.map(([value, text]) => ({ value, text, selected: value === chosen })));
