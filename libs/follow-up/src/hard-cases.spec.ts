import { followed } from './stream/following.rules.js';
import { describe, expect, it, jest } from '@jest/globals';
import { englandAndWales, englandAndWalesAsKnownOn } from '@kept-informed/calendar';
import { reconcile } from './reconcile/reconcile.decide.js';
import { statusOf } from './obligation/obligation.state.js';

import { serverInZone } from '../../../test/support/server-zone.js';
import { given, lived, only, rulebook, settledAt, standings, told, under } from '../../../test/support/given.js';
import {
  assigned,
  caseOpened,
  closed,
  contact,
  feedback,
  instant,
  joined,
  knownLater,
  milestone,
  planned,
  recordedAt,
  replyAsked,
  withdrawn,
} from '../../../test/support/facts.js';

// Faults that users of neighbouring systems met, as cases of ours.
const start = '2026-01-05T10:00:00Z';
const crime = [caseOpened(start), assigned('pc-1', start), joined('vic', start)];

describe('case 1 (OptimalBits/bull#244): a long time fires nothing early', () => {
  it.each([
    ['28 days', 'P28D', '2026-02-02T23:59:59.999Z', '2026-02-03T00:00:00Z'],
    ['31 days', 'P31D', '2026-02-05T23:59:59.999Z', '2026-02-06T00:00:00Z'],
    ['365 days', 'P365D', '2027-01-05T23:59:59.999Z', '2027-01-06T00:00:00Z'],
  ])(
    'given a plan of %s, then up to the moment before its end nothing is missed, and at its end it is',
    (_, every, before, at) => {
      const book = only('VC20-PERIODIC');
      const state = given(...crime, planned('vic', every, start));
      const facts = settledAt(state, book, instant(start), instant('2026-01-30T03:00:00Z'), instant(before));
      expect(told(facts).filter((line) => line.startsWith('ObligationMissed'))).toEqual([]);
      expect(told(settledAt(state, book, instant(at)))).toContain(`ObligationMissed ${instant(at)}`);
    },
  );
});

describe('case 11 (frappe/erpnext#38745): the zone of the server changes nothing', () => {
  const runIn = serverInZone();

  /** Everything is loaded afresh, so that nothing is kept from another zone. */
  async function answersUnder(zone: string) {
    runIn(zone);
    jest.resetModules();
    const { englandAndWales: calendar } = await import('@kept-informed/calendar');
    const { fold } = await import('./reconcile/follow-up.state.js');
    const { reconcile: settleAfresh } = await import('./reconcile/reconcile.decide.js');
    const history = [
      ...crime,
      milestone('suspect-arrested', '2026-03-28T23:30:00Z', 'suspect-1'),
      planned('vic', 'P1M', '2026-03-28T23:30:00Z', '2026-10-25'),
      contact('vic', '2026-06-30T23:30:00Z'),
      feedback('vic', '2026-10-24T23:30:00Z', true, 'conduct'),
    ];
    const now = instant('2026-12-01T00:00:00Z');
    const facts = history.map(({ fact, recorded }, index) => ({ ...fact, recorded, version: index + 1 }));
    return settleAfresh(fold(facts as never), under(rulebook, { calendar }), now).facts.map((fact) =>
      JSON.stringify(fact),
    );
  }

  it('given servers in UTC, New York and London, then the facts are equal', async () => {
    const [utc, newYork, london] = [
      await answersUnder('UTC'),
      await answersUnder('America/New_York'),
      await answersUnder('Europe/London'),
    ];
    expect(utc!.length).toBeGreaterThan(10);
    expect(newYork).toEqual(utc);
    expect(london).toEqual(utc);
  });
});

describe('case 12 (medic/cht-core#1757): what is due on a day is due at the end of the London day', () => {
  it.each([
    ['2026-01-12T23:59:59.999Z', 'open'],
    ['2026-01-13T00:00:00Z', 'missed'],
  ])('given an arrest on 5 January, then at %s it is %s', (now, status) => {
    const state = given(...crime, milestone('suspect-arrested', start));
    settledAt(state, only('VC20-ARREST'), instant(start));
    expect(standings(state, instant(now))).toEqual([`VC20-ARREST vic due 2026-01-12: ${status}`]);
  });

  it('given summer time, then the day ends at 23:00 UTC', () => {
    const state = given(...crime, milestone('suspect-arrested', '2026-07-07T23:30:00Z'));
    settledAt(state, only('VC20-ARREST'), instant('2026-07-07T23:30:00Z'));
    const { due } = [...state.obligations.values()][0]!;
    expect([due.dueOn, due.dueAt]).toEqual(['2026-07-15', '2026-07-15T23:00:00.000Z']);
  });
});

