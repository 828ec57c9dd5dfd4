import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { aForce } from './directory.fixture.js';
import { parseDirectory } from './load-directory.js';

function withCover(change: (file: ReturnType<typeof aForce>) => void) {
  const file = aForce();
  change(file);
  return parseDirectory(stringify(file));
}

const harbour = { bcu: 'East', lpt: 'Harbour' };
/** A day in summer, when London is an hour ahead: it begins at 23:00Z of the day before. */
const week = { from: '2026-07-06', to: '2026-07-10' };
const begins = '2026-07-05T23:00:00.000Z';
const ends = '2026-07-10T23:00:00.000Z';
const noon = '2026-07-08T11:00:00.000Z';
const before = (at: string) => new Date(Date.parse(at) - 1).toISOString();

/** The times around a span, and whether it holds then. */
const around = [
  [before(begins), false],
  [begins, true],
  [before(ends), true],
  [ends, false],
] as const;

describe('somebody on leave', () => {
  const directory = withCover((file) => {
    file.leave = [
      { staff: 'sgt-1', ...week, deputy: 'sgt-2' },
      { staff: 'insp-1', ...week },
      { staff: 'pc-1', ...week },
    ];
  });

  it.each(around)('given %s, then whether the deputy acts for them is %s', (at, away) => {
    expect(directory.at(at).supervisorOf('pc-1')).toBe(away ? 'sgt-2' : 'sgt-1');
    expect(directory.at(at).supervisorOfArea(harbour)).toBe(away ? 'sgt-2' : 'sgt-1');
    expect(directory.at(at).standInFor('sgt-1')).toBe(away ? 'sgt-2' : 'sgt-1');
  });

  it.each(around)('without a deputy, given %s, then whether nobody is there is %s', (at, away) => {
    expect(directory.at(at).inspectorOfBcu('East')).toBe(away ? undefined : 'insp-1');
    expect(directory.at(at).supervisorOf('sgt-1')).toBe(away ? undefined : 'insp-1');
    expect(directory.at(at).standInFor('pc-1')).toBe(away ? undefined : 'pc-1');
  });

  it('changes nothing of who holds the posts for good', () => {
    expect(directory.supervisorOf('pc-1')).toBe('sgt-1');
    expect(directory.inspectorOf(harbour)).toBe('insp-1');
  });

  it('whose deputy is away too: the deputy of that one, and nobody where they name each other', () => {
    const chain = withCover((file) => {
      file.leave = [
        { staff: 'sgt-1', ...week, deputy: 'sgt-2' },
        { staff: 'sgt-2', ...week, deputy: 'insp-2' },
        { staff: 'perf-1', ...week, deputy: 'perf-2' },
      ];
    });
    expect(chain.at(noon).supervisorOf('pc-1')).toBe('insp-2');
    expect([chain.at(noon).performanceUnit(), chain.at(ends).performanceUnit()]).toEqual(['perf-2', 'perf-1']);
    const circle = withCover((file) => {
      file.leave = [
        { staff: 'sgt-1', ...week, deputy: 'sgt-2' },
        { staff: 'sgt-2', ...week, deputy: 'sgt-1' },
      ];
    });
    expect(circle.at(noon).supervisorOf('pc-1')).toBeUndefined();
  });

  it('whose deputy is the one whose supervisor is asked for: then the inspector', () => {
    const own = withCover((file) => (file.leave = [{ staff: 'sgt-1', ...week, deputy: 'pc-1' }]));
    expect(own.at(noon).supervisorOf('pc-1')).toBe('insp-1');
  });
});

describe('somebody acting in a rank', () => {
  const directory = withCover((file) => {
    file.acting = [
      { staff: 'pc-1', as: 'supervisor', of: 'lpt-a', ...week },
      { staff: 'sgt-2', as: 'inspector', of: 'east', ...week },
    ];
  });

  it.each(around)('given %s, then whether they are asked is %s', (at, acts) => {
    expect(directory.at(at).supervisorOf('insp-1')).toBe(acts ? 'pc-1' : 'sgt-2');
    expect(directory.at(at).inspectorOfBcu('East')).toBe(acts ? 'sgt-2' : 'insp-1');
  });

  it('has the inspector above, like the one who holds the post for good', () => {
    const own = withCover((file) => (file.acting = [{ staff: 'pc-1', as: 'supervisor', of: 'desk-a', ...week }]));
    expect([own.at(noon).supervisorOf('pc-1'), own.at(noon).supervisorOf('sgt-1')]).toEqual(['insp-1', 'insp-1']);
    expect(own.at(ends).supervisorOf('pc-1')).toBe('sgt-1');
  });

  it('while they are on leave: who holds the post for good', () => {
    const away = withCover((file) => {
      file.acting = [{ staff: 'sgt-2', as: 'supervisor', of: 'desk-a', ...week }];
      file.leave = [{ staff: 'sgt-2', from: '2026-07-08', to: '2026-07-08' }];
    });
    expect(away.at('2026-07-07T11:00:00.000Z').supervisorOf('pc-1')).toBe('sgt-2');
    expect(away.at(noon).supervisorOf('pc-1')).toBe('sgt-1');
  });
});

