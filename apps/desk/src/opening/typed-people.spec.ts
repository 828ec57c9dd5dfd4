import { describe, expect, it } from '@jest/globals';
import { openingRequest } from './opening-request.js';
import { filledInPeople, oneMore, peopleIn, withPeople } from './typed-people.js';

const now = '2026-11-30T10:00:00.000Z';
const zone = 'Europe/London';
const form = {
  kind: 'crime',
  reference: 'cr/1/26',
  'participants-0-name': ' Siân ',
  'participants-0-role': 'victim',
  'participants-0-routes-0-method': 'phone',
  'participants-0-routes-0-value': '01632 960001',
  'participants-0-routes-0-safe': 'no',
  'participants-0-routes-1-method': '',
  'participants-0-routes-1-value': '',
  'participants-1-name': '',
  'participants-2-name': 'Ann',
  'participants-2-role': 'representative',
  'participants-2-represents': '#1',
  'participants-3-name': 'Bea',
  'participants-3-role': 'representative',
  'participants-3-represents': '#3',
};

const blank = { fields: { name: '' }, routes: [{ value: '' }] };

describe('people as they are typed', () => {
  it('are one at least, to be filled in', () => {
    expect(peopleIn({})).toEqual([blank]);
    expect(filledInPeople(peopleIn({ 'participants-0-name': '' }))).toEqual([blank]);
  });

  it('keep what was typed when one more is asked for, or one more way to reach them', () => {
    const more = oneMore(peopleIn(form), 'person');
    expect(more).toHaveLength(5);
    expect(oneMore(more, 'route-0')[0]!.routes).toHaveLength(3);
    expect(oneMore(more, 'route-0')[2]).toEqual(more[2]);
    expect(oneMore(more, 'nonsense')).toEqual(more);
    const sentAgain = peopleIn(withPeople(form, oneMore(more, 'route-0')));
    expect([sentAgain.length, sentAgain[0]!.routes.length]).toEqual([5, 3]);
    expect(peopleIn(withPeople(form, peopleIn(form)))).toEqual(peopleIn(form));
  });

  it('lose what was left empty, and whom somebody acts for is counted anew', () => {
    const people = filledInPeople(peopleIn(form));
    expect(people.map(({ fields }) => [fields['name'], fields['represents']])).toEqual([
      ['Siân', undefined],
      ['Ann', '#1'],
      ['Bea', '#2'],
    ]);
    expect(people[0]!.routes).toEqual([{ method: 'phone', value: '01632 960001', safe: 'no' }]);
  });

  it('act for nobody where nobody is meant', () => {
    const [, ann] = filledInPeople(peopleIn({ ...form, 'participants-2-represents': '#2' }));
    expect(ann!.fields['represents']).toBe('');
  });

  it('that no page has are passed over', () => {
    expect(peopleIn({ 'participants-30-name': 'x', 'participants-0-routes-10-value': 'x' })).toEqual([blank]);
    expect(peopleIn({ 'participants-29-name': 'x' })).toEqual([{ fields: { name: 'x' }, routes: [{ value: '' }] }]);
  });
});

describe('a form for a case', () => {
  it('asks for what was filled in alone, and was reported just now unless it says otherwise', () => {
    const typed = withPeople(form, filledInPeople(peopleIn(form)));
    expect(openingRequest(typed, zone, now)).toEqual({
      kind: 'crime',
      reference: 'cr/1/26',
      openedAt: now,
      participants: [
        {
          name: 'Siân',
          role: 'victim',
          bornOn: undefined,
          routes: [{ method: 'phone', value: '01632 960001', safe: false }],
        },
        { name: 'Ann', role: 'representative', represents: '#1', bornOn: undefined, routes: [] },
        { name: 'Bea', role: 'representative', represents: '#2', bornOn: undefined, routes: [] },
      ],
    });
  });

  it('says of each whether it is a business, what they say of themselves, and how long they may act for another', () => {
    const said = {
      'participants-0-business': 'yes',
      'participants-1-characteristics-ethnicity': 'M3',
      'participants-1-authorityUntil-day': '4',
      'participants-1-authorityUntil-month': '5',
      'participants-1-authorityUntil-year': '2027',
    };
    expect(openingRequest(said, zone, now)).toMatchObject({
      participants: [{ business: true }, { characteristics: { ethnicity: 'M3' }, authorityUntil: '2027-05-04' }],
    });
  });

  it('says where it was by the unit, or by the local team as well', () => {
    const areaOf = (area: string) => (openingRequest({ area }, zone, now) as { area: object }).area;
    expect(areaOf('North Cumbria')).toEqual({ bcu: 'North Cumbria' });
    expect(areaOf('North Cumbria / Wigton')).toEqual({ bcu: 'North Cumbria', lpt: 'Wigton' });
  });
});
