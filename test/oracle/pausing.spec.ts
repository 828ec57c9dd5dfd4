import { describe, expect, it } from '@jest/globals';
import { caseOpened, contact, feedback, joined, milestone, type PastFact } from '../support/facts.js';
import { on, paused, resumed } from '../support/rulings.js';
import { duties, read } from './owed.js';

const later = '2026-04-30T12:00:00Z';

const opened = (at: string) => [caseOpened(at), joined('vic', at)];

/** A clock that stood still from one instant to another. */
const still = (commitment: string, trigger: string, from: string, to?: string): PastFact[] => {
  const pause = paused(on(commitment, 'vic', trigger), from);
  return to === undefined ? [pause] : [pause, resumed(`paused-${from}`, to)];
};

const arrestOn = (day: string, ...spans: readonly (readonly [string, string?])[]): string[] => {
  const at = `2026-03-${day}T10:00:00Z`;
  const id = `suspect-arrested--${at}`;
  const stills = spans.flatMap(([from, to]) => still('VC20-ARREST', id, from, to));
  return duties([...opened('2026-03-02T10:00:00Z'), milestone('suspect-arrested', at), ...stills], later, 'VC20-ARREST')
    .map(({ dueOn }) => dueOn!)
    .toSorted();
};

describe('the second interpreter on a limit in working days, five from Monday 9 March', () => {
  it.each([
    ['two minutes over midnight', '2026-03-10T23:59:00Z', '2026-03-11T00:01:00Z', '2026-03-16'],
    ['Friday 18:00 to Monday 08:00', '2026-03-13T18:00:00Z', '2026-03-16T08:00:00Z', '2026-03-16'],
    ['twenty-three hours and 59 minutes', '2026-03-13T18:00:00Z', '2026-03-16T17:59:00Z', '2026-03-16'],
    ['24 hours in two parts', '2026-03-13T18:00:00Z', '2026-03-16T18:00:00Z', '2026-03-17'],
    ['a date wholly inside', '2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z', '2026-03-17'],
    ['a day and two parts of 24 hours', '2026-03-10T12:00:00Z', '2026-03-12T12:00:00Z', '2026-03-18'],
    ['what begins as it is missed', '2026-03-17T00:00:00Z', '2026-03-20T00:00:00Z', '2026-03-16'],
    ['a weekend', '2026-03-14T00:00:00Z', '2026-03-16T00:00:00Z', '2026-03-16'],
  ])('given a pause of %s, then it is due so much later', (_, from, to, due) => {
    expect(arrestOn('09', [from, to])).toEqual([due]);
  });

  it('given ten pauses of half a minute round midnight, then they move nothing', () => {
    const spans = ['09', '10', '11', '12', '13'].map(
      (day) => [`2026-03-${day}T23:59:45Z`, `2026-03-${Number(day) + 1}T00:00:15Z`] as const,
    );
    expect(arrestOn('09', ...spans)).toEqual(['2026-03-16']);
  });

  it('given two pauses that overlap, then their union counts once', () => {
    expect(
      arrestOn(
        '09',
        ['2026-03-10T00:00:00Z', '2026-03-10T18:00:00Z'],
        ['2026-03-10T12:00:00Z', '2026-03-11T00:00:00Z'],
      ),
    ).toEqual(['2026-03-17']);
  });
});

