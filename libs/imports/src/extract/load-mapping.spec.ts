import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { extractProfiles } from './extract.profile.js';
import { columnsIn, mappingIn, MappingInvalid } from './load-mapping.js';

const crimes = readFileSync('docs/examples/imports/records-crimes.yaml', 'utf8');
const contacts = readFileSync('docs/examples/imports/records-contacts.yaml', 'utf8');

describe('a mapping', () => {
  it('is read, and says which columns it needs', () => {
    expect(columnsIn(mappingIn(contacts, 'm.yaml'))).toEqual([
      'crime',
      'ref',
      'victim',
      'when',
      'how',
      'result',
      'about',
      'keyed',
    ]);
    expect(mappingIn(crimes, 'm.yaml')).toMatchObject({ profile: 'records-crimes', times: 'uk' });
  });

  it.each([
    ['a key that nobody reads', crimes.replace('times: uk', 'time: uk'), /m\.yaml: time is not a key of a mapping/],
    ['such a key further in', crimes.replace('OIC', 'OIC\n  officer: OIC'), /case\.officer is not a key of a mapping/],
    [
      'one in a value',
      crimes.replace('{ value: victim }', '{ values: victim }'),
      /people\.0\.role Give either a column/,
    ],
    ['another one there', crimes.replace('{ value: victim }', '{ valeu: victim }'), /nobody reads: valeu/],
    ['no key of the case', crimes.replace('  key: Crime No\n', ''), /case\.key Missing/],
    ['no reference to open with', crimes.replace('  reference: Crime No\n', ''), /case\.reference is missing/],
    [
      'an unknown milestone',
      crimes.replace('suspect-arrested', 'suspect-nicked'),
      /milestones\.0\.type knows no suspect-nicked/,
    ],
    ['an unknown role', crimes.replace('{ value: victim }', '{ value: hero }'), /people\.0\.role knows no hero/],
    ['an unknown method', contacts.replace('TEL: phone', 'TEL: pigeon'), /contacts\.0\.method knows no pigeon/],
    [
      'something that cannot be told',
      contacts.replace('suspect-arrested', 'rumour'),
      /contacts\.0\.tells\.0 knows no rumour/,
    ],
    [
      'a safety that is neither',
      crimes.replace("N: 'false'", 'N: unsafe'),
      /people\.0\.routes\.0\.safe knows no unsafe/,
    ],
    ['an unknown format', crimes.replace('format: csv', 'format: xlsx'), /format Expected one of csv, ndjson/],
    ['nothing', '', /It has no keys/],
    ['no YAML', 'case: {', /m\.yaml: /],
  ])('with %s is refused by name', (_, text, says) => {
    expect(() => mappingIn(text, 'm.yaml')).toThrow(MappingInvalid);
    expect(() => mappingIn(text, 'm.yaml')).toThrow(says);
  });
});

describe('the mappings of a folder', () => {
  const named = (...profiles: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'ki-mappings-'));
    const text = (profile: string) => crimes.replace('profile: records-crimes', `profile: ${profile}`);
    profiles.forEach((profile, at) => writeFileSync(join(folder, `${at}.yaml`), text(profile)));
    return () => extractProfiles(folder).map(({ name }) => name);
  };

  it('are profiles by their names', () => {
    expect(named('one', 'two')()).toEqual(['one', 'two']);
  });

  it.each([
    ['another', ['one', 'one']],
    ['the files of data.police.uk', ['police-uk']],
    ['what is to come', ['programme']],
  ])('are refused where one has the name of %s', (_, profiles) => {
    expect(named(...profiles)).toThrow(`profile ${profiles[0]} is the name of another one`);
  });
});
