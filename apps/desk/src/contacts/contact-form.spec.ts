import { describe, expect, it } from '@jest/globals';
import { emptyForm, formFieldOf, formIn, requestOf } from './contact-form.js';
import { dateOf, momentOf } from '../frame/form-body.js';

const now = '2026-11-27T14:05:00.000Z';
const zone = 'Europe/London';
const told = { ...emptyForm('key', 7), who: ['p-1'], how: 'phone', reached: 'spoke' };

describe('a form for a contact', () => {
  it('that says nothing has three things to be mended, each at its field', () => {
    const { faults } = requestOf(emptyForm('key', 7), now, zone);
    expect(faults.map(({ field }) => field)).toEqual(['who', 'how', 'reached']);
  });

  it('was just now unless it says otherwise', () => {
    expect(requestOf(told, now, zone)).toMatchObject({
      faults: [],
      request: { occurredAt: now, direction: 'outbound' },
    });
  });

  it('tells milestones by their ids, and other things by their names', () => {
    const { request } = requestOf({ ...told, tells: ['milestone:m-1', 'case-closed'] }, now, zone);
    expect(request).toMatchObject({ tells: [{ milestoneId: 'm-1' }, 'case-closed'] });
  });

  it.each(['no-answer', 'voicemail', 'third-party', 'refused', 'returned'])(
    'of an attempt (%s) tells and promises nothing',
    (reached) => {
      const { request } = requestOf({ ...told, reached, tells: ['case-closed'], next: '2026-12-04' }, now, zone);
      expect(Object.keys(request)).not.toEqual(expect.arrayContaining(['tells']));
      expect(Object.keys(request)).not.toEqual(expect.arrayContaining(['promisedNext']));
    },
  );

  it('needs the day and the time of an earlier contact', () => {
    const on = { day: '26', month: '11', year: '26' };
    const faultsOf = (more: object) => requestOf({ ...told, when: 'earlier', ...more }, now, zone).faults;
    expect(faultsOf({})).toEqual([expect.objectContaining({ field: 'when-on' })]);
    expect(faultsOf({ whenOn: on })).toEqual([expect.objectContaining({ field: 'when-at' })]);
    expect(requestOf({ ...told, when: 'earlier', whenOn: on, whenAt: '2.05pm' }, now, zone).request).toMatchObject({
      occurredAt: '2026-11-26T14:05:00.000Z',
    });
  });

  it('is read from what a browser sends, one of a list as well as several', () => {
    expect(formIn({ 'who[]': 'p-1', 'tells[]': ['a', 'b'], version: '7' })).toMatchObject({
      who: ['p-1'],
      tells: ['a', 'b'],
      version: 7,
      purpose: 'update',
    });
  });

  it('shows at its own field what was refused of the request', () => {
    expect(['/participantIds/0', '/occurredAt', '/lateReason'].map(formFieldOf)).toEqual([
      'who',
      'when',
      'late-reason',
    ]);
  });
});

describe('what somebody types', () => {
  it.each([
    [{ day: '4', month: '2', year: '2026' }, '2026-02-04'],
    [{ day: '04', month: '02', year: '26' }, '2026-02-04'],
    [{ day: '29', month: '2', year: '2026' }, undefined],
    [{ day: '', month: '2', year: '2026' }, undefined],
    [{ day: 'x', month: '2', year: '2026' }, undefined],
  ])('is the date %j', (typed, date) => expect(dateOf(typed)).toBe(date));

  it.each([
    ['2:05pm', '14:05'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['14.05', '14:05'],
    ['9', '09:00'],
    ['24:00', undefined],
    ['13pm', undefined],
    ['0am', undefined],
    ['2:60', undefined],
    ['noon', undefined],
  ])('is the time %s', (typed, time) =>
    expect(momentOf('2026-11-27', typed, zone)).toBe(time && `2026-11-27T${time}:00.000Z`),
  );
});
