import { describe, expect, it } from '@jest/globals';
import {
  addWorkingDays,
  atLocalTime,
  daysBetween,
  endOfDay,
  englandAndWales,
  isWorkingDay,
  localDate,
} from '@kept-informed/calendar';
import fc from 'fast-check';
import { type ContactsRequest, contactsFor } from './simulate-plan.js';

const ATTEMPTS = ['no-answer', 'voicemail'];
const reached = (request: ContactsRequest) => contactsFor(request).filter(({ outcome }) => !ATTEMPTS.includes(outcome));

/** A burglary of 5 November 2018 with a charge in December and a fine in March. */
const BURGLARY: ContactsRequest = {
  caseKey: 'a'.repeat(64),
  openedAt: '2018-11-05T21:30:00.000Z',
  milestones: [
    { type: 'charge-decided', occurredAt: '2018-12-20T10:00:00.000Z', ends: false },
    { type: 'court-result-received', occurredAt: '2019-03-08T15:00:00.000Z', ends: true },
  ],
  hasVictim: true,
  seed: 7,
  compliance: 1,
  until: '2019-07-01T00:00:00.000Z',
};

const requests = fc.record({
  caseKey: fc.stringMatching(/^[0-9a-f]{64}$/),
  openedAt: fc.constantFrom(
    '2018-10-31T23:59:00.000Z',
    '2018-12-21T18:00:00.000Z',
    '2019-01-31T09:00:00.000Z',
    '2019-04-18T12:00:00.000Z',
  ),
  milestones: fc.constantFrom(
    [],
    BURGLARY.milestones.map((one) => ({ ...one, occurredAt: `2019-05-${one.ends ? 27 : 16}T10:00:00.000Z` })),
  ),
  hasVictim: fc.constant(true),
  seed: fc.nat(),
  compliance: fc.double({ min: 0, max: 1, noNaN: true }),
  until: fc.constantFrom('2019-02-01T00:00:00.000Z', '2019-09-01T00:00:00.000Z'),
});

/** Whether something was done by the end of the n-th working day after another. */
const within = (n: number, since: string, at: string) =>
  at < endOfDay(addWorkingDays(localDate(since), n, englandAndWales));