describe('the second interpreter on a limit that would end inside a pause', () => {
  it.each([
    ['on a Saturday', '2026-03-14T10:00:00Z', '2026-03-16'],
    ['on the Monday', '2026-03-16T08:00:00Z', '2026-03-16'],
    ['on the day itself', '2026-03-13T23:59:00Z', '2026-03-13'],
    ['as the day ends', '2026-03-14T00:00:00Z', '2026-03-13'],
  ])('given a resumption %s, then it ends with the counted day of resumption or the next', (_, to, due) => {
    expect(arrestOn('06', ['2026-03-13T18:00:00Z', to])).toEqual([due]);
  });

  it('given a second pause that begins on the day of resumption, then that moves it too', () => {
    expect(
      arrestOn(
        '06',
        ['2026-03-13T18:00:00Z', '2026-03-16T08:00:00Z'],
        ['2026-03-16T12:00:00Z', '2026-03-18T12:00:00Z'],
      ),
    ).toEqual(['2026-03-18']);
  });

  it('given that it goes on on a day that ends inside the next pause, then it ends with the day after that one', () => {
    expect(
      arrestOn(
        '06',
        ['2026-03-13T20:00:00Z', '2026-03-16T06:00:00Z'],
        ['2026-03-16T20:00:00Z', '2026-03-17T06:00:00Z'],
      ),
    ).toEqual(['2026-03-17']);
  });
});

describe('the second interpreter on other limits', () => {
  it('given ten calendar days from 6 March and a pause from Friday 18:00 to Monday 08:00, then two days more', () => {
    const told = [...opened('2026-03-02T10:00:00Z'), feedback('vic', '2026-03-06T10:00:00Z', true)];
    const stills = still('QOS-FB-REPLY', 'f1', '2026-03-13T18:00:00Z', '2026-03-16T08:00:00Z');
    expect(duties([...told, ...stills], '2026-03-17', 'QOS-FB-REPLY').map(read)).toEqual(['2026-03-18: open']);
  });

  it('given a month to 28 February and a pause of 48 hours, then the month is computed first', () => {
    const told = [
      ...opened('2026-01-31T10:00:00Z'),
      ...still('QOS-UPDATE', 'c1', '2026-02-10T09:00:00Z', '2026-02-12T09:00:00Z'),
    ];
    expect(duties(told, '2026-02-15', 'QOS-UPDATE').map(read)).toEqual(['2026-03-02: open']);
  });

  it('given a day of 23 hours wholly inside, then it is one day', () => {
    const told = [
      ...opened('2026-03-10T10:00:00Z'),
      ...still('QOS-UPDATE', 'c1', '2026-03-28T12:00:00Z', '2026-03-30T11:00:00Z'),
    ];
    expect(duties(told, '2026-04-01', 'QOS-UPDATE').map(read)).toEqual(['2026-04-12: open']);
  });

  it('given a pause that lasted into the next period, then only what lies in that moves it', () => {
    const told = [
      ...opened('2026-03-02T10:00:00Z'),
      ...still('QOS-UPDATE', 'c1', '2026-03-09T00:00:00Z', '2026-03-13T00:00:00Z'),
      contact('vic', '2026-03-11T12:00:00Z'),
    ].sort((a, b) => (a.recorded < b.recorded ? -1 : 1));
    expect(duties(told, '2026-03-20', 'QOS-UPDATE').map(read)).toEqual([
      '2026-04-04: met 2026-03-11T12:00',
      '2026-04-12: open',
    ]);
  });

  it('given 24 hours and a pause of three, then 27 hours', () => {
    const told = [...opened('2026-03-02T10:00:00Z'), feedback('vic', '2026-03-09T10:00:00Z', false, 'conduct')];
    const stills = still('QOS-FB-ACK', 'f1', '2026-03-09T12:00:00Z', '2026-03-09T15:00:00Z');
    expect(duties([...told, ...stills], '2026-03-10T12:00:00Z', 'QOS-FB-ACK').map(({ dueAt }) => dueAt)).toEqual([
      '2026-03-10T13:00:00.000Z',
    ]);
  });

  it('given a pause that has not ended, then nothing is missed', () => {
    const told = [...opened('2026-03-02T10:00:00Z'), ...still('QOS-UPDATE', 'c1', '2026-04-02T22:59:00Z')];
    expect(duties(told, '2026-05-20', 'QOS-UPDATE').map(read)).toEqual(['2026-04-02: paused']);
  });
});
