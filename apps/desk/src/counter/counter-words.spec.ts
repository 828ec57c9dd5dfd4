import { describe, expect, it } from '@jest/globals';
import type { DutyHours } from '@kept-informed/directory';
import { dealingInWords, hoursInWords } from './counter-words.js';

describe('when somebody is there', () => {
  const days = (...named: DutyHours['days']) => hoursInWords({ days: named, from: '08:00', until: '16:30' });

  it('is told by the first and the last of days that follow each other', () => {
    expect(days('monday', 'tuesday', 'wednesday', 'thursday', 'friday')).toBe('Monday to Friday, 8am to 4:30pm');
    expect(days('sunday', 'saturday')).toBe('Saturday and Sunday, 8am to 4:30pm');
    expect(days('monday', 'wednesday', 'thursday', 'friday')).toBe('Monday and Wednesday to Friday, 8am to 4:30pm');
    expect(days('tuesday')).toBe('Tuesday, 8am to 4:30pm');
  });

  it('is told over noon and midnight, and around the clock', () => {
    expect(hoursInWords({ days: ['monday'], from: '12:00', until: '00:00' })).toBe('Monday, 12pm to 12am');
    expect(hoursInWords({ days: ['monday'], from: '00:00', until: '00:00' })).toBe('Monday, at any hour');
  });

  it('stands with who it is, and until when they are away', () => {
    const post = { title: 'Officer', team: 'Harbour team', onDuty: [], awayUntil: null, deputy: null };
    expect(dealingInWords(post)).toEqual(['Officer, Harbour team']);
    expect(dealingInWords({ ...post, team: null, awayUntil: '2026-12-04', deputy: 'Sergeant' })).toEqual([
      'Officer',
      'Away until Friday 4 December 2026: Sergeant acts for them',
    ]);
  });
});
