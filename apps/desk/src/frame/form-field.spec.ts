import { describe, expect, it } from '@jest/globals';
import { anchorOf, faultsIn, fieldOf, type FormField } from './form-field.js';

const zone = 'Europe/London';
const fields: readonly FormField[] = [
  { kind: 'line', name: 'reference', label: 'Reference', missing: 'Enter it' },
  {
    kind: 'group',
    name: 'participants-0',
    label: 'Person 1',
    fields: [
      { kind: 'boxes', name: 'reasons', label: 'Why', options: [], missing: 'Choose why' },
      { kind: 'line', name: 'participants-0-name', label: 'Name' },
    ],
  },
  { kind: 'moment', name: 'at', label: 'When' },
  { kind: 'day', name: 'until', label: 'Until', missing: 'Enter until when' },
];
const filled = { reference: 'a', 'reasons[]': 'b', 'until-day': '1', 'until-month': '12', 'until-year': '26' };

describe('a form', () => {
  it('says what is missing, in the order of its fields', () => {
    expect(faultsIn(fields, {}, zone).map(({ text }) => text)).toEqual(['Enter it', 'Choose why', 'Enter until when']);
    expect(faultsIn(fields, filled, zone)).toEqual([]);
  });

  it.each([
    [{ 'at-day': '31', 'at-month': '11', 'at-year': '2026' }, /a day that there is/],
    [{ 'at-time': '2pm' }, /a day that there is/],
    [{ 'at-day': '30', 'at-month': '11', 'at-year': '2026' }, /the time as well/],
    [{ 'at-day': '30', 'at-month': '11', 'at-year': '2026', 'at-time': '25:00' }, /the time as well/],
  ])('says what is no moment: %j', (typed, text) => {
    expect(faultsIn(fields, { ...filled, ...typed }, zone)).toEqual([
      { field: 'at', text: expect.stringMatching(text) },
    ]);
  });

  it.each([
    ['/reference', 'reference'],
    ['/participants/0/name', 'participants-0-name'],
    ['/reasons/3', 'reasons'],
    ['/nothing/0', 'reference'],
    ['', 'reference'],
  ])('shows what is refused of %s at %s', (pointer, field) => expect(fieldOf(fields, pointer)).toBe(field));

  it('leads to the first part of a day', () => {
    expect(['at', 'until', 'reference'].map((name) => anchorOf(fields, name))).toEqual([
      'at-day',
      'until-day',
      'reference',
    ]);
  });
});