describe('case 53 (glpi-project/glpi#1996): one alert for each obligation, generation and rung', () => {
  it('given a case looked at every hour for six weeks, then each rung is raised once', () => {
    const state = given(...crime, milestone('suspect-arrested', start));
    const hours = Array.from({ length: 24 * 42 }, (_, n) =>
      instant(new Date(Date.parse(start) + n * 3_600_000).toISOString()),
    );
    const raised = settledAt(state, only('VC20-ARREST'), ...hours).filter(({ type }) => type === 'AlertRaised');
    expect(raised.map(({ data }) => (data as { rung: string }).rung)).toEqual([
      'due-soon',
      'missed',
      'escalated',
      'unresolved',
    ]);
  });
});

describe('case 85: late is late whether or not a sweep saw it, and a missing calendar is never guessed', () => {
  const reply = only('QOS-FB-REPLY');
  const asked = [caseOpened(start, 'feedback'), joined('ann', start, 'feedback-giver'), feedback('ann', start, true)];
  const late = contact('ann', '2026-01-16T00:00:00Z', { purpose: 'reply' });

  it('given a late reply and no sweep in between, then it is met late, and the miss is recorded at its own time', () => {
    const state = given(...asked, late);
    const facts = told(settledAt(state, reply, instant('2026-01-16T00:00:00Z')));
    expect(facts).toEqual(
      expect.arrayContaining(['ObligationMissed 2026-01-16T00:00:00.000Z', 'ObligationMet 2026-01-16T00:00:00.000Z']),
    );
    expect(standings(state, instant('2026-01-16T00:00:00Z'))).toEqual(['QOS-FB-REPLY ann due 2026-01-15: met-late']);
  });

  it('given a sweep in between, then the outcome is the same', () => {
    const swept = lived([...asked, late], reply, instant('2026-01-17T00:00:00Z'), instant('2026-01-16T00:00:00Z'));
    expect(standings(swept, instant('2026-01-17T00:00:00Z'))).toEqual(['QOS-FB-REPLY ann due 2026-01-15: met-late']);
  });

  it('given a status asked for after the due time and before any sweep, then it is missed', () => {
    const state = given(...asked);
    settledAt(state, reply, instant(start));
    const [obligation] = [...state.obligations.values()];
    expect(statusOf(obligation!, instant('2026-01-15T23:59:59.999Z'))).toBe('open');
    expect(statusOf(obligation!, instant('2026-01-16T00:00:00Z'))).toBe('missed');
  });

  it('given a year whose holidays are not known, then nothing is guessed: the obligation names the year that it awaits', () => {
    const year = englandAndWales.years.to;
    const at = `${year}-12-29T10:00:00Z`;
    const state = given(caseOpened(at), joined('vic', at), milestone('suspect-arrested', at));
    expect(settledAt(state, only('VC20-ARREST'), instant(at))[0]).toMatchObject({
      type: 'ObligationArose',
      data: { dueOn: null, dueAt: null, awaits: year + 1 },
    });
  });
});

