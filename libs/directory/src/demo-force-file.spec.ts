import { describe, expect, it } from '@jest/globals';
import { demoForceFile } from './demo-force-file.js';
import { loadDirectory } from './load-directory.js';

describe("the demo's force file", () => {
  const directory = loadDirectory(demoForceFile());

  it('has the three BCUs of Cumbria, each with an inspector', () => {
    expect(directory.bcus().map(({ name, inspector }) => [name, inspector])).toEqual([
      ['North Cumbria', 'insp-6001'],
      ['West Cumbria', 'insp-6002'],
      ['South Cumbria', 'insp-6003'],
    ]);
  });

  it('has the people that the demo signs in as', () => {
    expect(directory.supervisorOf('pc-1001')).toBe('sgt-2001');
    expect(directory.areaOf('pc-1001')).toEqual({ bcu: 'North Cumbria', lpt: 'Carlisle' });
    expect(directory.areaOf('pc-1234')).toEqual({ bcu: 'South Cumbria', lpt: 'Barrow' });
    expect(directory.performanceUnit()).toBe('perf-3001');
    expect(['admin-4001', 'svc-5001'].map((id) => directory.staff(id)?.grade)).toEqual(['admin', 'service']);
  });

  it('says somebody above everyone who owns cases', () => {
    const owners = directory.everyone().filter(({ grade }) => ['officer', 'desk', 'sergeant'].includes(grade));
    expect(owners.filter(({ id }) => !directory.supervisorOf(id))).toEqual([]);
  });

  it('adopts the Quality of Service Commitment and the three Codes', () => {
    expect(directory.adopts()).toEqual([
      'qos-2006',
      'victims-code-2006',
      'victims-code-2013',
      'victims-code-2015',
      'victims-code-2020',
    ]);
  });
});
