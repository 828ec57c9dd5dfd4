import { describe, expect, it } from '@jest/globals';
import { acted, lived, only, refusalOf, standings, told, given } from '../../../../test/support/given.js';
import {
  attempted,
  caseOpened,
  contact,
  instant,
  joined,
  milestone,
  recordedAt,
} from '../../../../test/support/facts.js';
import { died, optedOut } from '../../../../test/support/rulings.js';
import type { Case } from '../case/case.state.js';
import { recordDeath } from '../case/participant.decide.js';
import { correctParticipantDetails } from '../details/details.decide.js';

const start = '2026-03-02T10:00:00Z';
const crime = [caseOpened(start), joined('vic', start), joined('val', start)];
/** Told within five working days: by the end of 17 March. */
const arrest = milestone('suspect-arrested', '2026-03-10T10:00:00Z');
const arrests = only('VC20-ARREST');
const months = only('QOS-UPDATE');

describe('what is owed to somebody who died', () => {
  const own = (lines: readonly string[]) => lines.filter((line) => line.includes(' vic '));

  it('given they died before it was due, then it ends with that day, and what others are owed does not', () => {
    const state = lived(
      [...crime, arrest, died('vic', '2026-03-12', '2026-03-13T10:00:00Z')],
      arrests,
      instant('2026-03-18T10:00:00Z'),
    );
    expect(standings(state, instant('2026-03-18T10:00:00Z'))).toEqual([
      'VC20-ARREST vic due 2026-03-17: superseded',
      'VC20-ARREST val due 2026-03-17: missed',
    ]);
    const [ended] = [...state.obligations.values()];
    expect(ended!.outcome!.at).toBe('2026-03-12T23:59:59.999Z');
  });

  it.each([
    ['on the day on which it was due', '2026-03-17', 'superseded'],
    ['on the day after', '2026-03-18', 'missed for good'],
  ])('given they died %s, then it is %s', (_, on, status) => {
    const state = lived(
      [...crime, arrest, died('vic', on, `${on}T12:00:00Z`)],
      arrests,
      instant('2026-03-20T10:00:00Z'),
    );
    expect(own(standings(state, instant('2026-03-20T10:00:00Z')))).toEqual([
      `VC20-ARREST vic due 2026-03-17: ${status}`,
    ]);
  });

  it('given they were told that morning, then it is met', () => {
    const call = contact('vic', '2026-03-12T09:00:00Z', { tells: ['suspect-arrested'] });
    const state = lived(
      [...crime, arrest, call, died('vic', '2026-03-12', '2026-03-12T15:00:00Z')],
      arrests,
      instant('2026-03-18T10:00:00Z'),
    );
    expect(own(standings(state, instant('2026-03-18T10:00:00Z')))).toEqual(['VC20-ARREST vic due 2026-03-17: met']);
  });

  it('given something that happened after that day, then it is owed to those who live', () => {
    const later = milestone('suspect-arrested', '2026-03-16T10:00:00Z');
    const state = lived(
      [...crime, died('vic', '2026-03-12', '2026-03-13T10:00:00Z'), later],
      arrests,
      instant('2026-03-16T10:00:00Z'),
    );
    expect(standings(state, instant('2026-03-16T10:00:00Z'))).toEqual(['VC20-ARREST val due 2026-03-23: open']);
  });

  it('given a relative who joins, then what happens from then on is owed to them', () => {
    const relative = joined('son', '2026-03-14T10:00:00Z');
    const later = milestone('suspect-arrested', '2026-03-16T10:00:00Z');
    const state = lived(
      [...crime, died('vic', '2026-03-12', '2026-03-13T10:00:00Z'), relative, later],
      arrests,
      instant('2026-03-16T10:00:00Z'),
    );
    expect(standings(state, instant('2026-03-16T10:00:00Z'))).toContain('VC20-ARREST son due 2026-03-23: open');
  });

  it('given a series, then it ends, and no further month becomes owed', () => {
    const state = lived(
      [...crime, died('vic', '2026-03-12', '2026-03-13T10:00:00Z')],
      months,
      instant('2026-07-01T10:00:00Z'),
    );
    expect(own(standings(state, instant('2026-07-01T10:00:00Z')))).toEqual([
      'QOS-UPDATE vic due 2026-04-02: superseded',
    ]);
  });

  it('given a wish not to be told that ends after their death, then nothing is owed anew', () => {
    const wish = optedOut('vic', 'all', '2026-03-03T10:00:00Z', { until: '2026-03-20' });
    const state = lived(
      [...crime, wish, died('vic', '2026-03-12', '2026-03-13T10:00:00Z')],
      months,
      instant('2026-06-01T10:00:00Z'),
    );
    expect(own(standings(state, instant('2026-06-01T10:00:00Z')))).toEqual(['QOS-UPDATE vic due 2026-04-02: waived']);
  });

  it('given it was recorded after a miss that lay after their death, then that stands, disputed, and alerts end', () => {
    const state = lived([...crime, arrest], arrests, instant('2026-03-18T00:00:00Z'));
    const death = died('vic', '2026-03-12', '2026-03-18T10:00:00Z');
    const facts = acted(state, arrests, instant('2026-03-18T10:00:00Z'), [death.fact]);
    expect(told(facts)).toEqual([
      'ParticipantDied 2026-03-12T23:59:59.999Z',
      'ObligationDisputed 2026-03-18T10:00:00.000Z',
      'ObligationLapsed 2026-03-18T10:00:00.000Z',
      'AlertWithdrawn no-longer-owed 2026-03-18T10:00:00.000Z',
      'AlertWithdrawn no-longer-owed 2026-03-18T10:00:00.000Z',
    ]);
    expect(own(standings(state, instant('2026-03-18T10:00:00Z')))).toEqual([
      'VC20-ARREST vic due 2026-03-17: missed for good',
    ]);
  });

  it('given concerns about not reaching them, then these end, and no new one is raised', () => {
    const tried = ['2026-03-03', '2026-03-04', '2026-03-05'].map((date) => attempted('vic', `${date}T10:00:00Z`));
    const state = lived([...crime, ...tried], only(), instant('2026-03-06T10:00:00Z'));
    const later = attempted('vic', '2026-03-06T10:00:00Z', 'third-party');
    const facts = acted(state, only(), instant('2026-03-13T10:00:00Z'), [
      died('vic', '2026-03-12', '2026-03-13T10:00:00Z').fact,
      recordedAt(later, '2026-03-13T10:00:00Z').fact,
    ]);
    expect(told(facts).slice(2)).toEqual(['AlertWithdrawn no-longer-owed 2026-03-13T10:00:00.000Z']);
  });

  it('given a representative who died, then who speaks to them tells nobody else', () => {
    const acting = joined('rep', start, 'representative', 'unassessed', { represents: 'vic' });
    const told = (at: string) => [
      ...crime,
      acting,
      arrest,
      died('rep', '2026-03-12', '2026-03-13T10:00:00Z'),
      contact('rep', at, { tells: ['suspect-arrested'] }),
    ];
    const status = (at: string) =>
      own(standings(lived(told(at), arrests, instant('2026-03-16T10:00:00Z')), instant('2026-03-16T10:00:00Z')));
    expect(status('2026-03-12T23:59:59.999Z')).toEqual(['VC20-ARREST vic due 2026-03-17: met']);
    expect(status('2026-03-13T00:00:00.000Z')).toEqual(['VC20-ARREST vic due 2026-03-17: open']);
  });
});

