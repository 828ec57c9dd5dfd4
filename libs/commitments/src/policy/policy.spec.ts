import { describe, expect, it } from '@jest/globals';
import { type LadderStep, defaultLadder } from '../commitment/terms.rules.js';
import { refusalOf, activated, firstTerms, only } from '../../../../test/support/given.js';
import { defaultEnhancedAges } from '../commitment/age.rules.js';
import { defaultCounterRule } from '../commitment/counter-rule.rules.js';
import { defaultEnhancedUnassessed } from '../commitment/terms.rules.js';
import { termsFrom } from './dated-terms.rules.js';
import { aCalendar, aPolicy, catalogue, ownPromise, productEditions } from '../../../../test/support/policies.js';
import {
  adoptsMore,
  policyOf,
  problemsOfPolicy,
  warningsOfPolicy,
  withOwn,
  type PolicyContent,
} from './policy.rules.js';
import { activateVersion, discardDraft, draftVersion } from './versions.decide.js';
import type { NewFactOf } from '@kept-informed/event-store';
import type { PolicyEvent } from './versions.events.js';
import { foldVersions, type Versions } from './versions.state.js';

const problems = (policy: PolicyContent, known = catalogue) =>
  problemsOfPolicy(policy, known, productEditions).map(({ field }) => field);
const own = (more: Parameters<typeof ownPromise>[0] = {}) =>
  aPolicy({ adopts: ['qos-2006', 'cumbria-2026'], commitments: [ownPromise(more)] });

