import type { Directory } from '@kept-informed/directory';
import type { FieldOption } from '../frame/form-field.js';
import { sentence } from './words.js';

/** Codes to choose from; of what has no words the code is said. */
export const optionsOf = (codes: readonly string[], words: Readonly<Record<string, string>>): FieldOption[] =>
  codes.map((value) => ({ value, text: words[value] ?? sentence(value.replaceAll('-', ' ')) }));

/** Between the unit and the local team of an area. */
const between = ' / ';

/** The areas of the force, the local teams of a unit after it. */
export const areaOptions = (directory: Directory): FieldOption[] => [
  { value: '', text: 'Not known' },
  ...directory
    .bcus()
    .flatMap(({ name, lpts }) => [
      { value: name, text: name },
      ...lpts.map((lpt) => ({ value: `${name}${between}${lpt.name}`, text: `${lpt.name} (${name})` })),
    ]),
];

/** An area as a form says it. */
export function areaIn(value: string): { readonly bcu: string; readonly lpt?: string } {
  const [bcu = '', lpt] = value.split(between);
  return { bcu, ...(lpt !== undefined && { lpt }) };
}

/** As its choice is called; null: none is known. */
export const areaValue = (area: { readonly bcu: string; readonly lpt: string | null } | null): string =>
  area === null ? '' : [area.bcu, ...(area.lpt === null ? [] : [area.lpt])].join(between);

/** Who can be answerable: posts by their teams. */
export const postOptions = (directory: Directory, nobody: string): FieldOption[] => [
  { value: '', text: nobody },
  ...directory
    .everyone()
    .filter(({ grade }) => grade !== 'service' && grade !== 'admin')
    .map(({ id, title, team }) => ({ value: id, text: `${title} (${id}), ${directory.team(team)?.name ?? team}` })),
];
