import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import {
  declaredTwice,
  handedOutBy,
  isBareParticiple,
  isSpec,
  namesIn,
  sourcesIn,
  takenBeside,
  takenByNobody,
} from './names.js';

const ours = sourcesIn('apps', 'libs');
const product = ours.filter(({ path }) => !isSpec(path));
const everything = [
  ...ours,
  ...sourcesIn('test').filter(({ path }) => !/architecture\/(offenders|innocents)/.test(path)),
];
const libs = readdirSync('libs').toSorted();

describe('types', () => {
  it('are each declared once', () => {
    expect(product.flatMap(({ types }) => types).length).toBeGreaterThan(500);
    expect(declaredTwice(product)).toEqual([]);
  });

  it('declared twice would be found out', () => {
    const twice = [namesIn('a.ts', 'interface Row {}'), namesIn('b.ts', 'function f() { type Row = string; }')];
    expect(declaredTwice([...twice, namesIn('c.ts', 'class Other {}')])).toEqual(['Row: a.ts, b.ts']);
  });

  it('mean something alone: none is a bare participle', () => {
    const found = product.flatMap(({ path, types }) =>
      types.filter(isBareParticiple).map((name) => `${name}: ${path}`),
    );
    expect(found).toEqual([]);
  });

  it.each(['Told', 'Asked', 'Asking', 'Owed', 'Standing', 'Given', 'Kept'])('%s would be found out', (name) => {
    expect(isBareParticiple(name)).toBe(true);
  });

  it.each(['Case', 'Token', 'CaseOpened', 'OwedObligation'])('%s is let pass', (name) => {
    expect(isBareParticiple(name)).toBe(false);
  });
});

/** Words that were given up for better ones (docs/domain/words.md). */
const givenUp = new Set([
  'settle',
  'settled',
  'settlement',
  'standing',
  'wakeAt',
  'quietUntil',
  'keyOf',
  'groundOf',
  'ground',
  'failDelivery',
  'DutyWaived',
  'DutyExcused',
  'DutyVoided',
  'CaseWakeMoved',
  'ObligationWakeMoved',
  'ClimbAlert',
  'AlertWish',
  'Desk',
  'CorrectionDesk',
  'RulingDesk',
  'Run',
  'Span',
  'Place',
  'Lived',
  'Spell',
  'Inward',
  'Way',
  'Claims',
  'OnHand',
]);

/** Files that were called by them. */
const givenUpFiles =
  /\/(breathing|with-key|at-once|makes-contacts|alert-wish|inward|on-hand|asked|cases-together|claims?|lived|(\w+\.)?desk)(\.\w+)*\.ts$/;

describe('words that were given up', () => {
  it('name nothing any more', () => {
    const found = product.flatMap(({ path, identifiers }) =>
      [...identifiers].filter((name) => givenUp.has(name)).map((name) => `${name}: ${path}`),
    );
    expect(found).toEqual([]);
  });

  it('name no file any more', () => {
    expect(ours.map(({ path }) => path).filter((path) => givenUpFiles.test(path))).toEqual([]);
    expect(givenUpFiles.test('apps/api/src/cases/correction.desk.ts')).toBe(true);
  });

  it('would be found out as a member too', () => {
    expect([...namesIn('a.ts', 'class A { #wakeAt = 1; settle() {} }').identifiers]).toEqual(['A', 'wakeAt', 'settle']);
  });
});

describe.each(libs)('the index of %s', (lib) => {
  it('names what it hands out, and somebody takes it', () => {
    const names = handedOutBy(lib, product).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names).not.toContain('*');
    expect(takenByNobody(lib, everything)).toEqual([]);
  });
});

describe('an index', () => {
  it('of follow-up hands out 180 names at most', () => {
    expect(handedOutBy('follow-up', product).length).toBeLessThanOrEqual(180);
  });

  it('that hands out everything, or what nobody takes, would be found out', () => {
    const index = namesIn('libs/calendar/src/index.ts', `export * from './a.js'; export { type A, b } from './b.js';`);
    expect(handedOutBy('calendar', [index]).map(({ name }) => name)).toEqual(['*', 'A', 'b']);
    const takes = namesIn('apps/api/src/main.ts', `import { b as c } from '@kept-informed/calendar';`);
    expect(takenByNobody('calendar', [index, takes])).toEqual(['*', 'A']);
  });

  it('is taken from by name', () => {
    const whole = product.flatMap(({ path, taken }) =>
      taken.filter(({ from, name }) => from.startsWith('@kept-informed/') && name === '*').map(() => path),
    );
    expect(whole).toEqual([]);
  });
});

/** What the walls between files cannot see: which names of a lib are taken. */
describe('what is taken of a lib', () => {
  const isPure = (path: string) => /\.(events|state|refusals|rules|decide|measures)\.[jt]s$/.test(path);
  const pure = product.filter(({ path }) => isPure(path));
  const pureTerms = new Set(
    handedOutBy('commitments', product)
      .filter(({ from }) => isPure(from))
      .map(({ name }) => name),
  );

  it('by what decides is what decides as well', () => {
    expect(pureTerms.size).toBeGreaterThan(20);
    expect(takenBeside('commitments', pureTerms, pure)).toEqual([]);
  });

  it('by whoever measures is of the store no more than how SQL is written', () => {
    const compliance = product.filter(({ path }) => path.startsWith('libs/compliance/'));
    const written = new Set(['Conditions', 'columns', 'headPosition', 'jsonInstant', 'withoutOne']);
    expect(takenBeside('event-store', written, compliance)).toEqual([]);
  });

  it('would be found out where it is more', () => {
    const text = `import { termsAt, OwnForce, type Rulebook } from '@kept-informed/commitments';`;
    const decide = namesIn('libs/follow-up/src/case/case.decide.ts', text);
    expect(takenBeside('commitments', pureTerms, [decide])).toEqual([
      'libs/follow-up/src/case/case.decide.ts: OwnForce',
    ]);
    const measures = namesIn(
      'libs/compliance/src/a.queries.ts',
      `import { FactStore } from '@kept-informed/event-store';`,
    );
    expect(takenBeside('event-store', new Set(), [measures])).toEqual(['libs/compliance/src/a.queries.ts: FactStore']);
  });
});
