import { describe, expect, it } from '@jest/globals';
import type { PersonView } from '@kept-informed/people';
import { masked, somebodyElse } from './masked.js';

const person = (name: string, ...numbers: string[]): PersonView => ({
  participantId: name,
  name,
  bornOn: null,
  language: null,
  interpreter: null,
  needs: null,
  characteristics: {},
  routes: numbers.map((value) => ({ routeId: value, method: 'phone', value, safe: true, replacedAt: null }) as never),
});

describe('what somebody is given of a note that names others too', () => {
  const anne = person('Anne Ó Sé', '01632 960001');
  const other = person('Siân O’Neill-Quill', '07700 900123', 'sian@quill.example', '------');

  it.each([
    ['Siân O’Neill-Quill rang', `${somebodyElse} rang`],
    ["Sian O'Neill-Quill rang", `${somebodyElse} rang`],
    ['SIAN ONEILL-QUILL rang', `${somebodyElse} rang`],
    ['Sian’s brother', `${somebodyElse}’s brother`],
    ['the number 07700900123', `the number ${somebodyElse}`],
    ['the number 077 00 900-123', `the number ${somebodyElse}`],
    ['the number +44 (0)7700 900123', `the number ${somebodyElse}`],
    ['the number 00447700900123', `the number ${somebodyElse}`],
    ['write to SIAN@quill.example', `write to ${somebodyElse}`],
    ['... and no more', '... and no more'],
    ['the reference 107700900123', 'the reference 107700900123'],
    ['Siânach and Anne Ó Sé on 01632 960001', 'Siânach and Anne Ó Sé on 01632 960001'],
  ])('given %j, then %j', (text, shown) => {
    expect(masked(text, [anne], [other])).toBe(shown);
  });
});
