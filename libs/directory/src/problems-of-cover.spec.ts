import { describe, expect, it } from '@jest/globals';
import { aForce, problemsOf } from './directory.fixture.js';

type CoverBlocks = Partial<Record<'leave' | 'acting' | 'rota', unknown[]>>;
const problems = (cover: CoverBlocks, more: object = {}) => problemsOf({ ...aForce(), ...cover, ...more });

const leave = { staff: 'sgt-1', from: '2026-07-06', to: '2026-07-10' };
const acting = { staff: 'pc-1', as: 'supervisor', of: 'desk-a', from: '2026-07-06', to: '2026-07-10' };
const duty = { bcu: 'east', role: 'supervisor', staff: 'sgt-2', from: '2026-07-08T22:00', to: '2026-07-09T06:00' };

describe('leave, acting ranks and duties in a force file', () => {
  it('are taken when they make sense; a single day, and duties that follow each other, do', () => {
    const next = { ...duty, from: duty.to, to: '2026-07-09T14:00:00Z' };
    const more = { ...leave, from: '2026-07-11', to: '2026-07-11', deputy: 'sgt-2' };
    expect(
      problems({ leave: [leave, more], acting: [acting], rota: [duty, next, { ...duty, role: 'inspector' }] }),
    ).toEqual([]);
    expect(problems({ leave: [], acting: [], rota: [] })).toEqual([]);
  });

  it.each<[string, CoverBlocks, string]>([
    ['of nobody', { leave: [{ ...leave, staff: 'sgt-9' }] }, "leave[0].staff: there is no staff 'sgt-9'"],
    ['with nobody as deputy', { leave: [{ ...leave, deputy: 'x' }] }, "leave[0].deputy: there is no staff 'x'"],
    ['as one’s own deputy', { leave: [{ ...leave, deputy: 'sgt-1' }] }, 'leave[0].deputy: is who is on leave'],
    [
      'of the performance unit without a deputy',
      { leave: [{ ...leave, staff: 'perf-1' }] },
      'leave[0].deputy: is missing: nobody is above the performance unit',
    ],
    [
      'of a BCU’s performance unit without a deputy',
      { leave: [{ ...leave, staff: 'perf-2' }] },
      'leave[0].deputy: is missing: nobody is above the performance unit',
    ],
    ['ending first', { leave: [{ ...leave, to: '2026-07-05' }] }, 'leave[0].to: ends before it begins'],
    [
      'from no date',
      { leave: [{ ...leave, from: '2026-06-31' }] },
      'leave[0].from: must be a date, such as 2026-12-24',
    ],
    ['without an end', { leave: [{ staff: 'sgt-1', from: '2026-07-06' }] }, 'leave[0].to: is missing'],
    [
      'twice',
      { leave: [leave, { ...leave, from: '2026-07-10', to: '2026-07-12' }] },
      'leave[1]: they are on leave already then, as leave[0] says',
    ],
    ['of a misspelt key', { leave: [{ ...leave, until: 'x' }] }, 'leave[0].until: is not a key of the force file'],
    ['acting as nobody', { acting: [{ ...acting, staff: 'pc-9' }] }, "acting[0].staff: there is no staff 'pc-9'"],
    ['acting in no team', { acting: [{ ...acting, of: 'east' }] }, "acting[0].of: there is no team 'east'"],
    [
      'acting as inspector of a team',
      { acting: [{ ...acting, as: 'inspector' }] },
      "acting[0].of: there is no BCU 'desk-a'",
    ],
    ['acting as a king', { acting: [{ ...acting, as: 'king' }] }, 'acting[0].as: must be supervisor or inspector'],
    ['acting backwards', { acting: [{ ...acting, to: '2026-07-05' }] }, 'acting[0].to: ends before it begins'],
    [
      'two acting in one post',
      { acting: [acting, { ...acting, staff: 'sgt-2', from: '2026-07-01', to: '2026-07-06' }] },
      'acting[1]: somebody acts there already then, as acting[0] says',
    ],
    ['on duty nowhere', { rota: [{ ...duty, bcu: undefined }] }, 'rota[0]: must name a team or a BCU, and not both'],
    ['on duty twice', { rota: [{ ...duty, team: 'lpt-a' }] }, 'rota[0]: must name a team or a BCU, and not both'],
    ['in no BCU', { rota: [{ ...duty, bcu: 'sea' }] }, "rota[0].bcu: there is no BCU 'sea'"],
    ['in no team', { rota: [{ ...duty, bcu: undefined, team: 'x' }] }, "rota[0].team: there is no team 'x'"],
    ['as nobody', { rota: [{ ...duty, staff: 'x' }] }, "rota[0].staff: there is no staff 'x'"],
    [
      'as inspector of a team',
      { rota: [{ ...duty, bcu: undefined, team: 'lpt-a', role: 'inspector' }] },
      'rota[0].team: has no inspector: an inspector is on duty for a BCU',
    ],
    ['for no time', { rota: [{ ...duty, to: duty.from }] }, 'rota[0].to: ends before it begins'],
    [
      'at no time',
      { rota: [{ ...duty, from: '2026-07-08 22:00' }] },
      'rota[0].from: must be a local time, such as 2026-12-24T22:00, or an instant with its offset',
    ],
    [
      'beside another',
      { rota: [duty, { ...duty, staff: 'sgt-1', from: '2026-07-09T04:59:00Z', to: '2026-07-09T14:00' }] },
      'rota[1]: somebody is on duty there already then, as rota[0] says',
    ],
  ])('are refused %s', (_, cover, problem) => {
    expect(problems(cover)).toContain(problem);
  });

  it('name every problem at once, and one once', () => {
    const cover = { leave: [{ ...leave, staff: 'x', to: '2026-07-01' }], rota: [{ ...duty, bcu: 'sea' }] };
    expect(problems(cover)).toHaveLength(3);
    const nowhere = { force: { ...aForce().force, timeZone: 'Mars/Olympus' } };
    expect(problems({ rota: [duty] }, nowhere)).toHaveLength(1);
  });

  it.each([[[null, 3]], [['x']], ['x']])('with %j are refused, not a crash', (list) => {
    for (const key of ['leave', 'acting', 'rota'])
      expect(problemsOf({ ...aForce(), [key]: list }).length).toBeGreaterThan(0);
  });
});
