import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { DirectoryHolder } from './directory-holder.js';
import { DirectoryInvalid } from './directory-invalid.js';
import { aForce } from './directory.fixture.js';

describe('the directory in use', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'directory-'));
    file = join(folder, 'force.yaml');
    writeFileSync(file, stringify(aForce()));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the new one after a reload', () => {
    const holder = new DirectoryHolder(file);
    const moved = aForce();
    moved.staff[0]!['team'] = 'lpt-a';
    writeFileSync(file, stringify(moved));
    expect(holder.current.supervisorOf('pc-1')).toBe('sgt-1');
    expect(holder.reload()).toBe(holder.current);
    expect(holder.current.supervisorOf('pc-1')).toBe('sgt-2');
    const leave = [{ staff: 'sgt-2', from: '2026-07-06', to: '2026-07-10', deputy: 'sgt-1' }];
    writeFileSync(file, stringify({ ...moved, leave }));
    const noon = '2026-07-08T11:00:00.000Z';
    expect(holder.current.at(noon).supervisorOf('pc-1')).toBe('sgt-2');
    expect(holder.reload().at(noon).supervisorOf('pc-1')).toBe('sgt-1');
  });

  it.each([
    ['invalid', () => writeFileSync(file, stringify({ ...aForce(), teams: [] }))],
    ['half written', () => writeFileSync(file, stringify(aForce()).slice(0, 300))],
    ['gone', () => rmSync(file)],
  ])('stays the old one when the new file is %s', (_, change) => {
    const holder = new DirectoryHolder(file);
    const before = holder.current;
    change();
    expect(() => holder.reload()).toThrow(DirectoryInvalid);
    expect(holder.current).toBe(before);
  });

  it('does not come to be with a file that cannot be used', () => {
    expect(() => new DirectoryHolder(join(folder, 'other.yaml'))).toThrow(DirectoryInvalid);
  });
});
