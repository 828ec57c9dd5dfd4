import { describe, expect, it } from '@jest/globals';
import { Refused } from '@kept-informed/decisions';
import type { Directory, DirectoryHolder } from '@kept-informed/directory';
import { OwnForce } from './own-force.js';
import type { TermsStreams } from './terms.streams.js';

const named = (count: number, name: string) =>
  Array.from({ length: count }, (_, at) => ({ name: `${name} ${at + 1}` }));

/** A force with so many units, the first of which has so many teams. */
function forceWith(units: number, teams: number): OwnForce {
  const bcus = named(units, 'Unit').map((unit, at) => ({ ...unit, lpts: at === 0 ? named(teams, 'Team') : [] }));
  const directory = {
    force: { timeZone: 'Europe/London' },
    adopts: () => ['qos-2006'],
    bcus: () => bcus,
  } as unknown as Directory;
  return new OwnForce({ current: directory } as DirectoryHolder, {} as TermsStreams);
}

function refusalOf(ask: () => void) {
  try {
    ask();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
  throw new Error('It was not refused');
}

describe('an area that the force does not have', () => {
  it('is refused, and the units that it has are named', () => {
    expect(refusalOf(() => forceWith(2, 1).requireArea({ bcu: 'Atlantis' }, '/area'))).toMatchObject({
      code: 'unknown-area',
      field: '/area/bcu',
      detail: 'Expected one of Unit 1, Unit 2.',
    });
  });

  it('is refused, and the teams of its unit are named', () => {
    const asked = () => forceWith(2, 2).requireArea({ bcu: 'Unit 1', lpt: 'Atlantis' }, '/area');
    expect(refusalOf(asked)).toMatchObject({ field: '/area/lpt', detail: 'Expected one of Team 1, Team 2.' });
  });

  it('names 50 at most, and how many there are beside', () => {
    const detail = (units: number) =>
      refusalOf(() => forceWith(units, 1).requireArea({ bcu: 'Atlantis' }, '/area')).detail;
    expect(detail(50)).toMatch(/Unit 50\.$/);
    expect(detail(52)).toMatch(/Unit 50 and 2 more\.$/);
  });
});
