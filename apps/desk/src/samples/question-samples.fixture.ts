import { forMacro } from '../frame/strict.js';
import { name, on } from './sample-words.fixture.js';

export const items = forMacro([{ value: 'a', text: name, selected: true }]);
/** What a report is asked with. */
export const asked = {
  from: on,
  to: on,
  known: '',
  by: items,
  standard: items,
  commitment: items,
  bcu: items,
  team: items,
  beside: [{ name: 'owner', value: name }],
};
export const files = [{ href: '/report.csv?from=2026-11-27', text: name }];
export const fault = { field: 'from', text: 'Enter two dates' };
