import { rules } from '@kept-informed/fields';
import { textOf, YamlInvalid, yamlIn } from '@kept-informed/runtime';
import { CUMBRIA_AREAS, NO_AREAS, type AreasByDistrict, type ImportArea } from './areas.js';

/** A table of areas that cannot be used, and why. */
export class AreasInvalid extends Error {
  constructor(file: string, detail: string) {
    super(`The table of areas cannot be used:\n  ${file}: ${detail}`);
    this.name = 'AreasInvalid';
  }
}

/** The table of areas that is asked for: `cumbria`, `none`, or that of a YAML file. Throws AreasInvalid and FileUnreadable. */
export function areasOf(asked: string): AreasByDistrict {
  if (asked === 'cumbria') return CUMBRIA_AREAS;
  if (asked === 'none') return NO_AREAS;
  const read = yamlOf(asked);
  if (read === null || typeof read !== 'object' || Array.isArray(read))
    throw new AreasInvalid(asked, 'names no districts. A line of it: Carlisle: { bcu: North Cumbria, lpt: Carlisle }');
  for (const [district, area] of Object.entries(read))
    if (!isArea(area)) throw new AreasInvalid(asked, `${district} needs a bcu and an lpt, and nothing else`);
  return read as AreasByDistrict;
}

function yamlOf(file: string): unknown {
  const text = textOf(file);
  try {
    return yamlIn(text);
  } catch (error) {
    if (error instanceof YamlInvalid) throw new AreasInvalid(file, error.message);
    throw error;
  }
}

const areaName = rules.text({ max: 100 });

function isArea(value: unknown): value is ImportArea {
  if (value === null || typeof value !== 'object') return false;
  const { bcu, lpt, ...more } = value as Record<string, unknown>;
  return [bcu, lpt].every((name) => areaName.accepts(name)) && Object.keys(more).length === 0;
}
