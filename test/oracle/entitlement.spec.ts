import { describe, expect, it } from '@jest/globals';
import { assessed, caseOpened, contact, joined, milestone, recordedAt, type PastFact } from '../support/facts.js';
import { duties, read } from './owed.js';

const opened = [caseOpened('2026-03-02T10:00:00Z'), joined('vic', '2026-03-02T10:00:00Z', 'victim', 'standard')];
const arrested = milestone('suspect-arrested', '2026-03-10T10:00:00Z');
const enhanced = (at: string, recorded = at) => recordedAt(assessed('vic', 'enhanced', at), recorded);
const arrest = (on: string, ...told: PastFact[]) =>
  duties(
    [...opened, ...told].toSorted((a, b) => (a.recorded < b.recorded ? -1 : 1)),
    on,
    'VC20-ARREST',
  ).map(read);

describe('the second interpreter on somebody who becomes enhanced, with an arrest of Tuesday 10 March', () => {
  it.each([
    ['since the day before, recorded on the 16th', '2026-03-09', '2026-03-16T12:00:00Z', '2026-03-17: open'],
    ['since the day before, recorded on the 11th', '2026-03-09', '2026-03-11T10:00:00Z', '2026-03-12: missed'],
    ['on the 11th, recorded then', '2026-03-11T10:00:00Z', '2026-03-11T10:00:00Z', '2026-03-12: missed'],
    ['on the 12th, recorded on Friday the 13th', '2026-03-12', '2026-03-13T10:00:00Z', '2026-03-16: open'],
    ['on the last day, a minute before its end', '2026-03-11', '2026-03-17T23:59:00Z', '2026-03-17: open'],
  ])('given %s, then no instant breach is invented and nothing is owed later than before', (_, at, recorded, owed) => {
    const now = recorded > '2026-03-16T12:00:00Z' ? recorded : '2026-03-16T12:00:00Z';
    expect(arrest(now, arrested, enhanced(at, recorded))).toEqual([owed]);
  });

  it('given that it was recorded after the day had passed, then it excuses nothing', () => {
    expect(arrest('2026-03-18T12:00:00Z', arrested, enhanced('2026-03-16', '2026-03-18T10:00:00Z'))).toEqual([
      '2026-03-17: missed',
    ]);
  });

  it('given that it was recorded before the arrest was, then the shorter limit runs from the arrest', () => {
    const keyed = recordedAt(arrested, '2026-03-10T12:00:00Z');
    expect(arrest('2026-03-11', enhanced('2026-03-09', '2026-03-10T11:00:00Z'), keyed)).toEqual(['2026-03-11: open']);
    expect(arrest('2026-03-11', keyed, enhanced('2026-03-09', '2026-03-10T13:00:00Z'))).toEqual(['2026-03-11: open']);
    expect(arrest('2026-03-12', keyed, enhanced('2026-03-09', '2026-03-11T00:00:00Z'))).toEqual(['2026-03-12: open']);
  });

  it('given that she had been told before it was recorded, then what is met is not counted again', () => {
    const told = contact('vic', '2026-03-13T09:00:00Z', { tells: ['suspect-arrested'] });
    expect(arrest('2026-03-16', arrested, told, enhanced('2026-03-11', '2026-03-13T10:00:00Z'))).toEqual([
      '2026-03-17: met 2026-03-13T09:00',
    ]);
  });

  it('given a downgrade, also one said to be of the day before, then it lengthens nothing that runs', () => {
    const standard = recordedAt(assessed('vic', 'standard', '2026-03-09T12:00:00Z'), '2026-03-10T15:00:00Z');
    expect(arrest('2026-03-11', enhanced('2026-03-09T09:00:00Z'), arrested, standard)).toEqual(['2026-03-11: open']);
  });
});
