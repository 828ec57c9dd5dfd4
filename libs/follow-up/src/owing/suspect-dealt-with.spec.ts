import { describe, expect, it } from '@jest/globals';
import type { Rulebook } from '@kept-informed/commitments';
import { lived, only, standings } from '../../../../test/support/given.js';
import { caseOpened, instant, joined, milestone, type PastFact } from '../../../../test/support/facts.js';

function statuses(book: Rulebook, now: string, ...told: PastFact[]): string[] {
  return standings(lived(told, book, instant(now)), instant(now)).map((line) => line.replace(/ vic due /, ' '));
}

describe('the monthly duty of 2006, while no suspect has been dealt with (VC06-MONTHLY)', () => {
  const code06 = only('VC06-MONTHLY');
  const crime = [caseOpened('2012-01-16T10:00:00Z'), joined('vic', '2012-01-16T10:00:00Z')];
  const at = (now: string, ...told: PastFact[]) => statuses(code06, now, ...crime, ...told);
  const arrest = milestone('suspect-arrested', '2012-02-01T10:00:00Z', 'suspect-1');

  it.each(['suspect-arrested', 'suspect-summonsed', 'charge-decided', 'disposal-given'])(
    'given %s, then the series ends',
    (type) => {
      expect(at('2012-01-31T10:00:00Z')).toEqual(['VC06-MONTHLY 2012-02-16: open']);
      expect(at('2012-06-01T10:00:00Z', milestone(type, '2012-02-01T10:00:00Z'))).toEqual([
        'VC06-MONTHLY 2012-02-16: superseded',
      ]);
    },
  );

  it.each(['suspect-interviewed', 'suspect-bailed'])('given %s alone, then the series goes on', (type) => {
    expect(at('2012-02-02T10:00:00Z', milestone(type, '2012-02-01T10:00:00Z'))).toEqual([
      'VC06-MONTHLY 2012-02-16: open',
    ]);
  });

  it.each([
    ['2012-02-16T23:59:59.999Z', 'superseded'],
    ['2012-02-17T00:00:00Z', 'missed for good'],
  ])('given an arrest at %s, then what was due on 16 February is %s', (time, status) => {
    expect(at('2012-06-01T10:00:00Z', milestone('suspect-arrested', time))).toEqual([
      `VC06-MONTHLY 2012-02-16: ${status}`,
    ]);
  });

  it('given a release without charge, then the series resumes from it', () => {
    const released = milestone('suspect-released', '2012-03-05T10:00:00Z', 'suspect-1');
    expect(at('2012-03-04T10:00:00Z', arrest)).toEqual(['VC06-MONTHLY 2012-02-16: superseded']);
    expect(at('2012-03-05T10:00:00Z', arrest, released)).toEqual([
      'VC06-MONTHLY 2012-02-16: superseded',
      'VC06-MONTHLY 2012-04-05: open',
    ]);
  });

  it('given two suspects arrested and one released, then the other is still dealt with and nothing resumes', () => {
    const second = milestone('suspect-arrested', '2012-02-03T10:00:00Z', 'suspect-2');
    const one = milestone('suspect-released', '2012-02-06T10:00:00Z', 'suspect-1');
    expect(at('2012-02-06T10:00:00Z', arrest, second, one)).toEqual(['VC06-MONTHLY 2012-02-16: superseded']);
    const other = milestone('suspect-released', '2012-02-08T10:00:00Z', 'suspect-2');
    expect(at('2012-02-08T10:00:00Z', arrest, second, one, other)).toEqual([
      'VC06-MONTHLY 2012-02-16: superseded',
      'VC06-MONTHLY 2012-03-08: open',
    ]);
  });

  it('given a release that names no suspect, then it releases whoever was arrested', () => {
    const released = milestone('suspect-released', '2012-03-05T10:00:00Z');
    expect(at('2012-03-05T10:00:00Z', arrest, released).at(-1)).toBe('VC06-MONTHLY 2012-04-05: open');
  });

  it.each(['disposal-given', 'suspect-summonsed'])(
    'given an arrest, %s and then the release, then they stay dealt with',
    (type) => {
      const told = [arrest, milestone(type, '2012-02-02T10:00:00Z', 'suspect-1')];
      const released = milestone('suspect-released', '2012-02-02T12:00:00Z', 'suspect-1');
      expect(at('2012-06-01T10:00:00Z', ...told, released)).toEqual(['VC06-MONTHLY 2012-02-16: superseded']);
    },
  );

  it('given an arrest, a release and another arrest, then each ends and resumes it', () => {
    const told = [
      arrest,
      milestone('suspect-released', '2012-02-10T10:00:00Z', 'suspect-1'),
      milestone('suspect-arrested', '2012-02-20T10:00:00Z', 'suspect-1'),
      milestone('suspect-released', '2012-02-21T10:00:00Z', 'suspect-1'),
    ];
    expect(at('2012-02-21T10:00:00Z', ...told)).toEqual([
      'VC06-MONTHLY 2012-02-16: superseded',
      'VC06-MONTHLY 2012-03-10: superseded',
      'VC06-MONTHLY 2012-03-21: open',
    ]);
  });

  it('given an arrest before they joined, then nothing begins for them until the release', () => {
    const told = [caseOpened('2012-01-16T10:00:00Z'), arrest, joined('vic', '2012-02-02T10:00:00Z')];
    expect(statuses(code06, '2012-02-20T10:00:00Z', ...told)).toEqual([]);
    const released = milestone('suspect-released', '2012-03-05T10:00:00Z', 'suspect-1');
    expect(statuses(code06, '2012-03-05T10:00:00Z', ...told, released)).toEqual(['VC06-MONTHLY 2012-04-05: open']);
  });

  it('given an arrest under the Codes that came after, then the monthly duty of the Quality of Service goes on', () => {
    const told = [caseOpened('2026-01-05T10:00:00Z'), joined('vic', '2026-01-05T10:00:00Z')];
    expect(
      statuses(
        only('QOS-UPDATE', 'VC20-PERIODIC'),
        '2026-01-20T10:00:00Z',
        ...told,
        milestone('suspect-arrested', '2026-01-19T10:00:00Z'),
      ),
    ).toEqual(['QOS-UPDATE 2026-02-05: open']);
  });
});