describe('cases 14 and 15 (mysociety/alaveteli#7292): a holiday proclaimed late moves what is under way', () => {
  const at = '2022-09-08T10:00:00Z';
  const letter = { direction: 'inbound', method: 'letter', outcome: 'received', purpose: 'enquiry' } as const;
  const told = [caseOpened(at, 'enquiry'), joined('ann', at, 'enquirer'), contact('ann', at, letter)];
  const after = only('QOS-LETTER');
  const before = under(after, { calendar: englandAndWalesAsKnownOn('2022-09-08') });

  it('given a letter of 8 September 2022, then 19 September moves its answer, and the fact names the calendar', () => {
    const state = given(...told);
    settledAt(state, before, instant(at));
    expect(standings(state, instant(at))).toEqual(['QOS-LETTER ann due 2022-09-22: open']);
    const facts = settledAt(state, after, instant('2022-09-10T10:00:00Z'));
    expect(facts).toMatchObject([
      { type: 'ObligationRederived', data: { cause: 'calendar', generation: 2, dueOn: '2022-09-23' } },
    ]);
    expect(reconcile(state, after, instant('2022-09-10T10:00:00Z')).facts).toEqual([]);
  });

  it('given somebody becomes answerable before a sweep was, then the move is the calendar’s doing and not theirs', () => {
    const state = given(...told);
    settledAt(state, before, instant(at));
    const now = instant('2022-09-10T10:00:00Z');
    const recording = { by: 'pc-2', requestId: 'r', recorded: now };
    const { facts } = followed(state, [assigned('pc-2', now).fact], { book: after, at: now, recording });
    expect(facts.map(({ type, causedBy }) => [type, causedBy])).toEqual([
      ['CaseAssigned', undefined],
      ['ObligationRederived', undefined],
    ]);
  });

  it('given a limit and a ladder that the holiday does not touch, then nothing is derived again', () => {
    const arrest = '2022-09-02T10:00:00Z';
    const early = given(caseOpened(arrest), joined('vic', arrest), milestone('suspect-arrested', arrest));
    const book = only('VC20-ARREST');
    settledAt(early, book, instant(arrest), instant('2022-09-09T08:00:00Z'));
    const next = reconcile(early, book, instant('2022-09-09T10:00:00Z'));
    expect(next).toEqual({ facts: [], nextCheckAt: '2022-09-09T23:00:00.000Z' });
    expect(settledAt(early, book, next.nextCheckAt!).map(({ type }) => type)).not.toContain('ObligationRederived');
  });

  it.each([
    ['the evening before it is proclaimed', '2022-09-09T22:59:59.999Z', '2022-09-22', 1],
    ['the day on which it is', '2022-09-09T23:00:00.000Z', '2022-09-23', 2],
  ])(
    'given nobody activates anything, then it is due as known on %s, and moves by a fact',
    (_, now, due, generation) => {
      const state = given(...told);
      const begun = settledAt(state, after, instant(at));
      expect(begun).toMatchObject([{ type: 'ObligationArose', data: { dueOn: '2022-09-22' } }]);
      const { nextCheckAt } = reconcile(state, after, instant(at));
      expect(nextCheckAt).toBe('2022-09-09T23:00:00.000Z');
      const moved = settledAt(state, after, now);
      const [obligation] = [...state.obligations.values()];
      expect([obligation!.due.dueOn, obligation!.due.generation]).toEqual([due, generation]);
      expect(moved.map(({ type, occurred }) => [type, occurred])).toEqual(
        generation === 1 ? [] : [['ObligationRederived', '2022-09-09T23:00:00.000Z']],
      );
    },
  );
});

describe('case 45 (zammad/zammad#4037): deriving again is no activity', () => {
  it('given a due date derived again, then the update that starts the next period is still the last contact', () => {
    const state = lived(
      [...crime, contact('vic', '2026-01-20T10:00:00Z')],
      only('QOS-UPDATE'),
      instant('2026-02-01T10:00:00Z'),
    );
    expect(standings(state, instant('2026-02-01T10:00:00Z')).at(-1)).toBe('QOS-UPDATE vic due 2026-02-20: open');
    expect(state.case!.contacts).toHaveLength(1);
  });
});

describe('case 51 (chatwoot/chatwoot#10178): nothing begins in a closed case', () => {
  it('given a closed case, then no period begins however long it is looked at', () => {
    const state = lived(
      [...crime, closed('2026-01-06T10:00:00Z')],
      only('QOS-UPDATE'),
      instant('2027-01-06T10:00:00Z'),
    );
    expect(standings(state, instant('2027-01-06T10:00:00Z'))).toEqual(['QOS-UPDATE vic due 2026-02-05: missed']);
  });
});

