import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areasOf, AreasInvalid } from './areas-file.js';
import { CUMBRIA_AREAS, NO_AREAS } from './areas.js';

const folder = mkdtempSync(join(tmpdir(), 'kept-informed-areas-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(text: string): string {
  const file = join(folder, 'areas.yaml');
  writeFileSync(file, text);
  return file;
}

describe('the table of areas that an import asks for', () => {
  it('is that of Cumbria, or none, by name', () => {
    expect([areasOf('cumbria'), areasOf('none')]).toEqual([CUMBRIA_AREAS, NO_AREAS]);
  });

  it('is read from a file by any other name', () => {
    const file = fileWith('City of London: { bcu: City, lpt: Bishopsgate }\n');
    expect(areasOf(file)).toEqual({ 'City of London': { bcu: 'City', lpt: 'Bishopsgate' } });
  });

  it.each([
    ['that is empty', '', /names no districts/],
    ['that is a list', '- City of London', /names no districts/],
    ['of which a district has no lpt', 'Camden: { bcu: City }', /Camden needs a bcu and an lpt/],
    ['of which a district has a number', 'Camden: { bcu: City, lpt: 7 }', /Camden needs a bcu and an lpt/],
    ['of which a district has more', 'Camden: { bcu: City, lpt: One, ward: Two }', /Camden needs a bcu and an lpt/],
    ['of which a district has nothing', 'Camden:', /Camden needs a bcu and an lpt/],
    ['that is no YAML', 'Camden: {', /areas\.yaml: /],
  ])('is refused from a file %s', (_, text, reason) => {
    const asking = () => areasOf(fileWith(text));
    expect(asking).toThrow(AreasInvalid);
    expect(asking).toThrow(reason);
  });

  it('is refused from a file of which a line is not UTF-8', () => {
    const file = fileWith('');
    writeFileSync(file, Buffer.from('Camden: { bcu: City, lpt: One }\nRen\xe9e: { bcu: City, lpt: Two }\n', 'latin1'));
    expect(() => areasOf(file)).toThrow(/areas\.yaml: Line 2 is not UTF-8 text/);
  });

  it('is refused from a file that is not there', () => {
    expect(() => areasOf(join(folder, 'nowhere.yaml'))).toThrow(/nowhere\.yaml: There is no such file: look at/);
  });
});