describe("officers' contacts", () => {
  it('are the same in every run, and others with another seed or for another case', () => {
    expect(contactsFor(BURGLARY)).toEqual(contactsFor(BURGLARY));
    expect(contactsFor({ ...BURGLARY, seed: 8 })).not.toEqual(contactsFor(BURGLARY));
    expect(contactsFor({ ...BURGLARY, caseKey: 'b'.repeat(64) })).not.toEqual(contactsFor(BURGLARY));
  });

  it('of one case are told in its story', () => {
    const story = reached(BURGLARY).map(({ purpose, tells }) => [purpose, ...tells].join(' '));
    expect(story[0]).toBe('initial-information');
    expect(story).toContain('update charge-decided');
    expect(story.at(-1)).toBe('result court-result-received case-closed');
    expect(story.filter((line) => line === 'update').length).toBeGreaterThanOrEqual(4);
  });

  it('are none where there is no victim, or the case opens after the end', () => {
    expect(contactsFor({ ...BURGLARY, hasVictim: false })).toEqual([]);
    expect(contactsFor({ ...BURGLARY, until: BURGLARY.openedAt })).toEqual([]);
  });

  it('stand in time order, after the opening, before the end, in working hours of working days in London', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const contacts = contactsFor(request);
        const times = contacts.map(({ at }) => at);
        expect(times).toEqual([...times].sort());
        for (const at of times) {
          const day = localDate(at);
          expect(at > request.openedAt && at < request.until).toBe(true);
          expect(isWorkingDay(day, englandAndWales)).toBe(true);
          expect(at >= atLocalTime(day, '09:00') && at < atLocalTime(day, '17:00')).toBe(true);
        }
      }),
    );
  });

  it('of full compliance keep every limit', () => {
    fc.assert(
      fc.property(requests, (any) => {
        const request = { ...any, compliance: 1, until: '2019-09-01T00:00:00.000Z' };
        const contacts = reached(request);
        expect(
          contacts.some(({ purpose, at }) => purpose === 'initial-information' && within(5, request.openedAt, at)),
        ).toBe(true);
        for (const { type, occurredAt } of request.milestones) {
          const limit = type === 'court-result-received' ? 1 : 5;
          expect(
            contacts.some(({ tells, at }) => tells.includes(type) && at > occurredAt && within(limit, occurredAt, at)),
          ).toBe(true);
        }
        const ended = request.milestones.find(({ ends }) => ends)?.occurredAt ?? request.until;
        const updates = contacts
          .filter(({ purpose, at }) => purpose !== 'initial-information' && at < ended)
          .map(({ at }) => at);
        const days = [request.openedAt, ...updates, ended].map((at) => localDate(at));
        expect(days.slice(1).every((day, i) => daysBetween(days[i]!, day) <= 28)).toBe(true);
      }),
    );
  });

  it('of no compliance keep none', () => {
    fc.assert(
      fc.property(requests, (any) => {
        const request = { ...any, compliance: 0 };
        const contacts = reached(request);
        expect(
          contacts.filter(({ purpose, at }) => purpose === 'initial-information' && within(5, request.openedAt, at)),
        ).toEqual([]);
        for (const { type, occurredAt } of request.milestones) {
          const limit = type === 'court-result-received' ? 1 : 5;
          expect(contacts.filter(({ tells, at }) => tells.includes(type) && within(limit, occurredAt, at))).toEqual([]);
        }
      }),
    );
  });

  it('keep about the share that is asked for', () => {
    const inTime = Array.from({ length: 400 }, (_, i) => ({
      ...BURGLARY,
      caseKey: `case ${i}`,
      compliance: 0.75,
    })).filter((request) =>
      reached(request).some(({ purpose, at }) => purpose === 'initial-information' && within(5, request.openedAt, at)),
    ).length;
    expect(inTime / 400).toBeGreaterThan(0.68);
    expect(inTime / 400).toBeLessThan(0.82);
  });

  it('include attempts, which tell nothing', () => {
    const attempts = Array.from({ length: 40 }, (_, i) => contactsFor({ ...BURGLARY, caseKey: `case ${i}` }))
      .flat()
      .filter(({ outcome }) => ATTEMPTS.includes(outcome));
    expect(attempts.length).toBeGreaterThan(20);
    expect(new Set(attempts.map(({ outcome }) => outcome)).size).toBe(2);
    expect(attempts.filter(({ tells, method }) => tells.length > 0 || method !== 'phone')).toEqual([]);
  });

  it('end with the case: no update after the milestone that ends it', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const ended = request.milestones.find(({ ends }) => ends)?.occurredAt;
        fc.pre(ended !== undefined);
        const plain = reached(request).filter(({ purpose, tells }) => purpose === 'update' && tells.length === 0);
        expect(plain.filter(({ at }) => at >= ended!)).toEqual([]);
      }),
    );
  });

  it('tell something every three weeks and not more often: an update is counted from the last thing told', () => {
    fc.assert(
      fc.property(requests, (any) => {
        const contacts = reached({ ...any, compliance: 1 }).filter(({ purpose }) => purpose !== 'initial-information');
        contacts.slice(1).forEach(({ at, tells }, i) => {
          if (tells.length === 0)
            expect(daysBetween(localDate(contacts[i]!.at), localDate(at))).toBeGreaterThanOrEqual(18);
        });
      }),
    );
  });

  it('before a time stay as they are when the end is moved later', () => {
    fc.assert(
      fc.property(requests, fc.constantFrom('2018-12-28', '2019-02-15', '2019-05-20', '2019-05-29'), (any, day) => {
        const later = { ...any, until: '2019-09-01T00:00:00.000Z' };
        const until = `${day}T13:00:00.000Z`;
        expect(contactsFor({ ...later, until })).toEqual(contactsFor(later).filter(({ at }) => at < until));
      }),
      { numRuns: 500 },
    );
  });

  it.each([-0.1, 1.1, Number.NaN])('are refused a compliance of %d', (compliance) => {
    expect(() => contactsFor({ ...BURGLARY, compliance })).toThrow(RangeError);
  });
});