describe('a policy', () => {
  it('can be what the force starts with', () => {
    expect(problems(aPolicy())).toEqual([]);
    expect(policyOf(firstTerms)).toEqual({
      adopts: ['qos-2006', 'victims-code-2006', 'victims-code-2013', 'victims-code-2015', 'victims-code-2020'],
      dayKinds: {},
      anchors: {},
      targets: {},
      ladder: defaultLadder,
      lateAfterHours: 72,
      concernAfterAttempts: 3,
      enhancedUnassessed: defaultEnhancedUnassessed,
      enhancedAges: defaultEnhancedAges,
      counter: defaultCounterRule,
      retention: {
        people: { crime: 'P72M', incident: 'P72M', enquiry: 'P24M', feedback: 'P24M' },
        looks: 'P72M',
        messages: 'P90D',
      },
      commitments: [],
    });
  });

  it.each<[string, Parameters<typeof ownPromise>[0], string[]]>([
    ['what is counted in hours', { unit: 'elapsed', limit: 'PT24H', enhanced_limit: '' }, ['/dayKinds/CUMBRIA-CALL']],
    ['what is counted in months', { unit: 'calendar', limit: 'P1M', enhanced_limit: '' }, ['/dayKinds/CUMBRIA-CALL']],
    [
      'what recurs by days',
      { unit: 'calendar', limit: 'P10D', enhanced_limit: '', recurs: 'schedule' },
      ['/dayKinds/CUMBRIA-CALL'],
    ],
    ['what law promises too', { edition: 'cumbria-2026,victims-code-2036' }, ['/dayKinds/CUMBRIA-CALL']],
    ['a number of days', {}, []],
  ])('given the kind of day of %s of the force’s own, then it names %j', (_, more, fields) => {
    expect(problems({ ...own(more), dayKinds: { 'CUMBRIA-CALL': 'working' } })).toEqual(fields);
  });

  it.each<[string, Partial<PolicyContent>, string[]]>([
    ['an edition that nobody knows', { adopts: ['qos-2006', 'qos-2036'] }, ['/adopts/1']],
    ['an edition twice', { adopts: ['qos-2006', 'qos-2006'] }, ['/adopts/1']],
    ['the kind of the ten days', { dayKinds: { 'QOS-FB-REPLY': 'working' } }, []],
    ['the kind of hours', { dayKinds: { 'QOS-FB-ACK': 'working' } }, ['/dayKinds/QOS-FB-ACK']],
    ['the kind of months', { dayKinds: { 'QOS-UPDATE': 'working' } }, ['/dayKinds/QOS-UPDATE']],
    ['the kind of what has no limit', { dayKinds: { 'WCH-INFORM': 'working' } }, ['/dayKinds/WCH-INFORM']],
    ['the kind of what a Code says', { dayKinds: { 'VC20-ARREST': 'calendar' } }, ['/dayKinds/VC20-ARREST']],
    ['the kind of an unknown commitment', { dayKinds: { NONE: 'working' } }, ['/dayKinds/NONE']],
    ['the anchor of what recurs', { anchors: { 'QOS-UPDATE': 'schedule' } }, []],
    ['the anchor of what does not', { anchors: { 'QOS-LETTER': 'schedule' } }, ['/anchors/QOS-LETTER']],
    ['the anchor of an unknown commitment', { anchors: { NONE: 'schedule' } }, ['/anchors/NONE']],
    ['a target where no limit is printed', { targets: { 'VC20-NEEDS': { limit: 'P5D', unit: 'working' } } }, []],
    [
      'a target beside a printed limit',
      { targets: { 'VC20-ARREST': { limit: 'P3D', unit: 'working' } } },
      ['/targets/VC20-ARREST'],
    ],
    ['the ages of an edition', { enhancedAges: { 'victims-code-2020': 'under-17' } }, []],
    [
      'the ages of no edition',
      { enhancedAges: { 'victims-code-2036': 'under-18' } },
      ['/enhancedAges/victims-code-2036'],
    ],
    ['a target of an unknown commitment', { targets: { NONE: { limit: 'P3D', unit: 'working' } } }, ['/targets/NONE']],
    [
      'a target that its unit cannot count',
      { targets: { 'VC20-NEEDS': { limit: 'PT4H', unit: 'working' } } },
      ['/targets/VC20-NEEDS/limit'],
    ],
  ])('given %s, then it names %j', (_, more, fields) => {
    expect(problems(aPolicy(more as Partial<PolicyContent>))).toEqual(fields);
  });

  it.each<[string, readonly LadderStep[], string[]]>([
    ['a new rung', [{ rung: 'early', days: -3, time: '10:00', to: 'owner' }, ...defaultLadder], []],
    ['no rung missed', defaultLadder.filter(({ rung }) => rung !== 'missed'), ['/ladder']],
    ['missed at another time', [{ rung: 'missed', days: 1, to: 'supervisor' }], ['/ladder/0/days']],
    ['another rung at the due time', [...defaultLadder, { rung: 'now', days: 0, to: 'owner' }], ['/ladder/4/days']],
    ['a name twice', [...defaultLadder, { rung: 'escalated', days: 7, to: 'owner' }], ['/ladder/4/rung']],
    [
      'a time after the due date',
      [...defaultLadder, { rung: 'later', days: 7, time: '09:00', to: 'owner' }],
      ['/ladder/4/time'],
    ],
    ['a time at the due time', [{ rung: 'missed', days: 0, time: '09:00', to: 'supervisor' }], ['/ladder/0/time']],
    ['no time of day', [{ rung: 'early', days: -3, time: '24:00', to: 'owner' }, ...defaultLadder], ['/ladder/0/time']],
  ])('given %s, then it names %j', (_, ladder, fields) => {
    expect(problems(aPolicy({ ladder }))).toEqual(fields);
  });
});

