import { stringify } from 'yaml';
import { DirectoryInvalid } from './directory-invalid.js';
import { parseDirectory } from './load-directory.js';

/** A small valid force file, made anew for each use so that a spec may break it. */
export function aForce() {
  return {
    force: { id: 'westshire', name: 'Westshire Police', timeZone: 'Europe/London' },
    policy: { adopts: ['qos-2006'] } as Record<string, unknown>,
    bcus: [
      {
        id: 'east',
        name: 'East',
        inspector: 'insp-1',
        performance: 'perf-2',
        lpts: [{ name: 'Harbour', teams: ['desk-a', 'lpt-a'] }],
      },
      { id: 'hills', name: 'Hills', inspector: 'insp-2', lpts: [{ name: 'Dale', teams: ['lpt-b'] }] },
    ] as Record<string, unknown>[],
    teams: [
      { id: 'desk-a', name: 'Crime desk', bcu: 'east', lpt: 'Harbour', supervisor: 'sgt-1' },
      { id: 'lpt-a', name: 'Harbour team', bcu: 'east', lpt: 'Harbour', supervisor: 'sgt-2' },
      { id: 'lpt-b', name: 'Dale team', bcu: 'hills', lpt: 'Dale', supervisor: 'insp-2' },
      { id: 'hq', name: 'Performance unit', supervisor: 'perf-1' },
    ] as Record<string, unknown>[],
    staff: [
      { id: 'pc-1', title: 'Crime desk officer', team: 'desk-a', grade: 'desk' },
      { id: 'sgt-1', title: 'Crime desk sergeant', team: 'desk-a', grade: 'sergeant' },
      { id: 'sgt-2', title: 'Sergeant', team: 'lpt-a', grade: 'sergeant' },
      { id: 'insp-1', title: 'Inspector', team: 'lpt-a', grade: 'inspector' },
      { id: 'insp-2', title: 'Inspector', team: 'lpt-b', grade: 'inspector' },
      { id: 'perf-1', title: 'Analyst', team: 'hq', grade: 'performance' },
      { id: 'perf-2', title: 'Analyst of East', team: 'hq', grade: 'performance' },
    ] as Record<string, unknown>[],
    performanceUnit: 'perf-1' as unknown,
    delivery: undefined as Record<string, unknown> | undefined,
    bodies: undefined as unknown[] | undefined,
    leave: undefined as unknown[] | undefined,
    acting: undefined as unknown[] | undefined,
    rota: undefined as unknown[] | undefined,
  };
}

/** The problems that a file is refused for, as `path: detail`; empty where it is taken. */
export function problemsOf(file: object | string): string[] {
  try {
    parseDirectory(typeof file === 'string' ? file : stringify(file));
    return [];
  } catch (error) {
    if (!(error instanceof DirectoryInvalid)) throw error;
    return error.problems.map(({ path, detail }) => `${path}: ${detail}`);
  }
}
