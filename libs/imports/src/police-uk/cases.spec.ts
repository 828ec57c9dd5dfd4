import { describe, expect, it } from '@jest/globals';
import { atLocalTime, localDate } from '@kept-informed/calendar';
import { demoForceFile, loadDirectory } from '@kept-informed/directory';
import fc from 'fast-check';
import { CUMBRIA_AREAS, NO_AREAS } from './areas.js';
import { caseOf, merged, ordinals } from './cases.js';
import { atMinute, momentIn } from './days.js';
import { aStreetRow, crimeId } from '../../../../test/support/police-uk.js';

describe('the case of a row', () => {
  it('is a crime with one unnamed victim', async () => {
    const row = await aStreetRow({ type: 'Theft from the person', outcome: 'Local resolution' });
    expect(caseOf(row, 0, CUMBRIA_AREAS)).toEqual({
      key: crimeId(1),
      kind: 'crime',
      reference: `PUK/${crimeId(1).slice(0, 20).toUpperCase()}`,
      offenceGroup: 'theft-from-the-person',
      openedAt: momentIn('2019-03', crimeId(1)),
      area: { bcu: 'North Cumbria', lpt: 'Carlisle' },
      victims: 1,
      lastOutcome: 'Local resolution',
    });
  });

  it.each([
    ['Violence and sexual offences', 'violence-and-sexual-offences', 1],
    ['Criminal damage and arson', 'criminal-damage-and-arson', 1],
    ['Drugs', 'drugs', 0],
    ['Possession of weapons', 'possession-of-weapons', 0],
    ['Public order', 'public-order', 0],
  ])('of %s has the group %s and %i victims', async (type, offenceGroup, victims) => {
    expect(caseOf(await aStreetRow({ type }), 0, CUMBRIA_AREAS)).toMatchObject({
      kind: 'crime',
      offenceGroup,
      victims,
    });
  });

  it('is an incident without a victim for anti-social behaviour, with a key that stays', async () => {
    const row = await aStreetRow({ id: '', type: 'Anti-social behaviour' });
    const incident = caseOf(row, 0, CUMBRIA_AREAS);
    expect(incident).toMatchObject({ kind: 'incident', victims: 0, offenceGroup: 'anti-social-behaviour' });
    expect(incident.key).toBe('7d099b1b792816c0df957d5d5126e8d607e5d42a9edfdb761b74591d39ac31b0');
    expect(incident.reference).toBe(`PUK/${incident.key.slice(0, 20).toUpperCase()}`);
    expect(caseOf({ ...row, file: 'elsewhere', line: 99 }, 0, NO_AREAS).key).toBe(incident.key);
  });

  it.each([
    ['month', { month: '2019-04' }],
    ['location', { location: 'On or near Other Street' }],
    ['LSOA', { lsoa: 'Carlisle 001B' }],
  ])('without a Crime ID differs by %s', async (_, other) => {
    const same = { id: '', type: 'Anti-social behaviour' };
    const keys = [await aStreetRow(same), await aStreetRow({ ...same, ...other })].map(
      (row) => caseOf(row, 0, NO_AREAS).key,
    );
    expect(new Set(keys).size).toBe(2);
  });

  it('without a Crime ID is one of several alike in a file, and the same ones in the next reading', async () => {
    const row = await aStreetRow({ id: '', type: 'Anti-social behaviour' });
    const read = () => {
      const ordinalOf = ordinals();
      return [row, row, row].map((one) => caseOf(one, ordinalOf(one), NO_AREAS).key);
    };
    expect(new Set(read()).size).toBe(3);
    expect(read()).toEqual(read());
  });

  it('is a crime even where the Crime ID of a crime is missing', async () => {
    const row = await aStreetRow({ id: '' });
    expect(caseOf(row, 0, CUMBRIA_AREAS)).toMatchObject({
      kind: 'crime',
      victims: 1,
      key: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe('the area of a case', () => {
  it.each([
    ['Carlisle 012C', 'North Cumbria', 'Carlisle'],
    ['Eden 001A', 'North Cumbria', 'Penrith'],
    ['Allerdale 001A', 'West Cumbria', 'Workington'],
    ['Copeland 008D', 'West Cumbria', 'Whitehaven'],
    ['Barrow-in-Furness 004A', 'South Cumbria', 'Barrow'],
    ['South Lakeland 014E', 'South Cumbria', 'Kendal'],
  ])('of %s is %s, %s', async (lsoa, bcu, lpt) => {
    expect(caseOf(await aStreetRow({ lsoa }), 0, CUMBRIA_AREAS).area).toEqual({ bcu, lpt });
  });

  it.each([
    ['no LSOA', '', 'no-lsoa'],
    ['an LSOA of another county', 'Lancaster 004A', 'outside-force'],
    ['a district that only begins alike', 'Carlisle East 001A', 'outside-force'],
    ['a name that objects have', 'constructor', 'outside-force'],
  ])('is none, with the reason, for %s', async (_, lsoa, unplaced) => {
    const found = caseOf(await aStreetRow({ lsoa }), 0, CUMBRIA_AREAS);
    expect(found.unplaced).toBe(unplaced);
    expect(found).not.toHaveProperty('area');
  });

  it("stands in the directory of the demo's force", () => {
    const directory = loadDirectory(demoForceFile());
    expect(Object.values(CUMBRIA_AREAS).filter((area) => !directory.hasArea(area))).toEqual([]);
  });

  it('is as configured for another force', async () => {
    const row = await aStreetRow({ lsoa: 'City of London 001F' });
    const square = { bcu: 'Square Mile', lpt: 'East' };
    expect(caseOf(row, 0, { 'City of London': square }).area).toEqual(square);
    expect(caseOf(row, 0, NO_AREAS).unplaced).toBe('outside-force');
  });
});

describe('two rows of one crime', () => {
  it('make one case: the earlier opening, the area that is known, the outcome that says something', async () => {
    const [march, april] = [
      caseOf(await aStreetRow({ lsoa: '', outcome: 'Unable to prosecute suspect' }), 0, CUMBRIA_AREAS),
      caseOf(
        await aStreetRow({ month: '2019-04', lsoa: 'Eden 001A', outcome: 'Status update unavailable' }),
        0,
        CUMBRIA_AREAS,
      ),
    ];
    const one = { ...april, openedAt: march.openedAt, lastOutcome: 'Unable to prosecute suspect' };
    expect(merged(march, april)).toEqual(one);
    expect(merged(april, march)).toEqual(one);
  });
});

describe('the moment of something of which only the month is known', () => {
  it('is a day and time of that month in London, for every digest', () => {
    const months = fc
      .date({ min: new Date('2010-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 7));
    fc.assert(
      fc.property(months, fc.stringMatching(/^[0-9a-f]{64}$/), (month, digest) => {
        expect(localDate(momentIn(month, digest)).slice(0, 7)).toBe(month);
      }),
    );
  });

  it('depends on the first sixteen digits: eight for the day, eight for the minute', () => {
    const moment = (day: number, minute: number) =>
      momentIn('2020-02', [day, minute].map((n) => n.toString(16).padStart(8, '0')).join(''));
    expect(moment(0, 0)).toBe('2020-02-01T00:00:00.000Z');
    expect(moment(28, 1439)).toBe('2020-02-29T23:59:00.000Z');
    expect(moment(29, 1440)).toBe('2020-02-01T00:00:00.000Z');
  });

  it('is what the clocks show on every day, also where they change', () => {
    const days = fc.constantFrom('2019-03-30', '2019-03-31', '2019-07-01', '2019-10-26', '2019-10-27', '2019-12-31');
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1439 }), (day, minute) => {
        const time = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0')).join(':');
        expect(atMinute(day, minute)).toBe(atLocalTime(day, time));
      }),
    );
  });

  it('moves forward out of the hour that the clocks skip', () => {
    expect(momentIn('2019-03', `${(30).toString(16).padStart(8, '0')}${(90).toString(16).padStart(8, '0')}`)).toBe(
      '2019-03-31T01:30:00.000Z',
    );
  });
});