describe('a promise of the force’s own', () => {
  it.each<[string, Parameters<typeof ownPromise>[0], string[]]>([
    ['nothing odd', {}, []],
    ['an id of the catalogue', { id: 'QOS-LETTER' }, ['/id']],
    ['a published edition', { edition: 'qos-2006' }, ['/edition']],
    ['an edition that the policy does not adopt', { edition: 'cumbria-2027' }, ['/edition']],
    ['a limit that is none', { limit: 'two days' }, ['/limit']],
    ['hours of working days', { limit: 'PT24H' }, ['/limit']],
    ['weeks of working days', { limit: 'P2W' }, ['/limit']],
    ['an enhanced limit alone', { limit: '' }, ['/enhancedLimit']],
    ['two editions, one of them adopted', { edition: 'cumbria-2026,cumbria-2027' }, []],
    ['no limit at all', { limit: '', enhanced_limit: '' }, []],
    ['an enhanced limit that is none', { enhanced_limit: 'soon' }, ['/enhancedLimit']],
    ['hours of calendar days', { unit: 'calendar', limit: 'PT24H' }, ['/limit']],
    ['no time at all, once', { limit: 'P0D' }, []],
    [
      'a period of no known length',
      { recurs: 'schedule', unit: 'calendar', limit: '', enhanced_limit: '' },
      ['/recurs'],
    ],
    [
      'a period met by an update or a reply',
      { recurs: 'schedule', unit: 'calendar', limit: 'P1M', discharged_by: 'update or reply' },
      ['/dischargedBy'],
    ],
    ['an edition of its own and a published one', { edition: 'cumbria-2026,qos-2006' }, ['/edition']],
    ['a period of working days', { recurs: 'last-update' }, ['/recurs']],
    ['a period of no time', { recurs: 'last-update', unit: 'calendar', limit: 'P0D', enhanced_limit: '' }, ['/limit']],
    [
      'a period met by a reply',
      { recurs: 'schedule', unit: 'calendar', limit: 'P1M', discharged_by: 'reply' },
      ['/dischargedBy'],
    ],
    ['a purpose that nothing has', { discharged_by: 'update or flowers' }, ['/dischargedBy/1']],
    ['an end before its beginning', { to: '2025-12-31' }, ['/to']],
    ['an end with its beginning', { to: '2026-01-01' }, []],
  ])('given %s, then it names %j', (_, more, fields) => {
    const named = problems(own(more)).filter((field) => field.startsWith('/commitments'));
    expect(named).toEqual(fields.map((field) => `/commitments/0${field}`));
  });

  it('given its edition was activated before, then it stays as it is, and what is new needs a new one', () => {
    const known = withOwn(catalogue, own());
    expect(problems(own(), known)).toEqual([]);
    const reversed = known.map((one) => Object.fromEntries(Object.entries(one).toReversed()) as never);
    expect(problems(own(), reversed)).toEqual([]);
    expect(problems(own({ limit: 'P3D' }), known)).toEqual(['/commitments/0/id']);
    expect(withOwn(known, own())).toEqual(known);
    expect(problems(own({ id: 'CUMBRIA-VISIT' }), known)).toEqual(['/commitments/0/edition']);
    const inTwo = withOwn(catalogue, own({ edition: 'cumbria-2026,cumbria-2027' }));
    expect(problems(own({ id: 'CUMBRIA-VISIT' }), inTwo)).toEqual(['/commitments/0/edition']);
    expect(problems(aPolicy({ adopts: ['cumbria-2026'] }), known)).toEqual([]);
    expect(problems(aPolicy({ adopts: ['cumbria-2026'] }))).toEqual(['/adopts/0']);
  });

  it('given two with one id, then the second is named', () => {
    const twice = { ...own(), commitments: [ownPromise(), ownPromise()] };
    expect(problems(twice)).toEqual(['/commitments/1/id']);
  });

  it('given it waits for what nothing else does, then that is warned of', () => {
    expect(warningsOfPolicy(own({ trigger: 'suspect-arested' }), catalogue).map(({ code }) => code)).toEqual([
      'new-trigger',
    ]);
    expect(warningsOfPolicy(own({ trigger: 'suspect-arrested' }), catalogue)).toEqual([]);
  });
});

type Step = (state: Versions<PolicyContent>) => readonly NewFactOf<PolicyEvent>[];

/** A stream as these steps make it, each by somebody else at the next minute. */
function afterSteps(...steps: readonly Step[]) {
  const facts: PolicyEvent[] = [];
  for (const [index, step] of steps.entries()) {
    for (const fact of step(foldVersions<'policy'>(facts)))
      facts.push({
        ...fact,
        version: facts.length + 1,
        position: String(facts.length + 1),
        by: `staff-${index}`,
      } as never);
  }
  return foldVersions<'policy'>(facts);
}

const at = '2026-11-25T10:00:00.000Z';
const zone = 'Europe/London';
const draft =
  (content = aPolicy()): Step =>
  (state) =>
    draftVersion('policy', state, { content, asker: { by: 'staff-0', subject: 'adm@force' } }, at);
const idOfDraft = (place: number) => (state: Versions<unknown>) =>
  [...state.all.keys()].find((id) => id.startsWith(`policy-${place}-`))!;
const activate =
  (place: number, more: Partial<Parameters<typeof activateVersion>[2]> = {}): Step =>
  (state) =>
    activateVersion(
      'policy',
      state,
      { versionId: idOfDraft(place)(state), reach: 'new-only', by: 'sgt-1', ...more },
      { now: at, zone },
    );

