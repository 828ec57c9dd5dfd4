import { describe, expect, it } from '@jest/globals';
import { alertFaults, alertFormIn, asideChoices, untilOf } from './alert-form.js';

const form = alertFormIn({ alert: 'a-1', key: 'key' });
const now = '2026-10-24T22:59:00.000Z';
const zone = 'Europe/London';

describe('a form for an alert', () => {
  it('takes it on with a plan, of which nothing needs to be said, unless it says otherwise', () => {
    expect(form).toEqual({ alertId: 'a-1', does: 'plan', note: '', days: '1', key: 'key' });
    expect(alertFaults(form)).toEqual([]);
  });

  it('puts it aside only with a reason, and until a day that is there to choose', () => {
    const aside = { ...form, does: 'aside' } as const;
    expect(alertFaults(aside)).toEqual([{ field: 'note', text: 'Say why it can wait' }]);
    expect(alertFaults({ ...aside, note: 'Away' })).toEqual([]);
    expect(alertFaults({ ...aside, note: 'Away', days: '31' })).toMatchObject([{ field: 'days' }]);
    expect(alertFaults({ ...form, note: 'x'.repeat(4_000) })).toEqual([]);
    expect(alertFaults({ ...form, note: 'x'.repeat(4_001) })).toMatchObject([{ field: 'note' }]);
  });

  it('has it seen again at nine where the force is, over the end of summer time too', () => {
    expect(untilOf(form, now, zone)).toBe('2026-10-25T09:00:00.000Z');
    expect(untilOf({ ...form, days: '3' }, now, zone)).toBe('2026-10-27T09:00:00.000Z');
    expect(asideChoices(now, zone, '3').map(({ text, selected }) => [text, selected])).toEqual([
      ['Sunday 25 October 2026, 9am', false],
      ['Tuesday 27 October 2026, 9am', true],
      ['Saturday 31 October 2026, 9am', false],
      ['Saturday 7 November 2026, 9am', false],
    ]);
  });
});
