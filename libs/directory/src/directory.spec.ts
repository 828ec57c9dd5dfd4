import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { aForce } from './directory.fixture.js';
import { parseDirectory } from './load-directory.js';

const directory = parseDirectory(stringify(aForce()));
const harbour = { bcu: 'East', lpt: 'Harbour' };
const dale = { bcu: 'Hills', lpt: 'Dale' };

describe('the directory', () => {
  it('knows staff and teams by id, and answers undefined for others', () => {
    expect(directory.staff('pc-1')).toEqual({ id: 'pc-1', title: 'Crime desk officer', team: 'desk-a', grade: 'desk' });
    expect(directory.team('desk-a')).toEqual({ id: 'desk-a', name: 'Crime desk', area: harbour, supervisor: 'sgt-1' });
    expect(directory.team('hq')).toEqual({ id: 'hq', name: 'Performance unit', supervisor: 'perf-1' });
    expect([directory.staff('pc-9'), directory.team('pc-1'), directory.staff('__proto__')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['an officer', 'pc-1', 'sgt-1'],
    ['the supervisor, by the inspector of the area', 'sgt-1', 'insp-1'],
    ['an inspector inside a team, by its sergeant', 'insp-1', 'sgt-2'],
    ['an inspector who supervises the own team, by nobody', 'insp-2', undefined],
    ['the head of a headquarters team, by nobody', 'perf-1', undefined],
    ['someone unknown, by nobody', 'pc-9', undefined],
  ])('says who supervises %s', (_, id, supervisor) => {
    expect(directory.supervisorOf(id)).toBe(supervisor);
  });

  it('says who answers for an area: the supervisor of its first team', () => {
    expect(directory.supervisorOfArea(harbour)).toBe('sgt-1');
    expect(directory.supervisorOfArea(dale)).toBe('insp-2');
  });

  it('says the inspector of an area', () => {
    expect([directory.inspectorOf(harbour), directory.inspectorOf(dale)]).toEqual(['insp-1', 'insp-2']);
  });

  it('knows an area only by its exact names, the LPT within its own BCU', () => {
    expect(directory.hasArea(harbour)).toBe(true);
    for (const area of [
      { bcu: 'Hills', lpt: 'Harbour' },
      { bcu: 'east', lpt: 'Harbour' },
      { bcu: 'East', lpt: '' },
    ]) {
      expect(directory.hasArea(area)).toBe(false);
      expect(directory.inspectorOf(area)).toBeUndefined();
      expect(directory.supervisorOfArea(area)).toBeUndefined();
    }
  });

  it('says where staff and teams work', () => {
    expect(directory.areaOf('pc-1')).toEqual(harbour);
    expect(directory.areaOf('lpt-b')).toEqual(dale);
    expect([directory.areaOf('perf-1'), directory.areaOf('nobody')]).toEqual([undefined, undefined]);
  });

  it('names the performance unit, a BCU its own where it has one', () => {
    expect(directory.performanceUnit()).toBe('perf-1');
    expect(directory.performanceUnit('East')).toBe('perf-2');
    expect(directory.performanceUnit('Hills')).toBe('perf-1');
    expect(directory.performanceUnit('Nowhere')).toBe('perf-1');
  });

  it('lists what there is', () => {
    expect(directory.adopts()).toEqual(['qos-2006']);
    expect(directory.bcus().map(({ name }) => name)).toEqual(['East', 'Hills']);
    expect(directory.teams().map(({ id }) => id)).toEqual(['desk-a', 'lpt-a', 'lpt-b', 'hq']);
    expect(directory.everyone()).toHaveLength(7);
  });

  it('cannot be changed by who reads it', () => {
    expect(() => ((directory.staff('pc-1') as { team: string }).team = 'hq')).toThrow(TypeError);
    expect(() => (directory.bcus() as unknown[]).push({})).toThrow(TypeError);
    expect(() => (directory.adopts() as string[]).push('other')).toThrow(TypeError);
    expect(() => ((directory.bcus()[0]!.lpts[0] as { name: string }).name = 'x')).toThrow(TypeError);
  });
});