describe('a draft', () => {
  it('is activated by somebody else than who drafted it', () => {
    expect(afterSteps(draft(), activate(1)).inForce).toMatch(/^policy-1-/);
    expect(refusalOf(() => afterSteps(draft(), activate(1, { by: 'staff-0' })))).toEqual({
      code: 'own-draft',
      kind: 'conflict',
    });
  });

  it('is activated by somebody else though they come by another token, or by another account', () => {
    const own = { code: 'own-draft', kind: 'conflict' };
    expect(refusalOf(() => afterSteps(draft(), activate(1, { by: 'adm@force', subject: 'adm@force' })))).toEqual(own);
    expect(refusalOf(() => afterSteps(draft(), activate(1, { by: 'staff-0', subject: 'other' })))).toEqual(own);
    expect(afterSteps(draft(), activate(1, { by: 'sgt-1', subject: 'sgt@force' })).inForce).toMatch(/^policy-1-/);
    // Nobody reads from a fact whose token it was.
    expect(JSON.stringify(draft()(afterSteps()))).not.toContain('adm@force');
  });

  it('is activated or discarded once', () => {
    const twice = refusalOf(() => afterSteps(draft(), activate(1), activate(1)));
    expect(twice).toEqual({ code: 'draft-ended', kind: 'conflict' });
    const discard: Step = (state) => discardDraft('policy', state, idOfDraft(1)(state), at);
    expect(refusalOf(() => afterSteps(draft(), discard, activate(1))).code).toBe('draft-ended');
    const { all, inForce } = afterSteps(draft(), discard);
    expect(inForce).toBeNull();
    expect([...all.values()]).toEqual([
      {
        versionId: expect.stringMatching(/^policy-1-\w{8}$/),
        basedOn: null,
        content: aPolicy(),
        drafter: expect.stringMatching(/^[a-z\d]{26}$/),
        drafted: { by: 'staff-0', at },
        discarded: { by: 'staff-1', at },
      },
    ]);
    expect(refusalOf(() => afterSteps(draft(), activate(1), discard)).code).toBe('draft-ended');
    expect(refusalOf(() => afterSteps(draft(), activate(2))).code).toBe('unknown-draft');
  });

  it('is not activated over a version that it does not know of', () => {
    expect(refusalOf(() => afterSteps(draft(), draft(), activate(1), activate(2)))).toEqual({
      code: 'draft-outdated',
      kind: 'conflict',
    });
    expect(afterSteps(draft(), activate(1), draft(), activate(3)).inForce).toMatch(/^policy-3-/);
  });

  it.each<[string, Parameters<typeof activate>[1], string]>([
    ['no date for time left', { reach: 'time-left' }, 'reach-date-not-fitting'],
    ['a date for everything', { reach: 'recompute-all', on: '2026-11-25' }, 'reach-date-not-fitting'],
    ['a date for new ones only', { reach: 'new-only', on: '2026-11-25' }, 'reach-date-not-fitting'],
    ['the day before', { reach: 'time-left', on: '2026-11-24' }, 'reach-date-past'],
  ])('given %s, then it is refused', (_, more, code) => {
    expect(refusalOf(() => afterSteps(draft(), activate(1, more)))).toEqual({
      code,
      kind: 'unprocessable',
      field: '/on',
    });
  });

  it('given time left from the day itself, then it is activated', () => {
    const { all } = afterSteps(draft(), activate(1, { reach: 'time-left', on: '2026-11-25' }));
    expect([...all.values()][0]!.activated).toEqual({
      by: 'staff-1',
      at,
      position: '2',
      reach: { to: 'time-left', on: '2026-11-25' },
    });
  });

  it('case 22 (zammad/zammad#3845): has an id that no other content and no other place has', () => {
    const ids = [draft(), draft(aPolicy({ lateAfterHours: 24 })), draft()].map(
      (one) => [...afterSteps(one).all.keys()][0],
    );
    expect(new Set(ids).size).toBe(2);
    expect(new Set(afterSteps(draft(), draft()).all.keys()).size).toBe(2);
  });
});

