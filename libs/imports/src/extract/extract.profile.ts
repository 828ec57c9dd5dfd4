import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '@kept-informed/runtime';
import { type ImportProfile, whyNotYet } from '../run/import-profile.js';
import { importExtract } from './import-extract.js';
import { mappingIn, MappingInvalid } from './load-mapping.js';

/** The profile that a mapping makes. Throws MappingInvalid and FileUnreadable. */
export function extractProfile(file: string): ImportProfile {
  const mapping = mappingIn(textOf(file), file);
  return {
    name: mapping.profile,
    run: (files, options, parts) => importExtract(mapping, { ...options, files }, parts),
  };
}

/** Those of all YAML files of a folder. Throws MappingInvalid too where one has the name of another profile. */
export function extractProfiles(folder: string): ImportProfile[] {
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name));
  const found = files.map((file) => [file, extractProfile(file)] as const);
  const names = new Set(['police-uk']);
  for (const [file, { name }] of found) {
    if (names.has(name) || whyNotYet(name))
      throw new MappingInvalid(file, [`profile ${name} is the name of another one`]);
    names.add(name);
  }
  return found.map(([, profile]) => profile);
}
