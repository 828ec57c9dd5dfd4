import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { aForce, problemsOf } from './directory.fixture.js';
import { loadDirectory, parseDirectory } from './load-directory.js';

/** A valid force file with one thing changed. */
function broken(change: (file: ReturnType<typeof aForce>) => void): ReturnType<typeof aForce> {
  const file = aForce();
  change(file);
  return file;
}

describe('a force file', () => {
  it('is taken when everything it refers to is there', () => {
    expect(problemsOf(aForce())).toEqual([]);
  });

  it('may say when messages go to people; without it, alerts of five minutes go together', () => {
    expect(parseDirectory(stringify(aForce())).delivery).toEqual({ digestMinutes: 5 });
    const quietHours = { from: '22:00', until: '06:00' };
    const file = broken((f) => (f.delivery = { digestMinutes: 0, quietHours }));
    expect(parseDirectory(stringify(file)).delivery).toEqual({ digestMinutes: 0, quietHours });
  });

  it('may say who is told of what binds another body, and which teams act for it', () => {
    const bodies = [
      { body: 'witness-care', post: 'sgt-1', teams: ['desk-a'] },
      { body: 'cps', post: 'sgt-2' },
    ];
    const directory = parseDirectory(stringify(broken((f) => (f.bodies = bodies))));
    expect((['witness-care', 'cps', 'court'] as const).map((body) => directory.postFor(body))).toEqual([
      'sgt-1',
      'sgt-2',
      undefined,
    ]);
    expect([...directory.actsFor()]).toEqual(['witness-care']);
    expect([...parseDirectory(stringify(aForce())).actsFor()]).toEqual([]);
    const { teams } = bodies.find(({ teams }) => teams)!;
    const within = directory.everyone().find(({ team }) => teams!.includes(team))!;
    const without = directory.everyone().find(({ team }) => !teams!.includes(team))!;
    expect([within, without].map(({ id }) => directory.bodiesOf(id))).toEqual([['witness-care'], []]);
    expect(directory.bodiesOf('nobody')).toEqual([]);
  });

  it('may give a post its mailbox', () => {
    const file = broken((f) => (f.staff[0]!['email'] = 'pc-1@westshire.example'));
    expect(parseDirectory(stringify(file)).staff('pc-1')?.email).toBe('pc-1@westshire.example');
    expect(parseDirectory(stringify(file)).staff('sgt-1')).not.toHaveProperty('email');
  });

  it.each([
    ['an unknown team', broken((f) => (f.staff[0]!['team'] = 'nowhere')), "staff[0].team: there is no team 'nowhere'"],
    [
      'a mailbox that is none',
      broken((f) => (f.staff[0]!['email'] = 'crime desk')),
      'staff[0].email: must be an e-mail address, such as crime-desk@force.example',
    ],
    [
      'a mailbox with a header in it',
      broken((f) => (f.staff[0]!['email'] = 'desk@force.example\r\nBcc: all@force.example')),
      'staff[0].email: must be an e-mail address, such as crime-desk@force.example',
    ],
    [
      'a digest of less than nothing',
      broken((f) => (f.delivery = { digestMinutes: -1 })),
      'delivery.digestMinutes: must be a whole number of minutes from 0 to 1440, a day',
    ],
    [
      'quiet hours without an end',
      broken((f) => (f.delivery = { quietHours: { from: '22:00' } })),
      'delivery.quietHours.until: must be a time of day in quotes, such as "22:00"',
    ],
    [
      'an unknown supervisor',
      broken((f) => (f.teams[1]!['supervisor'] = 'sgt-9')),
      "teams[1].supervisor: there is no staff 'sgt-9'",
    ],
    [
      'an unknown inspector',
      broken((f) => (f.bcus[0]!['inspector'] = 'insp-9')),
      "bcus[0].inspector: there is no staff 'insp-9'",
    ],
    ['an area without inspector', broken((f) => delete f.bcus[0]!['inspector']), 'bcus[0].inspector: has no inspector'],
    [
      'a team without supervisor',
      broken((f) => delete f.teams[0]!['supervisor']),
      'teams[0].supervisor: has no supervisor',
    ],
    [
      'an unknown performance unit',
      broken((f) => (f.performanceUnit = 'perf-9')),
      "performanceUnit: there is no staff 'perf-9'",
    ],
    ['no performance unit', broken((f) => (f.performanceUnit = undefined)), 'performanceUnit: names nobody'],
    [
      'a staff id used twice',
      broken((f) => (f.staff[1]!['id'] = 'pc-1')),
      "staff[1].id: 'pc-1' is the id of another team or member of staff",
    ],
    [
      'a team id that is a staff id',
      broken((f) => (f.staff[0]!['id'] = 'hq')),
      "staff[0].id: 'hq' is the id of another team or member of staff",
    ],
    ['a BCU id used twice', broken((f) => (f.bcus[1]!['id'] = 'east')), "bcus[1].id: 'east' is the id of another BCU"],
    [
      'a BCU name used twice',
      broken((f) => (f.bcus[1]!['name'] = 'East')),
      "bcus[1].name: 'East' is the name of another BCU",
    ],
    [
      'an LPT in two BCUs',
      broken((f) => (f.bcus[1]!['lpts'] = [{ name: 'Harbour', teams: ['lpt-b'] }])),
      "bcus[1].lpts[0].name: 'Harbour' is an LPT elsewhere too: a name stands for one area",
    ],
    [
      'an LPT without a team',
      broken((f) => (f.bcus[1]!['lpts'] = [{ name: 'Dale', teams: [] }])),
      'bcus[1].lpts[0].teams: must name at least one team: the first answers for the area',
    ],
    [
      'an LPT with an unknown team',
      broken((f) => (f.bcus[1]!['lpts'] = [{ name: 'Dale', teams: ['lpt-b', 'lpt-z'] }])),
      "bcus[1].lpts[0].teams[1]: there is no team 'lpt-z'",
    ],
    [
      'a team listed elsewhere',
      broken((f) => (f.bcus[1]!['lpts'] = [{ name: 'Dale', teams: ['lpt-b', 'lpt-a'] }])),
      "bcus[1].lpts[0].teams[1]: the team 'lpt-a' says that it belongs elsewhere",
    ],
    [
      'a team that its LPT does not list',
      broken((f) => Object.assign(f.teams[3]!, { bcu: 'east', lpt: 'Harbour' })),
      "teams[3].lpt: the LPT 'Harbour' does not list the team 'hq'",
    ],
    [
      'a team in an unknown LPT',
      broken((f) => Object.assign(f.teams[3]!, { bcu: 'east', lpt: 'Dale' })),
      "teams[3].lpt: there is no LPT 'Dale' in the BCU 'east'",
    ],
    [
      'a team in an unknown BCU',
      broken((f) => Object.assign(f.teams[3]!, { bcu: 'sea', lpt: 'Dale' })),
      "teams[3].bcu: there is no BCU 'sea'",
    ],
    [
      'a team with an LPT alone',
      broken((f) => (f.teams[3]!['lpt'] = 'Dale')),
      'teams[3].bcu: is missing although an LPT is given',
    ],
    [
      'a team with a BCU alone',
      broken((f) => (f.teams[3]!['bcu'] = 'east')),
      'teams[3].lpt: is missing although a BCU is given',
    ],
    [
      'a key nobody reads',
      broken((f) => (f.staff[0]!['phone'] = '0')),
      'staff[0].phone: is not a key of the force file',
    ],
    [
      'a ladder, which is a policy’s',
      broken((f) => (f.policy['ladder'] = [{ rung: 'missed' }])),
      'policy.ladder: is not a key of the force file',
    ],
    [
      'settings that nobody reads',
      broken((f) => (f.policy['settings'] = { tenDays: 'working' })),
      'policy.settings: is not a key of the force file',
    ],
    [
      'a body that no promise binds',
      broken((f) => (f.bodies = [{ body: 'police' }])),
      'bodies[0].body: must be one of witness-care, cps, probation, court',
    ],
    [
      'an unknown post of a body',
      broken((f) => (f.bodies = [{ body: 'cps', post: 'cps-9' }])),
      "bodies[0].post: there is no staff 'cps-9'",
    ],
    [
      'an unknown team that acts for a body',
      broken((f) => (f.bodies = [{ body: 'witness-care', teams: ['desk-a', 'wcu'] }])),
      "bodies[0].teams[1]: there is no team 'wcu'",
    ],
    [
      'a body said of twice',
      broken((f) => (f.bodies = [{ body: 'cps' }, { body: 'cps' }])),
      "bodies[1].body: 'cps' is said of twice",
    ],
    ['a misspelt block', { ...aForce(), polices: {} }, 'polices: is not a key of the force file'],
    [
      'a number for an id',
      broken((f) => (f.staff[0]!['id'] = 1001)),
      'staff[0].id: must be an id: letters, digits, dot, hyphen and underscore, at most 64',
    ],
    [
      'an unknown grade',
      broken((f) => (f.staff[0]!['grade'] = 'constable')),
      'staff[0].grade: must be one of officer, sergeant, inspector, desk, performance, admin, service',
    ],
    [
      'a zone that does not exist',
      broken((f) => (f.force.timeZone = 'Europe/Carlisle')),
      'force.timeZone: must be an IANA time zone, such as Europe/London',
    ],
    ['no edition', broken((f) => (f.policy['adopts'] = [])), 'policy.adopts: should not be empty'],
    [
      'an edition adopted twice',
      broken((f) => (f.policy['adopts'] = ['a', 'a'])),
      'policy.adopts: must not name an edition twice',
    ],
    ['no staff list', broken((f) => delete (f as Partial<typeof f>).staff), 'staff: should not be empty'],
  ])('is refused for %s', (_, file, problem) => {
    expect(problemsOf(file)).toContain(problem);
  });

  it('names one problem once', () => {
    expect(problemsOf(broken((f) => delete f.bcus[0]!['inspector']))).toHaveLength(1);
    expect(problemsOf(broken((f) => delete f.staff[0]!['title']))).toEqual([
      'staff[0].title: must be a name, without spaces around it',
    ]);
  });

  it('names every problem at once, of shape and of reference alike', () => {
    const file = broken((f) => {
      f.staff[0]!['team'] = 'nowhere';
      f.staff[1]!['grade'] = 'king';
      f.teams[1]!['supervisor'] = 'sgt-9';
      f.force.timeZone = 'Mars/Olympus';
    });
    expect(
      problemsOf(file)
        .map((problem) => problem.split(':')[0])
        .sort(),
    ).toEqual(['force.timeZone', 'staff[0].team', 'staff[1].grade', 'teams[1].supervisor']);
  });

  it.each([
    ['nothing', ''],
    ['a list', '- a\n'],
  ])('is refused for being %s', (_, text) => {
    expect(problemsOf(text)).toEqual(['line 1: a force file starts with its keys: force, policy, bcus …']);
  });

  it.each([
    ['a list of words', { ...aForce(), teams: ['desk-a'] }],
    ['a word for a block', { ...aForce(), bcus: 'east' }],
    ['empty entries', { ...aForce(), staff: [null, 3] }],
    ['null everywhere', { force: null, policy: null, bcus: null, teams: null, staff: null, performanceUnit: null }],
    ['null inside an area', broken((f) => (f.bcus[0]!['lpts'] = [null]))],
  ])('with %s is refused, not a crash', (_, file) => {
    expect(problemsOf(file).length).toBeGreaterThan(0);
  });

  it('that is not YAML is refused with the line', () => {
    expect(problemsOf('force:\n  id: a\n  id: b\n')[0]).toMatch(/^line 3: /);
  });

  it('that explodes by aliases is refused', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdef'.split('').map(
        (c, i) =>
          `${c}: &${c} [${Array(10)
            .fill('*' + 'abcde'[i])
            .join(',')}]`,
      ),
    ];
    expect(problemsOf(bomb.join('\n'))[0]).toMatch(/alias/i);
  });

  it('that is not there is refused', () => {
    expect(() => loadDirectory('/nowhere/force.yaml')).toThrow(
      '/nowhere/force.yaml: There is no such file: look at its name',
    );
  });
});
