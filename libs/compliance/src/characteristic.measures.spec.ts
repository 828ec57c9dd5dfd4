import { describe, expect, it } from '@jest/globals';
import { characteristicGroups, comparedCharacteristics } from './characteristic-groups.rules.js';
import { characteristicDefinition, characteristicTableOf, type MetOfPerson } from './characteristic.measures.js';

/** So many persons, each with one obligation that fell due in a place, of whom so many were told in time. */
function persons(said: string, [met, rated]: readonly [number, number], place: string) {
  const ids = Array.from({ length: rated }, (_, index) => `${place} ${said} ${index}`);
  const counted = ids.map((participantId, index): MetOfPerson => ({
    participantId,
    place,
    met: index < met ? 1 : 0,
    rated: 1,
  }));
  return { counted, said: ids.map((id) => [id, said] as const) };
}

function tableOf(...groups: readonly ReturnType<typeof persons>[]) {
  const said = new Map(groups.flatMap((group) => group.said));
  return characteristicTableOf(
    groups.flatMap(({ counted }) => counted),
    said,
    characteristicGroups('ethnicity', '2026-09-30'),
  );
}

describe('rates by group', () => {
  it.each([
    ['ethnicity', 'W1', 'white'],
    ['ethnicity', 'W9', 'white'],
    ['ethnicity', 'M1', 'minority'],
    ['ethnicity', 'O9', 'minority'],
    ['ethnicity', 'refused', 'refused'],
    ['ethnicity', 'not-asked', 'not-asked'],
    ['ethnicity', 'erased', 'erased'],
    ['disability', 'yes', 'disabled'],
    ['disability', 'no', 'not-disabled'],
    ['disability', 'refused', 'refused'],
    ['sex', 'female', 'female'],
    ['sex', 'male', 'male'],
    ['sex', 'other', 'other'],
    ['sex', 'not-asked', 'not-asked'],
    ['age', '2008-10-01', 'under-18'],
    ['age', '2008-09-30', '18-to-64'],
    ['age', '1961-10-01', '18-to-64'],
    ['age', '1961-09-30', '65-and-over'],
    ['age', 'erased', 'erased'],
  ] as const)('count by %s who said %s as %s', (what, said, group) => {
    expect(characteristicGroups(what, '2026-09-30').of(said)).toBe(group);
  });

  it.each(comparedCharacteristics)(
    'compare by %s the first of their groups with the rest that said something',
    (what) => {
      const { names, compared } = characteristicGroups(what, '2026-09-30');
      expect(names).toEqual([names[0], ...compared, 'refused', 'not-asked', 'erased']);
      expect(characteristicDefinition(what)).toContain('as it is kept now');
    },
  );

  it('compare white people with minorities, in words', () => {
    const { totals } = tableOf(
      persons('W1', [90, 100], 'South'),
      persons('A2', [60, 100], 'South'),
      persons('not-asked', [30, 50], 'South'),
    );
    expect(totals.groups[1]).toEqual({
      group: 'minority',
      hidden: false,
      met: 60,
      rated: 100,
      rate: 0.6,
      display: '60.0%',
      interval: [0.502, 0.6906],
    });
    expect(totals.comparisons).toMatchObject([
      {
        group: 'minority',
        comparison: {
          difference: 0.3,
          verdict: expect.stringMatching(/^The first is 30.0 points above the second, which is more than chance/),
        },
      },
    ]);
  });

  it('hide a small group, whatever is told of it, and another so that it is not what is left', () => {
    const { totals } = tableOf(
      persons('W1', [90, 100], 'South'),
      persons('B1', [10, 12], 'South'),
      persons('refused', [6, 12], 'South'),
    );
    expect(totals.groups.slice(0, 3)).toEqual([
      {
        group: 'white',
        hidden: false,
        met: 90,
        rated: 100,
        rate: 0.9,
        display: '90.0%',
        interval: [0.8256, 0.9448],
      },
      { group: 'minority', hidden: true },
      { group: 'refused', hidden: true },
    ]);
    expect(totals.comparisons).toEqual([{ group: 'minority', comparison: null }]);
  });

  it('hide in places what the others, and what is shown of all, would give away', () => {
    const { rows, totals } = tableOf(
      persons('W1', [90, 100], 'South'),
      persons('B1', [1, 9], 'South'),
      persons('refused', [6, 12], 'South'),
      persons('W1', [80, 100], 'North'),
      persons('B1', [20, 30], 'North'),
      persons('refused', [9, 18], 'North'),
    );
    expect(totals.groups.some(({ hidden }) => hidden)).toBe(false);
    const hidden = rows.map(({ place, groups }) => [place, groups.filter((one) => one.hidden).length]);
    expect(hidden).toEqual([
      ['South', 2],
      ['North', 2],
    ]);
    expect(rows[0]!.groups[1]).toEqual({ group: 'minority', hidden: true });
  });
});