describe('recording a death', () => {
  const now = instant('2026-03-13T10:00:00Z');
  const subject = () => given(...crime).case!;
  const record =
    (participantId: string, on?: string, state = subject()) =>
    () =>
      recordDeath(state, { participantId, ...(on && { on }) }, 'Europe/London', now);

  const takenBack = (state: Case, participantId: string) => () =>
    correctParticipantDetails(state, { participantId, diedOn: null, person: [], asked: ['diedOn'] }, now);

  it('given no date, then it is today', () => {
    expect(record('vic')()).toEqual([
      { type: 'ParticipantDied', data: { participantId: 'vic', on: '2026-03-13' }, occurred: now },
    ]);
  });

  it.each([
    ['the day on which the case was opened', '2026-03-02', '2026-03-02T23:59:59.999Z'],
    ['yesterday', '2026-03-12', '2026-03-12T23:59:59.999Z'],
  ])('given %s, then it occurred with its last moment', (_, on, occurred) => {
    expect(record('vic', on)()[0]).toMatchObject({ data: { on }, occurred });
  });

  it.each([
    ['tomorrow', 'vic', '2026-03-14', 'in-the-future'],
    ['the day before the case was opened', 'vic', '2026-03-01', 'before-case'],
    ['somebody of another case', 'xyz', '2026-03-12', 'unknown-participant'],
  ])('given %s, then it is refused', (_, who, on, code) => {
    expect(refusalOf(record(who, on)).code).toBe(code);
  });

  it('given it is recorded already, then it is refused, and so is taking back what was not', () => {
    const state = given(...crime, died('vic', '2026-03-12', '2026-03-13T10:00:00Z')).case!;
    expect(refusalOf(record('vic', '2026-03-11', state)).code).toBe('already-recorded');
    expect(refusalOf(takenBack(state, 'val')).code).toBe('changes-nothing');
  });

  it('given it was taken back, then what they are owed is owed again', () => {
    const state = lived([...crime, arrest, died('vic', '2026-03-12', '2026-03-13T10:00:00Z')], arrests, now);
    acted(state, arrests, now, takenBack(state.case!, 'vic')());
    expect(standings(state, now)).toContain('VC20-ARREST vic due 2026-03-17: open');
  });
});