describe('the terms that activations make', () => {
  it('are those the force starts with, and one set more for each, in order', () => {
    const policy = afterSteps(draft(aPolicy({ lateAfterHours: 24 })), activate(1, { reach: 'recompute-all' }));
    const calendar = foldVersions<'calendar'>([]);
    const terms = termsFrom(firstTerms, { policy, calendar });
    expect(terms.map(({ from, lateAfterHours }) => [from, lateAfterHours])).toEqual([
      [firstTerms.from, 72],
      [at, 24],
    ]);
    expect(terms[1]).toMatchObject({
      reach: { to: 'recompute-all' },
      activated: 'policy',
      calendar: firstTerms.calendar,
    });
    expect(terms[1]!.id).toBe(`${policy.inForce}+${firstTerms.calendar.id}`);
  });

  it('keep people as before where the policy is of before that could be said', () => {
    const { retention: _, ...silent } = aPolicy();
    const retention = { ...firstTerms.retention, looks: 'P84M' };
    const policy = afterSteps(draft(silent as PolicyContent), activate(1, { reach: 'new-only' }));
    const calendar = foldVersions<'calendar'>([]);
    expect(termsFrom({ ...firstTerms, retention }, { policy, calendar })[1]!.retention).toEqual(retention);
  });

  it('are what each policy chose and each calendar brought, in the order of their activation, whatever the clocks said', () => {
    const chosen = aPolicy({
      adopts: ['qos-2006'],
      dayKinds: { 'QOS-FB-REPLY': 'working' },
      anchors: { 'QOS-UPDATE': 'schedule' },
      ladder: [{ rung: 'missed', days: 0, to: 'inspector' }],
      lateAfterHours: 24,
    });
    const reach = { to: 'new-only' as const };
    const version = (versionId: string, content: unknown, position: string, from: string) => ({
      versionId,
      content,
      basedOn: null,
      drafted: { by: 'a', at },
      activated: { by: 'b', at: from, reach, position },
    });
    const versions = (...of: ReturnType<typeof version>[]) =>
      ({ version: 9, all: new Map(of.map((one) => [one.versionId, one])), inForce: null }) as never;
    const [second, third, last] = ['2026-11-26T10:00:00.000Z', '2026-11-26T09:59:59.999Z', '2026-11-28T10:00:00.000Z'];
    const given = { ...version('p0', aPolicy(), '8', at), activated: undefined as never };
    const terms = termsFrom(firstTerms, {
      policy: versions(given, version('p2', aPolicy(), '12', last), version('p1', chosen, '9', second)),
      calendar: versions(version('c1', aCalendar({ date: '2027-06-11', title: 'A feast' }), '10', third)),
    });
    expect(terms.map(({ id, from, activated: by }) => [id, from, by])).toEqual([
      [firstTerms.id, firstTerms.from, undefined],
      [`p1+${firstTerms.calendar.id}`, second, 'policy'],
      ['p1+c1', second, 'calendar'],
      ['p2+c1', last, 'policy'],
    ]);
    const { adopts, dayKinds, anchors, ladder, lateAfterHours } = chosen;
    for (const each of terms.slice(1, 3))
      expect(each).toMatchObject({ adopted: new Set(adopts), dayKinds, anchors, ladder, lateAfterHours, reach });
    expect([terms[1]!, terms[2]!].map(({ calendar }) => calendar.holidays.has('2027-06-11'))).toEqual([false, true]);
  });

  it('given an edition adopted for new ones only before, then a policy for everything can make it owed', () => {
    const book = only('QOS-LETTER');
    const same = activated(book, at, { to: 'recompute-all' }, { lateAfterHours: 24 });
    expect(adoptsMore(book, same)).toBe(false);
    const more = { adopted: new Set([...firstTerms.adopted, 'policing-pledge']) };
    const adopted = activated(book, at, { to: 'new-only' }, more);
    expect(adoptsMore(book, adopted)).toBe(true);
    expect(adoptsMore(adopted, activated(adopted, at, { to: 'recompute-all' }, { lateAfterHours: 24 }))).toBe(true);
    const everywhere = activated(book, at, { to: 'recompute-all' }, more);
    expect(adoptsMore(everywhere, activated(everywhere, at, { to: 'recompute-all' }, { lateAfterHours: 24 }))).toBe(
      false,
    );
  });
});

it('a calendar draft of today’s holidays is whole', () => {
  expect(aCalendar().holidays.length).toBeGreaterThan(270);
});