describe('somebody on duty', () => {
  const night = { from: '2026-07-08T22:00', to: '2026-07-09T06:00' };
  const away = { staff: 'sgt-1', ...week };

  it.each([
    ['2026-07-08T20:59:59.999Z', undefined],
    ['2026-07-08T21:00:00.000Z', 'sgt-2'],
    ['2026-07-09T04:59:59.999Z', 'sgt-2'],
    ['2026-07-09T05:00:00.000Z', undefined],
  ])('given %s, while the supervisor is on leave, then %s', (at, expected) => {
    for (const place of [{ team: 'desk-a' }, { bcu: 'east' }]) {
      const directory = withCover((file) => {
        file.leave = [away];
        file.rota = [{ ...place, role: 'supervisor', staff: 'sgt-2', ...night }];
      });
      expect(directory.at(at).supervisorOf('pc-1')).toBe(expected);
    }
  });

  it('is not asked while the supervisor or a deputy is there, nor while on leave', () => {
    const on = { bcu: 'east', role: 'supervisor', staff: 'insp-2', ...night };
    const at = '2026-07-08T23:00:00.000Z';
    const asked = (leave: object[]) =>
      withCover((file) => Object.assign(file, { leave, rota: [on] }))
        .at(at)
        .supervisorOf('pc-1');
    expect(asked([])).toBe('sgt-1');
    expect(asked([{ ...away, deputy: 'sgt-2' }])).toBe('sgt-2');
    expect(asked([away])).toBe('insp-2');
    expect(asked([away, { staff: 'insp-2', ...week }])).toBeUndefined();
  });

  it('for the own team comes before the one for the BCU, and one by instants is on duty as well', () => {
    const directory = withCover((file) => {
      file.leave = [away, { staff: 'insp-1', ...week }];
      file.rota = [
        { bcu: 'east', role: 'supervisor', staff: 'insp-2', ...night },
        { team: 'desk-a', role: 'supervisor', staff: 'sgt-2', ...night },
        {
          bcu: 'east',
          role: 'inspector',
          staff: 'insp-2',
          from: '2026-07-08T21:00:00Z',
          to: '2026-07-09T07:00:00+02:00',
        },
      ];
    });
    expect(directory.at('2026-07-08T21:00:00.000Z').supervisorOf('pc-1')).toBe('sgt-2');
    expect(directory.at('2026-07-08T20:59:59.999Z').inspectorOfBcu('East')).toBeUndefined();
    expect(directory.at('2026-07-08T21:00:00.000Z').inspectorOfBcu('East')).toBe('insp-2');
    expect(directory.at('2026-07-09T05:00:00.000Z').inspectorOfBcu('East')).toBeUndefined();
  });
});

describe('a force without leave, acting ranks and duties', () => {
  it('answers for every instant alike, without working anything out', () => {
    const directory = withCover(() => {});
    expect(directory.at(begins)).toBe(directory.at(ends));
    expect(directory.at(noon).supervisorOf('pc-1')).toBe('sgt-1');
  });
});

describe('when one of the staff can be found', () => {
  const shift = (staff: string, from: string, to: string) =>
    ({ team: 'harbour-1', role: 'supervisor', staff, from, to }) as const;
  const directory = withCover((file) => {
    const team = file.teams[0]!.id;
    file.leave = [
      { staff: 'pc-1', ...week },
      { staff: 'pc-1', from: '2026-07-11', to: '2026-07-13' },
    ];
    file.rota = [
      { ...shift('sgt-1', '2026-07-08T14:00', '2026-07-08T22:00'), team },
      { ...shift('sgt-2', '2026-07-08T22:00', '2026-07-09T06:00'), team },
    ];
  });

  it.each([
    ['pc-1', before(begins), null],
    ['pc-1', begins, { backOn: '2026-07-14' }],
    ['pc-1', '2026-07-13T22:59:59.999Z', { backOn: '2026-07-14' }],
    ['pc-1', '2026-07-13T23:00:00.000Z', null],
    ['sgt-1', '2026-07-07T22:59:59.999Z', null],
    [
      'sgt-1',
      '2026-07-07T23:00:00.000Z',
      { onDuty: { from: '2026-07-08T13:00:00.000Z', to: '2026-07-08T21:00:00.000Z' } },
    ],
    ['sgt-1', '2026-07-08T21:00:00.000Z', null],
    [
      'sgt-2',
      '2026-07-09T04:59:59.999Z',
      { onDuty: { from: '2026-07-08T21:00:00.000Z', to: '2026-07-09T05:00:00.000Z' } },
    ],
    ['nobody', noon, null],
  ])('%s at %s: %j', (staffId, at, found) => {
    expect(directory.presenceOf(staffId, at)).toEqual(found);
  });
});
