/** Where cases of a district are followed up. Both names must exist in the force's directory. */
export interface ImportArea {
  readonly bcu: string;
  readonly lpt: string;
}

export type AreasByDistrict = Readonly<Record<string, ImportArea>>;

/** A case's area, or why it has none: the row has no LSOA, or one of a district that the table does not know. */
export type AreaOrReason = ImportArea | 'no-lsoa' | 'outside-force';

/**
 * Cumbria's six districts until 2023, each under one LPT of its BCU: the data does not tell the towns apart well
 * enough to choose among the others. The names are those of `libs/directory/data/cumbria.yaml`.
 */
export const CUMBRIA_AREAS: AreasByDistrict = {
  Carlisle: { bcu: 'North Cumbria', lpt: 'Carlisle' },
  Eden: { bcu: 'North Cumbria', lpt: 'Penrith' },
  Allerdale: { bcu: 'West Cumbria', lpt: 'Workington' },
  Copeland: { bcu: 'West Cumbria', lpt: 'Whitehaven' },
  'Barrow-in-Furness': { bcu: 'South Cumbria', lpt: 'Barrow' },
  'South Lakeland': { bcu: 'South Cumbria', lpt: 'Kendal' },
};

/** For a force that has no table: every case is imported without an area. */
export const NO_AREAS: AreasByDistrict = {};

/** The place of an LSOA by its name, such as `Barrow-in-Furness 004A`: the district is what stands before the code. */
export function placeOf(lsoaName: string, areas: AreasByDistrict): AreaOrReason {
  if (!lsoaName) return 'no-lsoa';
  const district = lsoaName.replace(/\s+\d{3}[A-Z]$/, '');
  return (Object.hasOwn(areas, district) && areas[district]) || 'outside-force';
}