describe('the hard cases of this domain', () => {
  it('given Christmas 2005, then five working days from the 22nd end on 3 January and ten days on 1 January', () => {
    const at = '2005-12-22T10:00:00Z';
    const early = rulebook.catalogue.map((row) => ({ ...row, from: '2005-01-01' }));
    const ids = ['VC06-ARREST', 'QOS-FB-REPLY'];
    const book = { ...rulebook, catalogue: early.filter(({ id }) => ids.includes(id)) };
    const state = given(
      caseOpened(at),
      joined('vic', at),
      milestone('suspect-arrested', at),
      feedback('vic', at, true),
    );
    settledAt(state, book, instant(at));
    expect(standings(state, instant(at))).toEqual([
      'QOS-FB-REPLY vic due 2006-01-01: open',
      'VC06-ARREST vic due 2006-01-03: open',
    ]);
  });

  it.each([
    ['2 January, a holiday in Scotland', '2025-12-31T10:00:00Z', '2026-01-08'],
    ['12 July, a holiday in Northern Ireland', '2027-07-09T10:00:00Z', '2027-07-16'],
  ])('given %s, then it is a working day', (_, at, dueOn) => {
    const state = given(caseOpened(at), joined('vic', at), milestone('suspect-arrested', at));
    settledAt(state, only('VC20-ARREST'), instant(at));
    expect([...state.obligations.values()][0]!.due.dueOn).toBe(dueOn);
  });

  it('given a request for a reply that comes later and is withdrawn, then it counts from then, and is voided, not met', () => {
    const at = '2026-03-01T10:00:00Z';
    const asked = [
      caseOpened(at, 'feedback'),
      joined('ann', at, 'feedback-giver'),
      feedback('ann', at, false),
      replyAsked('2026-03-09T10:00:00Z'),
    ];
    const now = instant('2026-03-10T10:00:00Z');
    const book = only('QOS-FB-REPLY');
    expect(standings(lived(asked, book, now), now)).toEqual(['QOS-FB-REPLY ann due 2026-03-19: open']);
    expect(standings(lived([...asked, withdrawn('2026-03-10T10:00:00Z')], book, now), now)).toEqual([
      'QOS-FB-REPLY ann due 2026-03-19: voided',
    ]);
  });

  it('given three calls nobody answered and a voicemail to a partner, then the duty is as open as before', () => {
    const attempts = (['no-answer', 'no-answer', 'no-answer', 'third-party'] as const).map((outcome, day) =>
      contact('vic', `2026-01-0${6 + day}T10:00:00Z`, { outcome, tells: ['suspect-arrested'] }),
    );
    const now = instant('2026-01-10T10:00:00Z');
    const state = lived([...crime, milestone('suspect-arrested', start), ...attempts], only('VC20-ARREST'), now);
    expect(standings(state, now)).toEqual(['VC20-ARREST vic due 2026-01-12: open']);
  });

  it('given an arrest on Friday, known on Monday and keyed on Wednesday, then the limit runs from the arrest', () => {
    const arrest = knownLater(milestone('suspect-arrested', '2026-01-09T18:00:00Z'), '2026-01-12T09:00:00Z');
    const keyed = recordedAt(arrest, '2026-01-14T12:00:00Z');
    const facts = settledAt(given(...crime, keyed), only('VC20-ARREST'), instant('2026-01-14T12:00:00Z'));
    expect(facts[0]).toMatchObject({
      type: 'ObligationArose',
      occurred: '2026-01-09T18:00:00.000Z',
      data: { dueOn: '2026-01-16', startsAt: '2026-01-09T18:00:00.000Z' },
    });
  });

  it('given a letter on time by a route marked unsafe, then it discharges nothing', () => {
    const letter = { method: 'letter', outcome: 'delivered', route: 'unsafe', tells: ['suspect-arrested'] } as const;
    const now = instant('2026-01-07T10:00:00Z');
    const told = [...crime, milestone('suspect-arrested', start), contact('vic', '2026-01-07T10:00:00Z', letter)];
    expect(standings(lived(told, only('VC20-ARREST'), now), now)).toEqual(['VC20-ARREST vic due 2026-01-12: open']);
  });

  it('given a case closed before the victim was told, then the arrest is still owed and missed', () => {
    const told = [...crime, milestone('suspect-arrested', start), closed('2026-01-06T10:00:00Z')];
    const now = instant('2026-01-13T00:00:00Z');
    expect(standings(lived(told, only('VC20-ARREST'), now), now)).toEqual(['VC20-ARREST vic due 2026-01-12: missed']);
  });

  it('given a handover after the due date was set, then the clock is not reset', () => {
    const told = [...crime, milestone('suspect-arrested', start), assigned('pc-2', '2026-01-12T10:00:00Z')];
    const now = instant('2026-01-12T10:00:00Z');
    const [arrest] = [...lived(told, only('VC20-ARREST'), now).obligations.values()];
    expect([arrest!.due.dueOn, arrest!.due.generation]).toEqual(['2026-01-12', 1]);
  });
});
