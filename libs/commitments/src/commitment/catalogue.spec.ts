import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { catalogueIn } from './catalogue.js';
import { columns, type Column } from './commitment.rules.js';

const arrest: Readonly<Record<Column, string>> = {
  id: 'X-ARREST',
  edition: 'x-2026',
  title: 'Told of an arrest',
  trigger: 'suspect-arrested',
  owed_to: 'victim',
  limit: 'P5D',
  enhanced_limit: 'P1D',
  unit: 'working',
  conventions: '',
  recurs: 'no',
  clock_starts: 'occurred',
  discharged_by: 'tells',
  methods: '',
  generated: '',
  pauses: '',
  reversible: '',
  duty_of: 'police',
  standard: 'victims-of-crime',
  from: '2026-01-01',
  to: '',
  source: 'V',
};

const line = (row: Partial<Record<Column, string>>) => columns.map((name) => `"${row[name] ?? ''}"`).join(',');
const text = (rows: readonly Partial<Record<Column, string>>[], end = '\n') =>
  [columns.join(','), ...rows.map(line)].map((one) => one + end).join('');
const read = (more: Partial<Record<Column, string>>) => () => catalogueIn(text([{ ...arrest, ...more }]));

describe('the catalogue of commitments', () => {
  it('is read as the project has it', () => {
    const file = readFileSync(new URL('../../data/commitments.csv', import.meta.url), 'utf8');
    expect(catalogueIn(file).length).toBeGreaterThan(100);
  });

  it.each([
    ['line feeds', '\n'],
    ['carriage returns and line feeds', '\r\n'],
    ['carriage returns', '\r'],
  ])('is read alike when its lines end in %s', (_, end) => {
    const [one, other] = catalogueIn(text([arrest, { ...arrest, id: 'X-OTHER' }], end));
    expect([one!.source, other!.source]).toEqual(['V', 'V']);
  });

  it('is read alike when its lines end in one way and in another', () => {
    const lines = [columns.join(','), line(arrest), line({ ...arrest, id: 'X-OTHER' })];
    const read = catalogueIn(`${lines[0]}\r\n${lines[1]}\n${lines[2]}\r\n`);
    expect(read.map(({ id, source }) => [id, source])).toEqual([
      ['X-ARREST', 'V'],
      ['X-OTHER', 'V'],
    ]);
  });

  it.each<[Column, Partial<Record<Column, string>>]>([
    ['unit', { unit: 'workin' }],
    ['unit', { unit: '' }],
    ['unit', { unit: 'agreed' }],
    ['methods', { methods: 'letter, in person' }],
    ['trigger', { trigger: 'suspect-arested' }],
    ['trigger', { trigger: '' }],
    ['owed_to', { owed_to: 'victims' }],
    ['id', { id: 'x arrest' }],
    ['edition', { edition: 'X 2026' }],
    ['title', { title: ' ' }],
    ['limit', { limit: 'P5' }],
    ['limit', { limit: 'P1M' }],
    ['enhanced_limit', { enhanced_limit: 'PT1H' }],
    ['enhanced_limit', { limit: '' }],
    ['limit', { limit: 'agreed', unit: 'agreed' }],
    ['conventions', { conventions: 'begin-with' }],
    ['conventions', { conventions: 'roll-forward' }],
    ['conventions', { conventions: 'begins-with', limit: '', enhanced_limit: '' }],
    ['conventions', { conventions: 'begins-with', unit: 'elapsed', limit: 'PT5H', enhanced_limit: '' }],
    ['conventions', { conventions: 'begins-with', unit: 'calendar', recurs: 'last-update', discharged_by: 'update' }],
    ['recurs', { recurs: 'monthly' }],
    ['recurs', { recurs: 'schedule', discharged_by: 'update' }],
    ['discharged_by', { recurs: 'last-update', unit: 'calendar' }],
    ['discharged_by', { discharged_by: 'telling' }],
    ['discharged_by', { discharged_by: 'tells suspect-arested' }],
    ['discharged_by', { discharged_by: '' }],
    ['clock_starts', { clock_starts: 'knwon' }],
    ['generated', { generated: 'true' }],
    ['pauses', { pauses: 'no update wanted; suspect deal with' }],
    ['reversible', { reversible: 'no' }],
    ['duty_of', { duty_of: 'police or the CPS' }],
    ['standard', { standard: '' }],
    ['from', { from: '2026-13-01' }],
    ['to', { to: '2025-12-31' }],
    ['to', { to: 'soon' }],
    ['source', { source: '' }],
  ])('is refused for its column %s when a row says %j, naming both', (column, more) => {
    expect(read(more)).toThrow(`row 2, column ${column}: ${more.id ?? arrest.id}: `);
  });

  it('says by which conventions a promise counts, and nothing where it counts as all others do', () => {
    const own = { unit: 'calendar', conventions: 'begins-with, roll-forward' };
    expect(read(own)()).toMatchObject([{ conventions: ['begins-with', 'roll-forward'] }]);
    expect(read({})()[0]).not.toHaveProperty('conventions');
  });

  it('is refused for an id that is there twice, naming the second row', () => {
    expect(() => catalogueIn(text([arrest, arrest]))).toThrow('row 3, column id: X-ARREST: another row has this id');
  });

  it('tells everything that is wrong at once', () => {
    expect(read({ unit: 'workin', methods: 'fax' })).toThrow(/column unit[^]*column methods/);
  });

  it('is refused for a column that is missing, or that nobody knows', () => {
    expect(() => catalogueIn('id,unti\nX,working\n')).toThrow(/row 1, column unit: it is missing[^]*column unti/);
  });

  it('is refused for a row with a cell too many, naming it', () => {
    expect(() => catalogueIn(`${text([arrest])}${line(arrest)},"more"\n`)).toThrow(/row 3, column/);
  });
});
